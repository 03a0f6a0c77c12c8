"""The pages that list bulletins: by kind and year, topic and activity, and the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from kim_plugins.catalogue import Catalogue, activity_address, page_address, topic_address
from kim_plugins.catalogue.addresses import (
    ARCHIVE,
    KIND_TITLES,
    LISTINGS,
    TOPICS,
    YEARLY,
    year_address,
)
from kim_plugins.pages.paging import Row, board_pages, listing_pages
from kim_plugins.pages.spec import KIND_DESCRIPTIONS, Chapter, MenuItem, PageSpec, newest_change
from kim_plugins.pages.words import ACTIVITY_SENTENCES
from kim_plugins.records import MONTHS, Kind
from kim_plugins.records.vocabulary import Activity

ARCHIVE_SIZE: Final = 200
"""Lines of the archive on a page: nothing but a date and a title."""


def kind_chapter(catalogue: Catalogue, kind: Kind) -> Chapter:
    """All bulletins of a kind, and those of each year."""
    entries = catalogue.listings.by_kind.get(kind, ())
    return Chapter(LISTINGS[kind], partial(_kind_listings, catalogue, kind), (entries,), ())


def _kind_listings(catalogue: Catalogue, kind: Kind) -> Iterator[PageSpec]:
    years = sorted(
        {year for of, year in catalogue.listings.by_kind_and_year if of == kind}, reverse=True
    )
    shown_years = (
        [MenuItem(year_address(kind, year), str(year)) for year in years] if kind in YEARLY else []
    )
    address = LISTINGS[kind]
    common = {"years": shown_years, "kind": kind}
    yield from listing_pages(
        address,
        KIND_TITLES[kind],
        KIND_DESCRIPTIONS[kind],
        catalogue.listings.by_kind.get(kind, ()),
        section=address,
        values=common,
    )
    for item in shown_years:
        yield from listing_pages(
            item.address,
            f"{KIND_TITLES[kind]} {item.label}",
            f"{KIND_TITLES[kind]} sepanjang tahun {item.label}.",
            catalogue.listings.by_kind_and_year[kind, int(item.label)],
            section=address,
            values=common,
            feeds=address,
        )


def topic_index(catalogue: Catalogue) -> PageSpec:
    """The list of topics."""
    return PageSpec(
        TOPICS,
        "topics.html",
        "Topik",
        "Semua topik yang pernah ditulis di situs ini.",
        TOPICS,
        modified=newest_change(catalogue.listed),
        values={
            "topics": [
                (topic, len(catalogue.listings.by_topic[topic.slug])) for topic in catalogue.topics
            ]
        },
    )


def topic_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """The bulletins of each topic."""
    for topic in catalogue.topics:
        entries = catalogue.listings.by_topic[topic.slug]
        address = topic_address(topic.slug)
        pages = partial(
            listing_pages,
            address,
            f"Topik: {topic.label}",
            f"Semua tulisan tentang {topic.label}.",
            entries,
            section=TOPICS,
            values={"years": [], "kind": None},
        )
        yield Chapter(address, pages, (entries,), topic.label)


def activity_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """The bulletins of each of the five core activities, and what that activity is."""
    every = [MenuItem(activity_address(activity), activity.label) for activity in Activity]
    for activity in Activity:
        entries = catalogue.listings.by_activity.get(activity, ())
        address = activity_address(activity)
        pages = partial(
            listing_pages,
            address,
            activity.label,
            ACTIVITY_SENTENCES[activity],
            entries,
            section=address,
            values={"activities": every},
            template="activity.html",
        )
        yield Chapter(address, pages, (entries,), ())


def archive_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """Everything by month, expired announcements too; each year can be gone to."""
    shown = catalogue.ledger.entries
    years: dict[int, int] = {}
    for place, entry in enumerate(shown):
        years.setdefault(entry.record.publication.day.year, place // ARCHIVE_SIZE + 1)
    yield from board_pages(
        ARCHIVE,
        "archive.html",
        "Arsip",
        "Semua tulisan menurut bulan terbit, juga yang sudah lewat masanya.",
        [Row(_month(entry.record.publication.day), entry) for entry in shown],
        modified=newest_change(shown),
        values={
            "years": [
                MenuItem(page_address(ARCHIVE, number), str(year)) for year, number in years.items()
            ]
        },
        size=ARCHIVE_SIZE,
    )


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
