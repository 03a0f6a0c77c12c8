"""The text between the elements of a body, as a reader saw it or was meant to.

A blank that doesn't break sets words apart by sight only (Word writes rows of them); an entity that
was escaped once too often (`&amp;amp;`, which shows `&amp;`) is the sign that it names.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final

from kim_plugins.exchange.imports.items import Body

_TWICE: Final = re.compile(
    r"&(?:amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|bull|middot|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
)
"""Entities that nobody writes about; `&lt;` may be meant in a text on HTML."""
_BLANKS: Final = re.compile(r"[ \t]*\u00a0[ \t\u00a0]*")
_KEPT: Final = ("pre", "code", "textarea", "script", "style")


def mend_texts(root: Any, body: Body) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Mend the texts of a tree, but for code; `body` is told of entities."""
    is_mended = False
    kept = {inner for element in root.iter(*_KEPT) for inner in element.iter()}
    for element in root.iter():
        if element.text and element not in kept:
            element.text, found = _mended(element.text)
            is_mended |= found
        if element.tail and element.getparent() not in kept:
            element.tail, found = _mended(element.tail)
            is_mended |= found
    if is_mended:
        body.changed.append("tanda yang tertulis sebagai kode (&amp;) dibetulkan")


def _mended(text: str) -> tuple[str, bool]:
    whole = _BLANKS.sub(" ", text)
    plain = once_escaped(whole)
    return plain, plain != whole


def once_escaped(text: str) -> str:
    """A text with the signs that its entities name."""
    if "&" not in text:
        return text
    return _TWICE.sub(lambda found: unescape(found[0]).replace("\u00a0", " "), text)
