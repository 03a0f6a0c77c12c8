"""Moments and times of day, and their forms for readers (contract C3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final

from kim_plugins.records.fields.date_words import MONTHS, WEEKDAYS

# Indonesia's three zones (Keppres 41/1987).
ZONES: Final = {
    name: timezone(timedelta(hours=h), name) for name, h in (("WIB", 7), ("WITA", 8), ("WIT", 9))
}
_ZONE_NAMES: Final[dict[timedelta | None, str]] = {
    zone.utcoffset(None): name for name, zone in ZONES.items()
}

# Within these years no calculation with dates and zones can overflow.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant, and whether the editor gave a time of day or only a date.

    `at` is aware; without a time it is midnight in the zone of the site.
    """

    at: datetime
    has_time: bool = False

    def __reduce__(self) -> tuple[type[Moment], tuple[datetime, bool]]:
        """Much shorter work than a dataclass' own state, and every build reads all of them."""
        return Moment, (self.at, self.has_time)

    @property
    def day(self) -> date:
        """The calendar day in the moment's own zone."""
        return self.at.date()

    @property
    def year(self) -> int:
        """The year of that day."""
        return self.at.year

    @property
    def end(self) -> datetime:
        """The instant at which it is over: itself, or the end of its day."""
        return self.at if self.has_time else self.at + timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A time of day; `zone` is WIB, WITA, WIT or empty for the zone of the site."""

    at: time
    zone: str = ""


def zone_name(offset: timedelta | None) -> str:
    """`WIB`, `WITA` or `WIT` for an offset from UTC; empty for any other."""
    return _ZONE_NAMES.get(offset, "")


@lru_cache(maxsize=4096)
def format_day(day: date, *, weekday: bool = False) -> str:
    """`17 Agustus 2026`, or `Senin, 17 Agustus 2026`."""
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {text}" if weekday else text


def format_clock(clock: Clock) -> str:
    """`19.30` or `19.30 WITA`; Indonesians write a full stop between hour and minute."""
    return f"{clock.at:%H.%M} {clock.zone}".strip()


def format_zone(at: datetime) -> str:
    """`WIB`, `WITA`, `WIT`, or `UTC+05.30` for a moment elsewhere."""
    return zone_name(at.utcoffset()) or f"UTC{at:%z}"


def format_moment(moment: Moment, *, weekday: bool = False) -> str:
    """`17 Agustus 2026`, with ` pukul 19.30 WIB` where a time was given."""
    day = format_day(moment.day, weekday=weekday)
    return f"{day} pukul {moment.at:%H.%M} {format_zone(moment.at)}" if moment.has_time else day
