"""The pages that list bulletins: by kind and year, topic and activity, and the archive."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from kim_plugins.catalogue import (
    Catalogue,
    activity_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import (
    ACTIVITIES,
    ARCHIVE,
    KIND_TITLES,
    LISTINGS,
    TOPICS,
    YEARLY,
    year_address,
)
from kim_plugins.catalogue.listings import Topic
from kim_plugins.pages.paging import Listing, address_at
from kim_plugins.pages.spec import KIND_DESCRIPTIONS, Chapter, MenuItem, PageSpec
from kim_plugins.pages.words import ACTIVITY_SENTENCES
from kim_plugins.records import Kind
from kim_plugins.records.models.vocabulary import Activity

ARCHIVE_SIZE: Final = 100
"""Lines of the archive on a page: nothing but a date and a title."""


def kind_chapters(catalogue: Catalogue, kind: Kind, wanted: Container[str]) -> Iterator[Chapter]:
    """All bulletins of a kind, and those of each year."""
    years = sorted(
        {year for of, year in catalogue.listings.by_kind_and_year if of == kind}, reverse=True
    )
    items = (
        [MenuItem(year_address(kind, year), str(year)) for year in years] if kind in YEARLY else []
    )
    values = {"kind": kind}
    title, address = KIND_TITLES[kind], LISTINGS[kind]
    yield from Listing(
        address,
        title,
        KIND_DESCRIPTIONS[kind],
        catalogue.listings.by_kind.get(kind, ()),
        address,
        values,
        {"years": items},
        own_shown=(items,),
    ).chapters(wanted)
    for item in items:
        yield from Listing(
            item.address,
            f"{title} {item.label}",
            f"{title} sepanjang tahun {item.label}.",
            catalogue.listings.by_kind_and_year[kind, int(item.label)],
            address,
            values,
            {"years": items},
            own_shown=(items,),
            feeds=MenuItem(address, title),
        ).chapters(wanted)


def _topic_index(
    topics: Sequence[tuple[Topic, int]], modified: datetime | None
) -> Iterator[PageSpec]:
    yield PageSpec(
        TOPICS,
        "topics.html",
        "Topik",
        "Semua topik yang pernah ditulis di situs ini.",
        TOPICS,
        modified=modified,
        values={"topics": topics},
    )


def topic_chapters(catalogue: Catalogue, wanted: Container[str]) -> Iterator[Chapter]:
    """The list of topics, and the bulletins of each."""
    if TOPICS in wanted:
        sizes = [
            (topic, len(catalogue.listings.by_topic[topic.slug])) for topic in catalogue.topics
        ]
        changed = catalogue.last_change
        shown = ([(topic.slug, topic.label, size) for topic, size in sizes], changed)
        yield Chapter(TOPICS, partial(_topic_index, sizes, changed), shown)
    for topic in catalogue.topics:
        yield from Listing(
            topic_address(topic.slug),
            f"Topik: {topic.label}",
            f"Semua tulisan tentang {topic.label}.",
            catalogue.listings.by_topic[topic.slug],
            TOPICS,
            {"kind": None},
        ).chapters(wanted)


def activity_chapters(catalogue: Catalogue, wanted: Container[str]) -> Iterator[Chapter]:
    """The bulletins of each of the five core activities, and what that activity is."""
    every = [MenuItem(activity_address(activity), activity.label) for activity in Activity]
    if ACTIVITIES in wanted:
        yield Chapter(ACTIVITIES, partial(_activities, every, catalogue.options.long_form), ())
    for activity in Activity:
        yield from Listing(
            activity_address(activity),
            activity.label,
            ACTIVITY_SENTENCES[activity],
            catalogue.listings.by_activity.get(activity, ()),
            activity_address(activity),
            {"activities": every},
            template="activity.html",
        ).chapters(wanted)


def _activities(every: Sequence[MenuItem], long_form: str) -> Iterator[PageSpec]:
    yield PageSpec(
        ACTIVITIES,
        "activities.html",
        "Lima aktivitas KIM",
        f"Yang dikerjakan {long_form} (KIM), dan tulisan tentangnya.",
        ACTIVITIES,
        values={"activities": every, "sentences": [*ACTIVITY_SENTENCES.values()]},
    )


def archive_chapters(catalogue: Catalogue, wanted: Container[str]) -> Iterator[Chapter]:
    """Everything by month, expired announcements too; each year can be gone to."""
    entries = catalogue.ledger.entries
    years: dict[int, str] = {}
    for place, entry in enumerate(entries):
        year = entry.record.publication.year
        if year not in years:
            years[year] = address_at(ARCHIVE, place, len(entries), ARCHIVE_SIZE)
    items = [MenuItem(address, str(year)) for year, address in years.items()]
    yield from Listing(
        ARCHIVE,
        "Arsip",
        "Semua tulisan menurut bulan terbit, juga yang sudah lewat masanya.",
        entries,
        ARCHIVE,
        {},
        {"years": items},
        own_shown=(items,),
        template="archive.html",
        feeds=MenuItem("/", catalogue.options.name),
        size=ARCHIVE_SIZE,
    ).chapters(wanted)
