"""Coming events: their next dates, and when each is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from kim_plugins.catalogue.entries import BulletinEntry, Entry
from kim_plugins.catalogue.periods import Period
from kim_plugins.records import Clock, Moment, News, format_day, format_moment, format_zone
from kim_plugins.records.fields.dates import ZONES
from kim_plugins.records.models.news import UNTIL_DONE, Event
from kim_plugins.records.models.vocabulary import Repeat

NewsEntry = Entry[News]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event at one of its dates; one without an end lasts until it is done."""

    entry: NewsEntry
    event: Event
    start: Moment
    end: Moment | None

    @property
    def title(self) -> str:
        """The name of the event, or the title of its bulletin."""
        return self.event.title or self.entry.record.title

    @property
    def over(self) -> datetime:
        """The instant from which the event is over."""
        if self.end:
            return self.end.end
        midnight = datetime.combine(self.start.day, datetime.min.time(), self.start.at.tzinfo)
        return midnight + timedelta(days=1)


def occurrences(entries: Iterable[BulletinEntry], now: datetime) -> tuple[Occurrence, ...]:
    """The next date of every event that isn't over, the soonest first."""
    found = (upcoming(cast(NewsEntry, entry), now) for entry in entries if _has_event(entry))
    return tuple(
        sorted(
            (occurrence for occurrence in found if occurrence),
            key=lambda o: (o.start.at, o.entry.identifier),
        )
    )


def occurrence_time(occurrence: Occurrence) -> str:
    """`Sabtu, 5 Desember 2026 pukul 08.00 sampai 11.00 WIB`; without an end `sampai selesai`."""
    start, end = occurrence.start, occurrence.end
    day = format_day(start.day, weekday=True)
    hours = f"{day} pukul {start.at:%H.%M}" if start.has_time else day
    timed = start.has_time or (end and end.has_time)
    zone = f" {format_zone(start.at)}" if timed else ""
    if end is None:
        until = f" sampai {UNTIL_DONE}" if occurrence.event.end == UNTIL_DONE else ""
        return f"{hours}{zone}{until}"
    if end.day != start.day or not end.has_time or end.at.utcoffset() != start.at.utcoffset():
        return f"{hours}{zone} sampai {format_moment(end, weekday=True)}"
    return f"{hours} sampai {end.at:%H.%M}{zone}"


def _has_event(entry: BulletinEntry) -> bool:
    return isinstance(entry.record, News) and entry.record.event is not None


def first_occurrence(entry: NewsEntry) -> Occurrence:
    """The event of a bulletin at the date that it names."""
    event = cast(Event, entry.record.event)
    return Occurrence(entry, event, event.start, _end(event))


def upcoming(entry: NewsEntry, now: datetime) -> Occurrence | None:
    """The event's next date; None if there is none before its bulletin expires."""
    first = first_occurrence(entry)
    found: Occurrence | None = first
    if first.over <= now:
        found = _next(first, now) if first.event.repeat else None
    expires = entry.record.expires
    return None if found and expires and found.start.at >= expires.end else found


def dates_within(entries: Iterable[BulletinEntry], days: Period) -> tuple[Occurrence, ...]:
    """Every date of every event that begins on one of these days, the earliest first."""
    found = (one for entry in entries if _has_event(entry) for one in _dates(entry, days))
    return tuple(sorted(found, key=lambda o: (o.start.at, o.entry.identifier)))


def _dates(entry: BulletinEntry, days: Period) -> Iterator[Occurrence]:
    first = first_occurrence(cast(NewsEntry, entry))
    expires = entry.record.expires
    since = datetime.combine(days.start, datetime.min.time(), first.start.at.tzinfo)
    starts = _starts(first, since) if first.event.repeat else iter([first.start.at])
    for one in (_at(first, start) for start in starts):
        if one.start.day > days.end or (expires and one.start.at >= expires.end):
            return
        if one.start.day in days:
            yield one


def _starts(first: Occurrence, since: datetime) -> Iterator[datetime]:
    """Yield when a repeated event begins, from `since` on; months without that day are skipped."""
    # Few bulletins repeat, and none of them is asked of a check.
    from dateutil.rrule import MONTHLY, WEEKLY, rrule  # noqa: PLC0415

    frequency = WEEKLY if first.event.repeat is Repeat.WEEKLY else MONTHLY
    yield from rrule(frequency, dtstart=first.start.at).xafter(since, inc=True)


def _next(first: Occurrence, now: datetime) -> Occurrence:
    lasts = first.over - first.start.at
    dates = (_at(first, start) for start in _starts(first, now - lasts))
    return next(one for one in dates if one.over > now)


def _at(first: Occurrence, begins: datetime) -> Occurrence:
    """An event moved to another of its dates."""
    start = Moment(begins, first.start.has_time)
    by = begins - first.start.at
    end = Moment(first.end.at + by, first.end.has_time) if first.end else None
    return Occurrence(first.entry, first.event, start, end)


def _end(event: Event) -> Moment | None:
    if isinstance(event.end, Moment):
        return event.end
    if isinstance(event.end, Clock):
        zone = ZONES.get(event.end.zone) or event.start.at.tzinfo
        return Moment(datetime.combine(event.start.day, event.end.at, zone), has_time=True)
    return None
