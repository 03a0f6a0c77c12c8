"""Tables of a body on a page: in a box that scrolls, or stacked on narrow screens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Final

_TABLE: Final = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW: Final = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL: Final = re.compile(r"<(t[hd])\b([^>]*)>(.*?)</t[hd]>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_BOX: Final = '<div class="kim-scroll" tabindex="0" role="group" aria-label="Tabel"><table class="'
_FEW: Final = 2
"""Columns that fit beside one another on any telephone."""


def with_tables(body: str) -> str:
    """A sanitised body with its tables in focusable boxes.

    Where each cell stands below one heading, a cell names it: a narrow screen shows row by row.
    """
    return _TABLE.sub(_framed, body) if "<table" in body else body


def _framed(match: re.Match[str]) -> str:
    table = match[0]
    # An empty heading cell would be announced as a heading by screen readers.
    headings = _headings(table)
    shown = table.replace("<th></th>", "<td></td>")
    is_stacked = len(headings) > _FEW and not _is_irregular(table, len(headings))
    if is_stacked:
        head, end, rows = shown.partition("</thead>")
        shown = head + end + _ROW.sub(lambda row: _named(row, headings), rows)
    kind = "kim-table kim-stack" if is_stacked else "kim-table"
    return f'{_BOX}{kind}"{shown.removeprefix("<table")}</div>'


def _headings(table: str) -> Sequence[str]:
    """The text of each column's heading; empty for a table without a head."""
    head, end, _ = table.partition("</thead>")
    rows = _ROW.findall(head) if end else []
    if len(rows) != 1:
        return ()
    return [unescape(_TAG.sub("", text)).strip() for _, _, text in _CELL.findall(rows[0])]


def _is_irregular(table: str, columns: int) -> bool:
    rows = _ROW.findall(table)
    spans = "colspan" in table or "rowspan" in table
    return spans or table.count("<table") > 1 or any(len(_CELL.findall(r)) != columns for r in rows)


def _named(row: re.Match[str], headings: Sequence[str]) -> str:
    cells = iter(headings)

    def named(cell: re.Match[str]) -> str:
        heading, (element, attributes, text) = next(cells), cell.groups()
        if not text.strip():
            attributes += ' class="kim-none"'
        return f'<{element}{attributes} data-judul="{escape(heading)}">{text}</{element}>'

    return _CELL.sub(named, row[0])
