"""Remarks on a body, each at its place and with a fix."""

from __future__ import annotations

import html
from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple

from kim_plugins.catalogue.bodies.visible_text import VisibleText
from kim_plugins.records.fixing.editing import Edit
from kim_plugins.records.problems import Fault

MOST: Final = 50
"""Remarks on one body; whoever reads so many mends the first ones first."""


class Remark(NamedTuple):
    """A fault at a place of the source, counted from 0, and the one change that mends it."""

    place: int
    fault: Fault
    edit: Edit | None = None


class Remarks:
    """Collects remarks on one source, `shown` as readers see it."""

    def __init__(self, shown: VisibleText) -> None:
        self.source = shown.text
        self.found: list[Remark] = []
        self._shown = shown
        self._ends: dict[str, bool] = {}
        self.spent: list[str] = []
        """Syntax that no reader sees, as it was written: names of elements, of footnotes."""
        self.defined: dict[int, tuple[str, str]] = {}
        """Lines that define the address of a label: the label, and what is written."""
        self.used: set[str] = set()
        """Labels that something refers to."""
        self.abbreviations: dict[int, str] = {}
        """Lines that explain an abbreviation."""
        self.spare_ends: set[str] = set()
        """Signs that stand behind a word and close nothing, as marks of notes do."""

    def all(self) -> list[Remark]:
        """The remarks, at their places in the source as it was written."""
        return [one._replace(place=self._shown.place(one.place)) for one in self.found[:MOST]]

    @cached_property
    def _starts(self) -> list[int]:
        lines = self.source.split("\n")
        starts, place = [], 0
        for line in lines:
            starts.append(place)
            place += len(line) + 1
        return starts

    def unused(self, rough: str) -> frozenset[int]:
        """The lines of definitions that nothing in the rendered HTML refers to."""
        lines = {line for line, (label, _) in self.defined.items() if label not in self.used}
        for line, name in self.abbreviations.items():
            if f">{html.escape(name)}</abbr>" not in rough:
                lines.add(line)
        return frozenset(lines)

    def has_end_of(self, name: str) -> bool:
        """Whether the source has an end tag of this name."""
        if name not in self._ends:
            self._ends[name] = f"</{name}>" in self._lowered
        return self._ends[name]

    @cached_property
    def _lowered(self) -> str:
        return self.source.lower()

    @property
    def are_many(self) -> bool:
        """Whether the limit is reached and further remarks are dropped."""
        return len(self.found) >= MOST

    def start(self, line: int) -> int:
        """The place where a line, counted from 0, begins."""
        return self._starts[line]

    def mark(self, place: int) -> tuple[int, int]:
        """Line and column of a place, both counted from 0."""
        line = bisect_right(self._starts, place) - 1
        return line, place - self._starts[line]

    def at_each(self, line: int, written: str, fault: Fault, new: str | None = None) -> None:
        """As `at`, on the next occurrence that has no such remark yet."""
        if self.are_many:
            return
        place = self.source.find(written, self.start(line))
        said = {remark.place for remark in self.found if remark.fault == fault}
        while place in said:
            place = self.source.find(written, place + 1)
        if place >= 0:
            edit = Edit(place, place + len(written), new) if new is not None else None
            self.found.append(Remark(place, fault, edit))

    def at(self, line: int, written: str, fault: Fault, new: str | None = None) -> None:
        """Add a remark on what is `written` on a line or after it; `new` is its fix."""
        if self.are_many:
            return
        start = self.start(line)
        place = self.source.find(written, start)
        if place < 0:
            place, new = start, None
        edit = Edit(place, place + len(written), new) if new is not None else None
        remark = Remark(place, fault, edit)
        if remark not in self.found:
            self.found.append(remark)
