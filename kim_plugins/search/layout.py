"""The layout of the index: which part holds which stems and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kim_plugins.search.coding import word_hash

_ENTRIES: Final = 3000
"""Entries of a part of postings, about 5 KB on the wire."""
_PAIRS: Final = 4000
_OWN: Final = 1200
"""Entries from which a stem has a part of its own, so that no other pays for it."""

_STEM: Final = 4
"""A stem costs as much as so many entries."""

BUCKETS: Final = 256
"""Lists of documents in a part of pairs."""
_LEAST_PAIRS: Final = 16
"""Parts of pairs even of a small site: fewer lists than pairs in a text would tell nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbers of parts of postings and pairs, powers of two, and stems with own parts."""

    postings: int
    pairs: int
    own: frozenset[str]

    def of_stem(self, stem: str) -> str:
        """The key of the part with a stem's postings."""
        return f"b:{stem}" if stem in self.own else f"p{word_hash(stem) & self.postings - 1}"

    @property
    def pair_shift(self) -> int:
        """The number of last bits of a pair's hash that don't choose its part."""
        return 33 - (self.pairs * BUCKETS).bit_length()


def layout_for(entries: Mapping[str, int], pairs: Iterable[int]) -> Layout:
    """The layout for the entries of each stem and the pairs of all documents."""
    own = frozenset(stem for stem, count in entries.items() if count >= _OWN)
    shared = sum(count + _STEM for count in entries.values() if count < _OWN)
    return Layout(_power(shared // _ENTRIES), max(_LEAST_PAIRS, _power(sum(pairs) // _PAIRS)), own)


def _power(least: int) -> int:
    return 1 << max(0, least - 1).bit_length()
