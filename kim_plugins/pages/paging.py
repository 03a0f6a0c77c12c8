"""Long lists on pages of a bearable weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from kim_plugins.catalogue import BulletinEntry, page_address
from kim_plugins.pages.spec import PageSpec, newest_change

PAGE_SIZE: Final = 16
BOARD_SIZE: Final = 30
"""Rows of a board have no pictures, so more of them fit."""


def listing_pages(  # noqa: PLR0913 - a listing is all of this
    address: str,
    title: str,
    description: str,
    entries: Sequence[BulletinEntry],
    *,
    section: str,
    values: Mapping[str, Any],
    template: str = "listing.html",
    feeds: str | None = None,
) -> Iterator[PageSpec]:
    """The pages of one listing; an empty one still has its first page."""
    count = max(1, -(-len(entries) // PAGE_SIZE))
    for number in range(1, count + 1):
        shown = entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        yield PageSpec(
            page_address(address, number),
            template,
            title if number == 1 else f"{title}, halaman {number}",
            description,
            section,
            modified=newest_change(shown),
            listing=feeds or address,
            values={
                **values,
                "entries": shown,
                "heading": title,
                "number": number,
                "count": count,
                "total": len(entries),
                "address": address,
            },
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board and the heading under which it stands; `value` is for the template."""

    heading: str
    value: Any


def board_pages(  # noqa: PLR0913 - a board is all of this
    address: str,
    template: str,
    title: str,
    description: str,
    rows: Sequence[Row],
    *,
    modified: datetime | None,
    values: Mapping[str, Any],
    size: int = BOARD_SIZE,
) -> Iterator[PageSpec]:
    """The pages of a board; rows of one heading stand together, an empty board has one page.

    A template gets `sections`: pairs of a heading and its values on this page.
    """
    count = max(1, -(-len(rows) // size))
    for number in range(1, count + 1):
        shown = rows[(number - 1) * size : number * size]
        sections = [
            (heading, tuple(row.value for row in members))
            for heading, members in groupby(shown, key=lambda row: row.heading)
        ]
        yield PageSpec(
            page_address(address, number),
            template,
            title if number == 1 else f"{title}, halaman {number}",
            description,
            address,
            modified=modified,
            values={
                **values,
                "sections": sections,
                "heading": title,
                "number": number,
                "count": count,
                "total": len(rows),
                "address": address,
            },
        )
