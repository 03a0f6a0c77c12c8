"""A sanitised body → blocks that can be read aloud, in one pass at any depth of nesting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from html.parser import HTMLParser
from typing import Final

from kim_plugins.broadcast.as_typed import is_prose
from kim_plugins.broadcast.cells import OpenTable
from kim_plugins.broadcast.linked import said_of_link
from kim_plugins.broadcast.spans import BREAK, Span, folded
from kim_plugins.catalogue.bodies import CARD, NOTE


class BlockKind(Enum):
    """The kinds of blocks, as far as reading aloud treats them differently."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    QUOTE = auto()
    TABLE = auto()
    LEFT_OUT = auto()
    SILENCE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One block; `number` counts an ordered list, `rows` are a table's, headings first.

    Headings are empty where a table has none, and a merged cell stands in each place that it fills.
    What is LEFT_OUT says in its text what it was; a SILENCE lasts `number` seconds.
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    number: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(
        cls, text: str, kind: BlockKind = BlockKind.PARAGRAPH, number: int | None = None
    ) -> Block:
        """A block of plain text."""
        return cls(kind, (Span(text),), number)

    @property
    def text(self) -> str:
        """The text of all spans."""
        return "".join(span.text for span in self.spans)


_BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl"),
        *("dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"),
        *("p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
        "ul",
    }
)
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_VOID: Final = frozenset({"br", "hr", "img", "source"})
_HEADINGS: Final = frozenset({"b", "strong", "th", "thead"})
"""Word processors paste the headings of columns as cells in bold type."""
_SILENT: Final = {"del": "", "s": "", "rt": "", "rp": "", "audio": "Rekaman suara"}


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a sanitised body in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._spans: list[Span] = []
        self._open: list[tuple[str, str | None]] = []
        self._lists: list[int | None] = []
        self._item: tuple[bool, int | None] = (False, None)
        self._silent: list[str] = []
        self._quotes = 0
        self._heading = False
        self._is_card = False
        self._link: int | None = None
        self._code = 0
        self._table: OpenTable | None = None

    # -- tags ------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
            return
        if self._falls_silent(tag, found):
            return
        if tag == "img":
            self._leave_out("Gambar", found.get("alt", ""))
            return
        if tag in _BLOCKS:
            self._begin(tag, found)
        if tag in {"br", "q"}:
            self.handle_data(self._line_end() if tag == "br" else "“")
        if tag == "a" and "href" in found:
            self._link = len(self._pieces)
        if tag not in _VOID:
            lang = found.get("lang") or (self._open[-1][1] if self._open else None)
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag == "q":
            self.handle_data("”")
        if tag == "a" and self._link is not None:
            self._end_link(self._link)
        if tag in _BLOCKS:
            self._end(tag)
        if self._open and tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._table and (cell := self._table.cell) and cell.is_heading and data.strip():
            cell.is_heading = any(tag in _HEADINGS for tag, _ in self._open)
        self._pieces.append(Span(data, self._open[-1][1] if self._open else None))

    @property
    def _pieces(self) -> list[Span]:
        """The list that text is added to: of the open table cell, or of the open block."""
        cell = self._table and self._table.cell
        return cell.spans if cell else self._spans

    # -- what they mean --------------------------------------------------------------------

    def _falls_silent(self, tag: str, found: dict[str, str]) -> bool:
        is_footnotes = tag == "div" and "footnote" in found.get("class", "").split()
        is_reference = tag == "sup" and found.get("id", "").startswith("fnref")
        is_note = NOTE in found.get("class", "").split()
        if not (is_footnotes or is_reference or is_note or tag in _SILENT):
            return False
        if what := "Catatan kaki" if is_footnotes else _SILENT.get(tag, ""):
            self._leave_out(what)
        self._silent.append(tag)
        return True

    def _begin(self, tag: str, found: dict[str, str]) -> None:
        if self._table is None:
            self.flush()
            self._begin_block(tag, found)
        elif self._table.begin(tag, found):
            self._link = None
        else:
            self._pieces.append(Span(BREAK))
        if tag == "pre":
            self._code = len(self._pieces)

    def _begin_block(self, tag: str, found: dict[str, str]) -> None:
        if tag in {"ol", "ul"}:
            start = found.get("start", "1")
            number = int(start) if _NUMBER.fullmatch(start) else 1
            self._lists.append(number if tag == "ol" else None)
        elif tag == "li":
            value = found.get("value", "")
            if self._lists and self._lists[-1] is not None and _NUMBER.fullmatch(value):
                self._lists[-1] = int(value)
            self._item = (True, self._lists[-1] if self._lists else None)
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] += 1
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "table":
            self._table = OpenTable()
        self._heading = tag[0] == "h" and tag[1:].isdigit()
        self._is_card = CARD in found.get("class", "").split()

    def _end(self, tag: str) -> None:
        if tag == "pre":
            self._end_code()
        if self._table is None:
            self.flush()
            self._end_block(tag)
        elif not self._table.end(tag):
            self._pieces.append(Span(BREAK))
        elif tag == "caption":
            self.flush()
        elif tag == "table":
            self._end_table(self._table)

    def _end_block(self, tag: str) -> None:
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag == "li":
            self._item = (False, None)
        self._heading = False

    def _end_table(self, table: OpenTable) -> None:
        self._table = None
        self.flush()
        self.blocks.extend(Block.of(title) for title in table.titles() if title)
        if rows := table.rows():
            self.blocks.append(Block(BlockKind.TABLE, rows=rows))

    def _line_end(self) -> str:
        """What `br` is: in a heading of a column, the end of a line that was too narrow."""
        is_narrow = self._table is not None and any(tag == "th" for tag, _ in self._open)
        return " " if is_narrow else BREAK

    def _end_code(self) -> None:
        """Keep sentences in monospaced type, as chats have them, line by line; leave out code."""
        pieces = self._pieces
        code, pieces[self._code :] = pieces[self._code :], []
        text = "".join(span.text for span in code)
        if not is_prose(text):
            self._leave_out("Kode")
            return
        for paragraph in re.split(r"\n[ \t]*\n", text.strip()):
            lines = (line.strip() for line in paragraph.split("\n"))
            pieces.append(Span(BREAK.join([*lines, ""]), code[0].lang))
            if self._table is None:
                self.flush()
                pieces = self._pieces

    def _end_link(self, start: int) -> None:
        """Replace the words of a link by what a listener, who can't follow it, is told."""
        pieces = self._pieces
        linked, self._link = pieces[start:], None
        text = "".join(span.text for span in linked)
        said = said_of_link(text)
        if said == text or not linked:
            return
        before = pieces[start - 1] if start else None
        if before and said.startswith("di ") and before.text.endswith((" di ", " ke ")):
            said = said.removeprefix("di ")
        pieces[start:] = [Span(said, linked[0].lang)]

    def _leave_out(self, what: str, alt: str = "") -> None:
        # What stands in a table is told before it.
        if alt or what != "Gambar":
            note = Block.of(f"{what}: {alt}" if alt else what, BlockKind.LEFT_OUT)
            self.blocks.append(note)

    def flush(self) -> None:
        """End the block that is being read."""
        spans = _joined(self._spans)
        self._spans, self._link = [], None
        if not spans:
            return
        if self._is_card:
            self._is_card = False
            said = " ".join(span.text for span in spans).partition("http")[0]
            parts = (part.strip() for part in said.split(BREAK))
            self._leave_out(f"Tautan: {', '.join(filter(None, parts))}")
            return
        is_item, number = self._item
        kind = (
            BlockKind.HEADING
            if self._heading
            else BlockKind.ITEM
            if is_item
            else BlockKind.QUOTE
            if self._quotes
            else BlockKind.PARAGRAPH
        )
        self.blocks.append(Block(kind, spans, number if kind is BlockKind.ITEM else None))
        # What follows in the same item is a paragraph of its own.
        self._item = (False, None)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one language as one, blanks folded."""
    found: list[tuple[list[str], str | None]] = []
    for span in spans:
        if found and (found[-1][1] == span.lang or not span.text.strip()):
            found[-1][0].append(span.text)
        else:
            found.append(([span.text], span.lang))
    whole = (Span(folded("".join(texts)), lang) for texts, lang in found)
    return tuple(span for span in whole if span.text)
