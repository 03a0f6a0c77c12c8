"""Tables as sentences; one that can't be followed by ear is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kim_plugins.broadcast.blocks import Block, BlockKind
from kim_plugins.broadcast.phrasing import NAMES, ended, lowered

_MOST_ROWS: Final = {1: 60, 2: 60, 3: 40, 4: 30, 5: 24, 6: 16, 7: 12}
"""Rows by columns that are heard: a price list of a market is the news, a ledger isn't."""
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_NUMBERING: Final = re.compile(r"(?:no|nomor|nomer|#)\.?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,3}[.)]?")
_UNIT: Final = re.compile(r"(?:satuan|unit|ukuran|per)", re.IGNORECASE)
_LONGEST_UNIT: Final = 15
_NOTHING: Final = re.compile(r"[–—−-]+|n/a|nihil", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"(?:^|(?<= ))(?:siapa|apa|mana|kapan|berapa|bagaimana)(?: saja)?$", re.IGNORECASE
)
"""A heading that asks (`Dari siapa`) begins what its cell goes on with (`dari warga`)."""

ELSEWHERE: Final = "Rinciannya dapat dibaca di situs kami."


def read_table(table: Block) -> Iterator[Block]:
    """The rows as items, or a note that there is a table and where to find it."""
    heads, *rows = _without_numbering(table.rows)
    if not rows or len(heads) == 1:  # a box around a text, which no row repeats
        yield from map(Block.of, filter(None, heads))
    if len(rows) > _MOST_ROWS.get(sum(map(bool, heads)) or len(heads), 0):
        named = ", ".join(head for head in heads if head)
        text = f"Tabel {len(rows)} baris, kolomnya {named}" if named else f"Tabel {len(rows)} baris"
        yield Block.of(text, BlockKind.LEFT_OUT)
        yield Block.of(ELSEWHERE)
        return
    units = next((n for n, head in enumerate(heads[1:3], 1) if _UNIT.fullmatch(head)), None)
    for row in rows:
        if sentence := _sentence(heads, row, units):
            yield Block.of(sentence, BlockKind.ITEM)


def _without_numbering(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows of one length, without a first column that only counts them."""
    width = max(map(len, rows), default=0)
    full = [(*row, *[""] * (width - len(row))) for row in rows]
    counts = width > 1 and all(not row[0] or _NUMBER.fullmatch(row[0]) for row in full[1:])
    return [row[1:] for row in full] if counts and _NUMBERING.fullmatch(full[0][0]) else full


def _sentence(heads: Sequence[str], row: Sequence[str], units: int | None) -> str:
    filled = [number for number, cell in enumerate(row) if cell]
    if not filled:
        return ""
    first = filled[0]
    if len(row) > 1 and len(filled) == len(row) and len(set(row)) == 1:
        # A cell that was merged over all columns is a heading among the rows.
        return ended(row[first])
    subject = row[first]
    others = [(heads[number], row[number]) for number in filled if number not in {first, units}]
    unit = row[units] if units not in {None, first} else ""
    if unit and not _NOTHING.fullmatch(unit):
        is_name = len(unit) <= _LONGEST_UNIT and not unit[0].isdigit()
        subject += f", per {unit.removeprefix('per ')}" if is_name else f", {unit}"
    if len(heads) == 2 and not unit:  # noqa: PLR2004 - `Rabu sore: pompa dinyalakan`
        said = [lowered(_cell(cell)) for _, cell in others]
    else:
        said = [_named(head, _cell(cell)) for head, cell in others]
    rest = "; ".join(part.rstrip(".") for part in said)
    return ended(f"{subject}: {rest}" if said else subject)


def _cell(cell: str) -> str:
    return "tidak ada" if _NOTHING.fullmatch(cell) else cell


def _named(head: str, cell: str) -> str:
    asked = _ASKED.sub("", head).rstrip()
    if not asked:
        return lowered(cell)
    if _YEAR.fullmatch(head):
        return f"tahun {head}, {cell}"
    if len(head) == 1 and head in "LP" and cell[:1].isdigit():
        return f"{'laki-laki' if head == 'L' else 'perempuan'} {cell}"
    # Two numbers side by side would be heard as one.
    between = ", " if asked[-1].isdigit() else " "
    keeps = asked.isupper() or asked.split()[0] in NAMES
    named = asked if keeps else asked[0].lower() + asked[1:]
    return f"{named}{between}{lowered(cell)}"
