"""Text → words as search knows them. `theme/assets/cari.js` folds what is typed in the same way.

A word is lower-case, without diacritics and apostrophes, at most 40 characters; a hyphen parts
words (anak-anak is anak twice); thousands have no dots; a date in digits reads as on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from kim_plugins.records import MONTHS

LONGEST: Final = 40
"""Characters of a word; what is longer is cut, in the index and in a query."""

_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])['’‘ʼʻ`](?=[^\W\d_])")
_THOUSANDS: Final = re.compile(r"(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))")
_DAY_FIRST: Final = re.compile(r"(?<![0-9])([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])")
_YEAR_FIRST: Final = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_MONEY: Final = re.compile(r"(?<![^\W_])rp(?=[0-9])")
_LEADING_ZERO: Final = re.compile(r"(?<![0-9])0(?=[0-9](?![0-9]))")


def fold(text: str) -> str:
    """Lower case without diacritics and apostrophes; digits as they are looked for."""
    lower = text.lower()
    if not lower.isascii():
        parts = unicodedata.normalize("NFKD", lower)
        lower = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    folded = _APOSTROPHE.sub("", lower)
    if not _HAS_DIGIT.search(folded):
        return folded
    folded = _DAY_FIRST.sub(_day_first, folded)
    folded = _YEAR_FIRST.sub(_year_first, folded)
    return _LEADING_ZERO.sub("", _THOUSANDS.sub("", _MONEY.sub("rp ", folded)))


_HAS_DIGIT: Final = re.compile("[0-9]")


def _day_first(match: re.Match[str]) -> str:
    return _date(match[0], match[1], match[2], match[3])


def _year_first(match: re.Match[str]) -> str:
    return _date(match[0], match[3], match[2], match[1])


def _date(written: str, day: str, month: str, year: str) -> str:
    number = int(month)
    if not 1 <= number <= len(MONTHS):
        return written
    return f"{int(day)} {MONTHS[number - 1].lower()} {year}"


def words(text: str) -> list[str]:
    """The words of a text in order."""
    found = _WORD.findall(fold(text))
    return [word[:LONGEST] for word in found] if len(text) > LONGEST else found


_INSIDE: Final = re.compile(r"(?<=[\w,;)] )[^\W\d_a-z][^\W_]*")
_SMALL: Final = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W_]*")


def capitals(prose: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words written with a capital inside a sentence, and those written without; folded."""
    inside = {word for word in _INSIDE.findall(prose) if word[0].isupper()}
    return _folded(inside), _folded(set(_SMALL.findall(prose)))


def _folded(found: Iterable[str]) -> frozenset[str]:
    # Most words are plain; folding each by all rules would take longer than all the rest.
    return frozenset(word.lower() if word.isascii() else fold(word) for word in found)


@cache
def abbreviations() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each short form with the words of a long form."""
    text = files("kim_plugins.search").joinpath("abbreviations.txt").read_text("utf-8")
    lines = (line.split() for line in text.splitlines() if line and line[0] != "#")
    return tuple((short, tuple(long)) for short, *long in lines)


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, long in abbreviations():
        found.setdefault(long[0], []).append((short, long))
    return {first: tuple(pairs) for first, pairs in found.items()}


def shortened(found: list[str]) -> Iterable[str]:
    """The abbreviations whose long forms stand among these words."""
    by_first = _by_first_word()
    if by_first.keys().isdisjoint(found):
        return
    for place, word in enumerate(found):
        for short, long in by_first.get(word, ()):
            if tuple(found[place : place + len(long)]) == long:
                yield short
