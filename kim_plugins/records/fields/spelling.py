"""Which known words a misspelt one may stand for; only a word without a rival has one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_BETWEEN_WORDS: Final = re.compile(r"[\s_–—-]+")
_SHORT: Final = 5


def plain(word: str) -> str:
    """A word without its capitals, and with one kind of sign between its parts."""
    return _BETWEEN_WORDS.sub("-", word.strip().casefold())


def alike(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that `written` may be: those that take the fewest slips to come to it.

    None in capitals, blanks and hyphens; one in a short word and two in a longer one, where a
    letter more, a letter less, another letter and two letters in the wrong order are one each.
    """
    sought = plain(written)
    words = tuple(dict.fromkeys(known))
    if same := tuple(word for word in words if plain(word) == sought):
        return same
    limit = 1 if len(sought) <= _SHORT else 2
    slips = {word: _distance(sought, plain(word), limit) for word in words}
    fewest = min(limit, *slips.values()) if slips else limit
    return tuple(word for word in words if slips[word] == fewest)


def _distance(one: str, other: str, limit: int) -> int:
    """The number of slips between two words, or anything above `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        above, row = rows[-1], [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 < j and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
