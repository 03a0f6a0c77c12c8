"""Selects the items of a feed: the newest, those of two busy days, recent announcements (C5).

Spans of time are counted from midnight, so that an hourly build changes a feed only with its
content. A feed is dated by everything in its listing and not by the items that it holds: that date
would go back when one leaves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from kim_plugins.catalogue import BulletinEntry, Catalogue, Clock, events_of, query
from kim_plugins.catalogue.events import latest_news, midnight
from kim_plugins.feeds.model import Item, Withdrawal

NEWEST: Final = 20
MOST: Final = 100
"""The most items of a feed after two busy days."""
_BUSY: Final = timedelta(days=2)
_RETURNS: Final = timedelta(days=14)
_DAY: Final = 86400.0


class DatedItem(NamedTuple):
    """An item that can be made, and when it last came to the top of its feeds.

    `returns` marks an announcement, or an item that an announcement brought back to the top;
    `arrived` is the timestamp at which it came late from another site, otherwise 0.
    """

    guid: str
    latest: datetime
    make: Callable[[], Item | Withdrawal]
    returns: bool = False
    arrived: float = 0.0


class FeedContents(NamedTuple):
    """The bulletins with items in a feed, and their announcements: what depends on the day."""

    entries: tuple[BulletinEntry, ...]
    announced: tuple[str, ...]


@query(Clock.DAILY, of_list=True)
def feed_contents(catalogue: Catalogue, entries: str) -> FeedContents:
    """The contents of the feeds of a list; its bulletins come latest news first."""
    selection = Selection(catalogue)
    found = selection.bulletins(catalogue.list_named(entries).entries)
    return FeedContents(found, selection.announced(found))


class Selection:
    """Selects items for every feed of a catalogue.

    A feed holds the newest 20, or all of the last two days up to 100. An announcement, and the item
    that it brings back, stays for 14 days however many follow. What arrived late from another site
    is held for two days, whatever its own date.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        here = catalogue.instant.astimezone(catalogue.options.zone)
        today = midnight(here.date(), here)
        self._busy_since = (today - _BUSY).timestamp()
        self._returns_since = (today - _RETURNS).timestamp()

    def bulletins(self, entries: Sequence[BulletinEntry]) -> tuple[BulletinEntry, ...]:
        """The bulletins with items in a feed; `entries` come latest news first."""
        # Each gives at least the item of its latest news, so no more of them are needed.
        count = max(NEWEST, min(_since(self._busy_since, entries), MOST))
        returned = entries[count : _since(self._returns_since, entries)]
        others = [e for e in returned if e.record.corrections or e.record.withdrawn]
        late = entries[count : _since(self._busy_since - _RETURNS.total_seconds(), entries)]
        others += (e for e in late if late_arrival(e) >= self._busy_since and e not in others)
        return (*entries[:count], *others)

    def announced(self, entries: Iterable[BulletinEntry]) -> tuple[str, ...]:
        """The announcements of some bulletins that a feed holds today."""
        changed = (e for e in entries if e.record.corrections or e.record.withdrawn)
        return tuple(
            event.name
            for entry in changed
            for event in events_of(entry.record)
            if event.at.timestamp() >= self._returns_since
        )

    def items(
        self, items: Iterable[DatedItem], required: AbstractSet[str] = frozenset()
    ) -> list[DatedItem]:
        """The items that a feed holds, latest first, including those with the guids `required`."""
        newest = sorted(items, key=lambda item: (-item.latest.timestamp(), item.guid))
        held = {item.guid for place, item in enumerate(newest) if self._is_held(place, item)}
        if missing := required - held:
            # As many items that an archive holds already make room for them.
            spare = [i.guid for i in newest if i.guid in held - required and not self._is_back(i)]
            held = held - {*spare[-len(missing) :]} | missing
        return [item for item in newest if item.guid in held]

    def _is_held(self, place: int, item: DatedItem) -> bool:
        if place < NEWEST or self._is_back(item):
            return True
        return place < MOST and item.latest.timestamp() >= self._busy_since

    def _is_back(self, item: DatedItem) -> bool:
        """Whether an item stays for some days however many follow."""
        returned = item.returns and item.latest.timestamp() >= self._returns_since
        return returned or item.arrived >= self._busy_since


def late_arrival(entry: BulletinEntry) -> float:
    """The timestamp at which a bulletin of another site came late: 1 to 14 days after its date.

    0 for the site's own bulletins, those that arrived in time, and older ones, which are no news.
    """
    arrived = entry.arrived
    return arrived if _DAY < arrived - entry.published <= _RETURNS.total_seconds() else 0.0


def _since(moment: float, entries: Sequence[BulletinEntry]) -> int:
    """The number of entries with news since a moment."""
    return bisect_right(entries, -moment, key=lambda entry: -latest_news(entry))
