"""Code spans: text between two runs of backticks of the same length.

A single backtick is an apostrophe too, as many telephones type it: ``Jum`at``, `` `Aisyah``,
``Al-Qur`an``. It opens code only where a word may begin, and closes it only where one may end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import Final

from kim_plugins.records.patterns import deferred

_BACKTICKS: Final = deferred("`+")
_OPENS: Final = deferred(r"(?<![^\W_])`")
_CLOSES: Final = deferred(r"`(?:(?![^\W_])|(?<=\S`)(?=(?:nya|lah|kah|pun|ku|mu)\b))")
_INSIDE_WORD: Final = deferred(r"(?<=[^\W\d_])`(?=[^\W\d_])")


class CodeSpans:
    """Finds the code spans of one text; each run of backticks is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[int, list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}
        for found in _BACKTICKS.finditer(text):
            size, start = len(found[0]), found.start()
            self._sizes[start] = size
            if size > 1 or _CLOSES.match(text, start) or not is_apostrophe(text, start):
                self._places[size].append(start)

    def at(self, place: int) -> tuple[str | None, int]:
        """The code that begins with the backtick at a place, if any, and where to go on."""
        size = self._sizes.get(place, 1)
        if size == 1 and not _OPENS.match(self._text, place):
            return None, place + 1
        same = self._places.get(size, [])
        following = bisect_right(same, place)
        if following == len(same):
            return None, place + size
        end = same[following]
        if size == 1 and not _CLOSES.match(self._text, end):
            return None, place + 1
        code = self._text[place + size : end].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip():
            code = code[1:-1]
        return code, end + size


def is_apostrophe(text: str, place: int) -> bool:
    """Whether a backtick that belongs to no code stands inside a word."""
    return _INSIDE_WORD.match(text, place) is not None
