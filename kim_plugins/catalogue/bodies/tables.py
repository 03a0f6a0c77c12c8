"""The syntax of tables: of pipes, as in Markdown, and of tabs, as spreadsheets copy them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from kim_plugins.catalogue.bodies.lists import Line

_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_PIECE: Final = re.compile(r"\\.|(?<![^\W_])`[^`]*`(?![^\W_])|\||[^\\`|]+|.", re.DOTALL)
_TOTAL_MINIMUM: Final = 2


def is_rule(text: str) -> bool:
    """Whether a line is the rule below a table's heading: `|---|:--|`."""
    return "-" in text and "|" in text and _RULE.fullmatch(text) is not None


def cells_of(text: str) -> list[str]:
    """The cells of a row of pipes; pipes in code or after a backslash part nothing."""
    cells, cell = [], ""
    for piece in _PIECE.finditer(text.strip()):
        if piece[0] == "|":
            cells.append(cell.strip())
            cell = ""
        else:
            cell += piece[0]
    cells.append(cell.strip())
    # The pipes at both ends are a frame.
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells


def tabbed(lines: Sequence[Line], start: int) -> int:
    """The index where a table of tabs ends; `start` when none begins there."""
    if _filled(lines[start][1]) < _TOTAL_MINIMUM:
        return start
    # What was no table from its first row on is none from its second on either.
    if start and _filled(lines[start - 1][1]) >= _TOTAL_MINIMUM:
        return start
    end = start
    rows: list[list[str]] = []
    while end < len(lines) and "\t" in lines[end][1] and lines[end][1].strip():
        rows.append([cell.strip() for cell in lines[end][1].split("\t")])
        end += 1
    if len(rows) < _TOTAL_MINIMUM:
        return start
    # `Hari⇥: Senin` is a line, aligned by hand.
    is_aligned = all(any(cell.startswith(":") for cell in row) for row in rows)
    is_indented = all(sum(map(bool, row)) < _TOTAL_MINIMUM for row in rows[1:])
    return start if is_aligned or is_indented else end


def _filled(text: str) -> int:
    """How many cells between tabs have something in them."""
    return sum(map(bool, map(str.strip, text.split("\t")))) if "\t" in text else 0


def tabbed_cells(text: str) -> list[str]:
    """The cells of a row of tabs."""
    return [cell.strip() for cell in text.rstrip().split("\t")]


def drawn(
    rows: Sequence[Sequence[str]], rule: Sequence[str], read: Callable[[str, int], str], line: int
) -> str:
    """A table in Markdown, each row as wide as the widest.

    `rule` has the signs of the columns; `read` reads the text of a cell, `line` is that of the
    heading.
    """
    width = max(len(row) for row in rows)
    lines = []
    for number, row in enumerate(rows):
        at = line + number + (1 if number and rule else 0)
        cells = [read(cell, at) for cell in row] + [""] * (width - len(row))
        lines.append(f"| {' | '.join(cells)} |")
        if not number:
            signs = [_sign(mark) for mark in rule] + ["---"] * (width - len(rule))
            lines.append(f"| {' | '.join(signs[:width])} |")
    return "\n".join(lines)


def _sign(mark: str) -> str:
    left, right = mark.startswith(":"), mark.endswith(":")
    return f"{':' if left else ''}---{':' if right else ''}"
