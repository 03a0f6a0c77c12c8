"""Long lists on pages of a bearable weight."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any, Final, TypeVar

from kim_plugins.catalogue import BulletinEntry, page_address
from kim_plugins.pages.spec import Chapter, PageSpec, newest_change

T = TypeVar("T")

PAGE_SIZE: Final = 16
BOARD_SIZE: Final = 30
"""Rows of a board have no pictures, so more of them fit."""


def pieces(rows: Sequence[T], size: int) -> Iterator[tuple[int, Sequence[T]]]:
    """A long list in pages of `size`, numbered from 1; an empty one still has its first."""
    for number in range(1, page_count(len(rows), size) + 1):
        yield number, rows[(number - 1) * size : number * size]


def page_count(total: int, size: int) -> int:
    """How many pages of `size` rows a list of `total` has."""
    return max(1, -(-total // size))


def is_wanted(address: str, entries: Sequence[BulletinEntry], wanted: Container[str]) -> bool:
    """Whether a page of a listing is wanted, before anybody knows what it shows."""
    numbers = range(1, page_count(len(entries), PAGE_SIZE) + 1)
    return any(page_address(address, number) in wanted for number in numbers)


def _title(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, halaman {number}"


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

    def chapters(self, wanted: Container[str]) -> Iterator[Chapter]:
        """Its pages, each by itself: a new bulletin changes all, one that is edited its own."""
        common = (*self.shown, (self.title, self.description, len(self.entries)))
        for number, own in pieces(self.entries, PAGE_SIZE):
            name = page_address(self.address, number)
            if name in wanted:
                yield Chapter(name, partial(self._page, number, own), (own, *common))

    def _page(self, number: int, own: Sequence[BulletinEntry]) -> Iterator[PageSpec]:
        yield PageSpec(
            page_address(self.address, number),
            self.template,
            _title(self.title, number),
            self.description,
            self.section,
            modified=newest_change(own),
            listing=self.feeds or self.address,
            values={
                **self.values,
                "entries": own,
                "heading": self.title,
                "number": number,
                "count": page_count(len(self.entries), PAGE_SIZE),
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

    def pages(self, rows: Sequence[Row]) -> Iterator[PageSpec]:
        """All of them."""
        for number, own in pieces(rows, self.size):
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
            _title(self.title, number),
            self.description,
            self.address,
            modified=self.modified,
            values={
                **self.values,
                "sections": sections,
                "heading": self.title,
                "number": number,
                "count": page_count(total, self.size),
                "total": total,
                "address": self.address,
            },
        )
