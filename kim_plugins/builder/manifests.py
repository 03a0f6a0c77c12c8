"""What published folders hold, one manifest a folder: it counts while all stands as it was written.

A manifest is known by the very folder that it tells of (device and inode), since two folders take
each other's place at each publication; and it is forgotten before its folder changes. It has the
key of each file, and of each file and each folder that holds folders a stamp of mode, time and size
(as git's index has; 24 ms at 2,000 bulletins).
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Collection, Container, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from kim_plugins.builder.store import Store

_MANIFESTS: Final = b"folder/"
_FOLDER: Final = "/"
"""With this at its end a place is a folder's."""


Version = tuple[bytes, int]
"""Which folder it is, and since when it holds what it holds."""


class Manifest(NamedTuple):
    """The key of each file by its place, and the stamps of files and of folders with folders."""

    keys: Mapping[str, str] = {}
    stamps: Mapping[str, int] = {}


class Manifests:
    """The manifests of one site and its standby, in a store; None keeps nothing."""

    def __init__(self, store: Store | None, site: Path) -> None:
        self._store = store
        name = hashlib.blake2b(os.fsencode(site), digest_size=8).hexdigest()
        self._prefix = _MANIFESTS + name.encode() + b"/"

    def of(self, folder: Path) -> Manifest | None:
        """What it holds; None where that isn't known, or files were added to it or taken away."""
        if self._store is None or not folder.is_dir():
            return None
        kept = self._store.get(self._key(folder))
        if kept is None:
            return self._moved_to(folder)
        head, manifest = _read(kept)
        return manifest if head == folder.stat().st_mtime_ns else None

    def sound(self, folder: Path) -> Version | None:
        """The version of a folder in which all stands as it was written; None for others."""
        known = self.of(folder)
        if known is None or not is_sound(folder, known.stamps):
            return None
        return self.version(folder)

    def version(self, folder: Path) -> Version:
        """What differs between folders, and changes where files come to one or are taken away."""
        return self._key(folder), folder.stat().st_mtime_ns

    def _moved_to(self, folder: Path) -> Manifest | None:
        """The manifest of a folder that was copied with its times, as workflows carry a site."""
        for kept in self._store.below(_MANIFESTS).values() if self._store else ():
            head, found = _read(kept)
            if head == folder.stat().st_mtime_ns:
                # Of a copied folder another size is no other content.
                files = {place: found.stamps[place] for place in found.keys & found.stamps.keys()}
                if is_sound(folder, files):
                    return Manifest(found.keys, stamped(folder, {}, found.keys))
        return None

    def keep(self, folder: Path, manifest: Manifest, *others: Path) -> None:
        """Note what a folder holds, which must not change after this; forget all but `others`."""
        if self._store is None:
            return
        head = folder.stat().st_mtime_ns
        data = marshal.dumps((head, dict(manifest.keys), dict(manifest.stamps)))
        keys = {self._key(one) for one in (folder, *others) if one.is_dir()}
        self._store.keep_only(self._prefix, keys)
        self._store.put({self._key(folder): data})

    def forget(self, folder: Path) -> None:
        """Note that a folder may hold anything; raises OSError where that can't be noted."""
        if self._store and not self._store.put({self._key(folder): None}) and self._store.is_open:
            raise OSError(f"{self._store.file} can't be written")

    def _key(self, folder: Path) -> bytes:
        found = folder.stat()
        return self._prefix + b"%d-%d" % (found.st_dev, found.st_ino)


def _read(kept: bytes) -> tuple[int, Manifest]:
    # What was sealed are bytes that we wrote ourselves.
    found: Any = marshal.loads(kept)  # noqa: S302
    return found[0], Manifest(*found[1:])


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
