"""Rules for hours and days."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kim_plugins.broadcast.clock import PARTS, ZONES, spoken_clock
from kim_plugins.broadcast.numbers import cardinal
from kim_plugins.broadcast.rule import FIGURE, Rule
from kim_plugins.catalogue.options import ClockStyle
from kim_plugins.records.date_words import MONTHS, WEEKDAYS

_START: Final = r"(?<![\w.,/])"
_CAPITAL_W: Final = re.compile("WI")
_ZONE: Final = rf"(?:{'|'.join(sorted(ZONES, key=len, reverse=True))})\b"
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("Jan", "Feb Peb", "Mar", "Apr", "", "Jun", "Jul"),
            *("Agu Ags Agt Agust", "Sep Sept", "Okt", "Nov Nop", "Des"),
        ),
        1,
    )
    for name in names.split()
}
_MONTH_NAME: Final = rf"(?<=\d\s)({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_SHORT_DAY: Final = (
    r"(?<![\w/.,-])\d{1,2}/\d{1,2}(?![\w/%]|[.,]\d)"
    r"(?!\s?(?:kg|kw|gr?|ons|l|liter|gelas|sendok|c?m|km|ha|ton)\b)"
)


def hour_rules(style: ClockStyle) -> tuple[Rule, ...]:
    """Hours: what `pukul`, `pkl.` or `jam` stands before, or a zone behind."""
    time = r"(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?"
    end = (
        r"(?:\s?(?P<to>[–—-]|s/d|s\.d\.|sampai dengan|sampai|hingga)\s?(?:pukul |jam |pkl\.? )?"
        r"(?P<h2>\d{1,2})[.:](?P<m2>\d{2}))?"
    )
    rest = rf"(?!\d|[.,:]\d)(?:\s(?P<part>{'|'.join(PARTS)})\b)?(?:\s(?P<zone>{_ZONE}))?"
    not_long = r"(?!\s(?:jam|menit|detik|orang|hari|kali|pelajaran|%)\b)"

    def say(match: re.Match[str]) -> str | None:
        return _hour(match, style)

    return (
        Rule(
            "hour",
            rf"\b(?P<word>[Pp]ukul|PUKUL|[Pp]kl|(?<!\d )[Jj]am)\b\.?\s?{time}{end}{rest}{not_long}",
            say,
        ),
        # A zone makes it an hour as surely as `pukul` does, and so do two hours with a dash.
        Rule(
            "zoned hour",
            rf"{_START}(?P<word>)(?P<h>\d{{1,2}})[.:](?P<m>\d{{2}}){end}(?P<part>)\s(?P<zone>{_ZONE})",
            say,
        ),
        Rule(
            "hours",
            rf"{_START}(?P<word>)(?P<h>\d{{2}})[.:](?P<m>\d{{2}})\s?(?P<to>[–—-])\s?(?P<h2>\d{{2}})[.:](?P<m2>\d{{2}})(?![\d.:,]\d|\d)(?P<part>)(?P<zone>)",
            say,
        ),
        Rule("zone", rf"\b{_ZONE}", lambda match: ZONES[match[0]], _CAPITAL_W),
    )


def _hour(match: re.Match[str], style: ClockStyle) -> str | None:
    start = _clock(match["h"], match["m"])
    end = _clock(match["h2"], match["m2"]) if match["h2"] else None
    if start is None or (match["h2"] and end is None):
        return None
    part = match["part"] or None
    if match["m"] is None and part is None and end is None and len(match["h"]) == 1:
        # `jam 7` may be in the morning or in the evening: nothing is added that isn't written.
        part = ""
    word = match["word"].lower().replace("pkl", "pukul") or "pukul"
    word = word.capitalize() if match["word"][:1].isupper() else word
    said = [word, spoken_clock(*start, style, None if end else part)]
    if end:
        between = match["to"] if match["to"].isalpha() or " " in match["to"] else "sampai"
        said += [
            between,
            "pukul" if word.lower() == "pukul" else "jam",
            spoken_clock(*end, style, part),
        ]
    if match["zone"]:
        said.append(ZONES[match["zone"]])
    return " ".join(said)


def _clock(hour: str, minute: str | None) -> tuple[int, int] | None:
    h, m = int(hour), int(minute or 0)
    return (h, m) if (h <= 23 and m <= 59) or (h, m) == (24, 0) else None  # noqa: PLR2004 - a day


def full_date_rules() -> tuple[Rule, ...]:
    """Days with their year."""
    iso = r"(?<![\w/-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])"
    written = r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|[.,]\d)"
    return (
        Rule("iso day", iso, lambda match: _day(match[3], match[2], match[1])),
        Rule("day", written, lambda match: _day(match[1], match[3], match[4])),
    )


def short_date_rules() -> tuple[Rule, ...]:
    """Days without a year, and months in short."""
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
        ),
        Rule("named day", named, _named_day),
        Rule("short day", _SHORT_DAY, _slashed),
        Rule("month", _MONTH_NAME, lambda match: MONTHS[_MONTHS[match[1]] - 1]),
    )


def _day(day: str, month: str, year: str) -> str | None:
    number = int(year) + 2000 if len(year) == 2 else int(year)  # noqa: PLR2004 - a short year
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return f"{cardinal(found.day)} {MONTHS[found.month - 1]} {cardinal(found.year)}"


def _named_day(match: re.Match[str]) -> str | None:
    said = _short_day(int(match[2]), int(match[3]))
    named = re.sub(r"[Tt]gl\.?", "tanggal", match["named"])
    return f"{named}{said}" if said else None


def _slashed(match: re.Match[str]) -> str | None:
    """`17/08` is a day; `1/2` and `3/4` are fractions, which have no nought and are below 1."""
    parts = match[0].split("/")
    day, month = int(parts[0]), int(parts[1])
    is_day = all(len(part) == 2 for part in parts) or day > month  # noqa: PLR2004 - as above
    return _short_day(day, month) if is_day else None


def _short_day(day: int, month: int) -> str | None:
    try:
        found = date(2000, month, day)
    except ValueError:
        return None
    return f"{cardinal(found.day)} {MONTHS[found.month - 1]}"
