"""Feeds in several documents (RFC 5005, section 4): archives of 100 items, oldest first.

What is in an archive never changes, as long as nobody publishes with a date of the past; how an
item reads there does, when it is corrected or withdrawn, for nothing withdrawn may stay readable.
A full archive keeps its bytes when others follow: it names a next one from the beginning, which is
empty until something is published. The last one still grows, to 100, by 20 at a time.

An archive is a place, not a copy. A bulletin stands in `/arsip/feed-<n>.xml`, and in that of its
groups and topics, by when it was first published, so corrections and withdrawals change how it
reads there and never where anything stands; announcements of corrections are withdrawn with their
bulletin. To keep a full archive's bytes, it names a next one from the moment that it is full, which
is empty until something follows. The last one grows and carries `fh:archive` all the same, as
contract C5 gives it that address; docs/langganan.md tells subscribers. It would change with each
bulletin, in three formats and for each group and topic; so it takes 20 at once, and the feed holds
whatever no archive holds yet, beside what `feeds/selection.py` selects. A bulletin with a date of
the past shifts what follows it. What the hub was told is kept in `.kim/` beside the cache, too, and
only ever spares a ping.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kim_plugins.catalogue import BulletinEntry, Catalogue, events_of, query
from kim_plugins.catalogue.addresses import ARCHIVE, FEEDS
from kim_plugins.feeds.catalogue_items import CatalogueItems
from kim_plugins.feeds.listings import FeedListing, channel_of, feed_start
from kim_plugins.feeds.model import Channel, RenderedItem
from kim_plugins.feeds.selection import NEWEST

SIZE: Final = 100
_NAMES: Final = {feed.file: feed.archive for feed in FEEDS}

_Place = tuple[float, str, int, BulletinEntry]
"""When an item first stood in a feed, its bulletin, and its place among the items of that."""


@query(of_list=True)
def _sequence(catalogue: Catalogue, entries: str) -> list[_Place]:
    """Every item there ever was, oldest first; the identifier breaks ties."""
    found = catalogue.list_named(entries).entries
    places = [(e.published, e.identifier, 0, e) for e in found]
    places += [
        (event.at.timestamp(), entry.identifier, number, entry)
        for entry in found
        if entry.record.corrections or entry.record.withdrawn
        for number, event in enumerate(events_of(entry.record), 1)
    ]
    return sorted(places)


_Items = tuple[tuple[BulletinEntry, int], ...]
"""Bulletins, each with the place of one of its items."""


@query(of_list=True)
def archive_count(catalogue: Catalogue, entries: str) -> int:
    """The number of archives of a list; 0 while the feed itself holds everything."""
    number = len(_sequence(catalogue, entries))
    return number // SIZE + 1 if number > NEWEST else 0


@query(of_list=True)
def archived(catalogue: Catalogue, entries: str, number: int) -> _Items:
    """The items of an archive, counted from 1, newest first."""
    every = _sequence(catalogue, entries)
    return _items(every[(number - 1) * SIZE : min(number * SIZE, _whole_part(every))])


@query(of_list=True)
def unarchived(catalogue: Catalogue, entries: str) -> _Items:
    """The items that no archive of a list holds yet, newest first."""
    every = _sequence(catalogue, entries)
    return _items(every[_whole_part(every) :])


def _whole_part(every: list[_Place]) -> int:
    """How many items are archived: what is left over is no more than a feed holds anyway."""
    return len(every) // NEWEST * NEWEST


def _items(some: list[_Place]) -> _Items:
    return tuple((entry, place) for _, _, place, entry in reversed(some))


class Archives:
    """The archives of one listing's feeds."""

    def __init__(self, catalogue: Catalogue, items: CatalogueItems, listing: FeedListing) -> None:
        self._catalogue, self._items, self._listing = catalogue, items, listing

    @property
    def count(self) -> int:
        """The number of archives."""
        return archive_count(self._catalogue, self._listing.entries.name)

    def newest_first(self, number: int) -> list[RenderedItem]:
        """The items of an archive."""
        some = archived(self._catalogue, self._listing.entries.name, number)
        return [self._items.archived(list(self._items.of(entry))[place]) for entry, place in some]

    def subscription(self, channel: Channel, name: str) -> Channel:
        """The head of the subscribed feed, in the format with this file name."""
        return self._linked(channel, [("prev-archive", self.count)], name)

    def channel(self, number: int, name: str) -> Channel:
        """The head of an archive; its date depends on its own items only."""
        root = channel_of(
            self._catalogue, self._listing, feed_start(self._catalogue, self._listing.address)
        )
        current = self._catalogue.options.absolute(f"{self._listing.address}{name}")
        own = self._catalogue.options.absolute(self.address(number, name))
        archive = replace(
            root,
            title=f"{root.title}, arsip {number}",
            rss_url=own,
            atom_url=own,
            json_url=own,
            hub=None,  # nothing is published here first
            is_archive=True,
            pages=(("current", current),),
        )
        around = [("prev-archive", number - 1), ("next-archive", number + 1)]
        return self._linked(archive, around, name)

    def address(self, number: int, name: str) -> str:
        """The address of an archive; `name` is the feed's file name."""
        return archive_address(self._listing.address, number, name)

    def _linked(self, channel: Channel, wanted: list[tuple[str, int]], name: str) -> Channel:
        absolute = self._catalogue.options.absolute
        links = {
            relation: absolute(self.address(number, name))
            for relation, number in wanted
            if 1 <= number <= self.count
        }
        # JSON Feed knows one direction: to what is older.
        older = links.get("prev-archive")
        return replace(channel, pages=(*channel.pages, *links.items()), json_next=older)


def archive_address(listing: str, number: int, name: str) -> str:
    """The address of an archive of the listing at an address; `name` is the feed's file name."""
    return f"{listing.rstrip('/')}{ARCHIVE}{_NAMES[name] % number}"
