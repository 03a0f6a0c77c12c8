"""The page of one bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from heapq import nsmallest
from typing import Final, cast

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Entry,
    NewsEntry,
    Occurrence,
    State,
    last_change,
    upcoming,
)
from kim_plugins.catalogue.addresses import LISTINGS
from kim_plugins.catalogue.listings import topic_slugs
from kim_plugins.pages.spec import Chapter, PageSpec, Planned, old_addresses
from kim_plugins.records import Bulletin, Decision, Kind, News, Page
from kim_plugins.records.parts import Source
from kim_plugins.records.vocabulary import UNVERIFIED_NOTICE, SourceKind

_TEMPLATES: Final = {
    Kind.NEWS: "news.html",
    Kind.LESSON: "lesson.html",
    Kind.DECISION: "decision.html",
}
_WEIGHED: Final = 20


class Heads:
    """The newest bulletins of each topic and group, among which related ones are looked for.

    Only so many are weighed, so that a large site costs no more per page.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._of_topics: dict[tuple[str, ...], Sequence[object]] = {}
        self._of_groups: dict[tuple[str, ...], Sequence[object]] = {}

    def near(self, entry: BulletinEntry) -> tuple[Sequence[object], Sequence[object]]:
        """All among which the related ones of a bulletin are looked for, as parts of a chapter."""
        slugs, names = topic_slugs(entry), entry.groups
        if slugs not in self._of_topics:
            self._of_topics[slugs] = [self.by_topic.get(slug, ()) for slug in slugs]
        if names not in self._of_groups:
            self._of_groups[names] = [self.by_group.get(name, ()) for name in names]
        return self._of_topics[slugs], self._of_groups[names]

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[BulletinEntry]]:
        """By the topic's slug."""
        return _newest(self._catalogue.listings.by_topic)

    @cached_property
    def by_group(self) -> Mapping[str, Sequence[BulletinEntry]]:
        """By the group's id."""
        return _newest(self._catalogue.listings.by_group)


def _newest(
    listings: Mapping[str, Sequence[BulletinEntry]],
) -> Mapping[str, Sequence[BulletinEntry]]:
    return {name: entries[:_WEIGHED] for name, entries in listings.items()}


def bulletin_chapter(catalogue: Catalogue, entry: BulletinEntry, heads: Heads) -> Chapter:
    """The page of a bulletin, its short address and those that it had before."""
    plan, near = partial(_planned, catalogue, entry, heads), heads.near(entry)
    if isinstance(entry.record, Decision):
        earlier, later = _earlier(catalogue, entry), catalogue.followers.get(entry.path, ())
        today = catalogue.today if _waits(entry.record) else None
        return Chapter(entry.address, plan, (entry, *near, earlier, later, today))
    return Chapter(entry.address, plan, (entry, *near, _next_date(catalogue, entry)))


def _planned(catalogue: Catalogue, entry: BulletinEntry, heads: Heads) -> Iterator[Planned]:
    page = bulletin_page(catalogue, entry, heads)
    yield page
    yield from old_addresses(entry, page)


def bulletin_page(catalogue: Catalogue, entry: BulletinEntry, heads: Heads) -> PageSpec:
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
            shown=(entry,),
        )
    others = related(catalogue, entry, heads)
    earlier, later = _earlier(catalogue, entry), catalogue.followers.get(entry.path, ())
    # By this day something is overdue; what waits for nothing reads the same every day.
    day = catalogue.today if _waits(record) else record.publication.day
    next_date = _next_date(catalogue, entry)
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
            "related": others,
            "earlier": earlier,
            "later": later,
            "sources": _by_kind(record.sources),
            "next": next_date,
            "unverified": UNVERIFIED_NOTICE,
            "today": day,
        },
        shown=(entry, others, earlier, later, next_date, day.toordinal()),
    )


def _waits(record: Bulletin) -> bool:
    """Whether something is still to be done or answered."""
    if not isinstance(record, Decision):
        return False
    asked = record.aspiration
    if asked and not (asked.response or asked.responded):
        return True
    return any(action.due and not action.has_ended for action in record.actions)


def _by_kind(sources: Sequence[Source]) -> list[tuple[str, tuple[Source, ...]]]:
    """Direct sources, indirect ones, and those of which nobody says; each with its heading."""
    parts = [
        (kind.label if kind else "", tuple(source for source in sources if source.kind is kind))
        for kind in (*SourceKind, None)
    ]
    found = [(title, members) for title, members in parts if members]
    return [(title or ("Sumber lain" if found[1:] else ""), members) for title, members in found]


def _next_date(catalogue: Catalogue, entry: BulletinEntry) -> Occurrence | None:
    """When the event of a bulletin takes place next."""
    if isinstance(entry.record, News) and entry.record.event:
        return upcoming(cast(NewsEntry, entry), catalogue.now)
    return None


def _kind_word(kind: Kind) -> str:
    return {Kind.NEWS: "Berita", Kind.LESSON: "Bahan belajar", Kind.DECISION: "Hasil musyawarah"}[
        kind
    ]


def related(
    catalogue: Catalogue, entry: BulletinEntry, heads: Heads, count: int = 3
) -> tuple[BulletinEntry, ...]:
    """The newest listed bulletins that share most with one: a topic counts twice, a group once."""
    scores: dict[str, int] = {}
    nearby: dict[str, BulletinEntry] = {}
    for topic in topic_slugs(entry):
        for other in heads.by_topic.get(topic, ()):
            scores[other.path] = scores.get(other.path, 0) + 2
            nearby[other.path] = other
    for group in entry.groups:
        for other in heads.by_group.get(group, ()):
            scores[other.path] = scores.get(other.path, 0) + 1
            nearby[other.path] = other
    nearby.pop(entry.path, None)
    ranks = catalogue.ranks
    best = nsmallest(count, nearby, key=lambda path: (-scores[path], ranks[path]))
    return tuple(nearby[path] for path in best)


def _earlier(catalogue: Catalogue, entry: BulletinEntry) -> tuple[Entry[Page], ...]:
    if not isinstance(entry.record, Decision):
        return ()
    paths = (*entry.record.follows, *entry.record.supersedes)
    found = (catalogue.entries.get(path) for path in dict.fromkeys(paths))
    return tuple(other for other in found if other and other.shows_body)
