"""The rows of yearly reports, for pages and spreadsheets alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from kim_plugins.catalogue import (
    Catalogue,
    Clock,
    Counts,
    Entry,
    GroupEntry,
    Period,
    group_id,
    query,
    report_address,
)
from kim_plugins.records import MONTHS, Bulletin
from kim_plugins.records.models.vocabulary import Activity

B = TypeVar("B", bound=Bulletin)

UNNAMED: Final = "Belum disebut"
"""Where a bulletin names no core activity."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers by activity and month, with sums of rows and columns."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int], int]]
    sums: Sequence[int]

    @property
    def total(self) -> int:
        """The sum of all numbers."""
        return sum(self.sums)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the report of all groups, with each quarter that has begun."""

    group: GroupEntry
    report: str
    quarters: Sequence[tuple[int, Counts]]


@query(Clock.DAILY)
def last_month(catalogue: Catalogue, year: int) -> int:
    """The last month of a year that has begun."""
    today = catalogue.today
    return 12 if year < today.year else today.month


def report_years(catalogue: Catalogue, group: str | None = None) -> list[int]:
    """The years with a report of a group or the site, the newest first; always the current one."""
    years, now = catalogue.active_years(catalogue.reported_of(group)), catalogue.year
    return sorted({year for year in years if year < now} | {now}, reverse=True)


def grid(entries: Sequence[Entry[B]], day_of: Callable[[Entry[B]], date], last: int) -> Grid:
    """The entries of a year by activity and month, up to the month `last`."""
    columns: list[Activity | None] = list(Activity)
    if any(entry.record.activity is None for entry in entries):
        columns.append(None)
    counts = Counter((day_of(entry).month, entry.record.activity) for entry in entries)
    months = range(1, last + 1)
    rows = []
    for month in months:
        numbers = [counts[month, column] for column in columns]
        rows.append((MONTHS[month - 1], numbers, sum(numbers)))
    return Grid(
        [column.label if column else UNNAMED for column in columns],
        rows,
        [sum(numbers) for numbers in zip(*(row[1] for row in rows), strict=True)],
    )


def group_lines(catalogue: Catalogue, year: int) -> Iterator[GroupLine]:
    """Every group that existed in a year, ordered by place."""
    for group in sorted(catalogue.groups, key=_place):
        entries = catalogue.reported_of(group_id(group))
        is_active = year in catalogue.active_years(entries)
        if is_active or group.record.established_day.year <= year:
            yield GroupLine(
                group,
                report_address(year, group_id(group))
                if is_active or year == catalogue.year
                else "",
                tuple(_quarters(catalogue, entries, year)),
            )


def _quarters(catalogue: Catalogue, entries: str, year: int) -> Iterator[tuple[int, Counts]]:
    """The quarters of a year that have begun, with the numbers of a list."""
    last = last_month(catalogue, year)
    for number, counts in enumerate(catalogue.quarters(entries, year), 1):
        if Period.quarter(year, number).start.month <= last:
            yield number, counts


def _place(group: GroupEntry) -> tuple[str, ...]:
    region = group.record.region
    return (region.province, region.regency, region.district, group.record.title, group.path)
