"""Rules for money."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.amounts import (
    COUNTED,
    MAGNITUDE,
    NUMBER,
    START,
    TO,
    WORD_AFTER_SLASH,
    amount,
    per,
)
from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import cardinal
from kim_plugins.broadcast.rule import FIGURE, MARK, Rule, before

_CURRENCIES: Final = {
    "US$": "dolar Amerika",
    "USD": "dolar Amerika",
    "S$": "dolar Singapura",
    "SGD": "dolar Singapura",
    "$": "dolar",
    "€": "euro",
    "EUR": "euro",
    "RM": "ringgit",
    "MYR": "ringgit",
    "SAR": "riyal",
    "£": "pound",
    "¥": "yen",
    "JPY": "yen",
}
_SIGNS: Final = "|".join(
    re.escape(sign) if not sign.isalpha() else rf"\b{sign}" for sign in _CURRENCIES
)

_FUNDS: Final = re.compile(
    r"\b(?:[Aa]nggaran|[Dd]ana|[Bb]iaya|[Pp]agu|[Nn]ilai|[Ss]enilai|[Hh]ibah|[Bb]antuan|[Kk]erugian|[Oo]mzet|"
    r"[Mm]odal|[Ii]nvestasi|[Pp]endapatan|[Bb]elanja|[Uu]tang|[Kk]redit|[Kk]ontrak|[Rr]ealisasi|SiLPA|"
    r"APB(?:N|D(?:es)?)|PAD)(?:nya)?"
    rf"(?:\s(?!\w*(?:panjang|lebar|tinggi|dalam|jauh|luas)\b)(?:\w+|[{MARK}]+)){{0,3}}\s:?\s?$"
)


def money_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Money, with what it is paid for."""
    first = rf"(?P<a>{NUMBER})(?:\s?(?P<ma>{MAGNITUDE}))?"
    end = rf"(?:{TO}(?:Rp\.?\s?)?(?P<b>{NUMBER})(?:\s?(?P<mb>{MAGNITUDE}))?)?"
    about = r"(?P<about>-?an\b)?"
    unit = rf"(?:{lexicon.unit}|{WORD_AFTER_SLASH})"
    each = rf"(?P<per>(?:\s?/\s?{unit}){{1,3}})?(?P<slash>\s?/\s?(?=\d))?"

    def say(match: re.Match[str]) -> str:
        units = re.split(r"\s?/\s?", match["per"])[1:] if match["per"] else []
        said = "".join(f" per {lexicon.units.get(unit) or per(unit)}" for unit in units)
        return f"{_rupiah(match)}{said}{' per' if match['slash'] else ''}"

    return (
        Rule(
            "rupiah",
            rf"(?P<minus>[-−])?\b(?:Rp|RP|rp|IDR)\.?\s?{first}{about}(?:,-|,–|,00\b)?{end}(?:,-)?{each}",
            say,
            signs=("Rp", "RP", "rp", "IDR"),
        ),
        Rule(
            "amount of a budget",
            rf"{START}({NUMBER})\s?([MT])\b(?!\s?[x×])",
            _budget,
            signs=("M", "T"),
        ),
        Rule(
            "amount for each",
            rf"(?<![\w.,/])(?P<a>{NUMBER})(?:\s?(?P<ma>{MAGNITUDE}))?\s?/\s?(?P<unit>{lexicon.unit}|{COUNTED})",
            lambda m: (
                f"{amount(m['a'], m['ma'])} per {lexicon.units.get(m['unit']) or per(m['unit'])}"
            ),
            signs=("/",),
        ),
        Rule(
            "dollar",
            rf"(?P<sign>{_SIGNS})\s?(?P<a>{NUMBER})(?:\s?(?P<ma>{MAGNITUDE}))?",
            _foreign,
            FIGURE,
            signs=(*_CURRENCIES,),
        ),
    )


def _budget(match: re.Match[str]) -> str | None:
    """`anggaran 12,5 M`, but `panjang 12 M`."""
    return amount(match[1], match[2]) if _FUNDS.search(before(match)) else None


def _rupiah(match: re.Match[str]) -> str:
    first, cents = _split_cents(match["a"], match["ma"])
    minus = "minus " if match["minus"] else ""
    if match["b"]:
        second, _ = _split_cents(match["b"], match["mb"])
        # `Rp10–15 juta` names the magnitude once, for both.
        return f"{minus}{amount(first, match['ma'])} sampai {amount(second, match['mb'])} rupiah"
    sen = f" {cardinal(int(cents))} sen" if cents else ""
    about = "an" if match["about"] else ""
    return f"{minus}{amount(first, match['ma'])}{about} rupiah{sen}"


def _foreign(match: re.Match[str]) -> str:
    currency = _CURRENCIES[match["sign"]]
    whole, cents = _split_cents(match["a"], match["ma"])
    sen = f" {cardinal(int(cents))} sen" if cents and currency == "ringgit" else ""
    number = whole if sen else match["a"]
    return f"{amount(number, match['ma'])} {currency}{sen}"


def _split_cents(written: str, magnitude: str | None) -> tuple[str, str]:
    whole, _, cents = written.partition(",")
    if magnitude or len(cents) != 2:  # noqa: PLR2004 - sen
        return written, ""
    return whole, cents.strip("0") and cents
