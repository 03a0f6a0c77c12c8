"""WordPress' classic texts as HTML: empty lines part paragraphs, line ends are kept.

The meaning of `wpautop` in wp-includes/formatting.php: what stands in a block of HTML stays as it
is, and in `pre` so does every blank.
"""

from __future__ import annotations

import re
from typing import Final

_BLOCKS: Final = (
    "address|article|aside|blockquote|caption|center|col|colgroup|dd|details|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|iframe|legend|li|main|map|math|menu|nav"
    "|object|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio"
)
_TAG: Final = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_KEPT: Final = re.compile(
    r"<(?P<name>pre|script|style|textarea|table|ul|ol|dl|iframe|object|video|audio|h[1-6]|figcaption"
    r"|p|summary)\b.*?</(?P=name)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_PARTS: Final = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(text: str) -> str:
    """A classic text as HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return ""
    pieces, end = [], 0
    for kept in _KEPT.finditer(text):
        whole = kept[0].replace("\n", "<br>\n") if kept["name"].lower() == "p" else kept[0]
        pieces += [_typed(text[end : kept.start()]), whole]
        end = kept.end()
    return "".join((*pieces, _typed(text[end:])))


def _typed(text: str) -> str:
    """What was typed between blocks."""
    apart = _TAG.sub(lambda tag: f"\n\n{tag[0]}\n\n", text)
    parts = (part.strip("\n") for part in _PARTS.split(apart))
    return "\n".join(_paragraph(part) for part in parts if part.strip())


def _paragraph(part: str) -> str:
    if _TAG.fullmatch(part.strip()):
        return part
    lines = "<br>\n".join(line.strip() for line in part.split("\n"))
    return f"<p>{lines}</p>"
