"""The direction in which a text runs, for paper: not every print program finds it out by itself."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

_LEFT_TO_RIGHT: Final = frozenset({"L"})
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_BLOCKS: Final = ("p", "ul", "ol", "dl", "blockquote", "table", "h2", "h3", "h4", "h5", "h6")
_LOOKED_AT: Final = 200
"""Characters among which the first letter is looked for."""


def direction(text: str) -> str:
    """`rtl` for a text whose first letter is of a script that runs to the left, else `ltr`.

    Unicode's rule for a paragraph (UAX 9, P2 and P3).
    """
    for character in islice(text, _LOOKED_AT):
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind in _LEFT_TO_RIGHT:
            break
    return "ltr"


def set_directions(root: HtmlElement) -> None:
    """Set `dir` on each block that runs from right to left, so that bullets stand at its start."""
    for block in root.iter(*_BLOCKS):
        if direction("".join(islice(block.itertext(), 8))) == "rtl":
            block.set("dir", "rtl")
