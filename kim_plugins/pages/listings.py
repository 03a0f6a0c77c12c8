"""Listings of bulletins by kind, year, topic and activity, and the archive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from kim_plugins.catalogue import (
    Catalogue,
    activity_address,
    query,
    topic_address,
)
from kim_plugins.catalogue.addresses import (
    ACTIVITIES,
    ARCHIVE,
    KIND_TITLES,
    LISTINGS,
    TOPICS,
    year_address,
)
from kim_plugins.pages.paging import Listing, address_at, listing_targets
from kim_plugins.pages.spec import KIND_DESCRIPTIONS, MenuItem, PageSpec, Target
from kim_plugins.pages.words import ACTIVITY_SENTENCES
from kim_plugins.records import Kind
from kim_plugins.records.kinds import YEARLY
from kim_plugins.records.models.vocabulary import Activity

ARCHIVE_SIZE: Final = 100
"""Lines of the archive on a page: nothing but a date and a title."""


def kind_targets(catalogue: Catalogue, kind: Kind) -> Iterator[Target]:
    """The listings of a kind and of each of its years."""
    address, listings = LISTINGS[kind], catalogue.listings
    make = partial(_of_kind, catalogue, kind)
    yield from listing_targets(address, listings.by_kind[kind], make)
    for year in _years(catalogue, kind):
        entries, own = listings.by_kind_and_year[kind, year], year_address(kind, year)
        make = partial(_of_kind, catalogue, kind, year=year)
        yield from listing_targets(own, entries, make)


def _years(catalogue: Catalogue, kind: Kind) -> list[int]:
    """The years with a listing of their own, the newest first."""
    if kind not in YEARLY:
        return []
    found = {year for of, year in catalogue.listings.by_kind_and_year if of == kind}
    return sorted(found, reverse=True)


def _of_kind(
    catalogue: Catalogue,
    kind: Kind,
    number: int | None,
    year: int | None = None,
) -> Listing:
    title, address, listings = KIND_TITLES[kind], LISTINGS[kind], catalogue.listings
    years = _years(catalogue, kind) if number is None else ()
    return Listing(
        year_address(kind, year) if year else address,
        f"{title} {year}" if year else title,
        f"{title} sepanjang tahun {year}." if year else KIND_DESCRIPTIONS[kind],
        listings.by_kind_and_year[kind, year] if year else listings.by_kind[kind],
        address,
        {"kind": kind},
        {"years": [MenuItem(year_address(kind, one), str(one)) for one in years]},
        feeds=MenuItem(address, title) if year else None,
    )


def _topic_index(catalogue: Catalogue) -> Iterator[PageSpec]:
    by_topic = catalogue.listings.by_topic
    yield PageSpec(
        TOPICS,
        "topics.html",
        "Topik",
        "Semua topik yang pernah ditulis di situs ini.",
        TOPICS,
        modified=catalogue.last_change,
        values={"topics": [(topic, len(by_topic[topic.slug])) for topic in catalogue.topics]},
    )


def topic_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The list of topics and the listing of each."""
    yield Target(TOPICS, partial(_topic_index, catalogue))
    for topic in catalogue.topics:
        address, entries = topic_address(topic.slug), catalogue.listings.by_topic[topic.slug]
        make = partial(_of_topic, catalogue, topic.slug)
        yield from listing_targets(address, entries, make)


def _of_topic(catalogue: Catalogue, slug: str, _: int | None) -> Listing:
    label = catalogue.topic(slug).label
    return Listing(
        topic_address(slug),
        f"Topik: {label}",
        f"Semua tulisan tentang {label}.",
        catalogue.listings.by_topic[slug],
        TOPICS,
        {"kind": None},
    )


def activity_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The listing of each of the five core activities, with its description."""
    yield Target(ACTIVITIES, partial(_activities, catalogue.options.long_form))
    for activity in Activity:
        address, entries = activity_address(activity), catalogue.listings.by_activity[activity]
        make = partial(_of_activity, catalogue, activity)
        yield from listing_targets(address, entries, make)


def _every_activity() -> list[MenuItem]:
    return [MenuItem(activity_address(activity), activity.label) for activity in Activity]


def _of_activity(catalogue: Catalogue, activity: Activity, _: int | None) -> Listing:
    return Listing(
        activity_address(activity),
        activity.label,
        ACTIVITY_SENTENCES[activity],
        catalogue.listings.by_activity[activity],
        activity_address(activity),
        {"activities": _every_activity()},
        template="activity.html",
    )


def _activities(long_form: str) -> Iterator[PageSpec]:
    yield PageSpec(
        ACTIVITIES,
        "activities.html",
        "Lima aktivitas KIM",
        f"Yang dikerjakan {long_form} (KIM), dan tulisan tentangnya.",
        ACTIVITIES,
        values={"activities": _every_activity(), "sentences": [*ACTIVITY_SENTENCES.values()]},
    )


def archive_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The archive of everything by month, expired announcements too."""
    make = partial(_archive, catalogue)
    yield from listing_targets(ARCHIVE, catalogue.reported, make, ARCHIVE_SIZE)


def _archive(catalogue: Catalogue, number: int | None) -> Listing:
    years = archive_years(catalogue) if number is None else {}
    return Listing(
        ARCHIVE,
        "Arsip",
        "Semua tulisan menurut bulan terbit, juga yang sudah lewat masanya.",
        catalogue.reported,
        ARCHIVE,
        {},
        {"years": [MenuItem(address, str(year)) for year, address in years.items()]},
        template="archive.html",
        feeds=MenuItem("/", catalogue.options.name),
        size=ARCHIVE_SIZE,
    )


@query()
def archive_years(catalogue: Catalogue) -> dict[int, str]:
    """The address in the archive at which each year begins, the newest first."""
    entries = catalogue.reported
    years: dict[int, str] = {}
    for place, entry in enumerate(entries):
        year = entry.record.publication.year
        if year not in years:
            years[year] = address_at(ARCHIVE, place, len(entries), ARCHIVE_SIZE)
    return years
