"""Files: those of the content folder, outside of which nothing is read, and our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError

from kim_plugins.catalogue import Content

_SUFFIX = ".md"
_AT_ONCE = 1 << 16
_AS_IT_IS = getattr(os, "O_BINARY", 0)
"""Windows would change line ends."""


class Unreadable(PluginError):  # noqa: N818 - a sentence for the user
    """A file of the content that can't be read; the message names it."""


def content_of(folder: Path) -> Content:
    """Every file below `folder`; hidden ones, and links that lead out of it, are left alone."""
    root = os.path.realpath(folder)
    documents: list[str] = []
    media: list[str] = []
    for path in _files(root, ""):
        (documents if path.lower().endswith(_SUFFIX) else media).append(path)
    shown = shown_folder(folder)

    def read(path: str) -> bytes:
        try:
            return bytes_of(f"{root}/{path}")
        except OSError as error:
            raise Unreadable(
                f"berkas {shown}/{path} hilang atau tidak dapat dibaca ({error.strerror}); "
                "periksa berkasnya, lalu ulangi"
            ) from error

    return Content(documents, media, read)


def bytes_of(name: str) -> bytes:
    """A file as it is; a file object takes twice as long for what mostly are some kilobytes."""
    file = os.open(name, os.O_RDONLY | _AS_IT_IS)
    try:
        parts = []
        while part := os.read(file, _AT_ONCE):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(file)


def _files(root: str, below: str) -> Iterator[str]:
    """Paths below `root` in order; folders that are links are not followed."""
    with os.scandir(f"{root}/{below}") as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(root, f"{path}/")
        elif entry.is_file() and (not entry.is_symlink() or _is_inside(root, entry.path)):
            yield path


def _is_inside(root: str, path: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(root)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file that is read between builds: it is there as a whole, or as it was."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(file)


def shown_folder(folder: Path) -> str:
    """The folder as problems name it: relative to the working directory where that is possible."""
    try:
        return Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # another drive on Windows
        return folder.as_posix()
