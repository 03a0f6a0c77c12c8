"""Estimates of how much of an A4 page a text takes in a given type size."""

from __future__ import annotations

import math
from typing import Final

LARGE: Final = 17
"""Points above which only the message grows: head and foot stay, and the title grows less."""
WIDTH: Final = 182.0
ONE_PAGE: Final = 269.0
"""Millimetres of an A4 page within its margins."""
MILLIMETRES: Final = 25.4 / 72
LINE: Final = 1.35
_WASTE: Final = 3
"""Letters that a line of large type is short of: words are long, and lines have few."""
_LETTER: Final = 0.5
"""The width of a letter in the height of its type: Arial's, Roboto's and Noto's on Indonesian."""


def text_height(letters: int, points: float, share: float = 1.0, *, larger: float = 1.0) -> float:
    """Millimetres of a text in type of `points`, times `larger`, in a `share` of the width."""
    waste = _WASTE if points > LARGE else 0
    height = points * larger * MILLIMETRES
    per_line = max(1, math.floor(WIDTH * share / (height * _LETTER)) - waste)
    return math.ceil(letters / per_line) * height * LINE
