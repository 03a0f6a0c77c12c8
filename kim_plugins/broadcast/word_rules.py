"""Rules that read addresses, abbreviations and signs; numbers have rules of their own."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import digits
from kim_plugins.broadcast.rule import MARK, Rule
from kim_plugins.records.date_words import MONTHS, WEEKDAYS

_TLD: Final = r"(?:id|com|org|net|info|tv|me|io|ly|gl|example|test|app|news|site|link)"
_HOST: Final = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.)+{_TLD}"
_ADDRESS: Final = re.compile(r"@|#|://|\w\.\w")
_INITIAL: Final = re.compile(r" [A-Z]\. [A-Z]")
_TITLE: Final = re.compile(r"\.[A-Z]")
_CAPITAL_PAIR: Final = re.compile(r"[A-Z][A-Z.]")
_DASH: Final = re.compile(r"[–-]")
_NAMES: Final = "|".join((*MONTHS, *WEEKDAYS))
_TITLES: Final = "|".join(
    rf"(?<=\b{re.escape(title)} )"
    for title in ("Jl.", "Jln.", "Jalan", "Pak", "Bapak", "Bu", "Ibu", "Gedung")
)
_SAID_IN_ADDRESSES: Final = {".": "titik", "-": "strip", "_": "garis bawah", "@": "at", "+": "plus"}
_SIGNS: Final = {
    "&": "dan",
    "+": "tambah",
    "=": "sama dengan",
    "<": "kurang dari",
    ">": "lebih dari",
    "≤": "paling banyak",
    "≥": "paling sedikit",
    "±": "kurang lebih",
    "≈": "kira-kira",
    "×": "kali",
    "÷": "dibagi",
    "%": "persen",
    "‰": "permil",
    "°": "derajat",
    "§": "pasal",
    "→": ", lalu",
    "⇒": ", lalu",
    "@": "di",
    "#": "tagar",
}


def address_rules() -> tuple[Rule, ...]:
    """Addresses of sites and letter boxes; they come before anything that looks into them."""
    return (
        Rule(
            "mail",
            rf"(?<![\w.+-])[\w.+-]{{1,64}}@{_HOST}\b",
            lambda match: _address(match[0]),
            _ADDRESS,
        ),
        Rule(
            "site",
            rf"\b[Hh][Tt][Tt][Pp][Ss]?://(?:www\.)?({_HOST})(?::\d+)?(/[^\s<>”\"]*)?",
            _site,
            _ADDRESS,
        ),
        Rule(
            "other site",
            r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>”\"]+",
            lambda _: "alamat yang tertulis di situs kami",
            _ADDRESS,
        ),
        Rule(
            "host", rf"(?<![\w@/.])(?:www\.)?({_HOST})\b(?![\w@])(/[^\s<>”\"]*)?", _site, _ADDRESS
        ),
        Rule(
            "handle",
            r"(?<![\w@])@(\w[\w.]{1,29}\w)",
            lambda match: f"akun {_address(match[1])}",
            _ADDRESS,
        ),
        Rule("tag", r"(?<![\w#])#(?=[^\W\d])(\w+)", lambda match: f"tagar {match[1]}", _ADDRESS),
    )


def _site(match: re.Match[str]) -> str:
    path = (match[2] or "/").rstrip(".,;:!?)")
    tail = match[0][len(match[0].rstrip(".,;:!?)")) :] if match[2] else ""
    # What comes after the host can't be taken down by ear.
    said = _address(match[1]) + (", alamat lengkapnya ada di situs kami" if len(path) > 1 else "")
    return said + tail


def _address(written: str) -> str:
    return " ".join(
        _SAID_IN_ADDRESSES.get(part) or (digits(part) if part[0].isdigit() else part)
        for part in re.findall(r"\d+|[^\W\d_]+|[.@_+-]", written)
    )


def abbreviation_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """What is short on paper only, ranges of names, and shouting."""

    def written(match: re.Match[str]) -> str:
        if match["closing"]:
            ends = match["dot"] and not re.match(r"\s+[^A-Z\s]|[,;:)]", match.string[match.end() :])
            return lexicon.closing[match["closing"]] + ("." if ends else "")
        return lexicon.always.get(match["short"]) or lexicon.units[match["short"]]

    def calmed(match: re.Match[str]) -> str | None:
        known = lexicon.as_word | lexicon.spelt | lexicon.in_full.keys()
        words = re.split(r"([ ,!]+)", match[0])
        if not any(len(word) >= _SHOUTED and word not in known for word in words):
            return None
        return "".join(lexicon.short(w) if w in known else w.lower() for w in words)

    return (
        Rule(
            "until",
            rf"\b({_NAMES})\s?[–-]\s?({_NAMES})\b",
            lambda m: f"{m[1]} sampai {m[2]}",
            _DASH,
        ),
        Rule("dash", r"(?<=\S)–(?=\S)", lambda _: "sampai", _DASH),
        Rule("initial", rf"(?:{_TITLES})([A-Z])\.(?= [A-Z])", lambda match: match[1], _INITIAL),
        Rule("written", lexicon.written, written),
        Rule("degree", r"\b(?:[A-Z][a-z]{0,3}\.){2,}", lambda match: spelt_parts(match[0]), _TITLE),
        Rule("shouting", r"\b[A-Z]{2,}(?:[ ,!]+[A-Z]{2,}\b){2,}", calmed, _CAPITAL_PAIR),
    )


def spelt_parts(degree: str) -> str:
    """`S.Pd.` → `S-Pd`."""
    return "-".join(part for part in degree.split(".") if part)


def name_rules(lexicon: Lexicon, met: set[str]) -> tuple[Rule, ...]:
    """Abbreviations that are names; `met` are those that were said in full already."""

    def name(match: re.Match[str]) -> str:
        word = match[0]
        if word in lexicon.in_full and word not in met:
            met.add(word)
            return lexicon.in_full[word]
        return lexicon.short(word)

    return (
        Rule("name", lexicon.names, name),
        Rule("capitals", _CAPITALS, lambda match: lexicon.short(match[0]), _CAPITAL_PAIR),
    )


_SHOUTED: Final = 5
"""Letters of a word in capitals that is hardly an abbreviation."""

_CAPITALS: Final = re.compile(r"(?<!\w)[A-Z]{2,6}(?!\w)")


def sign_rules() -> tuple[Rule, ...]:
    """Signs that mean a word; last, as every other rule may know better."""
    signs = "".join(map(re.escape, _SIGNS))
    any_sign = re.compile(rf"[/{signs}]")
    return (
        Rule("and or", r"\bdan\s?/\s?atau\b", lambda _: "dan atau", any_sign),
        Rule("or", rf"(?<=[\w{MARK}])\s?/\s?(?=[\w{MARK}])", lambda _: "atau", any_sign),
        Rule("element", r"</?[A-Za-z][^<>]{0,200}>", lambda _: " ", any_sign),
        Rule("more", rf"(?<=[{MARK}])\+", lambda _: "lebih", any_sign),
        Rule("sign", rf"[{signs}]", lambda match: _SIGNS[match[0]], any_sign),
    )
