"""A simple table as sentences; any other is left out of what is read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kim_plugins.broadcast.outline import Block, BlockKind
from kim_plugins.broadcast.phrasing import lowered

_MOST_ROWS: Final = {2: 12, 3: 12, 4: 5}
"""Rows by columns: more than these no ear can follow."""
_LONGEST_CELL: Final = 120
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")

ELSEWHERE: Final = "Rinciannya dapat dibaca di situs kami."


def read_table(table: Block) -> Iterator[Block]:
    """The rows as items, or a note that there is a table, and where a listener finds it."""
    heads, *rows = table.rows
    if not _is_simple(table):
        named = ", ".join(head for head in heads if head)
        text = f"Tabel {len(rows)} baris, kolomnya {named}" if named else f"Tabel {len(rows)} baris"
        yield Block.of(text, BlockKind.LEFT_OUT)
        yield Block.of(ELSEWHERE)
        return
    for first, *others in rows:
        yield Block.of(_sentence(first, others, heads[1:]), BlockKind.ITEM)


def _is_simple(table: Block) -> bool:
    heads, *rows = table.rows
    return (
        not table.is_merged
        and 0 < len(rows) <= _MOST_ROWS.get(len(heads), 0)
        and all(len(row) == len(heads) and row[0] for row in rows)
        and all(len(cell) <= _LONGEST_CELL for row in rows for cell in row)
    )


def _sentence(first: str, cells: list[str], heads: tuple[str, ...]) -> str:
    pairs = [(head, cell) for head, cell in zip(heads, cells, strict=True) if cell]
    if len(heads) == 1:
        # The second column of two needs no name: `Rabu sore: pompa dinyalakan`.
        said = [lowered(cell) for _, cell in pairs]
    else:
        said = [_named(head, cell) for head, cell in pairs]
    return f"{first}: {'; '.join(said)}." if said else f"{first}."


def _named(head: str, cell: str) -> str:
    if not head:
        return lowered(cell)
    if _YEAR.fullmatch(head):
        return f"tahun {head}, {cell}"
    # Two numbers side by side would be heard as one.
    between = ", " if head[-1].isdigit() else " "
    return f"{head if head.isupper() else head[0].lower() + head[1:]}{between}{lowered(cell)}"
