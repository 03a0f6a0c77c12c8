"""Rules for measures: numbers with a unit, sizes, shares, and where on earth something is."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from kim_plugins.broadcast.amounts import (
    COUNTED,
    NUMBER,
    PART_OF,
    SLASH,
    START,
    TO,
    WORD_AFTER_SLASH,
    per,
    range_or_number,
    spoken_fraction,
)
from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import cardinal, spoken_number
from kim_plugins.broadcast.rule import FIGURE, MARK, Rule, before

_SIDES: Final = {
    "LS": "Lintang Selatan",
    "LU": "Lintang Utara",
    "BT": "Bujur Timur",
    "BB": "Bujur Barat",
    "S": "Lintang Selatan",
    "N": "Lintang Utara",
    "E": "Bujur Timur",
    "W": "Bujur Barat",
}
_AMOUNT: Final = rf"(?P<sign>)(?P<a>{PART_OF}|{NUMBER})(?:{TO}(?P<b>{NUMBER}))?"
"""A number or a range, as `range_or_number` says it."""
_PER: Final = re.compile("per ")
_SIDE: Final = re.compile(NUMBER)
_CROSS: Final = re.compile("[xX×*]")
_IN_INCHES: Final = re.compile(
    r"\b(?:pipa|paralon|PVC|selang|slang|k(?:e)?ran|pompa|sumur|layar|TV|televisi|monitor|laptop|tablet|ban|velg|"
    r"ring|paku|besi|baut|mur|papan|kayu|ukuran|diameter)(?:nya)?\b[^.!?]{0,30}$",
    re.IGNORECASE,
)
_TIMES: Final = ("bulan", "detik", "hari", "jam", "menit", "minggu", "tahun")


def measure_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Numbers with a unit, and units by themselves."""
    return (
        *place_rules(),
        Rule(
            "percent",
            rf"{START}{_AMOUNT}\s?(?P<p>%|‰)(?P<each>(?:/(?:{COUNTED}))?)",
            _percent,
            signs=("%", "‰"),
        ),
        *_size_rules(lexicon),
        *_amount_rules(lexicon),
        *_power_rules(lexicon),
    )


def _size_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """`3 x 4 m`, `2x/hari`, `3x`."""
    # `5.000* 6.000` are two prices, the first with a note.
    times = r"(?:\s?[xX×]\s?|\*|\s\*\s)"
    size = rf"{START}(?P<sides>{NUMBER}(?:{times}{NUMBER}){{1,4}})"

    def sized(match: re.Match[str]) -> str:
        said = " kali ".join(map(spoken_number, _SIDE.findall(match["sides"])))
        return f"{said} {lexicon.units[match['unit']]}" if match["unit"] else said

    return (
        Rule(
            "size",
            rf"{size}(?:\s?(?P<unit>{lexicon.unit})|(?!\w))",
            sized,
            signs=("x", "X", "×", "*"),
        ),
        Rule(
            "times for each",
            rf"{START}({NUMBER})\s?[x×]\s?/\s?(?P<per>[a-z]{{3,}})\b",
            lambda m: f"{spoken_number(m[1])} kali per {m['per']}",
            signs=("x", "×"),
        ),
        Rule(
            "times",
            rf"{START}({NUMBER})\s?[x×](?![^\W\d])",
            lambda m: f"{spoken_number(m[1])} kali",
            signs=("x", "×"),
        ),
    )


def _amount_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """`1 kg/2 liter`, `5 kg/orang`, `25 siswa/kelas`."""
    unit = lexicon.unit
    each = rf"(?P<per>(?:\s?/\s?(?:{unit}|{WORD_AFTER_SLASH})){{0,3}})"

    def in_pairs(match: re.Match[str]) -> str:
        first, second = match["u1"], match["u2"]
        between = "atau" if lexicon.units[first] == lexicon.units[second] else "per"
        return (
            f"{spoken_number(match['n1'])} {lexicon.units[first]} {between} "
            f"{spoken_number(match['n2'])} {lexicon.units[second]}"
        )

    return (
        Rule(
            "pair of measures",
            rf"{START}(?P<n1>{NUMBER})\s?(?P<u1>{unit})\s?/\s?(?P<n2>{NUMBER})\s?(?P<u2>{unit})",
            in_pairs,
            signs=("/",),
        ),
        Rule(
            "measure",
            rf"{START}{_AMOUNT}\s?(?P<unit>{unit}){each}",
            lambda m: f"{range_or_number(m)} {_measured(m, lexicon)}",
        ),
        Rule(
            "counted for each",
            rf"(?<![\w/.,])(?:(?P<number>{NUMBER})\s)(?P<word>[a-z]{{3,20}})\s?/\s?(?P<per>{COUNTED})(?!/)",
            _by_word,
            signs=("/",),
        ),
    )


def _power_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """`kg/m2`, `m3`."""
    return (
        Rule(
            "exponent for each",
            rf"(?<!\w)(?P<unit>{lexicon.unit}|[a-z]{{3,20}})(?P<per>/(?:k|c)?m[23](?!\w))",
            partial(_measured, lexicon=lexicon),
            FIGURE,
            signs=("m2", "m3"),
        ),
        Rule(
            "bare unit",
            r"(?<![\w/.])(?:k|c)?m[23](?!\w)",
            lambda m: lexicon.units[m[0]],
            FIGURE,
            signs=("m2", "m3"),
        ),
    )


def unit_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Units without a number, and words with a slash between: `kg/orang`, `orang/hari`."""
    unit, measured = lexicon.unit, partial(_measured, lexicon=lexicon)
    return (
        Rule(
            "by",
            rf"(?:(?:(?<=[{MARK}])\s?|(?<=\w)\s)[xX×]\s?|(?<=[{MARK}])(?:\*|\s\*\s))(?=[{MARK}])",
            lambda _: "kali",
            _CROSS,
        ),
        Rule(
            "word for each",
            rf"(?<![\w/])(?P<number>)(?P<word>[a-z]{{3,20}})/(?P<per>{'|'.join(_TIMES)})\b(?!/)",
            _by_word,
            SLASH,
        ),
        Rule(
            "rupiah for each",
            rf"\bRp\.?\s?/\s?(?P<unit>{unit}|{WORD_AFTER_SLASH})",
            lambda m: f"rupiah per {lexicon.units.get(m['unit']) or per(m['unit'])}",
            SLASH,
        ),
        Rule("per unit", rf"(?<=\bper )(?P<unit>{unit})(?P<per>)", measured, _PER),
        Rule(
            "unit",
            rf"(?<!\w)(?P<unit>{unit})(?P<per>/(?:{unit}|{WORD_AFTER_SLASH}))",
            measured,
            SLASH,
        ),
    )


def _percent(match: re.Match[str]) -> str:
    each = "".join(f" per {per(part)}" for part in re.split(r"\s?/\s?", match["each"])[1:])
    return f"{range_or_number(match)} {'persen' if match['p'] == '%' else 'permil'}{each}"


def _measured(match: re.Match[str], lexicon: Lexicon) -> str:
    """A unit, and what it is for: `kilogram per orang`."""
    parts = re.split(r"\s?/\s?", match["per"])[1:]
    each = "".join(f" per {lexicon.units.get(part) or per(part)}" for part in parts)
    return f"{lexicon.units.get(match['unit']) or match['unit']}{each}"


def _by_word(match: re.Match[str]) -> str | None:
    """`25 siswa/kelas`, `orang/hari`; `hari/bulan` may be either."""
    word = match["word"]
    if word in _TIMES and match["per"] in _TIMES and not match["number"]:
        return None
    number = f"{spoken_number(match['number'])} " if match["number"] else ""
    return f"{number}{word} per {per(match['per'])}"


def place_rules() -> tuple[Rule, ...]:
    """Latitudes and longitudes, magnitudes of earthquakes, signs before a number."""
    minutes = r"(?:\s?(\d{1,2})\s?['’′])?(?:\s?(\d{1,2})\s?(?:[\"”″]|''|′′))?"
    dash = r"(?P<dash>\s?[–-]\s?(?=\d))?"
    side = rf"\s?(?P<side>LS|LU|BT|BB)\b{dash}"
    any_side = rf"\s?(?P<side>LS|LU|BT|BB|[NSEW])\b{dash}"
    return (
        Rule(
            "place",
            rf"{START}(\d{{1,3}}(?:[.,]\d{{1,4}})?)\s?°{minutes}{any_side}",
            _place,
            signs=("°",),
        ),
        Rule(
            "degrees of a place",
            rf"{START}(\d{{1,3}}[.,]\d{{1,4}}){side}",
            _place,
            signs=(*_SIDES,),
        ),
        Rule(
            "magnitude of a quake",
            r"\b(?:M|Mag)\s?:?\s?(\d)[.,](\d)(?!\w|[.,]\d)",
            lambda m: f"magnitudo {spoken_number(f'{m[1]},{m[2]}')}",
            signs=("M",),
        ),
        Rule(
            "fine dust",
            r"\bPM\s?(2)[.,](5)\b",
            lambda _: "P-M dua koma lima",
            FIGURE,
            signs=("PM",),
        ),
        Rule(
            "diameter",
            r"(?:\b([Dd])iameter(?:nya)?\s)?(?<!\w)[øØ⌀∅](?=\s?\d)",
            lambda m: f"{m[1] or 'd'}iameter",
            signs=("ø", "Ø", "⌀", "∅"),
        ),
        Rule(
            "inches",
            rf"{START}({PART_OF}|{NUMBER})\s?(?:[\"”″]|''|′′)(?!\w)",
            _inches,
            signs=('"', "”", "″", "''", "′′"),
        ),
        Rule(
            "signed",
            r"(?:^|(?<=[\s(]))(?P<sign>[-−+±]|~\s?)(?=\d)",
            _sign,
            signs=("-", "−", "+", "±", "~"),
        ),
    )


def _place(match: re.Match[str]) -> str:
    groups = match.groups()
    said = spoken_number(groups[0].replace(".", ","))
    if "°" in match[0]:
        said += " derajat"
        for value, name in zip(groups[1:3], ("menit", "detik"), strict=True):
            said += f" {cardinal(int(value))} {name}" if value else ""
    return f"{said} {_SIDES[match['side']]}{',' if match['dash'] else ''}"


def _inches(match: re.Match[str]) -> str | None:
    """`pipa 3/4"`; after other words the sign ends what somebody said."""
    if not _IN_INCHES.search(before(match)):
        return None
    return f"{spoken_fraction(match[1]) if '/' in match[1] else spoken_number(match[1])} inci"


def _sign(match: re.Match[str]) -> str | None:
    sign = match["sign"].strip()
    if sign in "-−~" and re.search(r"\d\s$", before(match, 2)):
        return None
    return {"+": "plus", "±": "kurang lebih", "~": "kira-kira"}.get(sign, "minus")
