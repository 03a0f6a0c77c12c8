"""The markers that begin items of a list: `-`, `•`, `1.`, `1)`, `a.`.

`2026. Tahun itu` and `17. Agustus` begin none: a number that isn't 1 needs a neighbour that it
follows, and so does every letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from kim_plugins.records.patterns import deferred

Line = tuple[int, str]
"""The number of a line of the source, from 0, and what of it belongs here."""

_BLANK: Final = " \t\u00a0\u2007\u202f"
_DOTS: Final = "•●▪◦‣○·∙⁃▫■➢➤❖\uf0b7\uf0a7\uf0d8\uf076"
MARKER: Final = deferred(
    rf"(?P<indent>[{_BLANK}]*)"
    rf"(?:(?P<bullet>[-*+–—{_DOTS}]|o(?=\t))\ufe0f?(?P<gap>[{_BLANK}]+)|(?P<dot>[{_DOTS}])\ufe0f?"
    rf"|(?P<number>\d{{1,9}}|[A-Za-z]|[ivxIVX]{{2,5}})(?P<sign>[.)])(?P<space>[{_BLANK}]+))"
    r"(?P<rest>\S.*)"
)
_DASHES: Final = frozenset("–—")
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_MONTH: Final = deferred(
    r"(?:jan|feb|pebr|mar|apr|mei|jun|jul|ag[us]|sep|okt|nov|nop|des)\w*\b", re.IGNORECASE
)
_LARGEST: Final = 999
_REACH: Final = 3
"""How far numbers of one list may be apart: one may have been taken out."""

_WIDEST: Final = 4


class Marker(NamedTuple):
    """The beginning of an item: how far in, of which style, which number, and what follows.

    `style` is "" for bullets, or the type of an ordered list as in HTML. `content` is the column
    at which the item's text begins.
    """

    indent: int
    content: int
    style: str
    value: int
    rest: str
    bullet: str = ""

    def is_sibling(self, other: Marker) -> bool:
        """Whether the other begins an item of the same list."""
        return self.style == other.style and abs(self.indent - other.indent) <= 1


def indent_of(text: str) -> int:
    """The column at which a line's text begins; a tab goes to the next multiple of four."""
    lead = len(text) - len(text.lstrip())
    return len(text[:lead].expandtabs(4)) if "\t" in text[:lead] else lead


def dedented(text: str, width: int) -> str:
    """A line without its first `width` columns of blanks."""
    if "\t" in text[: len(text) - len(text.lstrip())]:
        text = " " * indent_of(text) + text.lstrip()
    return text[min(width, indent_of(text)) :]


def markers_of(lines: Sequence[Line]) -> dict[int, Marker]:
    """The lines that begin an item, by index, with their markers."""
    found: dict[int, Marker] = {}
    letters: list[tuple[int, re.Match[str]]] = []
    for index, (_, text) in enumerate(lines):
        match = MARKER.match(text)
        if not match:
            continue
        number = match["number"]
        if number and not number.isdecimal():
            letters.append((index, match))
        else:
            found[index] = _marker(match, "1" if number else "", int(number or 0))
    has_roman = any(match["number"].lower() == "ii" for _, match in letters)
    for index, match in letters:
        style, value = _lettered(match["number"], has_roman=has_roman)
        if value:
            found[index] = _marker(match, style, value)
    return _confirmed(found)


def _marker(match: re.Match[str], style: str, value: int) -> Marker:
    indent = indent_of(match["indent"] + ".")
    gap = (match["gap"] or match["space"] or "").expandtabs(_WIDEST)
    sign = match["bullet"] or match["dot"] or f"{match['number']}."
    content = indent + len(sign) + min(max(len(gap), 1), _WIDEST)
    return Marker(
        indent, content, style, value, match["rest"], match["bullet"] or match["dot"] or ""
    )


def _lettered(number: str, *, has_roman: bool) -> tuple[str, int]:
    lower = number.lower()
    if has_roman and set(lower) <= set(_ROMAN):
        return ("i" if number.islower() else "I"), _roman(lower)
    if len(number) > 1:
        return "", 0
    return ("a" if number.islower() else "A"), ord(lower) - ord("a") + 1


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _confirmed(found: dict[int, Marker]) -> dict[int, Marker]:
    """The markers that are meant: with a neighbour, or a form that leaves no doubt."""
    rows: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index in sorted(found):
        marker = found[index]
        if marker.style or marker.bullet in _DASHES:
            rows[marker.style, marker.indent // 2].append(index)
    doubtful: set[int] = set()
    for row in rows.values():
        values = [found[index].value for index in row]
        for place, index in enumerate(row):
            near = [*values[max(place - 1, 0) : place], *values[place + 1 : place + 2]]
            if not _is_meant(found[index], values[place], near):
                doubtful.add(index)
    return {index: marker for index, marker in found.items() if index not in doubtful}


def _is_meant(marker: Marker, value: int, near: Sequence[int]) -> bool:
    reach = _REACH if marker.style == "1" else 1
    has_neighbour = any(abs(value - other) <= reach for other in near)
    if marker.style == "1" and value <= 1:
        return has_neighbour or not _MONTH.match(marker.rest)
    return has_neighbour and value <= _LARGEST
