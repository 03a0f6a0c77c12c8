"""Rules that read abbreviations, doubled words and signs; numbers have rules of their own."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.address_rules import PRICE
from kim_plugins.broadcast.as_typed import ELEMENT
from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.rule import FIGURE, MARK, Rule, before
from kim_plugins.records.fields.date_words import MONTHS, WEEKDAYS

_TITLE: Final = re.compile(r"\.[A-Z]")
_CAPITAL_PAIR: Final = re.compile(r"[A-Z][A-Z.]")
_DASH: Final = re.compile(r"[–-]")
_AT: Final = re.compile("@")
_NAMES: Final = "|".join((*MONTHS, *WEEKDAYS))
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
_DOUBLED: Final = (
    r"(?<![\w.@#/-])(?P<word>[A-Za-z][a-z']{2,24})2(?P<suffix>nya|kan|an|ku|mu|lah|i)?(?!\w|[.,]\d)"
)
_WHOLE: Final = re.compile(
    r"(?:ber(?:ita|kas|kat|as|andal|ani|antem|anda|lian|sih|ahi|at|gadang)|ter(?:nak|ong|pal|as|ima|"
    r"ang|us|tib|minal|umbu|asi)|se(?:kolah|mua|patu|peda|nar|kutu|lang|ndok|nin|sama|pupu|rikat|"
    r"mut|nat|mangka|gmen))$"
)
_PREFIX: Final = re.compile(r"(?P<prefix>ber|ter|se)(?P<root>[a-z']{3,})")


def doubling_rules() -> tuple[Rule, ...]:
    """Rules for `anak2` (`anak-anak`) and `@10 kg` (for each)."""
    return (
        Rule("doubled", _DOUBLED, _doubled, re.compile(r"[a-z]2")),
        Rule("each", rf"(?<![\w@])@\s?(?={PRICE})", lambda _: "masing-masing", _AT),
    )


def _doubled(match: re.Match[str]) -> str:
    word, suffix = match["word"], match["suffix"] or ""
    prefixed = _PREFIX.fullmatch(word)
    if prefixed and not _WHOLE.match(word) and (prefixed["prefix"] != "se" or suffix == "nya"):
        root = prefixed["root"]
        return f"{prefixed['prefix']}{root}-{root}{suffix}"
    if word.startswith("ke") and suffix == "an" and len(word) > 5:  # noqa: PLR2004 - `kemerah2an`
        root = word[2:]
        return f"ke{root}-{root}an"
    return f"{word}-{word.lower()}{suffix}"


def numbered_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for what is short only before a number; they run before numbers become words."""
    return (
        Rule(
            "before a number",
            lexicon.numbered,
            lambda match: lexicon.before_number[match[1]],
            FIGURE,
        ),
    )


def abbreviation_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for written abbreviations, ranges of names, and words in capitals."""

    def written(match: re.Match[str]) -> str:
        if match["closing"]:
            ends = match["dot"] and not re.match(
                r"\s+[^A-Z\s]|[,;:)]", match.string[match.end() :][:3]
            )
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
        Rule(
            "dash",
            rf"(?<=\S)–(?=\S)|(?<=[{MARK}])\s?[–-]\s?(?=[{MARK}])",
            lambda _: "sampai",
            _DASH,
        ),
        Rule("written", lexicon.written, written),
        Rule("degree", r"\b(?:[A-Z][a-z]{0,3}\.){2,}", lambda match: spelt_parts(match[0]), _TITLE),
        Rule("shouting", r"\b[A-Z]{2,}(?:[ ,!]+[A-Z]{2,}\b){2,}", calmed, _CAPITAL_PAIR),
    )


def spelt_parts(degree: str) -> str:
    """`W.R.` → `W-R`."""
    return "-".join(part for part in degree.split(".") if part)


def name_rules(lexicon: Lexicon, met: set[str]) -> tuple[Rule, ...]:
    """Rules for abbreviations that are names; `met` collects those said in full already."""

    def name(match: re.Match[str]) -> str:
        word = match[0]
        if word in lexicon.in_full and word not in met:
            met.add(word)
            full = lexicon.in_full[word]
            # `Badan Permusyawaratan Desa (BPD)` was said in full by the writer.
            if not before(match, len(full) + 2).casefold().startswith(f"{full} (".casefold()):
                return full
        return lexicon.short(word)

    return (
        Rule("name", lexicon.names, name),
        Rule("capitals", _CAPITALS, lambda match: lexicon.short(match[0]), _CAPITAL_PAIR),
    )


_SHOUTED: Final = 5
"""Letters of a word in capitals that is hardly an abbreviation."""

_CAPITALS: Final = re.compile(r"(?<!\w)[A-Z]{2,6}(?!\w)")


def sign_rules() -> tuple[Rule, ...]:
    """Rules for signs that mean a word; they run last."""
    signs = "".join(map(re.escape, _SIGNS))
    any_sign = re.compile(rf"[/{signs}]")
    return (
        Rule("and or", r"\bdan\s?/\s?atau\b", lambda _: "dan atau", any_sign),
        Rule("more or less", r"\+\s?/\s?-", lambda _: "kurang lebih", any_sign),
        Rule("or", rf"(?<=[\w{MARK}])\s?/\s?(?=[\w{MARK}])", lambda _: "atau", any_sign),
        Rule("element", ELEMENT, lambda _: " ", any_sign),
        Rule("marked", r"={2,}", lambda _: " ", any_sign),
        Rule("more", rf"(?<=[{MARK}])\+(?!\s?[{MARK}])", lambda _: "lebih", any_sign),
        Rule("sign", rf"[{signs}]", lambda match: _SIGNS[match[0]], any_sign),
    )
