"""Tables of HTML as rows of equal length: joined cells are parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bs4 import Tag

MOST_COLUMNS: Final = 40
"""A table with more is a way of setting text in boxes."""


class Cell(NamedTuple):
    """A cell of a table: the rows and columns that it takes, and what is in it."""

    element: Tag
    rows: int
    columns: int


def rows_of(table: Tag) -> list[list[Cell]]:
    """The cells of each row of a table, without those of tables in it."""
    rows = (row for row in table.find_all("tr") if row.find_parent("table") is table)
    return [list(_cells(row)) for row in rows]


def _cells(row: Tag) -> Iterator[Cell]:
    for cell in row.find_all(["td", "th"], recursive=False):
        yield Cell(cell, _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Tag, name: str) -> int:
    written = str(cell.get(name) or "1")
    return min(max(int(written), 1), MOST_COLUMNS) if written.isdecimal() else 1


def grid_of(rows: Sequence[Sequence[Cell]]) -> list[list[Tag | None]]:
    """Rows of equal length: the further places of a joined cell are empty."""
    grid: list[list[Tag | None]] = []
    taken: dict[int, int] = {}
    for row in rows:
        line: list[Tag | None] = []
        coming = list(row)
        while coming or any(column >= len(line) for column, left in taken.items() if left):
            column = len(line)
            if taken.get(column):
                taken[column] -= 1
                line.append(None)
            elif coming:
                cell = coming.pop(0)
                line += [cell.element, *[None] * (cell.columns - 1)]
                for other in range(column, column + cell.columns):
                    taken[other] = cell.rows - 1
            else:
                line.append(None)
        grid.append(line)
    return grid
