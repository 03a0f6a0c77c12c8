"""A group's events of a month on one A4 page for the wall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from kim_plugins.broadcast.type_size import LARGE, MILLIMETRES, ONE_PAGE, text_height
from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    GroupEntry,
    Occurrence,
    Period,
    dates_within,
    query,
)
from kim_plugins.catalogue.addresses import MONTH_SHEET, NEXT_MONTH_SHEET
from kim_plugins.catalogue.tracing import Clock as Changes
from kim_plugins.records import MONTHS, News, format_zone
from kim_plugins.records.fields.date_words import WEEKDAYS
from kim_plugins.records.models.vocabulary import Repeat

_SIZES: Final = range(24, 10, -1)
_FOOT: Final = 44.0
"""Millimetres of the foot."""
_HEAD: Final = 5.0
"""Head and title, in heights of the type."""
_TOLD: Final = 0.68
"""The share of the width that says what is on, beside when."""
_GAP: Final = 0.55
"""Between two lines of the table, in heights of the type."""


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The events of a group in a month: weekly ones, and the others by day."""

    group: GroupEntry
    address: str
    month: Period
    dates: tuple[Occurrence, ...]

    @property
    def name(self) -> str:
        """`Desember 2026`."""
        return f"{MONTHS[self.month.start.month - 1]} {self.month.start.year}"

    @property
    def weekly(self) -> Sequence[tuple[Occurrence, tuple[int, ...]]]:
        """Each weekly event, with its days of the month."""
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for one in self.dates:
            if one.event.repeat is Repeat.WEEKLY:
                found[one.entry.path].append(one)
        return [(some[0], tuple(one.start.day.day for one in some)) for some in found.values()]

    @property
    def days(self) -> Sequence[tuple[date, Sequence[Occurrence]]]:
        """The other events by day."""
        others = (one for one in self.dates if one.event.repeat is not Repeat.WEEKLY)
        days = groupby(others, key=lambda one: one.start.day)
        return [(day, list(some)) for day, some in days]

    @property
    def size(self) -> int:
        """The largest type in points with which all of it fits on the page."""
        fitting = (size for size in _SIZES if self._height(size) <= ONE_PAGE)
        return next(fitting, _SIZES[-1])

    @property
    def is_large(self) -> bool:
        """Whether the type of the events is enlarged; head and foot keep their size."""
        return self.size > LARGE

    def _height(self, points: int) -> float:
        others = [one for one in self.dates if one.event.repeat is not Repeat.WEEKLY]
        gap = _GAP * points * MILLIMETRES
        headings = (bool(self.weekly) + bool(self.days)) * 2 * text_height(1, points, larger=1.15)
        frame = _FOOT + _HEAD * points * MILLIMETRES
        rows = (_height(one, points) for one in (*others, *(one for one, _ in self.weekly)))
        return frame + headings + sum(row + gap for row in rows)


@query(Changes.DAILY)
def month_sheets(catalogue: Catalogue) -> tuple[MonthSheet, ...]:
    """The sheets of this month and the next one, of every group that has an event in it."""
    by_group: dict[str, list[BulletinEntry]] = defaultdict(list)
    for entry in catalogue.listed:
        if isinstance(entry.record, News) and entry.record.event:
            for name in entry.groups:
                by_group[name].append(entry)
    return tuple(
        sheet for name in sorted(by_group) for sheet in _of_group(catalogue, name, by_group[name])
    )


def _of_group(
    catalogue: Catalogue, name: str, entries: Sequence[BulletinEntry]
) -> Iterator[MonthSheet]:
    group, today = catalogue.group(name), catalogue.today
    for ahead, place in enumerate((MONTH_SHEET, NEXT_MONTH_SHEET)):
        month = Period.month(today.year, today.month + ahead)
        if dates := dates_within(entries, month):
            yield MonthSheet(group, f"{group.address}{place}", month, dates)


@query(Changes.DAILY)
def month_sheet(catalogue: Catalogue, address: str) -> MonthSheet:
    """The sheet at an address."""
    found = {sheet.address: sheet for sheet in month_sheets(catalogue)}
    return found[address]


@query(Changes.DAILY)
def month_links(catalogue: Catalogue, group: str) -> tuple[tuple[str, str], ...]:
    """The sheets of the group at an address: where each is, and what it is called."""
    sheets = (sheet for sheet in month_sheets(catalogue) if sheet.group.address == group)
    return tuple((sheet.address, sheet.name) for sheet in sheets)


def weekday(occurrence: Occurrence) -> str:
    """`Minggu`: on which day of the week an event is."""
    return WEEKDAYS[occurrence.start.day.weekday()]


def hours(occurrence: Occurrence) -> str:
    """The hours of an event as printed; one of several days names its last day."""
    start, end, event = occurrence.start, occurrence.end, occurrence.event
    said = f"{start.at:%H.%M}" if start.has_time else ""
    if end and end.day != start.day:
        last = f"sampai {end.day.day} {MONTHS[end.day.month - 1]}"
        said = f"{said} {format_zone(start.at)}, {last}" if said else last
    elif said:
        until = f"–{end.at:%H.%M}" if end and end.has_time else ""
        said = f"{said}{until} {format_zone(start.at)}"
        said += " sampai selesai" if event.end == "selesai" else ""
    return f"{said} ({event.time_note})".strip() if event.time_note else said


def _height(occurrence: Occurrence, points: int) -> float:
    """Millimetres of the row of an event: the higher one of its two cells."""
    event = occurrence.event
    place = f"{event.place} · {event.organiser}" if event.organiser else event.place
    told = [occurrence.title, f"{place} Tanggal 1, 8, 15, 22, 29" if event.repeat else place]
    when = [f"{weekday(occurrence)}, 31", hours(occurrence)]
    return max(
        sum(text_height(len(line), points, share) for line in _lines(parts, points))
        for parts, share in ((told, _TOLD), (when, 1 - _TOLD))
    )


def _lines(parts: list[str], points: int) -> list[str]:
    """The lines of an event's cell: in large type each part begins a line."""
    return parts if points > LARGE else [", ".join(filter(None, parts))]
