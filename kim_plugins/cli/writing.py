"""Several files of an editor written as one: all of them, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kim_plugins.cli.settings import UsageProblem


def write_all(files: Mapping[Path, bytes], renamed: Mapping[Path, Path] | None = None) -> None:
    """Rename files, then write others or the same; what goes wrong in between is taken back.

    Each file appears whole or not at all: it is written beside its place and then put there.
    """
    origins = {new: old for old, new in (renamed or {}).items()}
    before: dict[Path, bytes] = {}
    staged: dict[Path, Path] = {}
    done: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            origin = origins.get(path, path)
            if origin.is_file():
                before[origin] = origin.read_bytes()
            staged[path] = _stage(path, data, origin)
        for new, old in origins.items():
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)
            done.append((old, new))
        for path, temporary in staged.items():
            temporary.replace(path)
    except OSError as error:
        _take_back(before, done)
        place = error.filename or "berkas"
        raise UsageProblem(
            f"'{place}' tidak dapat ditulis ({error.strerror or error}); tidak ada yang diubah"
        ) from None
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _stage(path: Path, data: bytes, origin: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.kim")
    try:
        temporary.write_bytes(data)
        if origin.is_file():
            shutil.copymode(origin, temporary)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _take_back(before: Mapping[Path, bytes], renamed: Iterable[tuple[Path, Path]]) -> None:
    for old, new in renamed:
        with suppress(OSError):
            new.rename(old)
    for path, data in before.items():
        with suppress(OSError):
            if path.read_bytes() != data:
                path.write_bytes(data)
