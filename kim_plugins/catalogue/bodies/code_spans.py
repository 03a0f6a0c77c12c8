"""Code inside a text: between two runs of backticks of the same length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Final

_BACKTICKS: Final = re.compile("`+")


class CodeSpans:
    """The runs of backticks of one text, each looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[int, list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}
        for found in _BACKTICKS.finditer(text):
            self._places[len(found[0])].append(found.start())
            self._sizes[found.start()] = len(found[0])

    def at(self, place: int) -> tuple[str | None, int]:
        """The code whose first backtick stands at a place, or None, and where to go on."""
        size = self._sizes.get(place, 1)
        same = self._places.get(size, [])
        following = bisect_right(same, place)
        if following == len(same):
            return None, place + size
        end = same[following]
        code = self._text[place + size : end].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip():
            code = code[1:-1]
        return code, end + size
