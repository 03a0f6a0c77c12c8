"""Days as Indonesians write them, read strictly (contract C3).

Each form is read as it is meant, or one message says what is missing. What is read with a doubt
(a year of two digits, an English name) is a warning, which names what was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from difflib import get_close_matches
from typing import Final

from kim_plugins.records.clock_reading import is_clock, split_clock
from kim_plugins.records.date_words import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    MONTH_NUMBERS,
    MONTHS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
)
from kim_plugins.records.dates import FIRST_YEAR, LAST_YEAR, ZONES, Moment, format_day
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Mend, Severity, fault, quote
from kim_plugins.records.spelling import alike

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

_HINT_WEEKDAY: Final = (
    "tulis Senin, Selasa, Rabu, Kamis, Jumat, Sabtu atau Minggu, atau hapus harinya"
)
_HINT_DAY: Final = "tulis misalnya 2026-08-17, 17 Agustus 2026 atau 17/08/2026"
_HINT_YEAR: Final = f"{_HINT_DAY}, atau tahunnya saja: 2019"
_HINT_MOMENT: Final = (
    "tulis misalnya 2026-08-17, 2026-08-17 19:30 WIB atau 17 Agustus 2026 19.30 WITA"
)
_HINT_WHOLE: Final = "tulis tanggal lengkap, misalnya: {key}: 17 Agustus 2026"
# As POSIX reads years of two digits, and no KIM is older.
_CENTURY_ENDS: Final = 70


def _in_silence(_: Fault) -> None:
    """For whoever has nobody to tell."""


def read_day(
    text: str, warn: Warn = _in_silence, hint: str = _HINT_DAY, zone: tzinfo = UTC
) -> date:
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


def read_moment(text: str, zone: tzinfo, warn: Warn = _in_silence) -> Moment:
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


def read_day_or_year(text: str, warn: Warn = _in_silence, zone: tzinfo = UTC) -> date | int:
    """A day, or a year alone: `2019`, `tahun 2019`."""
    match = _YEAR_ALONE.fullmatch(text)
    if not match:
        return read_day(text, warn, _HINT_YEAR, zone)
    _check_year(int(match[1]))
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
        weekday = _weekday(match["day"], doubts)
        rest = rest[match.end() :]
    for form in _FORMS:
        if match := form.match(rest):
            name = match["month"]
            month = int(name) if name.isdigit() else _month(name, doubts)
            found = _calendar(
                text, match, _year(match, text, doubts, len(plain) - len(rest)), month
            )
            _check_weekday(weekday, found)
            if _is_english_month(name) and not _is_day_first(match):
                doubts = [*doubts[:-1], _american(match[0], found)]
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
            if _is_month(name):
                what = f"{quote(text)} belum menyebut {lacking}"
                return fault("K116", what, hint if hint == _HINT_YEAR else _HINT_WHOLE)
            if name and alike(name, MONTHS):
                return _no_month(name)
    return fault("K105", f"{quote(text)} bukan tanggal yang dapat dibaca", hint)


def _is_weekday(name: str, rest: str) -> bool:
    """Whether a word is a day of the week, or stands where one may: before a whole date."""
    if _is_month(name):
        return False
    return _known_weekday(name) is not None or any(form.match(rest) for form in _FORMS)


def _known_weekday(name: str) -> int | None:
    plain = name.lower().replace("’", "'")
    return WEEKDAY_NUMBERS.get(plain, ENGLISH_WEEKDAYS.get(plain))


def _is_month(name: str | None) -> bool:
    return not name or name.lower() in MONTH_NUMBERS or _is_english_month(name)


def _is_english_month(name: str) -> bool:
    return name.lower() in ENGLISH_MONTHS


def _month(name: str, doubts: list[Fault]) -> int:
    known = MONTH_NUMBERS.get(name.lower())
    if known is not None:
        return known
    if english := ENGLISH_MONTHS.get(name.lower()):
        doubts.append(_english(name, MONTHS[english - 1]))
        return english
    raise _no_month(name)


def _no_month(name: str) -> Exception:
    near = get_close_matches(name.lower(), [month.lower() for month in MONTHS], 1)
    hint = f"maksudnya {near[0].capitalize()}?" if near else _HINT_DAY
    mend = Mend(name, alike(name, MONTHS))
    return fault("K105", f"nama bulan {quote(name)} tidak dikenal", hint, mend)


def _weekday(name: str, doubts: list[Fault]) -> int:
    known = _known_weekday(name)
    if known is not None:
        if name.lower() in ENGLISH_WEEKDAYS:
            doubts.append(_english(name, WEEKDAYS[known]))
        return known
    near = get_close_matches(name.lower(), [day.lower() for day in WEEKDAYS], 1)
    hint = f"maksudnya {near[0].capitalize()}?" if near else _HINT_WEEKDAY
    mend = Mend(name, alike(name, WEEKDAYS))
    raise fault("K105", f"nama hari {quote(name)} tidak dikenal", hint, mend)


def _english(name: str, meant: str) -> Fault:
    return Fault(
        "K117",
        f"{quote(name)} dibaca {meant}",
        f"tulis namanya dalam bahasa Indonesia: {meant}",
        Severity.WARNING,
        Mend(name, (meant,)),
    )


def _is_day_first(match: re.Match[str]) -> bool:
    """Whether a date reads on with the name of its month alone replaced: `17 August 2026`."""
    between = match.string[match.end("day") : match.start("month")]
    return match.start("day") < match.start("month") and not re.search("[a-z]", between)


def _american(written: str, day: date) -> Fault:
    meant = format_day(day)
    return Fault(
        "K117",
        f"{quote(written)} ditulis cara Inggris, dibaca {meant}",
        f"tulis harinya dulu, lalu nama bulan Indonesia: {meant}",
        Severity.WARNING,
        Mend(written, (meant,)),
    )


def _year(match: re.Match[str], text: str, doubts: list[Fault], before: int) -> int:
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
            Mend(written, (str(year),), after=before + start),
        )
    )
    return year


def _check_weekday(weekday: int | None, day: date) -> None:
    if weekday is not None and weekday != day.weekday():
        right = WEEKDAYS[day.weekday()]
        raise fault(
            "K106",
            f"{format_day(day)} jatuh pada hari {right}, bukan {WEEKDAYS[weekday]}",
            f"tulis {right}, {format_day(day)}, atau betulkan tanggalnya",
        )


def _calendar(text: str, match: re.Match[str], year: int, month: int) -> date:
    _check_year(year)
    day = int(match["day"])
    what = f"tanggal {quote(text)} tidak ada di kalender"
    try:
        return date(year, month, day)
    except ValueError:
        mend = None
        if month > 12 >= day > 0:  # noqa: PLR2004 - months of a year; the American order
            if match.start("day") < match.start("month"):
                what = f"tanggal {quote(text)} mendahulukan bulan, padahal hari yang ditulis dulu"
            month, day = day, month
            last = min(date(year, month, 1) + timedelta(days=day - 1), _last_day(year, month))
            # With month and day the other way round there is one such day, or none.
            mend = Mend(match[0], (last.isoformat(),)) if last.day == day else None
        else:
            last = _last_day(year, month)
        raise fault(
            "K104",
            what,
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


def _last_day(year: int, month: int) -> date:
    month = max(1, min(month, 12))
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
