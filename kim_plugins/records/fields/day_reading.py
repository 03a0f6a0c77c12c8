"""Readers of days and moments as Indonesians write them (contract C3).

Each form is read as it is meant, or one message says what is missing. What is read with a doubt
(a year of two digits, an English name) is a warning, which names what was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from kim_plugins.records.fields.clock_reading import is_clock, split_clock
from kim_plugins.records.fields.date_words import (
    MONTHS,
)
from kim_plugins.records.fields.dates import ZONES, Moment
from kim_plugins.records.fields.day_parts import (
    HINT_DAY,
    check_weekday,
    check_year,
    day_of,
    is_day_first,
    is_english_month,
    is_month,
    known_weekday,
    month_of,
    no_month,
    read_as_american,
    weekday_of,
    year_of,
)
from kim_plugins.records.fields.spelling import close_matches
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, fault, quote

Warn = Callable[[Fault], None]
"""Hears what was read with a doubt."""


# A year of two digits is followed by no hour's minutes: `17 Agustus 19.30` has no year.
_YEAR: Final = r"(?P<year>\d{4}|['’]?\d{2}(?![.:]?\d))(?!\d)"
_BETWEEN: Final = r"(?: ?[-/.] ?| )"
_WORD: Final = r"(?P<month>[A-Za-z]+)\.?"
# 17th August, the 1st of May.
_ORDINAL: Final = r"(?:(?:st|nd|rd|th)\b(?: of\b)?)?"
_PREFIX: Final = deferred(r"(?:(?:pada|hari|tanggal|tgl|the)\b[.:]?\s*)+", re.IGNORECASE)
_WEEKDAY: Final = deferred(
    r"(?P<day>[A-Za-z'’]+)\.?(?:\s*[,/]\s*|\s+)(?:(?:tanggal|tgl)\b\.?\s*)?(?=\d)"
)
_FORMS: Final = tuple(
    deferred(form)
    for form in (
        rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<day>\d{{1,2}})(?!\d)",
        rf"(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}{_YEAR}",
        rf"(?P<day>\d{{1,2}}){_ORDINAL}[-/., ]*{_WORD}[-/., ]*{_YEAR}",
        rf"(?P<year>\d{{4}})[-/., ]*{_WORD}[-/., ]*(?P<day>\d{{1,2}})(?!\d)",
        rf"{_WORD}\s+(?P<day>\d{{1,2}}){_ORDINAL}\s*,?\s+(?P<year>\d{{4}})(?!\d)",
        r"(?P<year>(?:19|20|21)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
    )
)
_INCOMPLETE: Final = (
    ("tanggal harinya, baru bulan dan tahun", deferred(rf"{_WORD}[-/., ]*\d{{4}}(?!\d)")),
    ("tanggal harinya, baru bulan dan tahun", deferred(rf"\d{{1,2}}{_BETWEEN}\d{{4}}(?!\d)")),
    ("tanggal harinya, baru bulan dan tahun", deferred(rf"\d{{4}}{_BETWEEN}\d{{1,2}}(?!\d)")),
    ("tanggal dan bulannya, baru tahun", deferred(r"(?:tahun|thn|th)?\.?\s*\d{4}(?!\d)")),
    ("tahunnya, baru tanggal dan bulan", deferred(rf"\d{{1,2}}[-/., ]*{_WORD}(?![A-Za-z])")),
    ("tahunnya, baru tanggal dan bulan", deferred(rf"\d{{1,2}}{_BETWEEN}\d{{1,2}}(?!\d)")),
    ("tanggal dan tahunnya, baru bulan", deferred(rf"{_WORD}$")),
)
_YEAR_ALONE: Final = deferred(r"(?:(?:tahun|thn|th)\b\.?\s*)?(\d{4})", re.IGNORECASE)
_SEVERAL: Final = deferred(
    r"\d{1,2}[^\d]*(?:-|–|s/d|s\.d\.?|sampai|hingga|dan|&)\s*\d{1,2}\s+[A-Za-z]"
)
_RELATIVE: Final = deferred(
    r"(?:besok|lusa|kemarin|hari ini|nanti|minggu depan|bulan depan|sekarang)\b", re.IGNORECASE
)
_MIDNIGHT: Final = deferred(
    r"[Tt]?00[:.]00(?:[:.]00(?:\.0+)?)?\s*(?:Z|[+-]\d\d:?\d\d|WIB|WITA|WIT)?"
)

_ISO_TIME: Final = deferred(
    r"[Tt ]?\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|(?:UTC|GMT)?[+-]\d\d:?\d\d)"
)
"""An hour as programs write it, with its distance from UTC."""

_HINT_YEAR: Final = f"{HINT_DAY}, atau tahunnya saja: 2019"
_HINT_MOMENT: Final = (
    "tulis misalnya 2026-08-17, 2026-08-17 19:30 WIB atau 17 Agustus 2026 19.30 WITA"
)
_HINT_WHOLE: Final = "tulis tanggal lengkap, misalnya: {key}: 17 Agustus 2026"


def in_silence(_: Fault) -> None:
    """Ignore a warning."""


def read_day(text: str, warn: Warn = in_silence, hint: str = HINT_DAY, zone: tzinfo = UTC) -> date:
    """`2026-08-17`, `17 Agustus 2026`, `17-8-2026` (day first), a right weekday before it."""
    day, rest = _split_day(text, hint, warn)
    # Widgets for a date and a time write midnight when only a day was chosen, of here or of UTC.
    if rest and not _MIDNIGHT.fullmatch(rest):
        if _ISO_TIME.fullmatch(rest):
            at = read_moment(text, zone).at
            if at.time() == time():
                return at.date()
            hint = f"tulis misalnya {at.date().isoformat()}"
        what = f"ada sisa {quote(rest)} setelah tanggal"
        if is_clock(rest.removeprefix("T")):
            raise fault("K105", what, f"hapus jamnya, isian ini hanya tanggal; {hint}")
        raise fault("K105", what, hint)
    return day


def read_moment(text: str, zone: tzinfo, warn: Warn = in_silence) -> Moment:
    """A day, with or without a time of day; `zone` holds where the text names none."""
    day, rest = _split_day(text, _HINT_MOMENT, warn)
    if not rest:
        return Moment(_localised(day, time(), zone))
    clock, own_zone = split_clock(re.sub(r"^[Tt](?=\d)", "", rest), _HINT_MOMENT)
    at = _localised(day, clock, own_zone or zone)
    # Programs write the hour of Greenwich; readers go by their own, or by the one that is named.
    if own_zone and own_zone not in ZONES.values():
        here = at.astimezone(zone)
        at = _localised(here.date(), here.time(), zone)
    return Moment(at, has_time=True)


def read_day_or_year(text: str, warn: Warn = in_silence, zone: tzinfo = UTC) -> date | int:
    """A day, or a year alone: `2019`, `tahun 2019`."""
    match = _YEAR_ALONE.fullmatch(text)
    if not match:
        return read_day(text, warn, _HINT_YEAR, zone)
    check_year(int(match[1]))
    return int(match[1])


def _localised(day: date, clock: time, zone: tzinfo) -> datetime:
    moment = datetime.combine(day, clock, zone)
    # A fixed offset pickles, compares and prints the same on every machine.
    offset = moment.utcoffset() or timedelta()
    return moment.replace(tzinfo=timezone(offset))


def _split_day(text: str, hint: str, warn: Warn) -> tuple[date, str]:
    # Word turns hyphens into dashes, and blanks into ones that don't break.
    plain = re.sub(r"[‐-—−]", "-", " ".join(text.split()))
    rest = _after(_PREFIX, plain)
    doubts: list[Fault] = []
    weekday = None
    if (match := _WEEKDAY.match(rest)) and _is_weekday(match["day"], rest[match.end() :]):
        weekday = weekday_of(match["day"], doubts)
        rest = rest[match.end() :]
    for form in _FORMS:
        if match := form.match(rest):
            name = match["month"]
            month = int(name) if name.isdigit() else month_of(name, doubts)
            found = day_of(text, match, year_of(match, text, doubts, len(plain) - len(rest)), month)
            check_weekday(weekday, found)
            if is_english_month(name) and not is_day_first(match):
                doubts = [*doubts[:-1], read_as_american(match[0], found)]
            for doubt in doubts:
                warn(doubt)
            return found, rest[match.end() :].strip(" ,;-|@(")
    raise _not_a_day(text, rest, hint)


def _after(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return text[match.end() :] if match else text


def _not_a_day(text: str, rest: str, hint: str) -> Exception:
    if _SEVERAL.match(rest):
        return fault(
            "K105", f"{quote(text)} berisi lebih dari satu tanggal", f"tulis satu saja; {hint}"
        )
    if _RELATIVE.match(rest):
        what = f"{quote(text)} berganti arti tiap hari, jadi tidak dapat dibaca sebagai tanggal"
        return fault("K105", what, hint)
    for lacking, form in _INCOMPLETE:
        match = form.match(rest)
        left = rest[match.end() :].strip(" ,;-") if match else ""
        if match and (not left or is_clock(left)):
            name = match.groupdict().get("month")
            if is_month(name):
                what = f"{quote(text)} belum menyebut {lacking}"
                return fault("K116", what, hint if hint == _HINT_YEAR else _HINT_WHOLE)
            if name and close_matches(name, MONTHS):
                return no_month(name)
    return fault("K105", f"{quote(text)} bukan tanggal yang dapat dibaca", hint)


def _is_weekday(name: str, rest: str) -> bool:
    """Whether a word is a weekday, or stands where one may: before a whole date."""
    if is_month(name):
        return False
    return known_weekday(name) is not None or any(form.match(rest) for form in _FORMS)
