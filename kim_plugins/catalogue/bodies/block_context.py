"""The state of the block parser: in a body, or in an item or a quote inside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple, Protocol

from kim_plugins.catalogue.bodies import hints, raw_html
from kim_plugins.catalogue.bodies.definitions import Definitions
from kim_plugins.catalogue.bodies.inline import BREAK
from kim_plugins.catalogue.bodies.lists import Line, markers_of
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.catalogue.bodies.stand_ins import block, literal
from kim_plugins.catalogue.bodies.texts import TextParser

DEEPEST: Final = 12
"""Lists and quotes inside one another; whatever is deeper is text."""

_FENCE_END: Final = re.compile(r"\s*(`{3,}|~{3,})\s*")
_AT_START: Final = re.compile(r"^(?:[#>:=+*_-]|!!!|\?\?\?|\[\^[^\]\n]*\](?=:))", re.MULTILINE)


class ReadsBlocks(Protocol):
    """Parses lines that stand inside another block."""

    def __call__(self, lines: Sequence[Line], depth: int, *, tight: bool = False) -> list[str]:
        """The blocks of the lines."""


class SharedContext(NamedTuple):
    """What all block contexts of one body share."""

    texts: TextParser
    remarks: Remarks
    definitions: Definitions
    line_breaks: bool
    read: ReadsBlocks


class BlockContext:
    """The lines to be parsed, the blocks found so far, and the open paragraph.

    In a `tight` list's item a paragraph is text and nothing else.
    """

    def __init__(
        self, shared: SharedContext, lines: Sequence[Line], depth: int, *, tight: bool
    ) -> None:
        self.shared, self.lines, self.depth, self.tight = shared, lines, depth, tight
        self.chunks: list[str] = []
        self.paragraph: list[Line] = []
        self.unclosed: set[str] = set()
        self.markers = markers_of(lines) if depth < DEEPEST else {}

    def spend(self, *written: str) -> None:
        """Note syntax that readers are not meant to see, for the check of lost words."""
        self.shared.remarks.spent += written

    def within(self, lines: Sequence[Line], *, tight: bool = False) -> list[str]:
        """The blocks of lines that stand inside one of these blocks."""
        return self.shared.read(lines, self.depth + 1, tight=tight)

    def add(self, *chunks: str) -> None:
        """End the paragraph and add blocks."""
        self.end_paragraph()
        self.chunks += chunks

    def end_paragraph(self, more: str = "") -> None:
        """Make a block of the lines of the paragraph; `more` belongs to it."""
        lines, self.paragraph = self.paragraph, []
        if not lines:
            return
        hints.hint_at_lines(lines, self.shared.remarks, line_breaks=self.shared.line_breaks)
        text = self.lined(lines)
        self.chunks.append(block(text) if self.tight else text + more)

    def lined(self, lines: Sequence[Line]) -> str:
        """Lines of text joined as Markdown of one meaning."""
        joined = "\n".join(_ended(text) for _, text in lines).rstrip()
        read = self.shared.texts.read(joined, lines[0][0])
        if self.shared.line_breaks and (BREAK * 2 in f"{BREAK}{read}{BREAK}"):
            # What was on a line of its own was left out.
            read = BREAK.join(line for line in read.split(BREAK) if line)
        return _AT_START.sub(lambda sign: literal(sign[0]), read)

    @cached_property
    def fences(self) -> list[tuple[int, str]]:
        """The lines that may end code, by index, with their signs."""
        found = ((i, _FENCE_END.fullmatch(text)) for i, (_, text) in enumerate(self.lines))
        return [(index, match[1]) for index, match in found if match]

    def fence_end(self, index: int, opening: str) -> int | None:
        """The index of the line that ends code; None where there is none."""
        if opening in self.unclosed:
            return None
        for number in range(bisect_left(self.fences, (index + 1, "")), len(self.fences)):
            place, closing = self.fences[number]
            if closing.startswith(opening):
                return place
        self.unclosed.add(opening)
        return None

    @cached_property
    def html_ends(self) -> dict[int, int]:
        """The lines that begin an element, by their index, and the index where it ends."""
        return raw_html.ends_of(self.lines)

    @cached_property
    def comment_ends(self) -> list[int]:
        """The lines in which a comment may end, by their index."""
        return [index for index, (_, text) in enumerate(self.lines) if "-->" in text]


def _ended(text: str) -> str:
    """A line without blanks around it, except those that make a line break in Markdown."""
    return text.strip() + ("  " if text.endswith("  ") else "")
