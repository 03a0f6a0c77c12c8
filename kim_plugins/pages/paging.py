"""Pagination of long lists.

Pages count from the oldest. A full page of a listing keeps its bytes when newer bulletins come: it
says nothing of the whole (no count, no years, no podcast that may begin), and from the moment that
it is full it links to the page with the next number as the newer one. Until that one is full, its
address redirects to the listing's own, as do the addresses from the time when pages were counted
from the newest. A bulletin that is backdated, expires or is withdrawn shifts the newer pages, and
none of the older ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any, Final, TypeVar

from kim_plugins.catalogue import BulletinEntry, EntryList, board_address, page_address
from kim_plugins.pages.spec import (
    MenuItem,
    OldAddress,
    PageSpec,
    Planned,
    Target,
    newest_change,
)

T = TypeVar("T")

PAGE_SIZE: Final = 16
BOARD_SIZE: Final = 30
"""Rows of a board have no pictures, so more of them fit."""


def paginate(rows: Sequence[T], size: int) -> Iterator[tuple[int, Sequence[T]]]:
    """Split a list into pages of `size`, numbered from 1; an empty list has one page."""
    for number in range(1, max(1, _pages(len(rows), size)) + 1):
        yield number, rows[(number - 1) * size : number * size]


def _pages(total: int, size: int) -> int:
    return -(-total // size)


def _title(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, halaman {number}"


_WHOLE_SITE: Final = MenuItem("/", "")


def address_at(listing: str, place: int, total: int, size: int) -> str:
    """The page on which the entry at a place of a listing stands; the newest is at 0."""
    full = full_pages(total, size)
    number = full - (place - (total - full * size)) // size
    return listing if number > full else page_address(listing, number)


def full_pages(total: int, size: int) -> int:
    """The number of full pages that a listing of `total` entries has besides its own address.

    Pages count from the oldest, so that a newer bulletin changes none of them. The listing's own
    address has what is left: from one page's worth to just below two, or all of a short listing.
    """
    return max(0, total // size - 1)


@dataclass(frozen=True)
class Listing:
    """A listing of bulletins, newest first, over as many pages as it needs.

    `values` are for the template on every page; `own_values` come to them on the listing's own
    address. `feeds` is the listing whose feeds it offers, if it has none of its own. A template
    gets `number`, None on the listing's own address, and the addresses of its neighbours.
    """

    address: str
    title: str
    description: str
    entries: EntryList[BulletinEntry]
    section: str
    values: Mapping[str, Any]
    own_values: Mapping[str, Any] = field(default_factory=dict)
    template: str = "listing.html"
    feeds: MenuItem | None = None
    size: int = PAGE_SIZE

    def newest(self) -> Iterator[Planned]:
        """The page at the listing's own address, with the redirects to it."""
        total = len(self.entries)
        last = full_pages(total, self.size)
        entries = self.entries[: total - last * self.size]
        page = PageSpec(
            self.address,
            self.template,
            self.title,
            self.description,
            self.section,
            modified=newest_change(entries),
            listing=self.feeds.address if self.feeds else self.address,
            listing_name=self.feeds.label if self.feeds else self.title,
            values={
                **self.values,
                **self.own_values,
                "entries": entries,
                "heading": self.title,
                "number": None,
                "total": total,
                "address": self.address,
                "newer": None,
                "older": page_address(self.address, last) if last else None,
            },
        )
        yield page
        # The last full page already links to the next one; old links counted from the newest.
        if total > self.size:
            for number in range(last + 1, _pages(total, self.size) + 1):
                address = page_address(self.address, number)
                yield OldAddress(address, None, page, has_moved=False, rel="prev")

    def full(self, number: int) -> Iterator[PageSpec]:
        """A page that is full and never changes its entries."""
        entries = self.entries.oldest((number - 1) * self.size, number * self.size)
        yield PageSpec(
            page_address(self.address, number),
            self.template,
            f"{self.title}, halaman {number}",
            self.description,
            self.section,
            modified=newest_change(entries),
            listing=self.feeds.address if self.feeds else self.address,
            listing_name=self.feeds.label if self.feeds else self.title,
            values={
                **self.values,
                "entries": entries,
                "heading": self.title,
                "number": number,
                "address": self.address,
                "newer": page_address(self.address, number + 1),
                "older": page_address(self.address, number - 1) if number > 1 else None,
            },
        )


def listing_targets(
    address: str,
    entries: EntryList[BulletinEntry],
    make: Callable[[int | None], Listing],
    size: int = PAGE_SIZE,
) -> Iterator[Target]:
    """The targets of a listing's pages; `make` receives a page's number, None for the first."""
    yield Target(address, lambda: make(None).newest())
    for number in range(full_pages(len(entries), size), 0, -1):
        newest = entries.entries[-number * size].published
        yield Target(page_address(address, number), partial(_full_page, make, number), newest)


def _full_page(make: Callable[[int | None], Listing], number: int) -> Iterator[PageSpec]:
    return make(number).full(number)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a board with its heading; `value` is passed to the template."""

    heading: str
    value: Any


def sections_of(rows: Sequence[Row]) -> list[tuple[str, tuple[Any, ...]]]:
    """Headings with the values below them."""
    return [
        (heading, tuple(row.value for row in members))
        for heading, members in groupby(rows, key=lambda row: row.heading)
    ]


@dataclass(frozen=True)
class Board:
    """Rows over several pages; the rows of one heading stay together.

    A template gets `sections`: pairs of a heading and its values on this page. `feeds` is the
    listing whose feeds it offers.
    """

    address: str
    template: str
    title: str
    description: str
    modified: datetime | None
    values: Mapping[str, Any] = field(default_factory=dict)
    section: str = ""
    feeds: MenuItem = _WHOLE_SITE

    def pages(self, rows: Sequence[Row]) -> Iterator[PageSpec]:
        """All pages of the board."""
        for number, own in paginate(rows, BOARD_SIZE):
            yield PageSpec(
                board_address(self.address, number),
                self.template,
                _title(self.title, number),
                self.description,
                self.section or self.address,
                modified=self.modified,
                listing=self.feeds.address,
                listing_name=self.feeds.label,
                values={
                    **self.values,
                    "sections": sections_of(own),
                    "heading": self.title,
                    "number": number,
                    "count": max(1, _pages(len(rows), BOARD_SIZE)),
                    "total": len(rows),
                    "address": self.address,
                },
            )
