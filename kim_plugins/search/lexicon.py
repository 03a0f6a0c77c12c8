"""The lexicon of the index: every word form with its stem, in parts by first letters.

An entry is `shared letters, rest, ".", how common` and then its stems: nothing where the form is
its own stem, `-` and two digits where the stem is a piece of it, `:` and the stem otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kim_plugins.search.coding import DIGITS

LIMIT: Final = 2000
"""Entries of a part; where more words begin alike, one more letter parts them."""

WHOLE: Final = " "
"""After a part's letters: it holds the word of just these letters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A form, its stem, and its number of documents: 0 for a stem that is no form itself."""

    form: str
    stems: tuple[str, ...]
    documents: int


def split_into_parts(forms: Iterable[str]) -> dict[str, list[str]]:
    """The forms by the letters that name their part."""
    return dict(_parted(sorted(forms), ""))


def _parted(forms: list[str], prefix: str) -> Iterator[tuple[str, list[str]]]:
    if len(forms) <= LIMIT:
        yield prefix, forms
        return
    place, start = len(prefix), 0
    while start < len(forms):
        letter = forms[start][place : place + 1]
        # The forms are in order, so those that begin alike end before the next letter.
        after = prefix + chr(ord(letter) + 1) if letter else prefix + "\0"
        end = bisect_left(forms, after, start)
        if letter:
            yield from _parted(forms[start:end], prefix + letter)
        else:
            yield prefix + WHOLE, forms[start:end]
        start = end


def part_of(word: str, parts: Mapping[str, object]) -> str | None:
    """The letters of the part that holds a word; None without one."""
    if word + WHOLE in parts:
        return word + WHOLE
    return next((word[:n] for n in range(len(word), -1, -1) if word[:n] in parts), None)


def written(entries: Iterable[Entry]) -> str:
    """The text of a part from its entries in order."""
    before = ""
    found = []
    for entry in entries:
        shared = _shared(before, entry.form)
        common = min(entry.documents.bit_length(), len(DIGITS) - 1)
        stems = "".join(_stem(entry, stem) for stem in entry.stems)
        found.append(f"{DIGITS[shared]}{entry.form[shared:]}.{DIGITS[common]}{stems}")
        before = entry.form
    return " ".join(found)


def _shared(first: str, second: str) -> int:
    """The number of first letters that two words share."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


def _stem(entry: Entry, stem: str) -> str:
    if stem == entry.form:
        return "" if len(entry.stems) == 1 else f":{stem}"
    place = entry.form.find(stem)
    return f":{stem}" if place < 0 else f"-{DIGITS[place]}{DIGITS[len(stem)]}"
