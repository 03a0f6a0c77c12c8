"""Finds the known words that a misspelt one may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_BETWEEN_WORDS: Final = re.compile(r"[\s_–—-]+")
_SHORT: Final = 5


def without_case(word: str) -> str:
    """A word in small letters, with one kind of sign between its parts."""
    return _BETWEEN_WORDS.sub("-", word.strip().casefold())


def close_matches(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words at the least edit distance from `written`; more than one is a doubt.

    None in capitals, blanks and hyphens; one in a short word and two in a longer one, where a
    letter more, a letter less, another letter and two letters in the wrong order are one each.
    """
    sought = without_case(written)
    words = tuple(dict.fromkeys(known))
    if same := tuple(word for word in words if without_case(word) == sought):
        return same
    # Few files have a misspelt word.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    limit = 1 if len(sought) <= _SHORT else 2
    slips = {word: OSA.distance(sought, without_case(word), score_cutoff=limit) for word in words}
    fewest = min(limit, *slips.values()) if slips else limit
    return tuple(word for word in words if slips[word] == fewest)


def best_match(written: str, known: Iterable[str], at_least: float = 0.6) -> str:
    """The known word most similar to `written`, for a hint; empty if none is similar enough.

    `at_least` is the share of letters in common, in their order (Indel similarity, 0 to 1).
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

    least = at_least * 100
    found = process.extract(written, list(known), scorer=fuzz.ratio, score_cutoff=least, limit=None)
    return max(((score, word) for word, score, _ in found), default=(0, ""))[1]
