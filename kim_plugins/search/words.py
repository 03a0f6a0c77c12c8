"""Text → search words. `theme/assets/cari.js` folds what readers type in the same way.

A word is lower-case, without diacritics and apostrophes, at most 40 characters; a hyphen parts
words (anak-anak is anak twice); thousands have no dots; a date in digits reads as on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from kim_plugins.records import MONTHS

LONGEST: Final = 40
"""Characters of a word; what is longer is cut, in the index and in a query."""

_WORD: Final = re.compile(r"[^\W_]+")
# Each begins with what is rare in a text, and looks around it afterwards: so a search is quick.
_DIGIT: Final = re.compile("[0-9]")
_NO_DIGIT: Final = re.compile("[^0-9]+")
_APOSTROPHE: Final = re.compile(r"['’‘ʼʻ`](?<=[^\W\d_].)(?=[^\W\d_])")
_TELEPHONE: Final = re.compile(
    r"0(?<![0-9].)[2-9][0-9]{1,3}\)?(?:[ .-]{1,2}[0-9]{2,8}){1,4}(?![0-9])"
)
_COUNTRY: Final = re.compile(
    r"62(?<![0-9]..)(?:[ .-]?8|(?<=\+62)[ .-]?(?:\(?0\)? ?)?[2-9])[0-9]{1,3}"
    r"(?:[ .-]{0,2}[0-9]{2,8}){1,4}(?![0-9])"
)
_DIGITS_OF_TELEPHONE: Final = range(9, 15)
_THOUSANDS: Final = re.compile(r"\.(?<=[0-9].)(?=[0-9]{3}(?![0-9]))")
_DAY_FIRST: Final = re.compile(r"([0-9](?<![0-9].)[0-9]?)[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])")
_YEAR_FIRST: Final = re.compile(r"([0-9](?<![0-9].)[0-9]{3})-([0-9]{2})-([0-9]{2})(?![0-9])")
_MONEY: Final = re.compile(r"rp(?<![^\W_]..)(?=[0-9])")
_LEADING_ZERO: Final = re.compile(r"0(?<![0-9].)(?=[0-9](?![0-9]))")
_LIKE_A_DATE: Final = re.compile("[0-9][/-][0-9]")
_BLANKS: Final = {code: " " for code in range(0x80) if not chr(code).isalnum()}
"""ASCII that parts words."""


def fold(text: str) -> str:
    """Text in small letters without diacritics and apostrophes; numbers as they are searched."""
    lower = text.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", lower)
        for mark in {part for part in set(lower) if unicodedata.category(part) == "Mn"}:
            lower = lower.replace(mark, "")
    folded = _APOSTROPHE.sub("", lower)
    if not _DIGIT.search(folded):
        return folded
    if _LIKE_A_DATE.search(folded):
        folded = _DAY_FIRST.sub(_day_first, folded)
        folded = _YEAR_FIRST.sub(_year_first, folded)
    folded = _COUNTRY.sub(_telephone, _TELEPHONE.sub(_telephone, folded))
    return _LEADING_ZERO.sub("", _THOUSANDS.sub("", _MONEY.sub("rp ", folded)))


def _day_first(match: re.Match[str]) -> str:
    return _date(match[0], match[1], match[2], match[3])


def _year_first(match: re.Match[str]) -> str:
    return _date(match[0], match[3], match[2], match[1])


def _telephone(match: re.Match[str]) -> str:
    """A telephone number as one word in national form, if it has a plausible length."""
    digits = _NO_DIGIT.sub("", match[0])
    if digits[0] != "0":
        digits = "0" + digits[2:].lstrip("0")
    return digits if len(digits) in _DIGITS_OF_TELEPHONE else match[0]


def _date(written: str, day: str, month: str, year: str) -> str:
    number = int(month)
    if not 1 <= number <= len(MONTHS):
        return written
    return f"{int(day)} {MONTHS[number - 1].lower()} {year}"


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    folded = _without_signs(fold(text))
    found = folded.translate(_BLANKS).split() if folded.isascii() else _WORD.findall(folded)
    if len(text) > LONGEST and max(map(len, found), default=0) > LONGEST:
        return [word[:LONGEST] for word in found]
    return found


def _without_signs(text: str) -> str:
    """The text with blanks for dashes, quotation marks and the like."""
    if not text.isascii():
        for sign in {sign for sign in set(text) if not sign.isalnum() and not sign.isascii()}:
            text = text.replace(sign, " ")
    return text


def label_words(texts: Iterable[str]) -> set[str]:
    """The words with more than one letter in some labels."""
    return {word for text in texts for word in words(text) if len(word) > 1 and word[0].isalpha()}


_folded: Final = lru_cache(maxsize=1 << 14)(fold)
"""Of names and beginnings of sentences most stand in many documents."""
_INSIDE: Final = re.compile(r" (?=[^\W\d_a-z])(?<=[\w,;)] )([^\W_]+)")
_PLAIN_CAPITAL: Final = re.compile(r"[A-Z](?<![^\W_].)[^\W_]*")
_CAPITAL: Final = re.compile(r"[^\W\d_a-z](?<![^\W_].)[^\W_]*")


def capitals(prose: str) -> tuple[set[str], Counter[str]]:
    """The words capitalised inside sentences, and how often each is; folded."""
    plain = _without_signs(prose)
    found = (_PLAIN_CAPITAL if plain.isascii() else _CAPITAL).findall(plain)
    every: Counter[str] = Counter()
    for word, count in Counter(found).items():
        if word[0].isupper():
            every[_folded(word)] += count
    inside = {word for word in _INSIDE.findall(prose) if word[0].isupper()}
    return set(map(_folded, inside)), every


def lines_of(name: str) -> list[str]:
    """The lines of a word list of this package, without comments."""
    text = files("kim_plugins.search").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


@cache
def abbreviations() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each abbreviation with the words of a long form, and compounds as `compounds` has them."""
    lines = (line.split() for line in lines_of("abbreviations.txt"))
    return (*((short, tuple(long)) for short, *long in lines), *compounds())


@cache
def compounds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each compound in one word, as affixes write it, with the words of a form written apart."""
    groups = map(synonym_group, lines_of("compounds.txt"))
    return tuple(("".join(group[0]), apart) for group in groups for apart in group)


@cache
def synonyms() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Groups of words or phrases of the same meaning."""
    return tuple(synonym_group(line) for line in lines_of("synonyms.txt"))


def synonym_group(line: str) -> tuple[tuple[str, ...], ...]:
    """The members of a comma-separated group, each as its words, without duplicates."""
    members = (tuple(words(member)) for member in line.split(","))
    return tuple(dict.fromkeys(member for member in members if member))


@cache
def small_words() -> tuple[str, ...]:
    """Function words, which searches ignore beside other words."""
    return tuple(" ".join(lines_of("small_words.txt")).split())


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, long in abbreviations():
        for form in (long, (*long[:-1], f"{long[-1]}nya")):
            found.setdefault(long[0], []).append((short, form))
    return {first: tuple(pairs) for first, pairs in found.items()}


def shortened(found: list[str]) -> Iterable[str]:
    """The abbreviations and compounds whose long forms occur among these words, or with -nya."""
    by_first = _by_first_word()
    if by_first.keys().isdisjoint(found):
        return
    for place in (place for place, word in enumerate(found) if word in by_first):
        for short, long in by_first[found[place]]:
            if tuple(found[place : place + len(long)]) == long:
                yield short
