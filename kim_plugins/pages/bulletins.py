"""The page of one bulletin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
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
    is_followed,
    last_change,
    newest_first,
    upcoming,
)
from kim_plugins.catalogue.addresses import CALENDAR_FILE, EVENT_FILE, KIND_TITLES, LISTINGS
from kim_plugins.catalogue.follow_up import tasks_of
from kim_plugins.catalogue.listings import topic_slugs
from kim_plugins.pages.spec import Chapter, FileSpec, PageSpec, Planned, old_addresses
from kim_plugins.pages.words import waited
from kim_plugins.records import Decision, Kind, Lesson, News, Page
from kim_plugins.records.models.parts import Source
from kim_plugins.records.models.vocabulary import UNVERIFIED_NOTICE, SourceKind
from kim_plugins.records.models.vocabulary import Level as LessonLevel

_TEMPLATES: Final = {
    Kind.NEWS: "news.html",
    Kind.LESSON: "lesson.html",
    Kind.DECISION: "decision.html",
}
_NEIGHBOURS: Final = 8
"""How far to each side in time related bulletins are looked for, in each topic and group."""


_Beside = tuple[BulletinEntry | None, BulletinEntry | None]


class Neighbours:
    """The bulletins that stand beside one in time, in the listings of its topics and groups.

    Those of an old bulletin stay what they are when a new one comes, so its page does too.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        listings = catalogue.listings
        self._topics, self._groups = listings.by_topic, listings.by_group
        self._by_kind = listings.by_kind
        self._places: dict[int, Mapping[str, int]] = {}

    @cached_property
    def _lessons(self) -> Mapping[str, _Beside]:
        levels = list(LessonLevel)
        lessons = sorted(self._by_kind.get(Kind.LESSON, ()), key=lambda e: _step(e, levels))
        around: list[BulletinEntry | None] = [None, *lessons, None]
        beside = zip(around, lessons, around[2:], strict=False)
        return {one.path: (before, after) for before, one, after in beside}

    def lessons(self, entry: BulletinEntry) -> _Beside:
        """The lessons before and after one: the easy ones first, then as they were published."""
        return self._lessons.get(entry.path, (None, None))

    def of(self, entry: BulletinEntry) -> tuple[BulletinEntry, ...]:
        """All among which the related ones of a bulletin are looked for; itself among them."""
        found: list[BulletinEntry] = []
        for slug in topic_slugs(entry):
            found += self._beside(entry, self._topics.get(slug, ()))
        for name in entry.groups:
            found += self._beside(entry, self._groups.get(name, ()))
        return tuple(found)

    def _beside(
        self, entry: BulletinEntry, listing: Sequence[BulletinEntry]
    ) -> Sequence[BulletinEntry]:
        places = self._places.get(id(listing))
        if places is None:
            places = {one.path: place for place, one in enumerate(listing)}
            self._places[id(listing)] = places
        place = places.get(entry.path)
        if place is None:  # expired ones have a page, too
            place = bisect_left(listing, newest_first(entry), key=newest_first)
        return listing[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]


def _step(entry: BulletinEntry, levels: Sequence[LessonLevel]) -> tuple[int, float, str]:
    record = cast(Lesson, entry.record)
    return levels.index(record.level), entry.published, entry.identifier


def bulletin_chapter(catalogue: Catalogue, entry: BulletinEntry, neighbours: Neighbours) -> Chapter:
    """The page of a bulletin, its short address and those that it had before."""
    near = neighbours.of(entry)
    beside = neighbours.lessons(entry)
    plan = partial(_planned, catalogue, entry, near, beside)
    if isinstance(entry.record, Decision):
        earlier, later = _earlier(catalogue, entry), catalogue.followers.get(entry.path, ())
        standing = _standing(entry, catalogue.today)
        return Chapter(entry.address, plan, (entry, near, earlier, later, standing))
    return Chapter(entry.address, plan, (entry, near, beside, _next_date(catalogue, entry)))


def _planned(
    catalogue: Catalogue, entry: BulletinEntry, near: Sequence[BulletinEntry], beside: _Beside
) -> Iterator[Planned]:
    page = bulletin_page(catalogue, entry, near, beside)
    yield page
    yield from _calendars(catalogue, entry)
    yield from old_addresses(entry, page)


def _calendars(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[FileSpec]:
    """The event of a bulletin, or the due dates of a decision that is followed, as a calendar."""
    record, options = entry.record, catalogue.options
    if not entry.shows_body:
        return
    if isinstance(record, News) and record.event:
        make = partial(_calendar, "event_calendar", options, entry)
        yield FileSpec(f"{entry.address}{EVENT_FILE}", make, entry)
    if is_followed(entry, catalogue.today):
        due = [task for task in tasks_of([entry]) if task.action.due]
        if due:
            make = partial(_calendar, "decision_calendar", options, record.title, due)
            yield FileSpec(f"{entry.address}{CALENDAR_FILE}", make, entry)


def _calendar(name: str, *shown: object) -> bytes:
    # Most builds make none, and icalendar takes its time to be imported.
    from kim_plugins.pages import calendar  # noqa: PLC0415

    data: bytes = getattr(calendar, name)(*shown)
    return data


def bulletin_page(
    catalogue: Catalogue,
    entry: BulletinEntry,
    near: Sequence[BulletinEntry],
    beside: _Beside = (None, None),
) -> PageSpec:
    """The page of a bulletin, with the lessons beside it.

    Of a withdrawn one nothing but that it was withdrawn, and why.
    """
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
            listing_name=KIND_TITLES[entry.kind],
            values={"entry": entry, "word": _kind_word(entry.kind)},
            shown=(entry,),
        )
    others = related(entry, near)
    earlier, later = _earlier(catalogue, entry), catalogue.followers.get(entry.path, ())
    next_date, standing = _next_date(catalogue, entry), _standing(entry, catalogue.today)
    return PageSpec(
        entry.address,
        _TEMPLATES[entry.kind],
        record.title,
        record.description,
        section,
        modified=last_change(entry),
        listing=section,
        listing_name=KIND_TITLES[entry.kind],
        lang=record.lang,
        values={
            "entry": entry,
            "related": others,
            "earlier": earlier,
            "later": later,
            "sources": _by_kind(record.sources),
            "next": next_date,
            "unverified": UNVERIFIED_NOTICE,
            "today": catalogue.today,
            "followed": is_followed(entry, catalogue.today),
            "before": beside[0],
            "after": beside[1],
        },
        shown=(entry, others, earlier, later, beside, next_date, standing),
    )


def _standing(entry: BulletinEntry, today: date) -> str:
    """All that a decision's page says by the day.

    What is overdue, how long an answer is missing, whether it can be followed. It says the same
    every day until one of these changes.
    """
    record = entry.record
    if not isinstance(record, Decision):
        return ""
    late = "".join("x" if action.is_overdue(today) else "." for action in record.actions)
    late += "+" if is_followed(entry, today) else "-"
    asked = record.aspiration
    is_open = asked and not (asked.response or asked.responded)
    return f"{late} {waited((today - asked.sent).days)}" if asked and is_open else late


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
    entry: BulletinEntry, near: Iterable[BulletinEntry], count: int = 3
) -> tuple[BulletinEntry, ...]:
    """Those of some bulletins that share most with one: a topic counts twice, a group once.

    Of those that share as much, the nearest in time; the older one where two are as near. One of
    them tells what came later, where there is such a one.
    """
    topics, groups, published = {*topic_slugs(entry)}, {*entry.groups}, entry.published

    def order(other: BulletinEntry) -> tuple[int, float, float, str]:
        shared = 2 * len(topics.intersection(topic_slugs(other)))
        shared += len(groups.intersection(other.groups))
        distance = abs(other.published - published)
        return -shared, distance, other.published, other.identifier

    others = {other.path: other for other in near}
    others.pop(entry.path, None)
    best = nsmallest(count, others.values(), key=order)
    if all(other.published <= published for other in best):
        later = [other for other in others.values() if other.published > published]
        best[count - 1 :] = nsmallest(1, later, key=order) or best[count - 1 :]
    return tuple(best)


def _earlier(catalogue: Catalogue, entry: BulletinEntry) -> tuple[Entry[Page], ...]:
    if not isinstance(entry.record, Decision):
        return ()
    paths = (*entry.record.follows, *entry.record.supersedes)
    found = (catalogue.entries.get(path) for path in dict.fromkeys(paths))
    return tuple(other for other in found if other and other.shows_body)
