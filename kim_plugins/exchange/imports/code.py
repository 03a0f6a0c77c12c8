"""Code and comments in Markdown, in which nothing means what it would elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

FENCED: Final = (
    r"^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?"
    r"(?:(?P<closing>^[ \t]*(?P=fence)[`~]*[ \t]*$)|\Z)"
)
"""A block of code from fence to fence, or to the end: without its closing, our pages show text."""
INLINE: Final = r"(?<![`\\])(?P<ticks>`+)(?!`)[^\n]*?[^`\n](?P=ticks)(?!`)"
_CODE: Final = re.compile(f"{FENCED}|{INLINE}|<!--.*?-->", re.MULTILINE | re.DOTALL)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A text changed but for its code and its comments."""
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        is_text = code["fence"] and not code["closing"]
        pieces += [change(text[end : code.start()]), change(code[0]) if is_text else code[0]]
        end = code.end()
    return "".join((*pieces, change(text[end:])))
