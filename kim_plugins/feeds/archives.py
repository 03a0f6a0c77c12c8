"""The site's feed in several documents (RFC 5005, section 4): archives of 100, from the oldest.

What is in an archive never changes, as long as nobody publishes with a date of the past; how an
item reads there does, when it is corrected or withdrawn, for nothing withdrawn may stay readable.
A full archive keeps its bytes when others follow: it names a next one from the beginning, which is
empty until something is published. The last one still grows, to 100.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Final

from kim_plugins.catalogue import BulletinEntry, Catalogue
from kim_plugins.catalogue.addresses import ARCHIVE
from kim_plugins.feeds.catalogue_items import NEWEST, CatalogueItems
from kim_plugins.feeds.model import Channel, RenderedItem

SIZE: Final = 100
_FORMATS: Final = ("feed", "atom")
_Place = tuple[float, str, int, BulletinEntry]
"""When an item first stood in a feed, its bulletin, and its place among the items of that."""


class Archives:
    """The archives of one catalogue; `root` is the head of the feed that they go on from."""

    def __init__(self, catalogue: Catalogue, items: CatalogueItems, root: Channel) -> None:
        self._catalogue, self._items, self._root = catalogue, items, root
        # RSS and Atom of an archive are asked for one after the other, and never again.
        self.newest_first = lru_cache(maxsize=1)(self._newest_first)

    @cached_property
    def _sequence(self) -> list[_Place]:
        """Every item there ever was, oldest first; the identifier breaks ties."""
        found = [(e.published, e.identifier, 0, e) for e in self._catalogue.bulletins]
        found += [
            (correction.date.at.timestamp(), entry.identifier, number, entry)
            for entry in self._catalogue.bulletins
            for number, correction in enumerate(entry.record.corrections, 1)
        ]
        return sorted(found)

    @property
    def count(self) -> int:
        """How many archives there are; none while the feed itself holds everything."""
        number = len(self._sequence)
        return number // SIZE + 1 if number > NEWEST else 0

    def _newest_first(self, number: int) -> list[RenderedItem]:
        """The items of archive `number`, counted from 1."""
        some = self._sequence[(number - 1) * SIZE : number * SIZE]
        return [
            self._items.once(list(self._items.of(entry))[place])
            for _, _, place, entry in reversed(some)
        ]

    def entries(self, number: int) -> tuple[BulletinEntry, ...]:
        """Whose items archive `number` holds."""
        some = self._sequence[(number - 1) * SIZE : number * SIZE]
        return tuple([entry for *_, entry in some])

    def subscription(self, channel: Channel, name: str) -> Channel:
        """The head of the feed that is subscribed to; `name` is `feed` or `atom`."""
        return replace(channel, pages=self._links([("prev-archive", self.count)], name))

    def channel(self, number: int, name: str) -> Channel:
        """The head of an archive."""
        root = self._root
        current = root.rss_url if name == _FORMATS[0] else root.atom_url
        around = [("prev-archive", number - 1), ("next-archive", number + 1)]
        own = self._catalogue.options.absolute(archive_address(number, name))
        return replace(
            root,
            title=f"{root.title}, arsip {number}",
            rss_url=own,
            atom_url=own,
            hub=None,  # nothing is published here first
            pages=(("current", current), *self._links(around, name)),
            is_archive=True,
        )

    def addresses(self) -> Iterator[tuple[str, int, str]]:
        """Every archive: its address, number and format."""
        for number in range(1, self.count + 1):
            for name in _FORMATS:
                yield archive_address(number, name), number, name

    def _links(self, wanted: list[tuple[str, int]], name: str) -> tuple[tuple[str, str], ...]:
        absolute = self._catalogue.options.absolute
        return tuple(
            (relation, absolute(archive_address(number, name)))
            for relation, number in wanted
            if 1 <= number <= self.count
        )


def archive_address(number: int, name: str) -> str:
    """Where an archive is (contract C5)."""
    return f"{ARCHIVE}{name}-{number}.xml"
