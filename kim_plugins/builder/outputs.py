"""What a build publishes: every file once, below one folder, and only what isn't there already.

A file that is offered comes with a key, the digest of everything it is made from. Where the folder
holds that file under that key, nothing is made and nothing is written; so a build costs what has
changed. Files that nobody offers any more disappear.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from kim_plugins.builder.files import link_or_copy, make_folder, write_new
from kim_plugins.builder.listing import stamp
from kim_plugins.builder.pool import is_refused
from kim_plugins.builder.workers import run_all

Make = Callable[[], bytes]

Offered = tuple[dict[str, str], dict[str, bytes | None]]
"""What was offered elsewhere: the keys of all by path, and the bytes of what isn't there yet.

None where the published folder has them.
"""

KEY_SIZE: Final = 16

_OUTSIDE: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)|^[^/]*:")
"""A step upwards or nowhere, or a drive."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A folder and what it holds: key and stamp of each file by its path below the folder.

    A file that has no stamp, or another one by now, is never taken from it.
    """

    folder: Path
    keys: Mapping[str, str]
    stamps: Mapping[str, int] = field(default_factory=dict)


class Outputs:
    """Collects what shall be published, then brings a folder to it.

    `standing` is the folder that is brought up to date; `published` another one that holds most of
    the same, from which a file is copied rather than made. `twin` is a new folder that shall hold
    the same files; it is given up where that can't be had.
    """

    def __init__(
        self, standing: Standing, published: Standing | None = None, twin: Path | None = None
    ) -> None:
        self.folder = standing.folder
        self.twin = twin
        self._standing = dict(standing.keys)
        self._published = published
        self._offered: dict[str, str] = {}
        self._waiting: dict[str, Make] = {}
        self._put_off: dict[str, Make] = {}
        self._made: set[str] = set()
        self._has_twins = True
        self._folders: set[str] = set()
        self.touched: Collection[str] = ()
        """The files that came or went, when all is written."""

    def write(self, path: str, data: bytes) -> None:
        """Publish a file at `path`; an address ending in `/` gets index.html."""
        self.offer(path, hashlib.blake2b(data, digest_size=KEY_SIZE).hexdigest(), lambda: data)

    def offer(self, path: str, key: str, make: Make) -> bool:
        """Publish what `make` returns, if nothing with this key stands there; `make` comes later.

        Return whether it will be made. Raises ValueError for a path that leaves the folder,
        FileExistsError for one offered twice.
        """
        place = place_of(path)
        if place in self._offered:
            raise FileExistsError(f"{place} is written twice")
        self._offered[place] = key
        if self._standing.get(place) == key:
            return False
        self._waiting[place] = make
        return self._published is None or self._published.keys.get(place) != key

    def offer_all(self, keys: Mapping[str, str], make: Callable[[str], bytes]) -> None:
        """Publish files under these keys by address, as `offer` does; `make` gets an address.

        The addresses are of files, and known to be sound.
        """
        places, standing = {path[1:]: key for path, key in keys.items()}, self._standing
        self._refuse_twice(places)
        self._offered.update(places)
        missing = [place for place, key in places.items() if standing.get(place) != key]
        self._waiting.update({place: partial(make, f"/{place}") for place in missing})

    def missing(self, keys: Mapping[str, str]) -> set[str]:
        """The files that stand nowhere under these keys."""
        standing, before = self._standing, self._published.keys if self._published else {}
        return {
            place
            for place, key in keys.items()
            if standing.get(place) != key and before.get(place) != key
        }

    def keep(self, keys: Mapping[str, str], make: Callable[[str], bytes]) -> None:
        """Publish what stands there under these keys once more, of which nothing is missing.

        `make` is asked for one that went away since. Raises FileExistsError as `offer` does.
        """
        standing = self._standing
        missing = [place for place, key in keys.items() if standing.get(place) != key]
        self._waiting.update({place: partial(make, place) for place in missing})
        self._refuse_twice(keys)
        self._offered.update(keys)

    def put(self, place: str, key: str, data: bytes) -> bool:
        """Write a file at once, maybe in a worker; return whether it has its twin, if asked for.

        `made` is told afterwards.
        """
        if self._standing.get(place) == key:
            return True
        return self._put(place, lambda: data)

    def made(self, keys: Mapping[str, str], *, has_twins: bool) -> None:
        """Publish what was put. Raises FileExistsError as `offer` does."""
        self._refuse_twice(keys)
        self._offered.update(keys)
        self._made.update(place for place, key in keys.items() if self._standing.get(place) != key)
        self._has_twins = self._has_twins and has_twins

    @property
    def is_first(self) -> bool:
        """Whether nothing stands there yet, so that everything has to be made."""
        return not self._standing

    def offered_by(self, offer: Callable[[], None], most: int) -> Offered | None:
        """All that `offer` offers, and what of it has to be made, if that isn't too much."""
        before = set(self._offered)
        offer()
        keys = {place: key for place, key in self._offered.items() if place not in before}
        makes = {place: self._waiting[place] for place in keys if place in self._waiting}
        if len(makes) > most:
            return None
        return keys, {
            place: None if self._is_published(place) else make() for place, make in makes.items()
        }

    def adopt(self, offered: Offered) -> None:
        """Offer what another process gained. Raises FileExistsError as `offer` does."""
        keys, made = offered
        self._refuse_twice(keys)
        self._offered.update(keys)
        for place, data in made.items():
            source = self._source(place).read_bytes if data is None else partial(bytes, data)
            self._waiting[place] = source

    def _refuse_twice(self, keys: Mapping[str, str]) -> None:
        if not self._offered.keys().isdisjoint(keys):
            twice = self._offered.keys() & keys.keys()
            raise FileExistsError(f"{min(twice)} is written twice")

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of everything that was offered, by path below the folder."""
        return self._offered

    @property
    def changed(self) -> int:
        """How many of them are others than the published site has."""
        if self._published is None:
            return len(self._offered)
        before = self._published.keys
        return sum(before.get(place) != key for place, key in self._offered.items())

    def put_off(self, except_for: str) -> None:
        """Make nothing now but one file; the others when they are asked for."""
        self._put_off = {p: make for p, make in self._waiting.items() if p != except_for}
        self._waiting = {p: make for p, make in self._waiting.items() if p == except_for}

    def deferred(self, place: str) -> bytes | None:
        """A file that was put off, or offered since; None where there is none."""
        make = self._put_off.get(place) or self._waiting.get(place)
        return make() if make else None

    def finish(self, workers: int | None = 1) -> Iterator[tuple[int, int]]:
        """Write what isn't there, take away what nobody offered; yield (done, of how many)."""
        new = [place for place in self._waiting if not self._copy(place)]
        tasks = [partial(self._put, place, self._waiting[place]) for place in new]
        for done, has_twin in enumerate(run_all(tasks, workers), 1):
            self._has_twins = self._has_twins and has_twin
            yield done, len(tasks)
        if self.twin and not self._has_twins:
            shutil.rmtree(self.twin, ignore_errors=True)
            self.twin = None
        gone = self._standing.keys() - self._offered.keys()
        self.touched = self._waiting.keys() | self._made | gone
        self._waiting.clear()
        self._remove(gone)

    def _copy(self, place: str) -> bool:
        """Take a file from the published folder, if it stands there under the same key."""
        if not self._is_published(place):
            return False
        link_or_copy(self._source(place), self._free(self.folder, place))
        return True

    def _is_published(self, place: str) -> bool:
        published = self._published
        if published is None or published.keys.get(place) != self._offered[place]:
            return False
        with suppress(OSError):
            return stamp(f"{published.folder}/{place}") == published.stamps.get(place)
        return False

    def _link_same(self, place: str, data: bytes, target: str) -> bool:
        """Take the published file where it has these bytes: it keeps its date for uploads."""
        if self._published is None or place not in self._published.keys:
            return False
        # It may have gone away, or the disk knows no links.
        with suppress(OSError):
            if self._source(place).read_bytes() == data:
                os.link(self._source(place), target)
                return True
        return False

    def _source(self, place: str) -> Path:
        assert self._published  # noqa: S101 - nobody asks otherwise
        return self._published.folder / place

    def _put(self, place: str, make: Make) -> bool:
        """Write a file; return whether it has its twin, if one was asked for."""
        data = make()
        target = self._free(self.folder, place)
        if self._link_same(place, data, target):
            return self.twin is None or self._link(target, self.twin, place)
        try:
            write_new(target, data)
        except FileExistsError:
            if not is_refused():  # two places that are one to this disk
                raise
            os.unlink(target)  # noqa: PTH108 - a process that was ended wrote some of it
            write_new(target, data)
        return self.twin is None or self._link(target, self.twin, place)

    def _link(self, file: str, folder: Path, place: str) -> bool:
        try:
            os.link(file, self._free(folder, place))
        except OSError:
            return False
        return True

    def _free(self, folder: Path, place: str) -> str:
        """Where a file goes, with a folder for it and nothing in its place.

        The file that stood there may be one with that of the published site: it is replaced, never
        changed.
        """
        below = f"{folder}/{place.rpartition('/')[0]}"
        target = f"{folder}/{place}"
        if below not in self._folders:
            make_folder(below)
            self._folders.add(below)
        if self._standing:
            with suppress(FileNotFoundError):
                os.unlink(target)  # noqa: PTH108 - as above
        return target

    def _remove(self, places: set[str]) -> None:
        for place in sorted(places):
            target = self.folder / place
            target.unlink(missing_ok=True)
            for folder in target.relative_to(self.folder).parents[:-1]:
                with suppress(OSError):  # something else is still in it
                    (self.folder / folder).rmdir()


def place_of(path: str) -> str:
    """Where a path or address of the site is written, below the site's folder.

    Raises ValueError for one that leads out of it, on any system.
    """
    place = path.removeprefix("/")
    if place.endswith("/") or not place:
        place += "index.html"
    if "//" in place or place.startswith("/") or "\\" in place or _OUTSIDE.search(place):
        raise ValueError(f"{path} leaves the site")
    return place


def lost_addresses(old: Mapping[str, str] | Path, new: Mapping[str, str]) -> list[str]:
    """The pages of the old site that the new one has no more, as addresses."""
    before = set(old) if isinstance(old, Mapping) else _files_of(old)
    gone = before - new.keys()
    pages = (place for place in gone if PurePosixPath(place).name == "index.html")
    return sorted(f"/{place.removesuffix('index.html')}" for place in pages)


def _files_of(folder: Path) -> set[str]:
    return {
        Path(current, name).relative_to(folder).as_posix()
        for current, _, names in os.walk(folder)
        for name in names
        if name == "index.html"
    }
