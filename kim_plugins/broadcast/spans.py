"""Text with its language, and the cells of a table made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

BREAK: Final = "\N{LINE SEPARATOR}"
"""The end of a line within a block: an editor's own, which is a pause to whoever reads aloud."""

_MOST_MERGED: Final = 50
"""Rows or columns that a merged cell fills; more are a mistake."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one language; None is that of the bulletin."""

    text: str
    lang: str | None = None


@dataclass(slots=True)
class Cell:
    """A cell of a table: its text in pieces, and how far it reaches."""

    spans: list[Span]
    columns: int
    rows: int


def times(written: str) -> int:
    """The value of `rowspan` or `colspan`, within bounds."""
    number = int(written) if written.isdecimal() and len(written) < 5 else 1  # noqa: PLR2004 - a table
    return min(max(1, number), _MOST_MERGED)


def unmerged(rows: Iterable[list[Cell]]) -> Iterator[tuple[str, ...]]:
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
            text = folded("".join(span.text for span in cell.spans))
            for number in range(len(texts), len(texts) + cell.columns):
                if cell.rows > 1:
                    above[number] = (text, cell.rows - 1)
            texts += [text] * cell.columns
        if texts:
            yield tuple(texts)


def folded(text: str) -> str:
    """A text with its blanks folded; line breaks between words stay."""
    if BREAK not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    return BREAK.join(line for line in lines if line)
