"""The page of one bulletin."""

from __future__ import annotations

from typing import Final

from kim_plugins.catalogue import BulletinEntry, Catalogue, Entry, State, last_change, newest_first
from kim_plugins.catalogue.addresses import LISTINGS
from kim_plugins.pages.spec import PageSpec
from kim_plugins.records import Decision, Kind, Page

_TEMPLATES: Final = {
    Kind.NEWS: "news.html",
    Kind.LESSON: "lesson.html",
    Kind.DECISION: "decision.html",
}


def bulletin_page(catalogue: Catalogue, entry: BulletinEntry) -> PageSpec:
    """The page of a bulletin; of a withdrawn one nothing but that it was withdrawn, and why."""
    record = entry.record
    section = LISTINGS[entry.kind]
    if entry.state is State.WITHDRAWN:
        return PageSpec(
            entry.address,
            "withdrawn.html",
            f"{_kind_word(entry.kind)} ini dicabut",
            "Tulisan ini dicabut oleh kelompok yang menerbitkannya.",
            section,
            indexed=False,
            listing=section,
            values={"entry": entry, "word": _kind_word(entry.kind)},
        )
    return PageSpec(
        entry.address,
        _TEMPLATES[entry.kind],
        record.title,
        record.description,
        section,
        modified=last_change(entry),
        listing=section,
        lang=record.lang,
        values={
            "entry": entry,
            "related": related(catalogue, entry),
            "earlier": _earlier(catalogue, entry),
            "later": catalogue.followers.get(entry.path, ()),
        },
    )


def _kind_word(kind: Kind) -> str:
    return {Kind.NEWS: "Berita", Kind.LESSON: "Bahan belajar", Kind.DECISION: "Hasil musyawarah"}[
        kind
    ]


def related(
    catalogue: Catalogue, entry: BulletinEntry, count: int = 3
) -> tuple[BulletinEntry, ...]:
    """The newest listed bulletins that share most with one: a topic counts twice, a group once."""
    scores: dict[str, int] = {}
    nearby: dict[str, BulletinEntry] = {}
    # Only the newest of each listing are weighed, so that a large site costs no more per page.
    for topic in catalogue.topics_of(entry):
        for other in catalogue.listings.by_topic.get(topic.slug, ())[:20]:
            scores[other.path] = scores.get(other.path, 0) + 2
            nearby[other.path] = other
    for group in entry.groups:
        for other in catalogue.listings.by_group.get(group, ())[:20]:
            scores[other.path] = scores.get(other.path, 0) + 1
            nearby[other.path] = other
    nearby.pop(entry.path, None)
    return tuple(
        sorted(nearby.values(), key=lambda other: (-scores[other.path], *newest_first(other)))[
            :count
        ]
    )


def _earlier(catalogue: Catalogue, entry: BulletinEntry) -> tuple[Entry[Page], ...]:
    if not isinstance(entry.record, Decision):
        return ()
    paths = (*entry.record.follows, *entry.record.supersedes)
    found = (catalogue.entries.get(path) for path in dict.fromkeys(paths))
    return tuple(other for other in found if other and other.shows_body)
