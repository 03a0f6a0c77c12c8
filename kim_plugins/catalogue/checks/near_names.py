"""Finds the file that a wrong path means, ignoring the differences that people overlook.

Capitals, accents, blanks, hyphens and underscores, `.jpg` and `.jpeg`, the folder.

A wrong path is compared without what people mix up. `catalogue/checks/near_names.py` gives names a
key without capitals, accents, signs between words and the kinds of one ending, so that asking costs
no more with more files; the message and `--fix` (`moving/fixing.py`) ask the same. A picture is
renamed by the plan of a move (`cli/fix_pictures.py`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Sequence
from typing import Final
from unicodedata import combining, normalize
from urllib.parse import unquote

from kim_plugins.catalogue.bodies import path_length, target_of
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.patterns import deferred

_BETWEEN: Final = deferred(r"[\W_]+")
_FOLDERS: Final = deferred(r"[/\\]+")
_ON_A_DISK: Final = deferred(r"(?i)file:|content:|[a-z]:[/\\]|/(?:storage|sdcard|home|users)/")
_SUFFIX: Final = deferred(r"(?<=.)\.([a-z0-9]{1,8})$")
_SAME: Final = {
    **dict.fromkeys(("jpeg", "jpe", "jfif"), "jpg"),
    **dict.fromkeys(("md", "markdown", "html", "htm"), ""),
    "oga": "ogg",
    "tif": "tiff",
}
_ROOT: Final = "content."
# Looking for a name that is only alike takes as long as there are names.
_MOST_CANDIDATES: Final = 5000


class FileNames:
    """The files of a content folder, by their names without such differences."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._known = frozenset(self._paths)
        self._by_name: dict[str, list[str]] = {}
        for path in self._paths:
            key = _key(posixpath.basename(path))
            self._by_name.setdefault(key, []).append(path)
            if not key.endswith("."):
                self._by_name.setdefault(f"{key.rpartition('.')[0]}.*", []).append(path)

    def __contains__(self, path: object) -> bool:
        """Whether there is such a file."""
        return path in self._known

    def matches(self, path: str, written: str) -> Sequence[str]:
        """The files that a path means which stands in the file `path`; one is what was meant.

        That is the file at the place itself whose name differs in what is mixed up; else those of
        that name in whose place the folders that are written occur in their order.
        """
        plain = unquote(unquote(written[: path_length(written)]))
        if is_on_a_disk(plain):
            plain = _FOLDERS.split(plain)[-1]
        plain = posixpath.normpath(plain.replace("\\", "/")) if plain else ""
        *folders, name = [""] + [part for part in _FOLDERS.split(plain) if part.strip(".")]
        same = self._of(name)
        place = target_of(path, plain)
        if place and (exact := [one for one in same if _is_at(one, place)]):
            return exact
        if plain.startswith("/"):
            # It may be an address that the site makes.
            return ()
        folders = [_key(folder) for folder in folders if folder]
        return [one for one in same if _holds(one, folders[folders[:1] == [_ROOT] :])]

    def _of(self, name: str) -> Sequence[str]:
        """The files of a name; where it has no ending, of that name with any."""
        key = _key(name) if name else ""
        return self._by_name.get(key) or self._by_name.get(f"{key}*") or ()

    def alike(self, target: str) -> str | None:
        """The file whose name is most similar to that of a path; folders don't count."""
        key = _key(posixpath.basename(target))
        if others := self._by_name.get(f"{key.rpartition('.')[0]}.*"):
            # The same name with another ending.
            return others[0]
        if len(self._paths) >= _MOST_CANDIDATES:
            return None
        near = best_match(key, self._by_name, 0.7)
        return self._by_name[near][0] if near else None


def is_on_a_disk(written: str) -> bool:
    """Whether a path points into somebody's own computer or telephone."""
    return _ON_A_DISK.match(written) is not None


def _is_at(path: str, place: str) -> bool:
    """Whether a path is a place but for what is mixed up in names."""
    *folders, name = path.split("/")
    *others, other = place.strip("/").split("/")
    same = _key(name) in (_key(other), _key(f"{other}.{name.rpartition('.')[2]}"))
    return same and [*map(_key, folders)] == [*map(_key, others)]


def _holds(path: str, folders: Collection[str]) -> bool:
    there = iter([_key(part) for part in path.split("/")[:-1]])
    return all(folder in there for folder in folders)


def _key(name: str) -> str:
    letters = normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in letters if not combining(letter))
    suffix = _SUFFIX.search(plain)
    stem = plain[: suffix.start()] if suffix else plain
    kind = _SAME.get(suffix[1], suffix[1]) if suffix else ""
    return f"{_BETWEEN.sub('-', stem).strip('-') or stem}.{kind}"


def relative(path: str, target: str) -> str:
    """The relative path of a file, as it is written in the file `path`."""
    return posixpath.relpath(target, posixpath.dirname(path) or ".")
