"""Rules for Roman numerals, recognised by what stands before them, alone or in a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Final

from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.numbers import cardinal, ordinal, roman
from kim_plugins.broadcast.rule import Rule, after, before

_ROMAN: Final = re.compile(r"(?<![A-Za-z])[IVXLC]")
_NUMERAL: Final = r"[IVXLC]{1,8}"
_JOIN: Final = (
    r"(?:,\s(?:dan\s|atau\s)?|\s(?:dan|atau|serta|sampai|hingga|s\.d\.|s/d|sd|&)\s|\s?[–-]\s?)"
)
_RUN: Final = (
    rf"(?<![\w.-])(?P<run>{_NUMERAL}\b(?:{_JOIN}{_NUMERAL}\b)*)"
    r"(?:(?P<letter>[-/][A-Fa-f])\b|(?P<slash>/(?=[A-Z][a-z]|\d{1,4}\b))|(?![\w/]))"
)
_LAST_WORD: Final = re.compile(r"([A-Za-z]+)\.?\s$")
_CENTURY: Final = re.compile(r"\b[Aa]bad\s$")
_RULER: Final = re.compile(
    r"(?:\b(?:Raja|Ratu|Paus|Sultan|Kaisar|Pangeran|Susuhunan|Sunan|Tsar|Adipati|Patriark)"
    r"(?:\s[A-Z][\w'-]+){1,4}|\b(?:Paku ?[Bb]u[wv]ono|Pakubuwana|Hamengku ?[Bb]u[wv]on[oa]|"
    r"Paku ?Alam|Mangkunegar[ao]|Mangkunagoro|Yohanes Paulus|Benediktus|Fransiskus|Leo|Pius|Louis|"
    r"Elizabeth|Charles|Henry|Napoleon|Ramses|Wilhelm|Willem))\s$"
)
_PLACE: Final = re.compile(r"\b(?:Jalan|Jl\.?|Gang|Gg\.?|Pasar|Desa|Kampung|Jembatan|SD|SMP|SMA)\s")
_SINGLE: Final = frozenset("IVX")


def roman_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for Roman numerals; those of kings, popes and centuries are ordinals."""

    def counted(match: re.Match[str]) -> str | None:
        return _roman(match, lexicon.before_roman)

    return (
        Rule("first heading", r"^([IVX]{1,5})\.\s(?=[A-Z][a-z])", _heading, _ROMAN),
        Rule("roman ordinal", r"\b[Kk]e-([IVXLC]+)\b", _ordinal, _ROMAN),
        Rule(
            "diploma",
            r"\b([DS])[- ]?(I{1,3}|IV)\b(?=\s[A-Z]|[,.)]|$)",
            lambda m: f"{m[1]} {cardinal(roman(m[2]) or 0)}",
            _ROMAN,
        ),
        Rule(
            "intensity", rf"(?<!\w){_NUMERAL}(?:\s?[–-]\s?{_NUMERAL})?(?=\sMMI\b)", _run_of, _ROMAN
        ),
        Rule("roman", _RUN, counted, _ROMAN),
    )


def _heading(match: re.Match[str]) -> str | None:
    value = roman(match[1])
    return f"{cardinal(value).capitalize()}, " if value else None


def _ordinal(match: re.Match[str]) -> str | None:
    value = roman(match[1])
    said = ordinal(value) if value else None
    return said.capitalize() if said and match[0][0] == "K" else said


def _roman(match: re.Match[str], counted: Container[str]) -> str | None:
    if roman(re.split(r"\W", match["run"])[0]) is None:
        return None
    words = before(match, 60)
    last = _LAST_WORD.search(words)
    is_ruler = _RULER.search(words) is not None and not _PLACE.search(words)
    if _CENTURY.search(words) or is_ruler:
        said = _said(match["run"], ordinal)
    elif (last and last[1].lower() in counted) or _is_plain(match["run"], words, after(match, 2)):
        said = _said(match["run"], cardinal)
    else:
        return None
    if said and match["letter"]:
        said += f" {match['letter'][1].upper()}"
    if said and match["slash"]:
        # `Triwulan I/2026` without a word between would be heard as one number.
        following = re.match(r"\d+", after(match, 5))
        if following is None:
            return f"{said} "
        return f"{said} {'tahun' if len(following[0]) == 4 else 'nomor'}"  # noqa: PLR2004 - a year
    return f"{said}," if said and after(match, 3) == " Rp" else said


def _is_plain(run: str, words: str, following: str) -> bool:
    """Whether numerals count parts: `Juara I …, II …`; two letters at least, none an L or C."""
    after_name = re.search(r"(?:\b[A-Z][a-z]+|,|\bdan|\bserta)\s$", words) is not None
    if run == "I":
        # `I Wayan` is a name.
        return after_name and words.rstrip()[-1:].isalpha() and not following.lstrip()[:1].isupper()
    return run.isalpha() and len(run) > 1 and set(run) <= _SINGLE and after_name


def _run_of(match: re.Match[str]) -> str | None:
    return _said(match[0], cardinal)


def _said(run: str, say: Callable[[int], str]) -> str | None:
    """Each numeral of a list in words; None where one of them is none."""
    numerals = re.findall(_NUMERAL, run)
    values = [roman(numeral) for numeral in numerals]
    if not all(values):
        return None
    joins = re.split(_NUMERAL, run)[1:-1]
    text = say(values[0] or 0)
    for join, value in zip(joins, values[1:], strict=True):
        bare = join.strip()
        is_until = bare in {"-", "–", "s.d.", "s/d", "sd"}
        text += f"{' sampai ' if is_until else join.replace('&', 'dan')}{say(value or 0)}"
    return text
