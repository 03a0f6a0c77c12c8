"""Numbers of documents, which encode kind and time and stay when other documents change.

    number = undated + day · slots + slot · 4 + kind      day counted from 1 January 1970

A slot comes from the hash of an identifier; only documents of one day and kind that hash alike
have to make room. So a new bulletin changes no other's number, older ones come first, and the
kind and the day need no table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kim_plugins.records import Kind
from kim_plugins.search.coding import word_hash
from kim_plugins.search.documents import KINDS, Findable

_EPOCH: Final = date(1970, 1, 1)
_FIRST_DAY: Final = _EPOCH.toordinal()
_LEAST: Final = 64
_ROOM: Final = 2
"""Slots a document: few share one, and gaps between numbers stay small."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of a site's documents by identifier, and how to read them."""

    undated: int
    slots: int
    numbers: Mapping[str, int]

    def day_of(self, number: int) -> date | None:
        """The publication day of a number; None for groups and pages."""
        if number < self.undated:
            return None
        return _EPOCH + timedelta(days=(number - self.undated) // self.slots)

    def year_of(self, number: int) -> int:
        """The publication year of a number; 0 for groups and pages."""
        day = self.day_of(number)
        return day.year if day else 0

    def by_year(self, numbers: Sequence[int]) -> dict[int, Sequence[int]]:
        """Numbers in order, grouped by year."""
        found: dict[int, Sequence[int]] = {}
        start = 0
        while start < len(numbers):
            year = self.year_of(numbers[start])
            end = bisect_left(numbers, self._end(year), start)
            found[year] = numbers[start:end]
            start = end
        return found

    def _end(self, year: int) -> int:
        """The number after the last one of a year."""
        days = date(year, 12, 31).toordinal() + 1 - _FIRST_DAY if year else 0
        return self.undated + days * self.slots


def kind_of(number: int) -> Kind:
    """The kind of a document from its number."""
    return KINDS[number % len(KINDS)]


def number_documents(documents: Iterable[Findable]) -> Numbering:
    """Number all documents; independent of their order."""
    days: dict[tuple[int | None, int], list[str]] = defaultdict(list)
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    for document in documents:
        published = document.published
        day = max(0, published.at.toordinal() - _FIRST_DAY) if published else None
        days[day, kinds[document.kind]].append(document.identifier)
    sizes = {True: 0, False: 0}
    for (day, _), identifiers in days.items():
        sizes[day is None] = max(sizes[day is None], len(identifiers))
    undated, slots = (_power(sizes[which] * _ROOM * len(KINDS)) for which in (True, False))
    found: dict[str, int] = {}
    for (day, kind), identifiers in days.items():
        start, size = (0, undated) if day is None else (undated + day * slots, slots)
        for identifier, slot in _placed(identifiers, size // len(KINDS)).items():
            found[identifier] = start + slot * len(KINDS) + kind
    return Numbering(undated, slots, found)


def _placed(identifiers: list[str], size: int) -> dict[str, int]:
    """A slot for each identifier: the one of its hash, or the next free one."""
    taken: dict[int, str] = {}
    for identifier in sorted(identifiers):
        slot = word_hash(identifier) % size
        while slot in taken:
            slot = (slot + 1) % size
        taken[slot] = identifier
    return {identifier: slot for slot, identifier in taken.items()}


def _power(least: int) -> int:
    return max(_LEAST, 1 << max(0, least - 1).bit_length())
