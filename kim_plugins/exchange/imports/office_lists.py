"""Lists that were pasted from Word: paragraphs that say `mso-list` and begin with their own sign.

Numbers and letters are lists to our dialect as they stand; the bullets of Word's fonts aren't.
"""

from __future__ import annotations

import re
from typing import Any, Final

_LIST: Final = re.compile(r"mso-list:(?!\s*(?:none|ignore))|MsoListParagraph", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*(?:[·§▪\uf0b7\uf0a7-]|o(?=\s*$))(?=\s|$)\s*")


def mark_word_bullets(root: Any) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Give such paragraphs of a tree a bullet that is one."""
    for paragraph in root.iter("p"):
        if not _LIST.search(f"{paragraph.get('style') or ''} {paragraph.get('class') or ''}"):
            continue
        first: Any = next((one for one in paragraph.iter() if (one.text or "").strip()), None)
        found = _BULLET.match(first.text) if first is not None else None
        if found:
            rest = first.text[found.end() :]
            first.text = f"• {rest}" if rest else "•"
