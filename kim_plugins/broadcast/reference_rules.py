"""Rules for what only looks like a number or date: places, references, plates, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kim_plugins.broadcast.lexicon import Lexicon, spelt
from kim_plugins.broadcast.numbers import cardinal, digits, roman, spoken_number, telephone
from kim_plugins.broadcast.rule import Rule, before

_PARTS: Final = r"[\w/.-]{0,60}"
_NUMBERED: Final = (
    rf"\b(?:([Nn])omor|(N)OMOR|([Nn])o\b\.?|(N)O\b\.?)\s?:?\s?(?:[Nn]o\b\.?\s?)?"
    rf"(?=[\w/.-]{{0,60}}\d)({_PARTS}\w)"
)
_NUMBER_OF: Final = (
    r"\b([Nn])o(?:\.\s?(?=[A-Za-z(])|\s(?=(?:HP|WA|KK|KTP|NIK|[Rr]ek|[Uu]rut|[Tt]elp|[Tt]elepon|"
    r"[Ii]nduk|[Pp]olisi|[Kk]ontak)\b))"
)
_JUNCTO: Final = (
    r"\b[Jj]o\b\.?(?=\s(?:[Pp]asal|[Aa]yat|UU|PP|KUHA?P|Undang|Per(?:da|des|bup|wali|pres|men|mendagri|"
    r"kap|aturan)|Permen\w*|Keputusan|Kep\w*|Putusan|Instruksi|Inpres)\b)"
)
"""`jo.` joins two rules of law; `Pak Jo` is somebody."""
_DIALLED: Final = re.compile(
    r"\b(?:[Hh]ubungi|[Tt]elepon|[Kk]ontak|[Ll]apor(?:kan)?|[Tt]ekan|SMS|WA)\s(?:ke\s)?$"
)
_FILE: Final = r"(?<![\w/.])(?=[\w/.-]{0,60}\d)[A-Z\d][\w.-]{0,60}(?:/[\w.-]{0,60}\w){2,8}(?![\w/])"
_RT: Final = re.compile(r"[Rr][TtWw]\b|[Rr][Tt]\d")
_ROMAN_OR_NUMBER: Final = r"(\d{1,3}|[IVX]{1,5})"
_PLATE_AREAS: Final = (
    r"(?:A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|[FGLMNRSTWZ]|H|K[BHTU]?|P[ABGS]?)"
)
_PLATE: Final = rf"(?<![\w.])({_PLATE_AREAS})[ -](\d{{1,4}})[ -]([A-Z]{{1,3}})\b"
_SHORTEST_PLATE: Final = 3
_CAR: Final = re.compile(r"\b(?:[Nn]opol|[Pp]elat|[Pp]lat|bernomor|[Pp]olisi)(?:\s\w+)?\s?:?\s$")
_FORMULA: Final = (
    r"(?P<npk>\bNPK(?:\s[A-Z][a-z]+){0,2}\s)(?P<parts>\d{1,2}(?:[-:]\d{1,2}){2,4})(?!\w)"
)
_LONG: Final = 7
"""Figures in a row that nobody counts within a reference."""
_DIGITS_FROM: Final = 5
"""Figures of a numbered thing that nobody counts so far: `nomor 57271` is read by its digits."""


def neighbourhood_rules() -> tuple[Rule, ...]:
    """Rules for neighbourhoods: `RT 03/05` is a place, not a day."""
    one = _ROMAN_OR_NUMBER
    return (
        Rule(
            "neighbourhoods",
            rf"\b[Rr][Tt]\s?/\s?[Rr][Ww]\b\.?\s?:?\s?{one}\s?/\s?{one}\b",
            _rt_rw,
            _RT,
        ),
        Rule(
            "neighbourhood",
            rf"\b[Rr][Tt][. -]{{0,2}}{one}\s?[/,]?\s?-?[Rr][Ww][. -]{{0,2}}{one}\b",
            _rt_rw,
            _RT,
        ),
        Rule(
            "several neighbourhoods",
            r"\b[Rr][Tt]\.?\s?(\d{1,3}(?:\s?/\s?\d{1,3}){2,9})\b",
            lambda m: f"R-T {', '.join(map(spoken_number, re.findall(r'[0-9]+', m[1])))}",
            _RT,
        ),
        Rule("short neighbourhood", rf"\b[Rr][Tt]\.?\s?{one}\s?/\s?{one}\b", _rt_rw, _RT),
        Rule("both", r"\b[Rr][Tt]\s?/\s?[Rr][Ww]\b", lambda _: "R-T, R-W", _RT),
        Rule(
            "one of both",
            r"\b([Rr])([TtWw])\b\.?\s?(?=\d{1,3}\b)",
            lambda match: f"R-{match[2].upper()}",
            _RT,
        ),
    )


def reference_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for references, plates and formulas; they run before those for days."""

    def numbered(match: re.Match[str]) -> str:
        value = match[5]
        # `hubungi nomor 112` is dialled, `rumah nomor 112` is counted.
        dialled = value.isdigit() and len(value) > 2 and _DIALLED.search(before(match))  # noqa: PLR2004
        return f"{_number_word(match)} {digits(value) if dialled else _numbered(value, lexicon)}"

    def formula(match: re.Match[str]) -> str:
        names = " ".join(
            lexicon.short(name) if name.isupper() else name for name in match["npk"].split()
        )
        parts = re.split("[-:]", match["parts"])
        return f"{names} {', '.join(cardinal(int(part)) for part in parts)}"

    return (
        Rule("juncto", _JUNCTO, lambda _: "juncto", re.compile("jo")),
        Rule("G30S", r"\bG[ -]?30[ -]?S/PKI\b", lambda _: "G tiga puluh S P-K-I", signs=("30",)),
        Rule("number of", _NUMBER_OF, lambda match: f"{match[1]}omor", re.compile(r"\b[Nn]o\b")),
        Rule("numbered", _NUMBERED, numbered),
        Rule(
            "house of a block",
            r"\b([Bb]lok\s[A-Z]{1,2})(\d{1,3})?\s?/\s?(\d{1,3})\b",
            lambda m: (
                f"{m[1]}{f' {spoken_number(m[2])}' if m[2] else ''} nomor {spoken_number(m[3])}"
            ),
            signs=("lok ",),
        ),
        Rule("formula", _FORMULA, formula, signs=("NPK",)),
        Rule("plate", _PLATE, _plate),
    )


def file_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for the number of a letter, `KRB/07/2026`; they run after those for days."""

    def file(match: re.Match[str]) -> str | None:
        *parts, last = match[0].split("/")
        # `Rp500.000/KK/bulan` is money for each.
        is_price = match[0].startswith("Rp") or any(part.islower() for part in (*parts, last))
        return None if is_price and not last.isdigit() else reference(match[0], lexicon.short)

    return (Rule("file", _FILE, file),)


def _rt_rw(match: re.Match[str]) -> str:
    rt, rw = (_either(written) for written in match.groups())
    return f"R-T {rt}, R-W {rw}"


def _either(written: str) -> str:
    value = roman(written)
    return cardinal(value) if value else spoken_number(written) if written.isdigit() else written


def _number_word(match: re.Match[str]) -> str:
    return f"{next(filter(None, match.groups()[:4]))}omor"


def _numbered(written: str, lexicon: Lexicon) -> str:
    if written.isdigit() and len(written) >= _DIGITS_FROM:
        return digits(written) if written[0] != "0" else telephone(written)
    if re.fullmatch(r"0\d[\d -]{7,}", written):
        return telephone(written)
    if ends := re.fullmatch(r"(\d{1,4})-(\d{1,4})", written):
        first, last = ends.groups()
        if int(first) < int(last):
            return f"{spoken_number(first)} sampai {spoken_number(last)}"
    return reference(written, lexicon.short)


def reference(written: str, short: Callable[[str], str] = spelt) -> str:
    """Letters, numbers and slashes of a reference: `KRB/07/2026`; `XI` in it is a month."""
    said: list[str] = []
    for part in re.findall(r"\d+(?:\.\d{3})+(?!\d)|\d+|[^\W\d_]+|[/.-]", written):
        if part == "/":
            said.append("garis miring")
        elif part == ".":
            said.append("titik")
        elif part[0].isdigit():
            said.append(digits(part) if len(part) >= _LONG else spoken_number(part))
        elif part != "-":
            value = roman(part) if said and said[-1] == "garis miring" else None
            is_short = part.isupper() and len(part) < 6  # noqa: PLR2004 - a word
            said.append(cardinal(value) if value else short(part) if is_short else part)
    return " ".join(said)


def _plate(match: re.Match[str]) -> str | None:
    """Read a plate; with fewer figures than `AB 1234 CD` only where a car is spoken of."""
    if len(match[2]) < _SHORTEST_PLATE and not _CAR.search(before(match)):
        return None
    return f"{spelt(match[1])} {digits(match[2])} {spelt(match[3])}"
