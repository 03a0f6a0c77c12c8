"""The page of a bulletin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final, cast

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Clock,
    Entry,
    NewsEntry,
    Occurrence,
    State,
    last_change,
    query,
    upcoming,
)
from kim_plugins.catalogue.addresses import CALENDAR_FILE, EVENT_FILE, KIND_TITLES, LISTINGS
from kim_plugins.catalogue.follow_up import tasks_of
from kim_plugins.catalogue.listings import slugs_of, topic_slugs
from kim_plugins.catalogue.tracing import unrecorded
from kim_plugins.pages.spec import FileSpec, PageSpec, Planned, Target, old_addresses
from kim_plugins.records import Bulletin, Decision, Kind, Lesson, News, Page
from kim_plugins.records.models.parts import Source
from kim_plugins.records.models.vocabulary import UNVERIFIED_NOTICE, SourceKind
from kim_plugins.records.models.vocabulary import Level as LessonLevel

_TEMPLATES: Final = {
    Kind.NEWS: "news.html",
    Kind.LESSON: "lesson.html",
    Kind.DECISION: "decision.html",
}
_KIND_WORDS: Final = {
    Kind.NEWS: "Berita",
    Kind.LESSON: "Bahan belajar",
    Kind.DECISION: "Hasil musyawarah",
}
_NEIGHBOURS: Final = 8
"""How many bulletins before and after are candidates for related ones, in each topic and group.

So a new bulletin changes the pages of its neighbours alone.
"""


def neighbours(catalogue: Catalogue, entry: BulletinEntry) -> tuple[BulletinEntry, ...]:
    """The bulletins next to one in time, in the listings of its topics and groups; itself too."""
    listings = catalogue.listings
    lists = [
        *(listings.by_topic[slug] for slug in topic_slugs(entry)),
        *(listings.by_group[name] for name in entry.groups),
    ]
    return tuple([other for some in lists for other in some.near(entry, _NEIGHBOURS)])


def bulletin_target(catalogue: Catalogue, entry: BulletinEntry) -> Target:
    """The page of a bulletin, its short address and its former addresses."""
    return Target(entry.address, partial(_planned, catalogue, entry))


def _planned(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[Planned]:
    page = bulletin_page(catalogue, entry)
    yield page
    yield from _calendars(catalogue, entry)
    yield from old_addresses(entry, page)


@query()
def adjacent_lessons(
    catalogue: Catalogue, path: str
) -> tuple[BulletinEntry | None, BulletinEntry | None]:
    """The lessons before and after one, ordered by level and then by publication."""
    return _lesson_neighbours(catalogue).get(path, (None, None))


@query()
def _lesson_neighbours(
    catalogue: Catalogue,
) -> dict[str, tuple[BulletinEntry | None, BulletinEntry | None]]:
    lessons = sorted(catalogue.listings.by_kind[Kind.LESSON].entries, key=_lesson_order)
    around: list[BulletinEntry | None] = [None, *lessons, None]
    triples = zip(around, lessons, around[2:], strict=False)
    return {lesson.path: (before, after) for before, lesson, after in triples}


def _lesson_order(entry: BulletinEntry) -> tuple[int, float, str]:
    record = cast(Lesson, entry.record)
    return list(LessonLevel).index(record.level), entry.published, entry.identifier


def _calendars(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[FileSpec]:
    """The calendar files of a bulletin: its event, or the due dates of a decision."""
    record, options = entry.record, catalogue.options
    if not entry.shows_body:
        return
    if isinstance(record, News) and record.event:
        make = partial(_calendar, "event_calendar", options, entry)
        yield FileSpec(f"{entry.address}{EVENT_FILE}", make)
    if is_followed(catalogue, entry):
        due = [task for task in tasks_of([entry]) if task.action.due]
        if due:
            make = partial(_calendar, "decision_calendar", options, record.title, due)
            yield FileSpec(f"{entry.address}{CALENDAR_FILE}", make)


def _calendar(name: str, *shown: object) -> bytes:
    # Most builds make none, and icalendar takes its time to be imported.
    from kim_plugins.pages import calendar  # noqa: PLC0415

    data: bytes = getattr(calendar, name)(*shown)
    return data


def bulletin_page(catalogue: Catalogue, entry: BulletinEntry) -> PageSpec:
    """The page of a bulletin; that of a withdrawn one says only that it was withdrawn, and why."""
    if entry.state is State.WITHDRAWN:
        return _withdrawn_page(entry)
    record, section = entry.record, LISTINGS[entry.kind]
    near = neighbours(catalogue, entry)
    with unrecorded():  # `neighbours` has recorded which they are, and their facts
        others = related(entry, near)
    before, after = (
        adjacent_lessons(catalogue, entry.path) if entry.kind is Kind.LESSON else (None, None)
    )
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
            "earlier": _earlier(catalogue, entry),
            "later": catalogue.followers_of(entry.path),
            "sources": _by_kind(record.sources),
            "next": next_date(catalogue, entry.path) if has_event(record) else None,
            "unverified": UNVERIFIED_NOTICE,
            "followed": is_followed(catalogue, entry),
            "before": before,
            "after": after,
        },
    )


def _withdrawn_page(entry: BulletinEntry) -> PageSpec:
    section, word = LISTINGS[entry.kind], _KIND_WORDS[entry.kind]
    return PageSpec(
        entry.address,
        "withdrawn.html",
        f"{word} ini dicabut",
        "Tulisan ini dicabut oleh kelompok yang menerbitkannya.",
        section,
        indexed=False,
        listing=section,
        listing_name=KIND_TITLES[entry.kind],
        values={"entry": entry, "word": word},
    )


def is_followed(catalogue: Catalogue, entry: BulletinEntry) -> bool:
    """Whether a bulletin is a decision that has a feed and a calendar of its own."""
    return entry.kind is Kind.DECISION and catalogue.is_followed(entry.path)


def has_event(record: Bulletin) -> bool:
    """Whether a record has an event."""
    return isinstance(record, News) and record.event is not None


def _by_kind(sources: Sequence[Source]) -> list[tuple[str, tuple[Source, ...]]]:
    """Sources under headings: direct, indirect, unknown."""
    parts = [
        (kind.label if kind else "", tuple(source for source in sources if source.kind is kind))
        for kind in (*SourceKind, None)
    ]
    found = [(title, members) for title, members in parts if members]
    return [(title or ("Sumber lain" if found[1:] else ""), members) for title, members in found]


@query(Clock.ALWAYS)
def next_date(catalogue: Catalogue, path: str) -> Occurrence | None:
    """The next date of a bulletin's event."""
    return upcoming(cast(NewsEntry, catalogue.entries[path]), catalogue.now)


def related(
    entry: BulletinEntry, near: Iterable[BulletinEntry], count: int = 3
) -> tuple[BulletinEntry, ...]:
    """The bulletins of `near` that share most with one: a topic counts twice, a group once.

    Ties go to the nearest in time, then to the older one. At least one of them is newer than the
    bulletin, where there is one.
    """
    topics, groups, published = {*topic_slugs(entry)}, {*entry.groups}, entry.published
    others = {other.path: other for other in near}
    others.pop(entry.path, None)
    # Runs for some fifty candidates per bulletin.
    ranked = sorted(
        (
            -2 * len(topics.intersection(slugs_of(other.untraced.tags)))
            - len(groups.intersection(other.groups)),
            abs(other.published - published),
            other.published,
            other.identifier,
            other.path,
        )
        for other in others.values()
    )
    best = ranked[:count]
    if all(when <= published for _, _, when, _, _ in best):
        later = [one for one in ranked if one[2] > published]
        best[count - 1 :] = later[:1] or best[count - 1 :]
    return tuple(others[path] for *_, path in best)


def _earlier(catalogue: Catalogue, entry: BulletinEntry) -> tuple[Entry[Page], ...]:
    if not isinstance(entry.record, Decision):
        return ()
    paths = (*entry.record.follows, *entry.record.supersedes)
    found = (catalogue.entry_at(path) for path in dict.fromkeys(paths))
    return tuple(other for other in found if other and other.shows_body)
