"""What a build publishes: every file once, below one folder, and only what isn't there already.

A file that is offered comes with a key, a digest of its bytes or of what they are made from. Where
the folder holds that file under that key, nothing is made and nothing is written; so a build costs
what has changed. Files that nobody offers any more disappear.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from kim_plugins.builder.files import bytes_of, link_or_copy, make_folder, write_new
from kim_plugins.builder.manifests import Manifest, stamp
from kim_plugins.builder.pool import is_refused
from kim_plugins.builder.workers import run_all

Make = Callable[[], bytes]

KEY_SIZE: Final = 16

_OUTSIDE: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)|^[^/]*:")
"""A step upwards or nowhere, or a drive."""


class Outputs:
    """The files of one build: collected first, then written into a folder.

    `standing` is what the folder holds, as far as that is sure. `site` is the published folder, and
    `published` what it holds where that is known: a file that stands there is taken rather than
    made, unless its stamp is another by now.
    """

    def __init__(
        self,
        folder: Path,
        standing: Mapping[str, str] | None = None,
        site: Path | None = None,
        published: Manifest | None = None,
    ) -> None:
        self.folder = folder
        self._standing = dict(standing or {})
        self._site, self._published = site, published or Manifest()
        self._offered: dict[str, str] = {}
        self._waiting: dict[str, Make] = {}
        self._deferred: dict[str, Make] = {}
        self._put_already: set[str] = set()
        self._folders: set[str] = set()
        self._may_stand = bool(standing)
        self.touched: Collection[str] = ()
        """The files that came or went, when all is written."""

    def write(self, path: str, data: bytes) -> None:
        """Publish a file at `path`; an address ending in `/` gets index.html."""
        self.offer(path, hashlib.blake2b(data, digest_size=KEY_SIZE).hexdigest(), lambda: data)

    def offer(self, path: str, key: str, make: Make) -> None:
        """Publish what `make` returns, if nothing with this key stands there; `make` comes later.

        Raises ValueError for a path that leaves the folder, FileExistsError for one offered twice.
        """
        self.offer_all({place_of(path): key}, lambda _: make())

    def offer_all(self, keys: Mapping[str, str], make: Callable[[str], bytes]) -> None:
        """Publish files under these keys by place, as `offer` does; `make` gets a place.

        The places are known to be sound.
        """
        standing = self._standing
        self._add(keys)
        missing = [place for place, key in keys.items() if standing.get(place) != key]
        self._waiting.update({place: partial(make, place) for place in missing})

    def missing(self, keys: Mapping[str, str]) -> set[str]:
        """The files that stand nowhere under these keys."""
        standing, before = self._standing, self._published.keys
        return {
            place
            for place, key in keys.items()
            if standing.get(place) != key and before.get(place) != key
        }

    def put(self, place: str, key: str, data: bytes) -> None:
        """Write a file at once, maybe in a worker; `add_put` is told afterwards."""
        if self._standing.get(place) != key:
            self._put(place, lambda: data)

    def add_put(self, keys: Mapping[str, str]) -> None:
        """Publish what was put. Raises FileExistsError as `offer` does."""
        self._add(keys)
        self._put_already.update(p for p, key in keys.items() if self._standing.get(p) != key)

    def _add(self, keys: Mapping[str, str]) -> None:
        if not self._offered.keys().isdisjoint(keys):
            twice = self._offered.keys() & keys.keys()
            raise FileExistsError(f"{min(twice)} is written twice")
        self._offered.update(keys)

    @property
    def is_first(self) -> bool:
        """Whether nothing stands or is published yet, so that everything has to be made."""
        return not self._standing and not self._published.keys

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of everything that was offered, by path below the folder."""
        return self._offered

    @property
    def changed(self) -> int:
        """How many of them are others than the published site has."""
        before = self._published.keys
        return sum(before.get(place) != key for place, key in self._offered.items())

    # -- offered by a copy of the process --------------------------------------------------

    def put_offered(self, offer: Callable[[], None], most: int) -> dict[str, str] | None:
        """Write what `offer` offers, in a copy of the process, and return its keys for `add_put`.

        None, and nothing is written, where more than `most` files have to be made.
        """
        before = set(self._offered)
        offer()
        keys = {place: key for place, key in self._offered.items() if place not in before}
        missing = [place for place in keys if place in self._waiting]
        if sum(not self._is_published(place) for place in missing) > most:
            return None
        for place in missing:
            if not self._copy(place):
                self._put(place, self._waiting[place])
        return keys

    def expect_leftovers(self) -> None:
        """Note that a copy of the process may have written files before it failed."""
        self._may_stand = True

    # -- made when they are asked for ------------------------------------------------------

    def defer(self, except_for: str) -> None:
        """Postpone all files but one until the preview asks for them."""
        self._deferred = {p: make for p, make in self._waiting.items() if p != except_for}
        self._waiting = {p: make for p, make in self._waiting.items() if p == except_for}

    def deferred(self, place: str) -> bytes | None:
        """The bytes of a file that was deferred, or offered since; None where there is none."""
        make = self._deferred.get(place) or self._waiting.get(place)
        return make() if make else None

    # -- written ---------------------------------------------------------------------------

    def finish(self, workers: int | None = 1) -> Iterator[tuple[int, int]]:
        """Write missing files and remove those that nobody offered; yield (done, of how many)."""
        new = [place for place in self._waiting if not self._copy(place)]
        tasks = [partial(self._put, place, self._waiting[place]) for place in new]
        for done, _ in enumerate(run_all(tasks, workers), 1):
            yield done, len(tasks)
        gone = self._standing.keys() - self._offered.keys()
        self.touched = self._waiting.keys() | self._put_already | gone
        self._waiting.clear()
        self._remove(gone)

    def read(self, place: str) -> bytes:
        """A file that was offered, for what is made of it in the same build."""
        if place in self._waiting and not self._is_published(place):
            return self._waiting[place]()
        if place in self._waiting:
            return Path(f"{self._site}/{place}").read_bytes()
        return Path(f"{self.folder}/{place}").read_bytes()

    def _copy(self, place: str) -> bool:
        """Take a file from the published folder, if it stands there under the same key."""
        if not self._is_published(place):
            return False
        link_or_copy(Path(f"{self._site}/{place}"), self._free(place))
        return True

    def _is_published(self, place: str) -> bool:
        if self._published.keys.get(place) != self._offered[place]:
            return False
        with suppress(OSError):
            return stamp(f"{self._site}/{place}") == self._published.stamps.get(place)
        return False

    def _put(self, place: str, make: Make) -> None:
        data = make()
        target = self._free(place)
        if not self._link_same(place, data, target):
            write_new(target, data)  # raises FileExistsError: two places are one to this disk

    def _link_same(self, place: str, data: bytes, target: str) -> bool:
        """Take the published file where it has these bytes: it keeps its date for uploads."""
        if self._site is None:
            return False
        # There may be none, or the disk knows no links.
        with suppress(OSError):
            if bytes_of(f"{self._site}/{place}") == data:
                os.link(f"{self._site}/{place}", target)
                return True
        return False

    def _free(self, place: str) -> str:
        """Where a file goes, with a folder for it and nothing in its place.

        The file that stood there may be one with that of the published site: it is replaced, never
        changed.
        """
        below = f"{self.folder}/{place.rpartition('/')[0]}"
        target = f"{self.folder}/{place}"
        if below not in self._folders:
            make_folder(below)
            self._folders.add(below)
        if self._may_stand or is_refused():  # a process that was ended wrote some of it
            with suppress(FileNotFoundError):
                os.unlink(target)  # noqa: PTH108 - many files, as in files.py
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
