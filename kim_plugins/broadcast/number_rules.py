"""Rules for ordinals and for every number that is left."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.amounts import (
    NUMBER,
    PART_OF,
    START,
    TO,
    amount,
    range_or_number,
    spoken_fraction,
)
from kim_plugins.broadcast.numbers import cardinal, is_grouped, ordinal, spoken_number
from kim_plugins.broadcast.reference_rules import reference
from kim_plugins.broadcast.rule import MARK, Rule, after, before

_ANNIVERSARY: Final = re.compile(
    r"\b(?:HUT(?: RI)?|R-I|[Uu]lang [Tt]ahun|[Dd]ies [Nn]atalis|[Hh]ari [Jj]adi|[Pp]eringatan|"
    rf"[Kk]emerdekaan)(?:\s[\w{MARK}]+){{0,2}}\s$|"
    r"\b(?:[Hh]ari|[Mm]inggu|[Bb]ulan|[Tt]ahun|[Aa]nak|[Pp]eringkat|[Uu]rutan|[Ll]antai|[Bb]abak|"
    r"[Pp]utaran|[Tt]ahap|[Aa]ngkatan|[Gg]enerasi|[Kk]ali)\s$"
)
_PRESSURE: Final = re.compile(r"\b(?:[Tt]ensi(?:nya)?|[Tt]ekanan [Dd]arah|TD)(?:\s[\w:]+){0,3}\s$")
_SCORE_WORD: Final = re.compile(
    r"\b(?:[Ss]kor|[Mm]enang|[Kk]alah|[Ii]mbang|[Uu]nggul|[Kk]edudukan|[Bb]erakhir|[Hh]asil|"
    r"[Tt]akluk|[Tt]umbang|[Mm]engalahkan|[Mm]enekuk|[Mm]enundukkan|[Ss]eri|"
    r"[Ss]et(?: pertama| kedua| ketiga)?)"
    r"(?:\s[\w'-]+){0,3}?\s?:?\s?\(?$"
)
_TEAM_BEFORE: Final = re.compile(
    r"(?<!\w)(?!(?:[Cc]ampur|[Aa]dukan|[Tt]akaran|[Dd]osis|[Ss]kala|[Rr]asio|[Pp]erbandingan|[Nn]isbah)"
    r")[A-Z][\w.]*\s$"
)
_A_DAY: Final = 24
_TWO_FIGURES: Final = 10
_NO_SCORE_AFTER: Final = re.compile(
    r"\s?%|\s(?!atas\b|dari\b|dengan\b|untuk\b|melawan\b|lawan\b|bagi\b|dalam\b|pada\b|di\b|setelah\b|"
    r"lewat\b|pun\b|saat\b|dan\b|atau\b|lalu\b|kemudian\b|sebelum\b|terhadap\b)[a-z]"
)
_PAIR: Final = r"\d{1,3}\s?[–:-]\s?\d{1,3}(?![\w–:-]|[.,]\d)"
_DIASTOLIC: Final = range(40, 131)
_SYSTOLIC: Final = range(80, 261)
_SCHOOL_YEAR: Final = r"(?<![\w/.,-])((?:19|20)\d\d)/((?:19|20)?\d\d)(?![\w/])"


def score_rules() -> tuple[Rule, ...]:
    """Rules for scores of a match; they run before those for hours, which look alike."""
    run = rf"(?<![\w.,/:–-]){_PAIR}(?:(?:,\s(?:dan\s)?|\sdan\s|\slalu\s|\s?\(){_PAIR}){{0,9}}"
    return (Rule("score", run, _scores, signs=("–", "-", ":")),)


def _scores(match: re.Match[str]) -> str | None:
    pairs = [tuple(map(int, re.split(r"\s?[–:-]\s?", pair))) for pair in _pairs(match[0])]
    in_words = _SCORE_WORD.search(before(match)) is not None
    in_row = len(pairs) > 1 and any(a > b for a, b in pairs) and ":" not in match[0]
    between_teams = (
        ":" in match[0]
        and all(a > _A_DAY or b < _TWO_FIGURES for a, b in pairs)
        and _TEAM_BEFORE.search(before(match)) is not None
        and re.match(r"\s[A-Z]", after(match, 2)) is not None
    )
    if not (in_words or in_row or between_teams) or _NO_SCORE_AFTER.match(after(match, 14)):
        return None
    said = [f"{cardinal(a)} {cardinal(b)}" for a, b in pairs]
    joins = [_joined(one) for one in re.split(_PAIR, match[0])[1:-1]]
    return said[0] + "".join(f"{join}{one}" for join, one in zip(joins, said[1:], strict=True))


def _pairs(written: str) -> list[str]:
    return re.findall(_PAIR, written)


def _joined(between: str) -> str:
    return ", " if "(" in between else between


def enumeration_rules() -> tuple[Rule, ...]:
    """`Acara: 1. Pembukaan 2. Sambutan`: a list within a sentence."""
    return (
        Rule("enumeration", r"(?<![\w.,])(\d{1,2})\.\s(?=[A-Z][a-z])", _enumerated, signs=(". ",)),
    )


def _enumerated(match: re.Match[str]) -> str | None:
    """Read an item of a list in a sentence: one after a colon, or after the item before it."""
    number, words = int(match[1]), before(match, 200)
    if number == 1:
        goes_on = re.search(r"\s2\. [A-Z]", after(match, 200)) is not None
        is_list = goes_on and re.search(r"(?:^|:\s)$", words) is not None
    else:
        is_list = all(re.search(rf"(?:^|\s){n}\. [A-Z]", words) for n in (1, number - 1))
    if not is_list:
        return None
    comma = "" if not words or words.rstrip()[-1:] in ".,;:" else ", "
    return f"{comma}{cardinal(number)}, "


def ordinal_rules() -> tuple[Rule, ...]:
    """Rules for ordinals in figures and for approximate counts."""
    return (
        Rule(
            "ordinal",
            r"\b[Kk]e-(\d{1,3}(?:\.\d{3})+|\d{1,6})\b(?![.,]\d)",
            lambda m: _cased(m[0], ordinal(int(m[1].replace(".", "")))),
            signs=("e-",),
        ),
        Rule("joined ordinal", r"\b[Kk]e(\d{1,3})\b(?![.,]\d)", _ordinal, signs=("e",)),
        Rule("anniversary", r"\bke (\d{1,4})\b(?![.,]\d)", _anniversary, signs=("ke ",)),
        Rule(
            "decade",
            rf"(?<![\w.,])({NUMBER})-?an\b",
            lambda m: f"{spoken_number(m[1])}an",
            signs=("an",),
        ),
        Rule(
            "before or after",
            r"\bH([-–+])(\d{1,3})\b",
            lambda m: f"H {'plus' if m[1] == '+' else 'minus'} {cardinal(int(m[2]))}",
            signs=("H",),
        ),
        Rule(
            "compound",
            r"(?<=[^\W\d])-(\d{1,4})\b(?![.,]\d)",
            lambda m: f" {spoken_number(m[1])}",
            signs=("-",),
        ),
    )


def _cased(written: str, said: str) -> str:
    return said.capitalize() if written[0].isupper() else said


def _ordinal(match: re.Match[str]) -> str:
    return _cased(match[0], ordinal(int(match[1])))


def _anniversary(match: re.Match[str]) -> str | None:
    """`HUT RI ke 81` lacks its hyphen; `ke 3 desa` doesn't."""
    return _ordinal(match) if _ANNIVERSARY.search(before(match)) else None


def plain_rules() -> tuple[Rule, ...]:
    """Every number that is left."""
    two = rf"(?P<sign>)(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?"
    until = rf"{START}(?P<sign>)(?P<a>{NUMBER}){TO}(?P<b>{NUMBER})(?![\w]|[.,–-]\d)"
    return (
        *_slashed_rules(),
        Rule("bracketed", r"\((\d{1,3})\)", _bracketed, signs=("(",)),
        Rule(
            "ratio",
            rf"(?<![\w:.])({NUMBER})(\s?):\2({NUMBER})(?:\2:\2({NUMBER}))?(?![\w:])",
            _ratio,
            signs=(":",),
        ),
        Rule("dotted", r"(?<![\w,/.])v?\d+(?:\.\d+)+(?![\w])", _dotted, signs=(".",)),
        Rule(
            "lettered",
            r"(?<![\w.,/])(\d{1,2})\.([a-h])(?![\w.])",
            lambda m: f"{spoken_number(m[1])} {m[2]}",
            signs=(".",),
        ),
        Rule(
            "magnitude",
            rf"{START}{two}\s?(?P<m>rb|jt|k)(?P<about>-?an)?\b",
            _magnitude,
            signs=("rb", "jt", "k"),
        ),
        Rule(
            "subtraction",
            rf"{START}({NUMBER})\s[-–−]\s({NUMBER})(?=\s?=)",
            lambda m: f"{spoken_number(m[1])} dikurangi {spoken_number(m[2])}",
            signs=("=",),
        ),
        Rule("range", until, _range, signs=("–", "—", "-", "~", "s/d", "s.d.", "sd")),
        Rule("number", NUMBER, lambda m: spoken_number(m[0])),
        Rule("point", rf"(?<=[{MARK}])\.(?=[{MARK}])", lambda _: "titik"),
    )


def _slashed_rules() -> tuple[Rule, ...]:
    """Rules for numbers with a slash between them."""
    return (
        Rule("school year", _SCHOOL_YEAR, _school_year, signs=("/",)),
        Rule(
            "pressure", rf"{START}(\d{{2,3}})/(\d{{2,3}})(?![\w/]|[.,]\d)", _pressure, signs=("/",)
        ),
        Rule(
            "fraction",
            rf"(?<![\w/.,-]){PART_OF}(?![\w/]|[.,]\d)",
            lambda m: spoken_fraction(m[0]),
            signs=("/",),
        ),
        Rule(
            "slashed",
            r"(?<![\w/])\d{1,9}/\d{1,9}(?![\w/])",
            lambda m: reference(m[0]),
            signs=("/",),
        ),
    )


def _range(match: re.Match[str]) -> str:
    """Read `3–5` as a range; `3-1` is a score."""
    first, last = match["a"], match["b"]
    if first.isdigit() and last.isdigit() and int(first) > int(last):
        return f"{spoken_number(first)} {spoken_number(last)}"
    return range_or_number(match)


def _school_year(match: re.Match[str]) -> str | None:
    first, second = match.groups()
    last = int(first[: 4 - len(second)] + second)
    # `Nomor 17/2026` was said long before.
    return f"{cardinal(int(first))} {cardinal(last)}" if last == int(first) + 1 else None


def _pressure(match: re.Match[str]) -> str | None:
    high, low = int(match[1]), int(match[2])
    likely = high in _SYSTOLIC and low in _DIASTOLIC and high > low
    if likely and (high > 99 or _PRESSURE.search(before(match))):  # noqa: PLR2004 - no fraction
        return f"{cardinal(high)} per {cardinal(low)}"
    return None


def _bracketed(match: re.Match[str]) -> str:
    """Read `tiga (3)` once."""
    number = spoken_number(match[1])
    words = before(match, 60)
    if not words:
        return f"{number},"
    return "" if words.rstrip().casefold().endswith(number) else number


def _dotted(match: re.Match[str]) -> str | None:
    written = match[0].removeprefix("v")
    if written == match[0] and is_grouped(written):
        return None
    return f"{'versi ' if written != match[0] else ''}{spoken_number(written)}"


def _ratio(match: re.Match[str]) -> str:
    numbers = (match[1], match[3], match[4])
    if re.match(r"\s?=", after(match, 2)):
        return " dibagi ".join(spoken_number(part) for part in numbers if part)
    return " banding ".join(spoken_number(part) for part in numbers if part)


def _magnitude(match: re.Match[str]) -> str:
    if match["b"]:
        return f"{spoken_number(match['a'])} sampai {amount(match['b'], match['m'])}"
    return amount(match["a"], match["m"]) + ("an" if match["about"] else "")
