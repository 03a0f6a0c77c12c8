"""A temporary folder that nobody else reads, and that goes with its process, however it ends."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kim_plugins.builder.locks import lock

_PREFIX: Final = "kim-pratinjau-"
_LOCK: Final = "kunci"
_YOUNG: Final = 3600
"""Seconds: a folder without a lock may be about to get one."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder (0700) in which others make theirs, for a while; it is removed in the end.

    Those of processes that were killed are removed first.
    """
    _clear_orphans()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    before = tempfile.tempdir
    try:
        with (folder / _LOCK).open("wb") as held:
            lock(held, wait=False)
            tempfile.tempdir = str(folder)
            yield folder
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


def _clear_orphans() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # it is somebody else's, or just gone
            if _is_ours(folder) and _is_orphan(folder):
                shutil.rmtree(folder)


def _is_ours(folder: Path) -> bool:
    if not folder.is_dir() or folder.is_symlink():
        return False
    return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()


def _is_orphan(folder: Path) -> bool:
    try:
        held = (folder / _LOCK).open("r+b")
    except FileNotFoundError:
        return time.time() - folder.lstat().st_mtime > _YOUNG
    with held:
        return lock(held, wait=False)
