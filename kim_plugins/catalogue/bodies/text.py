"""The plain text of sanitised HTML."""

from __future__ import annotations

import html
import re

from kim_plugins.records.patterns import deferred
from kim_plugins.records.reading.invisible import without_invisible

_FOOTNOTE_NUMBER = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*footnote-backref[^>]*>.*?</a>', re.DOTALL
)
_APART = re.compile(
    r"</?(?:blockquote|br|caption|d[dlt]|details|div|fig\w+|h[1-6r]|li|[ou]l|p|pre|summary"
    r"|t(?:able|body|[dhr]|foot|head))\b"
)
_TAG = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
_BLANKS = re.compile(r"\s+")
_ACUTE = deferred(r"(?<=[^\W\d_])´(?=[^\W\d_])")
"""An apostrophe, as some telephones type it; search would take it for a blank and an accent."""
_UNSEEN = ("\xad", "\u200b", "\u2060", "\ufeff")
"""What `&shy;` and its like leave."""


def _after_blank(found: re.Match[str]) -> str:
    # A template as replacement is read anew for each match, and takes four times as long.
    return f" {found[0]}"


def plain_text(clean: str) -> str:
    """The text of sanitised HTML with blanks folded, without the numbers of footnotes."""
    # The sanitiser writes well-formed elements, so that nobody has to parse them once more.
    text = _TAG.sub("", _APART.sub(_after_blank, _FOOTNOTE_NUMBER.sub("", clean)))
    plain = _BLANKS.sub(" ", html.unescape(text)).strip()
    if "´" in plain:
        plain = _ACUTE.sub("'", plain)
    return without_invisible(plain) if any(map(plain.__contains__, _UNSEEN)) else plain
