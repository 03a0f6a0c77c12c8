"""Feeds in several documents (RFC 5005, section 4): archives of 100 items, oldest first.

Items are assigned to archives by their first publication, so a correction or a withdrawal changes
how an item reads there, and never which archive holds it. Only a backdated bulletin shifts the
items after it. Nothing withdrawn stays readable: announcements of corrections are withdrawn with
their bulletin.

A full archive keeps its bytes when others follow: it links to the next one as soon as it is full,
though that is empty until something is published. The last one grows by 20 items at a time, as with
each bulletin it would change in three formats and for each group and topic; the feed holds the
items that no archive holds yet, besides those that `selection.py` selects. It carries `fh:archive`
although it grows, because contract C5 gives it that address; docs/langganan.md tells subscribers.
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
def _all_items(catalogue: Catalogue, entries: str) -> list[_Place]:
    """Every item that the feeds of a list ever held, oldest first; ties go by identifier."""
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
    number = len(_all_items(catalogue, entries))
    return number // SIZE + 1 if number > NEWEST else 0


@query(of_list=True)
def archived(catalogue: Catalogue, entries: str, number: int) -> _Items:
    """The items of an archive, counted from 1, newest first."""
    every = _all_items(catalogue, entries)
    return _items(every[(number - 1) * SIZE : min(number * SIZE, _archived_number(every))])


@query(of_list=True)
def unarchived(catalogue: Catalogue, entries: str) -> _Items:
    """The items that no archive of a list holds yet, newest first."""
    every = _all_items(catalogue, entries)
    return _items(every[_archived_number(every) :])


def _archived_number(every: list[_Place]) -> int:
    """The number of archived items; fewer than NEWEST are left over, which the feed holds."""
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
