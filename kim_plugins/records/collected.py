"""Paths of files that came from another site: below `.<source>/`.

No file of one's own has such a path, as hidden folders are left alone. All of a source lies below
its name as it lies at home, so what its files say of one another stays true.
"""

from __future__ import annotations


def source_of(path: str) -> str:
    """The source of a file; empty for a file of one's own."""
    if not path.startswith("."):
        return ""
    name, slash, _ = path[1:].partition("/")
    return name if slash else ""


def path_at_home(path: str) -> str:
    """The path of a file below the content folder where it was written."""
    return path[len(source_of(path)) + 2 :] if source_of(path) else path


def path_here(source: str, path: str) -> str:
    """The path of a file of a source, or of one's own where `source` is empty."""
    return f".{source}/{path}" if source else path
