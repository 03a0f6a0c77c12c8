"""A site in a folder of this machine, as members; links are listed, never followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kim_plugins.exchange.site_files import DEVICE, LINK, Member
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unreadable

_DEEPEST: Final = 40
"""Folders in one another, wherever the site lies in them."""


def files_below(root: Path) -> Iterator[Member]:
    """Everything below a folder but what is hidden. Raises Refused."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(root / below) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            shown = quote(below or str(root))
            raise Refused(f"folder {shown} tidak dapat dibuka: {why_unreadable(error)}") from None
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.name.startswith("."):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield _member(Path(entry.path), path, entry.stat(follow_symlinks=False))
            elif path.count("/") > _DEEPEST:
                raise Refused(f"folder bertingkat terlalu dalam: {quote(path)}")
            else:
                waiting.append(f"{path}/")


def _member(file: Path, path: str, found: os.stat_result) -> Member:
    odd = "" if stat.S_ISREG(found.st_mode) else LINK if stat.S_ISLNK(found.st_mode) else DEVICE
    return Member(path, found.st_size, lambda: bytes_within(file, found.st_size), odd)


def bytes_within(file: Path, most: int) -> bytes:
    """The bytes of a file of this machine, one too many where it is larger. Raises Refused."""
    try:
        if not file.is_file():
            raise Refused(f"berkas {quote(file.name)} tidak ada, atau bukan berkas biasa")
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise Refused(
            f"berkas {quote(file.name)} tidak dapat dibuka: {why_unreadable(error)}"
        ) from None
