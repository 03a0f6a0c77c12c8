"""The content folder, as the core wants to see it; nothing outside it is ever read."""

from __future__ import annotations

import os
from pathlib import Path

from kim_plugins.catalogue import Content

_SUFFIX = ".md"


def content_of(folder: Path) -> Content:
    """Every file below `folder`; hidden ones, and links that lead out of it, are left alone."""
    root = folder.resolve()
    documents: list[str] = []
    media: list[str] = []
    for current, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(current, name)
            if name.startswith(".") or not file.resolve().is_relative_to(root):
                continue
            path = file.relative_to(root).as_posix()
            (documents if name.lower().endswith(_SUFFIX) else media).append(path)
    return Content(documents, media, lambda path: (root / path).read_bytes())


def shown_folder(folder: Path) -> str:
    """The folder as problems name it: relative to the working directory where that is possible."""
    try:
        return Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # another drive on Windows
        return folder.as_posix()


def path_of(folder: Path, address: str) -> Path:
    """The file that is served at an address: of one ending in `/`, index.html."""
    relative = address.lstrip("/")
    return folder / (
        f"{relative}index.html" if relative.endswith("/") or not relative else relative
    )


class Output:
    """Writes below one folder only, and no path twice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def write(self, path: str, data: bytes) -> None:
        """Write a file at `path` below the folder; an address ending in `/` gets index.html."""
        target = path_of(self._folder, path)
        if not target.resolve().is_relative_to(self._folder):
            raise ValueError(f"{path} leaves {self._folder}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(data)
