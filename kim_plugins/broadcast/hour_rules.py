"""Rules for hours: alone, in ranges and in lists, with or without a zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kim_plugins.broadcast.clock import PARTS, ZONES, part_of_day, spoken_clock
from kim_plugins.broadcast.numbers import cardinal
from kim_plugins.broadcast.rule import MARK, Rule, after, before
from kim_plugins.catalogue.options import ClockStyle
from kim_plugins.records.fields.date_words import MONTHS, WEEKDAYS

_END: Final = re.compile("selesai")
_CAPITAL_W: Final = re.compile("WI")
_ZONE: Final = r"(?:WIB|WITA|WIT|Wib|Wita|Wit|wib|wita|wit)\b"
_SHORT_PARTS: Final = {"pg": "pagi", "sg": "siang", "sr": "sore", "mlm": "malam", "ml": "malam"}
_PART: Final = rf"(?:{'|'.join((*PARTS, *_SHORT_PARTS))})\b"
_TAIL: Final = rf"(?:\s(?:{_PART}))?(?:\s(?:{_ZONE}))?"
_WORD: Final = r"(?:[Pp]ukul|PUKUL|[Pp]kl|[Jj]am)\b\.?"
_CLOCK: Final = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?!\d|[.:,]\d)"
_GOES_ON: Final = (
    rf"(?:{_PART}|{_ZONE}|dan\b|atau\b|sampai\b|hingga\b|serta\b|s\.d\.|s/d|sd\b|[–—-])"
)
_BARE: Final = rf"\d{{1,2}}(?!\d|[.:,/]\d|\w)(?=\s{_GOES_ON}|\s?[–—,;:!?)”\".-]|\s?$)"
"""An hour without minutes inside a range or a list: nothing that is counted follows."""
_SEPARATOR: Final = (
    r"(?:\s?[–—-]\s?|\s?(?:s/d|s\.d\.|sd\b)\s?|\s(?:sampai dengan|sampai|hingga)\s|"
    r",\s(?:dan\s|atau\s|serta\s)?|\s(?:dan|atau|serta|&)\s|\s?/\s?)"
)
_NEXT: Final = rf"(?:{_SEPARATOR}(?:{_WORD}\s?)?(?:(?:{_CLOCK}|{_BARE}){_TAIL}|selesai\b))"
_PIECE: Final = re.compile(
    rf"(?P<sep>{_SEPARATOR})?(?P<word>{_WORD}\s?)?"
    rf"(?:(?P<h>\d{{1,2}})(?:[.:](?P<m>\d{{2}})(?:[.:](?P<s>\d{{2}}))?)?|(?P<end>selesai))"
    rf"(?:\s(?P<part>{_PART}))?(?:\s(?P<zone>{_ZONE}))?"
)
_NO_HOUR_BEFORE: Final = re.compile(
    r"(?:\bRp\.?|[$€]|\bversi|\bv|banding(?:an)?|[Ss]kala|[Rr]asio|[Ss]kor|[Pp]asal|[Aa]yat)"
    r"\s?:?\s?$"
)
_MIXED: Final = re.compile(
    r"\b(?:[Cc]ampur\w*|[Pp]encampuran|[Aa]dukan|[Tt]akaran|[Dd]osis|[Nn]isbah|[Pp]erbandingan)"
    r"(?:\s\w+){0,3}\s?:?\s?$"
)
_ROUND: Final = 5
"""Minutes of an hour that somebody sets."""
_EARLIEST: Final = 4
"""The first hour of one figure that isn't rather the side of a ratio: `1:15`, `7:30`."""
_DAY_BEFORE: Final = re.compile(
    rf"(?:\b(?:{'|'.join(WEEKDAYS)}|Ahad|Jum'at|(?:{'|'.join(MONTHS)})(?: 20\d\d)?|[Pp]agi|"
    rf"[Ss]iang|[Ss]ore|[Mm]alam|[Ss]ejak|[Hh]ingga|[Ss]ampai|[Pp]ada|[Ss]ebelum|[Ss]esudah|"
    rf"[Ss]etelah|[Tt]epat|[Bb]erangkat|[Tt]iba|[Dd]imulai|[Dd]ibuka|[Dd]itutup|[Bb]erkumpul|Imsak|Subuh|Terbit|Duha|Dhuha|Zuhur|Dzuhur|Dhuhur|Asar|Ashar|Magrib|"
    rf"Maghrib|Isya|[Mm]ulai|[Bb]uka|[Tt]utup)|[{MARK}]|[Ww]aktu(?:nya)?\s?:|"
    r"(?<!\w)(?:s\.d\.|s/d|sd))[,:]?\s\(?$"
)
_NO_HOUR_AFTER: Final = re.compile(
    r"\s?(?:[%°]|(?:kg|gr?|c?m|mm|km|ha|ton|l|liter|persen|juta|ribu|miliar|x|LS|LU|BT|BB)\b)"
)
_UNTIL: Final = re.compile(r"[–—-]|s/d|s\.d\.|sd")
_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class _Hour:
    """One hour of an expression; `part` and `zone` are as they were written."""

    join: str
    hour: int
    minute: int | None
    second: int
    is_padded: bool
    part: str | None
    zone: str

    @property
    def is_certain(self) -> bool:
        """Whether it can only be a time of the 24-hour clock."""
        return self.minute is not None or self.is_padded or self.hour > 12  # noqa: PLR2004 - noon


def hour_rules(style: ClockStyle) -> tuple[Rule, ...]:
    """Rules for hours: after `pukul`, `pkl.` or `jam`, before a zone, or in a range or a list."""

    def worded(match: re.Match[str]) -> str | None:
        is_duration = re.search(r"\d\s$", before(match, 2)) is not None
        if is_duration and not (re.search(r"\d[.:]\d\d|\s[a-z]", match["hours"])):
            return None
        word = match["word"].lower().replace("pkl", "pukul")
        word = word.capitalize() if match["word"][0].isupper() else word
        return _expression(match["hours"], word, style, after(match))

    def bare(match: re.Match[str]) -> str | None:
        return _expression(match[0], "", style) if _is_hour(match) else None

    not_long = r"(?!\s?(?:jam|menit|detik|orang|hari|kali|pelajaran|%)\b|-?an\b)"
    first = rf"(?:{_CLOCK}|\d{{1,2}}(?!\d|[.:,]\d))"
    return (
        Rule(
            "half an hour",
            r"\b([Jj]am|[Pp]ukul)\s1/2\s(\d{1,2})(?![\w.,/])",
            lambda match: f"{match[1]} setengah {cardinal(int(match[2]))}",
        ),
        Rule(
            "hour",
            r"\b(?P<word>[Pp]ukul|PUKUL|[Pp]kl|[Jj]am)\b\.?\s?:?\s?"
            r"(?:(?:[Pp]ukul|[Pp]kl|[Jj]am)\b\.?\s?)?"
            rf"(?P<hours>{first}{_TAIL}{_NEXT}{{0,9}}){not_long}",
            worded,
        ),
        Rule("bare hour", rf"(?<![\w.,/:-]){_CLOCK}{_TAIL}{_NEXT}{{0,9}}", bare),
    )


def zone_rules() -> tuple[Rule, ...]:
    """Rules for a zone by itself and an end without an hour; they run after those for hours."""
    return (
        Rule(
            "until the end",
            rf"(?<=[\w{MARK}])\s?[–-]\s?selesai\b",
            lambda _: "sampai selesai",
            _END,
        ),
        Rule("zone", rf"\b{_ZONE}", lambda match: ZONES[match[0].upper()], _CAPITAL_W),
    )


def _is_hour(match: re.Match[str]) -> bool:
    """Whether a figure without a word is an hour: by its zone, its neighbours or its place."""
    pieces = list(_PIECE.finditer(match[0]))
    hours = [piece for piece in pieces if piece["h"]]
    if any(piece["zone"] for piece in hours):
        return True
    if _NO_HOUR_BEFORE.search(before(match, 14)) or _NO_HOUR_AFTER.match(after(match, 8)):
        return False
    if not all(_looks_like_a_clock(piece) for piece in hours):
        return False
    if len(pieces) > 1:
        return True
    return (_is_set(hours[0]) and not _MIXED.search(before(match))) or _DAY_BEFORE.search(
        before(match)
    ) is not None


def _is_set(piece: re.Match[str]) -> bool:
    """Whether a figure with a colon is an hour by itself: `07:15`, but not the scale `1:100`."""
    if ":" not in piece[0]:
        return False
    if len(piece["h"]) > 1 or piece["m"] == "00":
        return True
    return int(piece["h"]) >= _EARLIEST and int(piece["m"]) % _ROUND == 0


def _looks_like_a_clock(piece: re.Match[str]) -> bool:
    if piece["m"] is None or piece["s"]:
        return ":" in piece[0]
    minutes = int(piece["m"])
    return minutes % (5 if len(piece["h"]) == 2 else 15) == 0 or ":" in piece[0]  # noqa: PLR2004 - `07.25` but `3.25`


def _expression(written: str, word: str, style: ClockStyle, rest: str = "") -> str | None:
    hours: list[_Hour] = []
    ending = ""
    for piece in _PIECE.finditer(written):
        join = _join(piece["sep"] or "")
        if piece["end"]:
            ending = f"{join} selesai"
            break
        minute = None if piece["m"] is None else int(piece["m"])
        one = _Hour(
            join,
            int(piece["h"]),
            minute,
            int(piece["s"] or 0),
            len(piece["h"]) == 2 and piece["h"][0] == "0",  # noqa: PLR2004 - `08`
            _SHORT_PARTS.get(piece["part"], piece["part"]),
            piece["zone"] or "",
        )
        if one.hour > _A_DAY or (one.minute or 0) > 59 or one.second > 59:  # noqa: PLR2004 - an hour
            return None
        hours.append(one)
    again = "jam" if word.lower() == "jam" else "pukul"
    said = []
    for number, one in enumerate(hours):
        name = f"{word or again} " if number == 0 else f"{again} "
        clock = spoken_clock(
            one.hour, one.minute or 0, style, _part(one, hours, rest), second=one.second
        )
        zone = f" {ZONES[one.zone.upper()]}" if one.zone else ""
        said.append(f"{one.join}{' ' if one.join else ''}{name}{clock}{zone}")
    text = ""
    for words in said:
        text += words if not text or words.startswith(",") else f" {words}"
    return f"{text}{' ' if ending else ''}{ending}"


def _join(separator: str) -> str:
    bare = separator.strip()
    if _UNTIL.fullmatch(bare):
        return "sampai"
    if bare == "/":
        return "atau"
    return bare.replace("&", "dan")


def _part(one: _Hour, hours: Sequence[_Hour], rest: str) -> str | None:
    """The part of the day that is said: the writer's, ours (None), or none at all.

    `jam 7` may be in the morning or in the evening: nothing is added that isn't written. An hour
    beside it that is plainly one of 24 decides: `pukul 8 dan 13.00`.
    """
    if one.part:
        return one.part
    named = [other for other in hours if other.part]
    if named and not one.is_padded and one.hour <= 12:  # noqa: PLR2004 - noon
        # `jam 7 dan 9 malam`: the evening holds for both, or isn't ours to say.
        by_twelve = any(other.part != part_of_day(other.hour % 24) for other in named)
        if by_twelve or one.minute is None:
            return ""
    if re.match(r"\s(?:lewat|kurang)\b", rest):
        return ""
    if any(other.is_certain for other in hours):
        return None
    return "" if any(other.hour < 10 for other in hours) else None  # noqa: PLR2004 - one figure
