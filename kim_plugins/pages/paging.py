"""Long lists on pages of a bearable weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any, Final

from kim_plugins.catalogue import BulletinEntry, page_address
from kim_plugins.pages.spec import Chapter, PageSpec, newest_change

PAGE_SIZE: Final = 16
BOARD_SIZE: Final = 30
"""Rows of a board have no pictures, so more of them fit."""


@dataclass(frozen=True)
class Listing:
    """A listing of bulletins over as many pages as it needs; an empty one still has its first.

    `shown` are parts of a chapter (see there): all that `values` depend on. `feeds` is the listing
    whose feeds it offers, if it has none of its own.
    """

    address: str
    title: str
    description: str
    entries: Sequence[BulletinEntry]
    section: str
    values: Mapping[str, Any]
    shown: Sequence[object] = ()
    template: str = "listing.html"
    feeds: str | None = None

    @property
    def count(self) -> int:
        """How many pages it has."""
        return max(1, -(-len(self.entries) // PAGE_SIZE))

    def chapters(self) -> Iterator[Chapter]:
        """Its pages, each by itself: a new bulletin changes all, one that is edited its own."""
        common = (*self.shown, (self.title, self.description, len(self.entries)))
        for number in range(1, self.count + 1):
            own = tuple(self.entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
            page = partial(self._page, number, own)
            yield Chapter(page_address(self.address, number), page, (own, *common))

    def _page(self, number: int, own: Sequence[BulletinEntry]) -> Iterator[PageSpec]:
        yield PageSpec(
            page_address(self.address, number),
            self.template,
            self.title if number == 1 else f"{self.title}, halaman {number}",
            self.description,
            self.section,
            modified=newest_change(own),
            listing=self.feeds or self.address,
            values={
                **self.values,
                "entries": own,
                "heading": self.title,
                "number": number,
                "count": self.count,
                "total": len(self.entries),
                "address": self.address,
            },
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board and the heading under which it stands; `value` is for the template."""

    heading: str
    value: Any


@dataclass(frozen=True)
class Board:
    """Rows over as many pages as they need; those of one heading stand together.

    A template gets `sections`: pairs of a heading and its values on this page.
    """

    address: str
    template: str
    title: str
    description: str
    modified: datetime | None
    values: Mapping[str, Any] = field(default_factory=dict)
    size: int = BOARD_SIZE

    def count(self, total: int) -> int:
        """How many pages there are; one even without any row."""
        return max(1, -(-total // self.size))

    def pages(self, rows: Sequence[Row]) -> Iterator[PageSpec]:
        """All of them."""
        for number in range(1, self.count(len(rows)) + 1):
            own = rows[(number - 1) * self.size : number * self.size]
            yield self.page(number, own, len(rows))

    def page(self, number: int, rows: Sequence[Row], total: int) -> PageSpec:
        """One page with its own rows, of a board of `total`."""
        sections = [
            (heading, tuple(row.value for row in members))
            for heading, members in groupby(rows, key=lambda row: row.heading)
        ]
        return PageSpec(
            page_address(self.address, number),
            self.template,
            self.title if number == 1 else f"{self.title}, halaman {number}",
            self.description,
            self.address,
            modified=self.modified,
            values={
                **self.values,
                "sections": sections,
                "heading": self.title,
                "number": number,
                "count": self.count(total),
                "total": total,
                "address": self.address,
            },
        )
