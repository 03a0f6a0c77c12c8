"""Dates and times as Indonesians write them, read strictly and written back (contract C3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from kim_plugins.records.problems import Mend, fault, quote
from kim_plugins.records.spelling import alike

# The names are those of the Unicode CLDR, which a test compares: to ask Babel for them took a tenth
# of a command's start. The zones are Indonesia's three (Keppres 41/1987).
MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"),
    *("Oktober", "November", "Desember"),
)
_SHORT_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
)
WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ZONES: Final = {
    name: timezone(timedelta(hours=h), name) for name, h in (("WIB", 7), ("WITA", 8), ("WIT", 9))
}
_ZONE_NAMES: Final[dict[timedelta | None, str]] = {
    zone.utcoffset(None): name for name, zone in _ZONES.items()
}

_MONTH_NUMBERS: Final = {
    **{name.lower(): n for n, name in enumerate(MONTHS, 1)},
    **{name.lower(): n for n, name in enumerate(_SHORT_MONTHS, 1)},
    # Older and regional spellings that are still written.
    "pebruari": 2,
    "peb": 2,
    "mrt": 3,
    "agust": 8,
    "agt": 8,
    "agst": 8,
    "agus": 8,
    "ags": 8,
    "sept": 9,
    "nopember": 11,
    "nop": 11,
}
_OLD_SPELLINGS: Final = {"pebruari": MONTHS[1], "nopember": MONTHS[10]}
_OLD_SPELLING: Final = re.compile(r"\b(?:pebruari|nopember)\b", re.IGNORECASE)
_WEEKDAY_NUMBERS: Final = {
    **{name.lower(): n for n, name in enumerate(WEEKDAYS)},
    "jum'at": 4,
    "jumaat": 4,
    "ahad": 6,
}

# Within these years no calculation with dates and zones can overflow.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_WEEKDAY = re.compile(r"^(?P<day>[A-Za-z'’]+)\s*,?\s+(?=\d)")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WRITTEN = re.compile(r"^(\d{1,2})[ -]+([A-Za-z]+)\.?[ -]+(\d{4})(?!\d)")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"^(?:(?:pukul|pkl\.?|jam)\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|WIB|WITA|WIT)?$",
    re.IGNORECASE,
)

_HINT_WEEKDAY = "tulis Senin, Selasa, Rabu, Kamis, Jumat, Sabtu atau Minggu, atau hapus harinya"
_HINT_DAY = "tulis misalnya 2026-08-17, 17 Agustus 2026 atau 17/08/2026"
_HINT_MOMENT = "tulis misalnya 2026-08-17, 2026-08-17 19:30 WIB atau 17 Agustus 2026 19.30 WITA"
_HINT_CLOCK = "tulis jam dan menit, misalnya 19.30 atau 08:00 WIB"


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
        """The instant when it is over: the moment itself, or the end of the day."""
        return self.at if self.has_time else self.at + timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A time of day; `zone` is WIB, WITA, WIT or empty for the zone of the site."""

    at: time
    zone: str = ""


def read_day(text: str) -> date:
    """`2026-08-17`, `17 Agustus 2026`, `17/08/2026` (day first), a right weekday before it."""
    day, rest = _split_day(text, _HINT_DAY)
    if rest:
        raise fault("K105", f"ada sisa {quote(rest)} setelah tanggal", _HINT_DAY)
    return day


def read_moment(text: str, zone: tzinfo) -> Moment:
    """A day, with or without a time of day; `zone` holds where the text names none."""
    day, rest = _split_day(text, _HINT_MOMENT)
    if not rest:
        return Moment(_localised(day, time(), zone))
    clock, own_zone = _clock(rest.removeprefix("T").strip(" ,"), _HINT_MOMENT)
    return Moment(_localised(day, clock, own_zone or zone), has_time=True)


def read_clock(text: str) -> Clock:
    """`19.30`, `19:30`, `pukul 19.30 WITA`."""
    clock, zone = _clock(text.strip(), _HINT_CLOCK)
    return Clock(clock, _ZONE_NAMES.get(zone.utcoffset(None), "") if zone else "")


def new_spelling(text: str) -> Mend | None:
    """How the month of a date is spelt today, where it is spelt as it was before 1972."""
    found = _OLD_SPELLING.search(text)
    return Mend(found[0], (_OLD_SPELLINGS[found[0].lower()],)) if found else None


def zone_named(name: str) -> timezone | None:
    """The zone WIB, WITA or WIT; None for any other name, and for none."""
    return _ZONES.get(name)


def is_clock(text: str) -> bool:
    """Whether a text is a time of day and nothing else."""
    return _CLOCK.match(text.strip()) is not None


def _localised(day: date, clock: time, zone: tzinfo) -> datetime:
    moment = datetime.combine(day, clock, zone)
    # A fixed offset pickles, compares and prints the same on every machine.
    offset = moment.utcoffset() or timedelta()
    return moment.replace(tzinfo=timezone(offset))


def _split_day(text: str, hint: str) -> tuple[date, str]:
    rest = text.strip()
    weekday = None
    if match := _WEEKDAY.match(rest):
        weekday = _weekday(match["day"])
        rest = rest[match.end() :]
    for pattern, order in ((_ISO, (0, 1, 2)), (_WRITTEN, (2, 1, 0)), (_SLASHED, (2, 1, 0))):
        if match := pattern.match(rest):
            groups = match.groups()
            year, month, day = (groups[n] for n in order)
            number = int(month) if month.isdigit() else _month(month)
            found = _calendar(text, match[0], int(year), number, int(day))
            _check_weekday(weekday, found)
            return found, rest[match.end() :].strip(" ,")
    raise fault("K105", f"{quote(text)} bukan tanggal yang dapat dibaca", hint)


def _month(name: str) -> int:
    known = _MONTH_NUMBERS.get(name.lower())
    if known is None:
        near = get_close_matches(name.lower(), [month.lower() for month in MONTHS], 1)
        hint = f"maksudnya {near[0].capitalize()}?" if near else _HINT_DAY
        mend = Mend(name, alike(name, MONTHS))
        raise fault("K105", f"nama bulan {quote(name)} tidak dikenal", hint, mend)
    return known


def _weekday(name: str) -> int:
    known = _WEEKDAY_NUMBERS.get(name.lower().replace("’", "'"))
    if known is None:
        near = get_close_matches(name.lower(), [day.lower() for day in WEEKDAYS], 1)
        hint = f"maksudnya {near[0].capitalize()}?" if near else _HINT_WEEKDAY
        mend = Mend(name, alike(name, WEEKDAYS))
        raise fault("K105", f"nama hari {quote(name)} tidak dikenal", hint, mend)
    return known


def _check_weekday(weekday: int | None, day: date) -> None:
    if weekday is not None and weekday != day.weekday():
        right = WEEKDAYS[day.weekday()]
        raise fault(
            "K106",
            f"{format_day(day)} jatuh pada hari {right}, bukan {WEEKDAYS[weekday]}",
            f"tulis {right}, {format_day(day)}, atau betulkan tanggalnya",
        )


def _calendar(text: str, written: str, year: int, month: int, day: int) -> date:
    _check_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        mend = None
        if month > 12 >= day:  # noqa: PLR2004 - months of a year; the American order
            month, day = day, month
            last = min(date(year, month, 1) + timedelta(days=day - 1), _last_day(year, month))
            # Written in the American way there is one such day, or none.
            american = "/" in written and last.day == day
            mend = Mend(written, (last.isoformat(),)) if american else None
        else:
            last = _last_day(year, month)
        raise fault(
            "K104",
            f"tanggal {quote(text)} tidak ada di kalender",
            f"tulis tanggal yang benar, misalnya: {{key}}: {last.isoformat()}",
            mend,
        ) from None


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise fault(
            "K104",
            f"tahun '{year:04}' di luar jangkauan",
            f"tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}",
        )


def read_year(text: str) -> int:
    """`2019`."""
    _check_year(int(text))
    return int(text)


def _last_day(year: int, month: int) -> date:
    month = max(1, min(month, 12))
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _clock(text: str, hint: str) -> tuple[time, tzinfo | None]:
    match = _CLOCK.match(text)
    if not match:
        raise fault("K105", f"{quote(text)} bukan jam yang dapat dibaca", hint)
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        return clock, _zone(match["zone"])
    except ValueError:
        raise fault("K105", f"jam {quote(text)} tidak ada", hint) from None


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name.upper() in _ZONES:
        return _ZONES[name.upper()]
    if name.upper() == "Z":
        return timezone(timedelta())
    digits = name[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if int(digits[2:]) >= 60:  # noqa: PLR2004 - minutes of an hour
        raise ValueError(name)
    return timezone(-offset if name[0] == "-" else offset)


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
    name = _ZONE_NAMES.get(at.utcoffset())
    return name or f"UTC{at:%z}"


def format_moment(moment: Moment, *, weekday: bool = False) -> str:
    """`17 Agustus 2026`, with ` pukul 19.30 WIB` where a time was given."""
    day = format_day(moment.day, weekday=weekday)
    return f"{day} pukul {moment.at:%H.%M} {format_zone(moment.at)}" if moment.has_time else day
