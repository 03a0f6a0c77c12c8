"""The cells of a table while it is read: what stands in one is lines of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kim_plugins.broadcast.spans import BREAK, Span, folded

_PARTS: Final = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_MOST_MERGED: Final = 50
"""Rows or columns that a merged cell fills; more are a mistake."""
_ENDS: Final = ".,;:!?…"
"""After these a line needs no comma."""


@dataclass(slots=True)
class Cell:
    """A cell: its text in pieces, how far it reaches, and whether all of it is a heading."""

    columns: int = 1
    rows: int = 1
    spans: list[Span] = field(default_factory=list)
    is_heading: bool = True

    @property
    def text(self) -> str:
        """Its lines as one, with commas between them."""
        first, *others = folded("".join(span.text for span in self.spans)).split(BREAK)
        for line in others:
            first += f"{' ' if first[-1] in _ENDS else ', '}{line}"
        return first


class OpenTable:
    """The outermost table that is being read; tables in its cells are lines of them."""

    def __init__(self) -> None:
        self.cell: Cell | None = None
        self._rows: list[list[Cell]] = []
        self._depth = 1

    def begin(self, tag: str, attributes: dict[str, str]) -> bool:
        """Take a start tag in; False for one that begins a line in a cell or a caption."""
        is_part = tag in _PARTS and self._depth == 1 and tag != "table"
        self._depth += tag == "table"
        if tag == "tr" and is_part:
            self._rows.append([])
        elif tag in {"td", "th"} and is_part:
            columns, rows = (_times(attributes.get(name, "1")) for name in ("colspan", "rowspan"))
            self.cell = Cell(columns, rows)
            self._rows[-1].append(self.cell)
        return is_part

    def end(self, tag: str) -> bool:
        """Take an end tag in; False for one that ends a line in a cell or a caption."""
        self._depth -= tag == "table"
        is_part = tag in _PARTS and self._depth == (0 if tag == "table" else 1)
        if tag in {"td", "th"} and is_part:
            self.cell = None
        return is_part

    def titles(self) -> Iterator[str]:
        """Take away the first rows that are one merged cell, as titles have it; their texts."""
        while self._rows and len(row := self._rows[0]) == 1 and row[0].columns > 1:
            yield self._rows.pop(0)[0].text

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts by rows, headings first; they are empty where the first row is none."""
        filled = [row for row in self._rows if row]
        rows = tuple(_unmerged(filled))
        if filled and not all(cell.is_heading for cell in filled[0]):
            return (("",) * len(rows[0]), *rows)
        return rows


def _times(written: str) -> int:
    """The value of `rowspan` or `colspan`, within bounds."""
    number = int(written) if written.isdecimal() and len(written) < 5 else 1  # noqa: PLR2004 - a table
    return min(max(1, number), _MOST_MERGED)


def _unmerged(rows: Iterable[list[Cell]]) -> Iterator[tuple[str, ...]]:
    """Rows in which a merged cell stands in each of its places."""
    above: dict[int, tuple[str, int]] = {}
    for row in rows:
        texts: list[str] = []
        cells = iter(row)
        while True:
            if (column := len(texts)) in above:
                text, left = above.pop(column)
                if left > 1:
                    above[column] = (text, left - 1)
                texts.append(text)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            text = cell.text
            for number in range(len(texts), len(texts) + cell.columns):
                if cell.rows > 1:
                    above[number] = (text, cell.rows - 1)
            texts += [text] * cell.columns
        yield tuple(texts)
