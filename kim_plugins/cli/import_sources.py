"""What `kim import` is given: a file, a folder, or an address."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from kim_plugins.cli.settings import unreadable
from kim_plugins.exchange.fetching import Fetcher, Limits, Validators
from kim_plugins.exchange.guarding import Guard, NotFetched
from kim_plugins.exchange.imports.folders import Folder, is_text
from kim_plugins.exchange.imports.items import NotImported, Source
from kim_plugins.exchange.imports.sources import Origin, source_of
from kim_plugins.exchange.imports.streams import Text
from kim_plugins.records.portable import plain_name
from kim_plugins.records.problems import quote

_SOURCE_LIMITS: Final = Limits(seconds=300, bytes=500 << 20)


def is_address(written: str) -> bool:
    """Whether a source is somewhere on the web."""
    return written.lower().startswith(("http://", "https://"))


def name_of(written: str) -> str:
    """What the report of a source is called."""
    if is_address(written):
        parts = urlsplit(written)
        return plain_name(f"{parts.hostname or ''}{parts.path}") or "umpan"
    return plain_name(Path(written).name.partition(".")[0]) or "impor"


class Unchanged(Exception):  # noqa: N818 - nothing is wrong
    """What an address holds is what was read last time."""


def opened(
    written: str, origin: Origin, guard: Guard, stack: ExitStack, validators: Validators
) -> tuple[Source, Validators]:
    """The source that is meant, and the validators of what was fetched for it.

    `guard` tells what may be asked, `validators` are those of last time; what was fetched goes with
    `stack`. Raises `Unchanged`.
    """
    if is_address(written):
        file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        try:
            answer = Fetcher(guard).fetch_into(file, written, _SOURCE_LIMITS, validators=validators)
        except NotFetched as error:
            raise NotImported(f"{quote(written)} tidak dapat diambil: {error}") from None
        if answer.unchanged:
            raise Unchanged

        def again() -> IO[bytes]:
            file.seek(0)
            return os.fdopen(os.dup(file.fileno()), "rb")

        return source_of(Text(written, again), origin), answer.validators
    return _on_disk(Path(written), origin), Validators()


def _on_disk(path: Path, origin: Origin) -> Source:
    try:
        if path.is_dir():
            return _folder(path, origin)
        with path.open("rb"):
            pass
    except OSError as error:
        raise unreadable(path, error) from None
    return source_of(Text(path.name, lambda: path.open("rb")), origin)


def _folder(path: Path, origin: Origin) -> Source:
    root = path.resolve()
    names = list(files_below(root))
    if not any(map(is_text, names)):
        raise NotImported(f"di folder {quote(path)} tidak ada berkas Markdown (.md)")
    return Folder(
        str(path), names, lambda name: (root / name).read_bytes(), origin.zone, origin.site
    )


def files_below(root: Path) -> Iterator[str]:
    """The files below a folder; what is hidden, and what a link leads out to, is none of it."""
    for current, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(current, name)
            whole = Path(os.path.realpath(file))  # pathlib's own raises where links go round
            if not name.startswith(".") and whole.is_relative_to(root) and whole.is_file():
                yield file.relative_to(root).as_posix()
