"""What folders hold, one list a folder: it counts while everything stands as it was written."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Collection, Container, Iterable, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from kim_plugins.builder.kept import Damaged, clear, read_kept, write_kept

_MADE_WITH: Final = sys.version.encode()[:64]
_SUFFIX: Final = ".daftar"
_FOLDER: Final = "/"
"""With this at its end a place is a folder's."""


class Holding(NamedTuple):
    """The key of each file, and the stamp of each file and of each folder that holds folders."""

    keys: Mapping[str, str]
    stamps: Mapping[str, int]


class Lists:
    """Lists in a folder of their own, known by the very folder that they tell of."""

    def __init__(self, state: Path | None) -> None:
        self._state = state

    def of(self, folder: Path) -> Holding | None:
        """What it holds; None where that isn't known, or files were added to it or taken away."""
        file = self._file(folder)
        if file is None:
            return None
        return self._in(file, folder) if file.exists() else self._moved_to(folder)

    def _in(self, file: Path, folder: Path) -> Holding | None:
        with suppress(Damaged):
            kept = read_kept(file, _MADE_WITH)
            if kept is not None:
                # It was sealed, so these are bytes that we wrote ourselves.
                head, keys, stamps = marshal.loads(kept)  # noqa: S302
                return Holding(keys, stamps) if head == folder.stat().st_mtime_ns else None
        return None

    def _moved_to(self, folder: Path) -> Holding | None:
        """The list of a folder that was copied with all its times, as workflows carry a site."""
        for file in sorted(self._state.glob(f"*{_SUFFIX}")) if self._state else ():
            found = self._in(file, folder)
            # Of a copied folder another size is no other content.
            files = {p: s for p, s in found.stamps.items() if p in found.keys} if found else {}
            if found and is_sound(folder, files):
                found = Holding(found.keys, stamped(folder, {}, found.keys))
                self.keep(folder, found)
                with suppress(OSError):
                    clear(file)
                return found
        return None

    def keep(self, folder: Path, holding: Holding) -> None:
        """Note what a folder holds; it must not change after this."""
        if file := self._file(folder):
            head = folder.stat().st_mtime_ns
            data = marshal.dumps((head, dict(holding.keys), dict(holding.stamps)))
            try:
                write_kept(file, data, _MADE_WITH)
            except OSError:
                # Without a list the next build writes everything.
                self._state = None

    def forget(self, folder: Path) -> None:
        """Note that a folder may hold anything; raises OSError where that can't be noted."""
        if file := self._file(folder):
            clear(file)

    def _file(self, folder: Path) -> Path | None:
        if self._state is None or not folder.is_dir():
            return None
        found = folder.stat()
        return self._state / f"{found.st_dev}-{found.st_ino}{_SUFFIX}"


def is_sound(folder: Path, stamps: Mapping[str, int]) -> bool:
    """Whether no file of a folder was changed or taken away, and no folder was added."""
    root, look = f"{folder}/", os.lstat
    try:
        # One of the few things that every build does for every file.
        for place, known in stamps.items():
            found = look(root + place)
            if hash((found.st_mode, found.st_mtime_ns, found.st_size)) != known:
                return False
    except OSError:
        return False
    return True


def stamp(path: str) -> int:
    """What another content of a file, or another name in a folder, would change."""
    found = os.lstat(path)
    return hash((found.st_mode, found.st_mtime_ns, found.st_size))


def stamped(folder: Path, before: Mapping[str, int], touched: Collection[str]) -> dict[str, int]:
    """The stamps of all that is in a folder, where only the files `touched` came or went."""
    found = dict(before)
    for place in chain(touched, _folders_of(touched, before)):
        try:
            found[place] = stamp(f"{folder}/{place}")
        except FileNotFoundError:
            found.pop(place, None)
    return found


def _folders_of(places: Iterable[str], before: Container[str]) -> set[str]:
    """The folders above these files that hold folders; to look at all would take too long."""
    folders = {place.rpartition("/")[0] for place in places}
    found = {name for folder in folders if (name := folder + _FOLDER) in before}
    for folder in folders:
        above = folder.rpartition("/")[0]
        while above and above + _FOLDER not in found:
            found.add(above + _FOLDER)
            above = above.rpartition("/")[0]
    return found
