"""Code and comments in Markdown, in which nothing means what it would elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_CODE: Final = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$|`[^`\n]+`|<!--.*?-->")


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A text changed but for its code and its comments."""
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        pieces += [change(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join((*pieces, change(text[end:])))
