"""The block parser: headings, lists, tables, quotes, code, and paragraphs.

CommonMark's rules are the model, read as volunteers write. What has a form becomes HTML of our own
or the plainest Markdown there is, so that whatever comes after can't misread it. Each line is read
once for each list or quote that it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kim_plugins.catalogue.bodies import leaf_blocks, nesting_blocks
from kim_plugins.catalogue.bodies.block_context import BlockContext, SharedContext
from kim_plugins.catalogue.bodies.definitions import Definitions
from kim_plugins.catalogue.bodies.lists import Line
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.catalogue.bodies.texts import TextParser

_BY_SIGN: Final[dict[str, Callable[[BlockContext, int, str], int]]] = {
    "#": leaf_blocks.heading,
    "`": leaf_blocks.fence,
    "~": leaf_blocks.fence,
    "*": leaf_blocks.star,
    "{": leaf_blocks.attributes,
    **dict.fromkeys("=-_—–", leaf_blocks.rule),
    "<": nesting_blocks.html,
    ">": nesting_blocks.quote,
    "!": nesting_blocks.admonition,
    ":": nesting_blocks.colon,
    "[": nesting_blocks.footnote,
}
"""What may begin with a sign: each reads the block at an index of the lines, and returns the index
after it, or 0 when there is none."""


class BlockParser:
    """Parses the lines of one body into blocks."""

    def __init__(
        self, texts: TextParser, remarks: Remarks, definitions: Definitions, *, line_breaks: bool
    ) -> None:
        self._shared = SharedContext(texts, remarks, definitions, line_breaks, self.read)

    def read(self, lines: Sequence[Line], depth: int = 0, *, tight: bool = False) -> list[str]:
        """The blocks of some lines, each in Markdown that has one meaning, or as stand-ins."""
        context = BlockContext(self._shared, lines, depth, tight=tight)
        index, end = 0, len(lines)
        while index < end:
            text = lines[index][1].strip()
            if not text:
                context.end_paragraph()
                index += 1
            elif following := _block(context, index, text):
                index = following
            else:
                context.paragraph.append(lines[index])
                index += 1
        context.end_paragraph()
        return context.chunks


def _block(context: BlockContext, index: int, text: str) -> int:
    """Read the block that begins at an index; 0 when it is text."""
    line, whole = context.lines[index]
    if line in context.shared.definitions.lines:
        context.shared.remarks.defined[line] = context.shared.definitions.lines[line], text
        context.end_paragraph()
        return index + 1
    if ("|" in text or "\t" in whole) and (end := leaf_blocks.table(context, index)):
        return end
    read = _BY_SIGN.get(text[0])
    if read and (end := read(context, index, text)):
        return end
    return nesting_blocks.item_list(context, index) if index in context.markers else 0
