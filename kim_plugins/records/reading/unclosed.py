"""Finds quotes, brackets and braces that are never closed, where they open.

YAML reads on to the next quote, wherever that is, and its parsers complain there, maybe eighty
lines later, or never. Signs are followed until the next entry begins, and only when something is
wrong or a quote closes on another line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kim_plugins.records.patterns import deferred

_LEAD: Final = r"(?P<lead>[ ]*(?:-[ ]+)*)"
_OPENED: Final = deferred(
    rf"{_LEAD}(?:[^\s\"'#\[{{:-][^:#]*:[ \t]+|(?<=- )|(?=[\"']))(?P<sign>[\"'\[{{])"
)
_BLOCK: Final = deferred(rf"{_LEAD}(?:[^\s#:][^:#]*:)?[ \t]*(?P<sign>[|>])[-+0-9]*[ \t]*(?:#.*)?")
_ENTRY: Final = deferred(rf"(?:{_LEAD}[\w-]+:(?:\s|$)|(?P<item>[ ]*)-[ ])")
_CLOSES: Final = {"[": "]", "{": "}"}
_QUOTES: Final = ("'", '"')


@dataclass(frozen=True, slots=True)
class Opener:
    """A sign that is left open: `line` and `column` count from 0.

    `cut` is what a `#` made a comment of, where that took the closing sign away.
    """

    line: int
    column: int
    sign: str
    cut: str = ""


def unclosed(lines: Sequence[str]) -> Opener | None:
    """The first sign at the start of a value that is still open when the next entry begins."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if block := _BLOCK.fullmatch(line):
            number = _behind_block(lines, number, len(block["lead"]))
            if number < len(lines) and _is_stranded(lines, number):
                return Opener(number - 1, block.start("sign"), block["sign"])
        elif opened := _OPENED.match(line):
            found = _close(lines, number, opened.start("sign"), len(opened["lead"]))
            if isinstance(found, Opener):
                return found
            number = found + 1
        else:
            number += 1
    return None


def _behind_block(lines: Sequence[str], number: int, indent: int) -> int:
    """The first line after a block scalar."""
    number += 1
    while number < len(lines) and (
        not lines[number].strip() or len(lines[number]) - len(lines[number].lstrip(" ")) > indent
    ):
        number += 1
    return number


def _is_stranded(lines: Sequence[str], number: int) -> bool:
    """Whether a line belongs to the block scalar above it and lacks its indentation."""
    line, above = lines[number], lines[number - 1]
    return bool(_BLOCK.fullmatch(above)) and not _ENTRY.match(line) and not line.startswith("#")


def _close(lines: Sequence[str], start: int, column: int, indent: int) -> Opener | int:
    """The line on which a value ends, or the sign in it that is open at the next entry."""
    opened: list[Opener] = []
    cut = ""
    for number in range(start, len(lines)):
        if number > start and is_entry(lines[number], indent):
            break
        cut = _read(lines[number], number, column if number == start else 0, opened) or cut
        if not opened:
            return number
    left = opened[-1] if opened[-1].sign in _QUOTES else opened[0]
    return replace(left, cut=cut)


def _read(line: str, number: int, column: int, opened: list[Opener]) -> str:
    """Follow signs through a line until the value ends; what a `#` cuts off is given back."""
    while column < len(line):
        sign, inside = line[column], opened[-1].sign if opened else ""
        if inside in _QUOTES:
            if _is_escaped(line, column, inside):
                column += 1
            elif sign == inside:
                opened.pop()
        elif sign == "#" and line[column - 1 : column] in (" ", "\t"):
            return line[column:]
        elif sign in _CLOSES or (sign in _QUOTES and _begins(line, column)):
            opened.append(Opener(number, column, sign))
        elif inside and sign == _CLOSES[inside]:
            opened.pop()
        if not opened:
            break
        column += 1
    return ""


def _is_escaped(line: str, column: int, quote: str) -> bool:
    pair = line[column : column + 2]
    return pair[:1] == "\\" if quote == '"' else pair == "''"


def _begins(line: str, column: int) -> bool:
    """Whether a quote stands where a value begins, and is no apostrophe in a word."""
    before = line[:column].rstrip()
    return column == 0 or before == "" or before[-1] in "[{,:-"


def is_entry(line: str, indent: int) -> bool:
    """Whether another entry begins on a line, at an indent or above it."""
    entry = _ENTRY.match(line)
    if not entry:
        return False
    return len(entry["item"] if entry["item"] is not None else entry["lead"]) <= indent
