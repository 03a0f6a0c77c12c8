"""Makes Python-Markdown pass plain text on at once.

Python-Markdown looks for each of its inline patterns in each piece of text, one after the other,
and most pieces are plain. What a pattern needs is known by its regular expression; with one that
isn't known (another version's, or an extension's) nothing is passed over.

Markdown's plain text is passed over. Python-Markdown looks for each of fifteen inline patterns in
each piece of text. `catalogue/bodies/plain_text_first.py` knows, by its regular expression, which
character each of them needs, and lets a piece without any of those pass; one pattern that it
doesn't know, and all is as before. A property test compares.
"""

from __future__ import annotations

import re
from typing import Final

from markdown import Markdown, inlinepatterns
from markdown.treeprocessors import InlineProcessor

_SIGNS: Final = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "[",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.LINE_BREAK_RE: "\n",
    r"\[\^([^\]]*)\]": "[",  # footnotes
    r"\*|_": "*_",  # strong and em
}
"""Of a pattern, by its regular expression: characters of which one stands wherever it matches."""
_NAME, _PRIORITY = "inline", 20


class _PlainTextFirst(InlineProcessor):
    """Python-Markdown's own step; `signs` are characters without which no pattern matches."""

    def __init__(self, md: Markdown, signs: str) -> None:
        super().__init__(md)
        self._sign = re.compile(f"[{re.escape(signs)}]")

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - theirs
        if not self._sign.search(data):
            return data
        found: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return found


def pass_plain_text(md: Markdown) -> None:
    """Patch `md` to skip plain text, if the needs of all its inline patterns are known."""
    patterns = [pattern.pattern for pattern in md.inlinePatterns]
    if _SIGNS.keys() >= set(patterns):
        signs = "".join(sorted({sign for pattern in patterns for sign in _SIGNS[pattern]}))
        md.treeprocessors.register(_PlainTextFirst(md, signs), _NAME, _PRIORITY)
