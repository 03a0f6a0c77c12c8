"""The list parser: items from lines, and the list as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from kim_plugins.catalogue.bodies.lists import Line, Marker, dedented, indent_of
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.catalogue.bodies.stand_ins import block, enclosed, markup


class ReadsItem(Protocol):
    """Parses the lines of an item."""

    def __call__(self, lines: Sequence[Line], *, tight: bool = False) -> list[str]:
        """The blocks of the lines."""


_NESTED: Final = 2
"""Columns further in than its list's markers, from which on a line belongs to an item."""

_TASK: Final = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_BOXES: Final = {" ": "☐", "x": "☑"}
_ITEM, _ITEM_END = markup("<li>"), markup("</li>")


@dataclass(slots=True)
class Item:
    """An item: its number, and its lines without the list's indentation."""

    value: int
    lines: list[Line] = field(default_factory=list)


class ItemList(NamedTuple):
    """A list: its HTML type, "" for bullets; loose if blank lines part what it holds."""

    style: str
    items: Sequence[Item]
    is_loose: bool


def read_items(
    lines: Sequence[Line], start: int, markers: Mapping[int, Marker], *, takes_on: bool
) -> tuple[ItemList, int]:
    """The list that begins at an index, and the index after it.

    With `takes_on` a line without a blank line before it goes on with the item, wherever it begins.
    """
    first = last = markers[start]
    items: list[Item] = []
    is_loose = False
    blank: list[Line] = []
    index = start
    while index < len(lines):
        line, text = lines[index]
        marker = markers.get(index)
        is_blank = not text.strip()
        if is_blank:
            blank.append((line, ""))
        elif marker and marker.is_sibling(first) and not (blank and _begins_anew(marker, last)):
            is_loose = is_loose or bool(blank and items)
            last = marker
            items.append(Item(marker.value, [(line, marker.rest)]))
        elif indent_of(text) >= first.indent + _NESTED:
            is_loose = is_loose or bool(blank)
            items[-1].lines += blank
            width = min(indent_of(text), last.content)
            items[-1].lines.append((line, dedented(text, width)))
        elif takes_on and not blank and not marker:
            items[-1].lines.append((line, text))
        else:
            break
        if not is_blank:
            blank = []
        index += 1
    return ItemList(first.style, items, is_loose), index - len(blank)


def _begins_anew(marker: Marker, last: Marker) -> bool:
    """Whether an item after a blank line begins another list: of other style or numbering."""
    if marker.style:
        return marker.value == 1 < last.value
    return marker.bullet != last.bullet


def as_chunks(found: ItemList, read: ReadsItem, remarks: Remarks) -> list[str]:
    """The list as blocks; `read` parses the lines of an item, tight or loose."""
    name = "ol" if found.style else "ul"
    chunks = [block(markup(_opening(found)))]
    expected = found.items[0].value
    before = -1
    for item in found.items:
        line, text = item.lines[0]
        if task := _TASK.match(text):
            remarks.spent.append(task[0])
            item.lines[0] = line, f"{_BOXES[task[1].lower()]} {text[task.end() :]}"
        # `1. 1. 1.` leaves the counting to the reader's program.
        is_counted = not found.style or item.value in (expected, before)
        opening = _ITEM if is_counted else markup(f'<li value="{item.value}">')
        expected = expected + 1 if is_counted else item.value + 1
        before = item.value
        chunks += enclosed(opening, read(item.lines, tight=not found.is_loose), _ITEM_END)
    chunks.append(block(markup(f"</{name}>")))
    return chunks


def _opening(found: ItemList) -> str:
    if not found.style:
        return "<ul>"
    start = found.items[0].value
    kind = "" if found.style == "1" else f' type="{found.style}"'
    return f"<ol{kind}>" if start == 1 else f'<ol{kind} start="{start}">'
