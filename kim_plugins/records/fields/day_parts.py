"""Readers of the parts of a date: years, months and weekdays, with suggestions."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from kim_plugins.records.fields.date_words import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
)
from kim_plugins.records.fields.dates import FIRST_YEAR, LAST_YEAR, format_day
from kim_plugins.records.fields.spelling import best_match, close_matches
from kim_plugins.records.problems import Fault, Severity, SuggestedFix, fault, quote

HINT_DAY: Final = "tulis misalnya 2026-08-17, 17 Agustus 2026 atau 17/08/2026"
_HINT_WEEKDAY: Final = (
    "tulis Senin, Selasa, Rabu, Kamis, Jumat, Sabtu atau Minggu, atau hapus harinya"
)
# As POSIX reads years of two digits, and no KIM is older.
_CENTURY_ENDS: Final = 70


def known_weekday(name: str) -> int | None:
    """The number of a weekday, 0 for Monday, by its Indonesian or English name; None for others."""
    plain = name.lower().replace("’", "'")
    return WEEKDAY_NUMBERS.get(plain, ENGLISH_WEEKDAYS.get(plain))


def is_month(name: str | None) -> bool:
    """Whether a word is the name of a month, or empty."""
    return not name or name.lower() in MONTH_NUMBERS or is_english_month(name)


def is_english_month(name: str) -> bool:
    """Whether a word is the English name of a month."""
    return name.lower() in ENGLISH_MONTHS


def month_of(name: str, doubts: list[Fault]) -> int:
    """The number of a month by its name; an English name is added to `doubts`."""
    known = MONTH_NUMBERS.get(name.lower())
    if known is not None:
        return known
    if english := ENGLISH_MONTHS.get(name.lower()):
        doubts.append(_english(name, MONTHS[english - 1]))
        return english
    raise no_month(name)


def no_month(name: str) -> Exception:
    """The exception for a word that is no month, with the nearest name."""
    near = best_match(name.lower(), [month.lower() for month in MONTHS])
    hint = f"maksudnya {near.capitalize()}?" if near else HINT_DAY
    fix = SuggestedFix(name, close_matches(name, MONTHS))
    return fault("K105", f"nama bulan {quote(name)} tidak dikenal", hint, fix)


def weekday_of(name: str, doubts: list[Fault]) -> int:
    """The number of a weekday by its name, 0 for Monday; an English name is added to `doubts`."""
    known = known_weekday(name)
    if known is not None:
        if name.lower() in ENGLISH_WEEKDAYS:
            doubts.append(_english(name, WEEKDAYS[known]))
        return known
    near = best_match(name.lower(), [day.lower() for day in WEEKDAYS])
    hint = f"maksudnya {near.capitalize()}?" if near else _HINT_WEEKDAY
    fix = SuggestedFix(name, close_matches(name, WEEKDAYS))
    raise fault("K105", f"nama hari {quote(name)} tidak dikenal", hint, fix)


def _english(name: str, meant: str) -> Fault:
    return Fault(
        "K117",
        f"{quote(name)} dibaca {meant}",
        f"tulis namanya dalam bahasa Indonesia: {meant}",
        Severity.WARNING,
        SuggestedFix(name, (meant,)),
    )


def is_day_first(match: re.Match[str]) -> bool:
    """Whether only the month's name of a date is English: `17 August 2026`."""
    between = match.string[match.end("day") : match.start("month")]
    return match.start("day") < match.start("month") and not re.search("[a-z]", between)


def read_as_american(written: str, day: date) -> Fault:
    """The warning that a date was read in the American order."""
    meant = format_day(day)
    return Fault(
        "K117",
        f"{quote(written)} ditulis cara Inggris, dibaca {meant}",
        f"tulis harinya dulu, lalu nama bulan Indonesia: {meant}",
        Severity.WARNING,
        SuggestedFix(written, (meant,)),
    )


def year_of(match: re.Match[str], text: str, doubts: list[Fault], before: int) -> int:
    """The year of a date, whose form matched `before` characters into the text.

    One of two digits is a doubt.
    """
    written = match["year"]
    if len(written) == 4:  # noqa: PLR2004 - digits of a whole year
        return int(written)
    short = int(written.lstrip("'’"))
    year = (2000 if short < _CENTURY_ENDS else 1900) + short
    start, end = match.span("year")
    full = f"{match[0][: start - match.start()]}{year}{match[0][end - match.start() :]}"
    doubts.append(
        Fault(
            "K117",
            f"tahun '{short:02}' di {quote(text)} dibaca {year}",
            f"tulis tahunnya empat angka: {full}",
            Severity.WARNING,
            SuggestedFix(written, (str(year),), after=before + start),
        )
    )
    return year


def check_weekday(weekday: int | None, day: date) -> None:
    """Refuse a weekday that isn't that of the date."""
    if weekday is not None and weekday != day.weekday():
        right = WEEKDAYS[day.weekday()]
        raise fault(
            "K106",
            f"{format_day(day)} jatuh pada hari {right}, bukan {WEEKDAYS[weekday]}",
            f"tulis {right}, {format_day(day)}, atau betulkan tanggalnya",
        )


def day_of(text: str, match: re.Match[str], year: int, month: int) -> date:
    """The date; refuse one that isn't in the calendar, with the nearest one that is."""
    check_year(year)
    day = int(match["day"])
    what = f"tanggal {quote(text)} tidak ada di kalender"
    try:
        return date(year, month, day)
    except ValueError:
        fix = None
        if month > 12 >= day > 0:  # noqa: PLR2004 - months of a year; the American order
            if match.start("day") < match.start("month"):
                what = f"tanggal {quote(text)} mendahulukan bulan, padahal hari yang ditulis dulu"
            month, day = day, month
            last = min(date(year, month, 1) + timedelta(days=day - 1), _last_day(year, month))
            # With month and day the other way round there is one such day, or none.
            fix = SuggestedFix(match[0], (last.isoformat(),)) if last.day == day else None
        else:
            last = _last_day(year, month)
        raise fault(
            "K104",
            what,
            f"tulis tanggal yang benar, misalnya: {{key}}: {last.isoformat()}",
            fix,
        ) from None


def check_year(year: int) -> None:
    """Refuse a year outside the range of bulletins."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise fault(
            "K104",
            f"tahun '{year:04}' di luar jangkauan",
            f"tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}",
        )


def _last_day(year: int, month: int) -> date:
    month = max(1, min(month, 12))
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
