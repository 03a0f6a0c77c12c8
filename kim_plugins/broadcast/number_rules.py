"""Rules for money, measures, ordinals and plain numbers."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import (
    cardinal,
    digits,
    fraction,
    is_grouped,
    ordinal,
    roman,
    spoken_number,
)
from kim_plugins.broadcast.reference_rules import reference
from kim_plugins.broadcast.rule import Rule

_N: Final = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)"
_TO: Final = r"\s?(?:[–—-]|s/d|s\.d\.)\s?"
_START: Final = r"(?<![\w.,/])"
_MAGNITUDES: Final = {
    "rb": "ribu",
    "k": "ribu",
    "K": "ribu",
    "jt": "juta",
    "M": "miliar",
    "milyar": "miliar",
    "T": "triliun",
    **{word: word for word in ("ribu", "juta", "miliar", "triliun")},
}
_MAGNITUDE: Final = rf"(?:{'|'.join(sorted(_MAGNITUDES, key=len, reverse=True))})\b"
_CURRENCIES: Final = {"US$": "dolar Amerika", "$": "dolar", "€": "euro", "S$": "dolar Singapura"}
_PART_OF: Final = r"(?:\d{1,3} )?[1-9]\d?/[1-9]\d?(?!\d)"
_SLASH: Final = re.compile("/")
_ROMAN: Final = re.compile(r"[IVXLC]")
_ROMAN_AFTER: Final = (
    r"(?P<before>\b(?:[Aa]bad|RT|RW|[Bb]ab|[Kk]elas|[Tt]ahap|[Jj]ilid|[Bb]abak|[Ss]emester|"
    r"[Gg]olongan|[Pp]eriode|[Aa]ngkatan|[Gg]elombang|[Tt]riwulan|[Tt]ingkat|[Dd]apil|"
    r"[Pp]aku Buwono|Hamengku Buwono|[Tt]ipe|[Mm]usim [Tt]anam)\s)(?P<roman>[IVXLC]+)\b"
)


def money_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Money, with what it is paid for."""
    amount = rf"(?P<a>{_N})(?:\s?(?P<ma>{_MAGNITUDE}))?"
    end = rf"(?:{_TO}(?:Rp\.?\s?)?(?P<b>{_N})(?:\s?(?P<mb>{_MAGNITUDE}))?)?"
    per = rf"(?:\s?/\s?(?P<unit>{lexicon.unit}|[a-z]{{3,}}))?"

    def say(match: re.Match[str]) -> str:
        said = _rupiah(match)
        unit = match["unit"]
        return f"{said} per {lexicon.units.get(unit, unit)}" if unit else said

    return (
        Rule(
            "rupiah",
            rf"(?P<minus>[-−])?\b(?:Rp|RP|rp|IDR)\.?\s?{amount}(?:,-|,–|,00\b)?{end}(?:,-)?{per}",
            say,
        ),
        Rule(
            "dollar",
            rf"(?P<sign>US\$|S\$|\$|€)\s?(?P<a>{_N})(?:\s?(?P<ma>{_MAGNITUDE}))?",
            lambda m: f"{_amount(m['a'], m['ma'])} {_CURRENCIES[m['sign']]}",
        ),
    )


def _rupiah(match: re.Match[str]) -> str:
    first, cents = _split_cents(match["a"], match["ma"])
    minus = "minus " if match["minus"] else ""
    if match["b"]:
        second, _ = _split_cents(match["b"], match["mb"])
        until = _amount(second, match["mb"])
        # `Rp10–15 juta` names the magnitude once, for both.
        return f"{minus}{_amount(first, match['ma'])} sampai {until} rupiah"
    sen = f" {cardinal(int(cents))} sen" if cents else ""
    return f"{minus}{_amount(first, match['ma'])} rupiah{sen}"


def _split_cents(written: str, magnitude: str | None) -> tuple[str, str]:
    whole, _, cents = written.partition(",")
    if magnitude or len(cents) != 2:  # noqa: PLR2004 - sen
        return written, ""
    return whole, cents.strip("0") and cents


def _amount(number: str, magnitude: str | None) -> str:
    said = spoken_number(number)
    if not magnitude:
        return said
    named = _MAGNITUDES[magnitude]
    return "seribu" if (said, named) == ("satu", "ribu") else f"{said} {named}"


def measure_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Numbers with a unit, and units by themselves."""
    number = rf"(?P<sign>[-−])?(?P<a>{_PART_OF}|{_N})(?:{_TO}(?P<b>{_N}))?"
    unit = rf"(?P<unit>{lexicon.unit})(?:\s?/\s?(?P<per>{lexicon.unit}))?"
    size = rf"{_START}({_N})\s?[x×]\s?({_N})(?:\s?[x×]\s?({_N}))?(?!\w)"

    def measured(match: re.Match[str]) -> str:
        per = match["per"]
        said = lexicon.units[match["unit"]]
        return f"{said} per {lexicon.units[per]}" if per else said

    def percent(match: re.Match[str]) -> str:
        return f"{_range(match)} {'persen' if match['p'] == '%' else 'permil'}"

    def sized(match: re.Match[str]) -> str:
        said = " kali ".join(spoken_number(part) for part in match.groups()[:3] if part)
        return f"{said} {lexicon.units[match['unit']]}" if match["unit"] else said

    return (
        Rule("percent", rf"{_START}{number}\s?(?P<p>%|‰)", percent),
        Rule("size", rf"{size}(?:\s?(?P<unit>{lexicon.unit}))?", sized),
        Rule("times", rf"{_START}({_N})\s?[x×]\b", lambda m: f"{spoken_number(m[1])} kali"),
        Rule("measure", rf"{_START}{number}\s?{unit}", lambda m: f"{_range(m)} {measured(m)}"),
        Rule("per unit", rf"(?<=\bper )(?P<unit>{lexicon.unit})(?P<per>)", measured),
        Rule("unit", rf"(?<!\w)(?P<unit>{lexicon.unit})/(?P<per>{lexicon.unit})", measured, _SLASH),
    )


def _range(match: re.Match[str]) -> str:
    first = match["a"]
    said = _fraction(first) if "/" in first else spoken_number(first)
    if match["b"]:
        said = f"{said} sampai {spoken_number(match['b'])}"
    return f"minus {said}" if match["sign"] else said


def _fraction(written: str) -> str:
    whole, _, part = written.rpartition(" ")
    numerator, denominator = (int(number) for number in part.split("/"))
    said = fraction(numerator, denominator)
    return f"{spoken_number(whole)} {said}" if whole else said


def ordinal_rules() -> tuple[Rule, ...]:
    """What comes in an order, in figures or Roman numerals."""
    return (
        Rule(
            "ordinal", r"\b[Kk]e-(\d{1,6})\b(?![.,]\d)", lambda m: _cased(m[0], ordinal(int(m[1])))
        ),
        Rule("roman ordinal", r"\b[Kk]e-([IVXLC]+)\b", _roman_ordinal, _ROMAN),
        Rule("roman", _ROMAN_AFTER, _roman, _ROMAN),
        Rule("decade", r"(?<![\w.,])(\d{1,4})-an\b", lambda m: f"{cardinal(int(m[1]))}an"),
        Rule(
            "before or after",
            r"\bH([-–+])(\d{1,3})\b",
            lambda m: f"H {'plus' if m[1] == '+' else 'minus'} {cardinal(int(m[2]))}",
        ),
        Rule(
            "compound", r"(?<=[^\W\d])-(\d{1,4})\b(?![.,]\d)", lambda m: f" {spoken_number(m[1])}"
        ),
    )


def _cased(written: str, said: str) -> str:
    return said.capitalize() if written[0].isupper() else said


def _roman_ordinal(match: re.Match[str]) -> str | None:
    value = roman(match[1])
    return ordinal(value) if value else None


def _roman(match: re.Match[str]) -> str | None:
    value = roman(match["roman"])
    if value is None:
        return None
    before = match["before"]
    # `abad ke-20` and `abad XX` are the same century.
    said = ordinal(value) if before.lower() == "abad " else cardinal(value)
    return before.replace("RT", "R-T").replace("RW", "R-W") + said


def plain_rules() -> tuple[Rule, ...]:
    """Every number that is left."""
    two = rf"(?P<sign>)(?P<a>{_N})(?:{_TO}(?P<b>{_N}))?"
    dash = rf"{_START}(?P<sign>)(?P<a>{_N})\s?[–—-]\s?(?P<b>{_N})(?![\w]|[.,–-]\d)"
    return (
        Rule("fraction", rf"(?<![\w/.,-]){_PART_OF}(?![\w/]|[.,]\d)", lambda m: _fraction(m[0])),
        Rule("slashed", r"(?<![\w/])\d{1,9}/\d{1,9}(?![\w/])", lambda m: reference(m[0])),
        Rule("bracketed", r"\((\d{1,3})\)", lambda m: spoken_number(m[1])),
        Rule("ratio", r"(?<![\w:.])(\d{1,6}):(\d{1,6})(?![\w:])", _ratio),
        Rule("dotted", rf"{_START}\d+(?:\.\d+)+(?![\w])", _dotted),
        Rule("magnitude", rf"{_START}{two}\s?(?P<m>rb|jt)\b", _magnitude),
        Rule("range", dash, _range),
        Rule(
            "minus", rf"(?:^|(?<=[\s(]))[-−]({_N})(?!\w)", lambda m: f"minus {spoken_number(m[1])}"
        ),
        Rule("account", r"(?<![\w.,])\d{10,}(?![\w])", lambda m: digits(m[0])),
        Rule("number", _N, lambda m: spoken_number(m[0])),
    )


def _dotted(match: re.Match[str]) -> str | None:
    return None if is_grouped(match[0]) else spoken_number(match[0])


def _ratio(match: re.Match[str]) -> str:
    return f"{spoken_number(match[1])} banding {spoken_number(match[2])}"


def _magnitude(match: re.Match[str]) -> str:
    return f"{_range(match)} {_MAGNITUDES[match['m']]}"
