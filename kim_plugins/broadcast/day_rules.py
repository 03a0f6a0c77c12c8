"""Rules for days, months and years, ours and the Islamic ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from kim_plugins.broadcast.numbers import cardinal, ordinal
from kim_plugins.broadcast.rule import FIGURE, MARK, Rule, before
from kim_plugins.records.fields.date_words import MONTHS, WEEKDAYS

_SHORT_MONTHS: Final = {
    name: MONTHS[number]
    for number, names in enumerate(
        (
            *("Jan", "Feb Peb", "Mar", "Apr", "", "Jun", "Jul"),
            *("Agu Ags Agt Agust", "Sep Sept", "Okt", "Nov Nop", "Des"),
        )
    )
    for name in names.split()
}
_SHORT_DAYS: Final = {
    **dict(zip(("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"), WEEKDAYS, strict=True)),
    "Jmt": "Jumat",
    "Sbt": "Sabtu",
    "Mgg": "Minggu",
    "Ahd": "Ahad",
}


def _any(names: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


_SHORT: Final = _any(_SHORT_MONTHS)
_MONTH: Final = _any((*MONTHS, *_SHORT_MONTHS))
_SHOUTED: Final = _any(month.upper() for month in MONTHS)
_DAY: Final = _any((*WEEKDAYS, "Ahad", *_SHORT_DAYS))
_JOIN: Final = (
    r"(?:\s?[–-]\s?|\s?s/d\s?|\ss\.d\.\s|\ssd\s|\ssampai\s|\shingga\s|,\s(?:dan\s)?|"
    r"\s(?:dan|atau|&)\s|/)"
)
_UNTIL: Final = re.compile(r"[–-]")
_NAME: Final = re.compile(r"[A-Z][a-z]+\.?")
_SHORT_NAME: Final = re.compile(rf"\b(?:{_SHORT}|{_any(_SHORT_DAYS)})\b")
_DATE: Final = r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?|\d{1,2}-\d{1,2}-\d{4}"
_SHORT_DAY: Final = (
    r"(?<![\w/.,-])\d{1,2}/\d{1,2}(?![\w/%]|[.,]\d)"
    r"(?!\s?(?:kg|kw|gr?|ons|l|liter|gelas|sendok|c?m|km|ha|ton|sdm|sdt|bagian|dari)\b)"
)
_AFTER_WEEKDAY: Final = re.compile(rf"[{MARK}],?\s$")
_TERMS: Final = {
    ("TA", True): "Tahun Ajaran",
    ("TP", True): "Tahun Pelajaran",
    ("TA", False): "Tahun Anggaran",
}
_BEFORE_ERA: Final = re.compile(r"\bSM\b")
_HIJRI: Final = re.compile(r"\b1[34]\d\d\s?H\b|\b[Tt]ahun\s$|\b[Aa]bad\s(?:ke-)?\w+\s$")


def full_date_rules() -> tuple[Rule, ...]:
    """Rules for days with their year, and ranges of days."""
    iso = r"(?<![\w/-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])"
    written = r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|[.,]\d)"
    spelt = rf"(?<![\w/.-])(\d{{1,2}})-({_MONTH})-(\d{{4}}|\d{{2}})(?![\w/-])"
    days = rf"(?<![\w/.,-])({_DATE})\s?[–-]\s?({_DATE})(?![\w/-]|[.,]\d)"
    return (
        # `pada dua Juli` is no Indonesian: a day has its `tanggal` after `pada`.
        Rule(
            "on a day",
            rf"\b([Pp]ada)\s(?=\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\s(?:{_MONTH})\b|"
            r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])|\d{1,2}-\d{1,2}-\d{4}\b)",
            lambda match: f"{match[1]} tanggal",
            FIGURE,
            signs=("ada ",),
        ),
        Rule(
            "year of a budget or a school",
            r"\b(T\.?[AP])\.?\s(?=20\d\d(?P<school>/))|\b(T\.?A)\.?\s(?=20\d\d\b)",
            lambda m: _TERMS[(m[1] or m[3]).replace(".", ""), bool(m["school"])],
            FIGURE,
            signs=("T",),
        ),
        Rule("iso day", iso, lambda match: _day(match[3], match[2], match[1]), signs=("-",)),
        Rule("days", days, _days, signs=("–", "-")),
        Rule(
            "day", written, lambda match: _day(match[1], match[3], match[4]), signs=("/", ".", "-")
        ),
        Rule("day of a month", spelt, _spelt_day, signs=("-",)),
        Rule("month of a year", rf"\b({_MONTH})\.?(?:-|\s?['’])(\d{{4}}|\d{{2}})(?!\w)", _month),
    )


def month_rules() -> tuple[Rule, ...]:
    """Rules for ranges and lists of months and of abbreviated weekdays."""
    names = rf"\b(?:{{0}})\b\.?(?:{_JOIN}(?:{{0}})\b){{{{1,7}}}}(?:\.(?=[,)\s]*[a-z\d]))?"
    return (
        Rule("day and date", r"\b([Hh]ari)\s?/\s?[Tt]anggal\b", lambda m: f"{m[1]} dan tanggal"),
        Rule(
            "weekday and date",
            rf"\b({'|'.join(WEEKDAYS)})\s?/\s?(?=\d)",
            lambda match: f"{match[1]}, ",
            FIGURE,
            signs=("/",),
        ),
        Rule("months", names.format(_MONTH), _named_months, _SHORT_NAME),
        Rule("weekdays", names.format(_DAY), _named_weekdays, _SHORT_NAME),
    )


def short_date_rules() -> tuple[Rule, ...]:
    """Rules for days without a year, and for abbreviated months and weekdays."""
    named = (
        rf"(?P<named>\b(?:[Tt]anggal|[Tt]gl\.?|{'|'.join(WEEKDAYS)}),?\s\(?)"
        r"(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)"
    )
    return (
        Rule(
            "always open",
            r"(?<![\w/])24/7(?![\w/])",
            lambda _: "dua puluh empat jam tujuh hari",
            FIGURE,
            signs=("24/7",),
        ),
        Rule(
            "weekday",
            rf"\b({_any(_SHORT_DAYS)})\b\.?,?(?=\s\d{{1,2}}(?:[/-]\d|\s(?:{_MONTH})\b)|\s[{MARK}])",
            lambda match: f"{_SHORT_DAYS[match[1]]}{',' if match[0].endswith(',') else ''}",
            _SHORT_NAME,
        ),
        Rule("named day", named, _named_day, signs=("/",)),
        Rule("short day", _SHORT_DAY, _slashed, signs=("/",)),
        Rule("month", rf"(?<=\d\s)({_SHORT})\b\.?", lambda match: _SHORT_MONTHS[match[1]]),
        Rule(
            "month before a year",
            rf"\b({_SHORT})\b\.?(?=\s(?:19|20)\d\d\b)",
            lambda match: _SHORT_MONTHS[match[1]],
            FIGURE,
        ),
        Rule(
            "shouted month",
            rf"(?<=\d\s)({_SHOUTED})\b",
            lambda match: match[1].capitalize(),
            FIGURE,
        ),
        *_era_rules(),
    )


def _era_rules() -> tuple[Rule, ...]:
    """Rules for centuries and for years that name their era."""
    return (
        Rule(
            "century",
            r"\b([Aa]bad) (\d{1,2})\b(?!\s?(?:M|SM)\b|[.,-]\d)",
            lambda m: f"{m[1]} {ordinal(int(m[2]))}",
            signs=("bad ",),
        ),
        Rule(
            "century of an era",
            r"\b([Aa])bad (?:ke-)?(\d{1,2})\s(M|SM)\b",
            lambda m: f"{m[1]}bad {ordinal(int(m[2]))} {_era(m[3])}",
            signs=("bad ",),
        ),
        Rule("century before", rf"(?<=[{MARK}] )SM\b", _before_era, _BEFORE_ERA),
        Rule("era", r"(?<![\w.,])(\d{3,4})\s?(M|SM)\b", _year_of_an_era, signs=("M",)),
        Rule(
            "hijri",
            r"(?<!\w)(1[34]\d\d)\s?H\b",
            lambda m: f"{cardinal(int(m[1]))} Hijriah",
            signs=("H",),
        ),
    )


def _day(day: str, month: str, year: str) -> str | None:
    number = int(year) + 2000 if len(year) == 2 else int(year)  # noqa: PLR2004 - a short year
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return f"{cardinal(found.day)} {MONTHS[found.month - 1]} {cardinal(found.year)}"


def _days(match: re.Match[str]) -> str | None:
    said = [_any_day(written) for written in match.groups()]
    # `5/12-7/12` are days; `1/2-3/4` are halves and quarters.
    if None in said or not any(len(part) > 1 for part in re.split(r"[/-]", match[1])):
        return None
    return f"{said[0]} sampai {said[1]}"


def _any_day(written: str) -> str | None:
    parts = re.split(r"[/-]", written)
    return _day(*parts) if len(parts) == 3 else _short_day(int(parts[0]), int(parts[1]))  # noqa: PLR2004 - with a year


def _spelt_day(match: re.Match[str]) -> str | None:
    month = MONTHS.index(_full_month(match[2])) + 1
    return _day(match[1], str(month), match[3])


def _month(match: re.Match[str]) -> str:
    year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)  # noqa: PLR2004 - a short year
    return f"{_full_month(match[1])} {cardinal(year)}"


def _full_month(name: str) -> str:
    return _SHORT_MONTHS.get(name, name)


def _named_months(match: re.Match[str]) -> str | None:
    return _in_full(match[0], _SHORT_MONTHS)


def _named_weekdays(match: re.Match[str]) -> str | None:
    return _in_full(match[0], _SHORT_DAYS)


def _in_full(written: str, names: dict[str, str]) -> str | None:
    """A range or a list of names in full; None where all of them are already."""
    found = _NAME.findall(written)
    if not any(name.rstrip(".") in names for name in found):
        return None
    said = _NAME.sub(lambda match: names.get(match[0].rstrip("."), match[0]), written)
    said = re.sub(r"\s?(?:s/d|s\.d\.|\bsd\b)\s?", " sampai dengan ", said).replace("&", "dan")
    return _UNTIL.sub(" sampai ", said).replace("/", " atau ").replace("  ", " ")


def _named_day(match: re.Match[str]) -> str | None:
    said = _short_day(int(match[2]), int(match[3]))
    named = re.sub(r"gl\.?", "anggal", match["named"])
    return f"{named}{said}" if said else None


def _slashed(match: re.Match[str]) -> str | None:
    """Read `17/08` as a day; `1/2` and `3/4` are fractions: no nought, and less than 1."""
    parts = match[0].split("/")
    day, month = int(parts[0]), int(parts[1])
    is_day = all(len(part) == 2 for part in parts) or day > month  # noqa: PLR2004 - as above
    is_day = is_day or _AFTER_WEEKDAY.search(before(match, 12)) is not None
    return _short_day(day, month) if is_day else None


def _short_day(day: int, month: int) -> str | None:
    try:
        found = date(2000, month, day)
    except ValueError:
        return None
    return f"{cardinal(found.day)} {MONTHS[found.month - 1]}"


def _year_of_an_era(match: re.Match[str]) -> str | None:
    """Read `1447 H / 2026 M` and `tahun 1478 M`; `500 M` alone may be money or a length."""
    if match[2] == "M" and not _HIJRI.search(f"{before(match, 60)}"):
        return None
    return f"{cardinal(int(match[1]))} {_era(match[2])}"


def _before_era(match: re.Match[str]) -> str | None:
    return _era("SM") if re.search(r"\b[Aa]bad\s\S{1,3}\s$", before(match)) else None


def _era(short: str) -> str:
    return "Masehi" if short == "M" else "sebelum Masehi"
