"""Postings of word forms: `gaps fields amounts`, a digit a document in the last two.

A stem in a part is a text: each of its forms and these three, parted by blanks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Final

from kim_plugins.search.coding import DIGITS, gaps, read_gaps

MOST: Final = 12
"""A word counts as often as it stands in a text, up to this."""
LENGTHS: Final = (53, 106, 212, 424, 848)
"""Words of a text below which it belongs to a class of lengths; longer ones to the last.

Half way between 37, 75, 150, 300, 600 and 1,200: a text that comes into another class changes each
of its words' parts, so the usual 300 words stand in the middle of theirs.
"""


def _table(values: Iterable[int]) -> bytes:
    """A table for `bytes.translate`: value → digit."""
    return "".join(DIGITS[value] for value in values).encode().ljust(256)


_FIELDS: Final = _table(range(1 << 6))
_AMOUNTS: Final = tuple(
    _table([0, *range(length * MOST, (length + 1) * MOST)]) for length in range(len(LENGTHS) + 1)
)


def entries(fields: Iterable[int], times: Iterable[int], length: int) -> bytes:
    """The two digits of each form of a document, joined.

    `length` is the document's class of lengths.
    """
    counts = [*times]
    if counts and max(counts) > MOST:
        counts = [min(MOST, count) for count in counts]
    found = bytearray(2 * len(counts))
    found[0::2] = bytes(fields).translate(_FIELDS)
    found[1::2] = bytes(counts).translate(_AMOUNTS[length])
    return bytes(found)


def with_number(number: int, some: bytes) -> Iterable[int]:
    """The entries of a document's forms as whole numbers, with its number in front."""
    values = array("H")
    values.frombytes(some)
    return map((number << _BITS).__or__, values)


_BITS: Final = 16


def written(some: array[int]) -> str:
    """The block of a form from its numbered entries, in order."""
    digits = array("H", [entry & (1 << _BITS) - 1 for entry in some]).tobytes().decode()
    return f"{gaps([entry >> _BITS for entry in some])} {digits[0::2]} {digits[1::2]}"


def changed(block: str, changes: Mapping[int, int | None]) -> str:
    """The block after some documents changed; empty where none is left."""
    kept = {entry >> _BITS: entry for entry in _read(block)} if block else {}
    for number, entry in changes.items():
        kept.pop(number, None)
        if entry is not None:
            kept[number] = entry
    return written(array("Q", sorted(kept.values()))) if kept else ""


def _read(block: str) -> Iterable[int]:
    places, fields, amounts = block.split(" ")
    digits = bytearray(2 * len(fields))
    digits[0::2], digits[1::2] = fields.encode(), amounts.encode()
    values = array("H")
    values.frombytes(bytes(digits))
    return (
        number << _BITS | value for number, value in zip(read_gaps(places), values, strict=True)
    )


def stem_text(blocks: Mapping[str, str]) -> str:
    """The text of a stem in a part, from the blocks of its forms."""
    return " ".join(f"{form} {blocks[form]}" for form in sorted(blocks))


def blocks_of(text: str) -> dict[str, str]:
    """The blocks in the text of a stem."""
    pieces = text.split(" ")
    return {
        pieces[place]: " ".join(pieces[place + 1 : place + 4]) for place in range(0, len(pieces), 4)
    }
