"""Private-use stand-ins, by which the dialect hides from Python-Markdown what it has decided.

`literal` is a sign that means itself, `markup` a piece of HTML. Neither is a sign of Markdown, of
an extension, or a letter, so whatever a site's `markdown_extensions` do, they pass through it
unread; `restored` turns them into HTML again.
"""

from __future__ import annotations

import html
import re
from typing import Final

_LITERAL: Final = 0xE100
_MARKUP: Final = 0xE300
_ASCII: Final = 0x80

BLOCK: Final = "\ue0f0"
"""Opens a paragraph that is no paragraph, but HTML of our own."""
BLOCK_END: Final = "\ue0f1"

OWN_MARK: Final = "\ue0f2"
"""What no body says: a mark for what Python-Markdown would otherwise look for in words."""
OWN_SIGNS: Final = "\ue0f0-\ue0f2\ue100-\ue17f\ue300-\ue37f"
OWN: Final = re.compile(f"[{OWN_SIGNS}]")
"""What no source may bring along."""

_TO_LITERAL: Final = {code: _LITERAL + code for code in range(_ASCII)}
_SIGNS_TO_LITERAL: Final = {
    code: _LITERAL + code for code in range(_ASCII) if not (chr(code).isalnum() or code in b" \n")
}
_TO_MARKUP: Final = {code: _MARKUP + code for code in range(_ASCII)}
_BACK: Final[dict[int, str | int]] = {
    **{_LITERAL + code: html.escape(chr(code)) for code in range(_ASCII)},
    **{_MARKUP + code: code for code in range(_ASCII)},
}
_RUN: Final = re.compile("[\ue100-\ue17f\ue300-\ue37f]+")
_NO_PARAGRAPH: Final = re.compile(f"(?:<p>)?{BLOCK}|{BLOCK_END}(?:</p>)?")


def literal(text: str) -> str:
    """Stand-ins for a text whose signs are text; its words stay words."""
    return text.translate(_SIGNS_TO_LITERAL)


def untouched(text: str) -> str:
    """Stand-ins for a text that no extension may look into, such as code."""
    return text.translate(_TO_LITERAL)


def markup(text: str) -> str:
    """Stand-ins for HTML of our own."""
    return text.translate(_TO_MARKUP)


def attribute(value: str) -> str:
    """Stand-ins for the value of an attribute in HTML of our own."""
    return markup(html.escape(value))


def block(text: str) -> str:
    """Stand-ins for a block of HTML of our own."""
    return f"{BLOCK}{text}{BLOCK_END}"


def enclosed(opening: str, inner: list[str], closing: str) -> list[str]:
    """Blocks inside an element of our own; stand-ins among them join its tags."""
    if inner and inner[0].startswith(BLOCK):
        inner[0] = BLOCK + opening + inner[0][1:]
    else:
        inner.insert(0, block(opening))
    if inner[-1].endswith(BLOCK_END):
        inner[-1] = inner[-1][:-1] + closing + BLOCK_END
    else:
        inner.append(block(closing))
    return inner


def restored(rough: str) -> str:
    """What Python-Markdown made, with stand-ins replaced by what they stand for."""
    bare = _NO_PARAGRAPH.sub("", rough)
    return _RUN.sub(lambda run: run[0].translate(_BACK), bare)
