"""The pages that list: kinds and years, groups, topics, the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    group_id,
    page_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import ARCHIVE, GROUPS, LISTINGS, TOPICS, YEARLY, year_address
from kim_plugins.pages.spec import KIND_DESCRIPTIONS, KIND_TITLES, MenuItem, PageSpec, newest_change
from kim_plugins.records import MONTHS, Kind

PAGE_SIZE: Final = 12


def kind_listings(catalogue: Catalogue, kind: Kind) -> Iterator[PageSpec]:
    """All bulletins of a kind, and those of each year."""
    years = sorted(
        {year for of, year in catalogue.listings.by_kind_and_year if of == kind}, reverse=True
    )
    shown_years = (
        [MenuItem(year_address(kind, year), str(year)) for year in years] if kind in YEARLY else []
    )
    address = LISTINGS[kind]
    common = {"years": shown_years, "kind": kind}
    yield from _listing(
        address,
        KIND_TITLES[kind],
        KIND_DESCRIPTIONS[kind],
        catalogue.listings.by_kind.get(kind, ()),
        section=address,
        values=common,
    )
    for item in shown_years:
        yield from _listing(
            item.address,
            f"{KIND_TITLES[kind]} {item.label}",
            f"{KIND_TITLES[kind]} sepanjang tahun {item.label}.",
            catalogue.listings.by_kind_and_year[kind, int(item.label)],
            section=address,
            values=common,
            feeds=address,
        )


def group_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of groups, and each group's profile with its bulletins."""
    yield PageSpec(
        GROUPS,
        "groups.html",
        "Kelompok",
        "Kelompok Informasi Masyarakat yang menerbitkan di situs ini.",
        GROUPS,
        modified=newest_change(catalogue.listed),
        values={"groups": catalogue.groups},
    )
    for group in catalogue.groups:
        entries = catalogue.listings.by_group.get(group_id(group), ())
        yield from _listing(
            group.address,
            group.record.title,
            group.record.description or f"{group.record.title}, {group.record.region.village}.",
            entries,
            section=GROUPS,
            template="group.html",
            values={"group": group},
        )


def topic_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of topics, and the bulletins of each."""
    yield PageSpec(
        TOPICS,
        "topics.html",
        "Topik",
        "Semua topik yang pernah ditulis di situs ini.",
        TOPICS,
        modified=newest_change(catalogue.listed),
        values={"topics": catalogue.topics},
    )
    for topic in catalogue.topics:
        yield from _listing(
            topic_address(topic.slug),
            f"Topik: {topic.label}",
            f"Semua tulisan tentang {topic.label}.",
            catalogue.listings.by_topic[topic.slug],
            section=TOPICS,
            values={"years": [], "kind": None},
        )


def archive_page(catalogue: Catalogue) -> PageSpec:
    """Everything by month, expired announcements too."""
    shown = [entry for entry in catalogue.bulletins if entry.shows_body]
    months = [
        (f"{MONTHS[month - 1]} {year}", tuple(entries))
        for (year, month), entries in groupby(
            shown, key=lambda e: (e.record.publication.day.year, e.record.publication.day.month)
        )
    ]
    return PageSpec(
        ARCHIVE,
        "archive.html",
        "Arsip",
        "Semua tulisan menurut bulan terbit, juga yang sudah lewat masanya.",
        "/",
        modified=newest_change(shown),
        values={"months": months, "total": len(shown)},
    )


def _listing(  # noqa: PLR0913 - a listing is all of this
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
