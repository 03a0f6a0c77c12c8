"""The pages that list: kinds and years, groups, topics, the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kim_plugins.catalogue import (
    Catalogue,
    Region,
    activity_address,
    group_id,
    page_address,
    region_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import (
    ARCHIVE,
    GROUPS,
    KIND_TITLES,
    LISTINGS,
    REGIONS,
    TOPICS,
    YEARLY,
    year_address,
)
from kim_plugins.pages.paging import Row, board_pages, listing_pages
from kim_plugins.pages.reports import report_links
from kim_plugins.pages.spec import KIND_DESCRIPTIONS, MenuItem, PageSpec, newest_change
from kim_plugins.pages.words import ACTIVITY_SENTENCES
from kim_plugins.records import MONTHS, Kind
from kim_plugins.records.vocabulary import Activity

ARCHIVE_SIZE: Final = 200
"""Lines of the archive on a page: nothing but a date and a title."""


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


def group_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of groups, and each group's profile with its bulletins."""
    yield from board_pages(
        GROUPS,
        "groups.html",
        "Kelompok",
        "Kelompok Informasi Masyarakat yang menerbitkan di situs ini.",
        [Row("", group) for group in catalogue.groups],
        modified=newest_change(catalogue.listed),
        values={},
    )
    for group in catalogue.groups:
        entries = catalogue.listings.by_group.get(group_id(group), ())
        yield from listing_pages(
            group.address,
            group.record.title,
            group.record.description or f"{group.record.title}, {group.record.region.village}.",
            entries,
            section=GROUPS,
            template="group.html",
            values={"group": group, "reports": report_links(catalogue, group)},
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
        values={
            "topics": [
                (topic, len(catalogue.listings.by_topic[topic.slug])) for topic in catalogue.topics
            ]
        },
    )
    for topic in catalogue.topics:
        yield from listing_pages(
            topic_address(topic.slug),
            f"Topik: {topic.label}",
            f"Semua tulisan tentang {topic.label}.",
            catalogue.listings.by_topic[topic.slug],
            section=TOPICS,
            values={"years": [], "kind": None},
        )


def activity_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The bulletins of each of the five core activities, and what that activity is."""
    every = [MenuItem(activity_address(activity), activity.label) for activity in Activity]
    for activity in Activity:
        yield from listing_pages(
            activity_address(activity),
            activity.label,
            ACTIVITY_SENTENCES[activity],
            catalogue.listings.by_activity.get(activity, ()),
            section=activity_address(activity),
            values={"activities": every},
            template="activity.html",
        )


def region_pages(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The places of all groups by the levels of their codes, each with what lies below it."""
    below: dict[str | None, list[Region]] = {}
    sizes: dict[str, tuple[int, int]] = {}
    for code, region in catalogue.regions.items():
        below.setdefault(region.parent, []).append(region)
        bulletins = catalogue.listings.by_region.get(code, ())
        sizes[code] = (len(catalogue.groups_by_region[code]), len(bulletins))
    yield PageSpec(
        REGIONS,
        "regions.html",
        "Wilayah",
        "Kelompok dan tulisan menurut provinsi, kabupaten atau kota, kecamatan, dan desa.",
        REGIONS,
        modified=newest_change(catalogue.listed),
        values={"below": below, "sizes": sizes},
    )
    for region in catalogue.regions.values():
        yield from listing_pages(
            region_address(region.code),
            region.name,
            f"Kelompok informasi masyarakat dan tulisannya di {region.name}.",
            catalogue.listings.by_region.get(region.code, ()),
            section=REGIONS,
            values={
                "region": region,
                "above": _above(catalogue, region),
                "below": below.get(region.code, ()),
                "sizes": {place.code: sizes[place.code] for place in below.get(region.code, ())},
                "groups": catalogue.groups_by_region[region.code],
            },
            template="region.html",
        )


def _above(catalogue: Catalogue, region: Region) -> list[Region]:
    """The places that a place belongs to, the largest first."""
    found: list[Region] = []
    while region.parent:
        region = catalogue.regions[region.parent]
        found.insert(0, region)
    return found


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
