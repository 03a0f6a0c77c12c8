"""What can be found: one document a bulletin, group or page, as plain text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from kim_plugins.catalogue import BulletinEntry, Catalogue, Entry
from kim_plugins.catalogue.bodies import Body
from kim_plugins.records import (
    Bulletin,
    Decision,
    Group,
    Kind,
    Lesson,
    Moment,
    News,
    Page,
    format_day,
)

KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.PAGE)
"""The kinds that readers choose between; groups and ordinary pages are one."""
_DIGEST: Final = 12


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One findable page; its body is read when it is asked for.

    `published` is None for groups and pages. `groups` are ids, `publishers` what readers call
    them; `marks` are what a reader should know before opening. `lang` is None for Indonesian.
    `digest` tells whether anything of the document has changed.
    """

    identifier: str
    address: str
    kind: Kind
    title: str
    description: str
    fields: tuple[str, ...]
    digest: bytes
    body: Callable[[], Body]
    published: Moment | None = None
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    lang: str | None = None

    @property
    def day(self) -> str:
        """The day of publication as readers read it; empty without one."""
        return format_day(self.published.day) if self.published else ""


def documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    """Every page that search may show, by path: withdrawn bulletins are not among them."""
    for path in sorted(catalogue.entries):
        entry = catalogue.entries[path]
        if entry.shows_body:
            yield _document(catalogue, entry)


def _document(catalogue: Catalogue, entry: Entry[Page]) -> SearchDocument:
    record = entry.record
    common = {
        "identifier": entry.identifier,
        "address": entry.address,
        "title": record.title,
        "description": record.description or "",
        "fields": tuple(part for part in _fields(record) if part),
        "body": partial(catalogue.bodies.__getitem__, entry.path),
        "lang": None if record.lang in (None, catalogue.options.language) else record.lang,
    }
    key = (catalogue.files[entry.path].key, entry.address, entry.identifier, entry.state.value)
    if not isinstance(record, Bulletin):
        return SearchDocument(kind=Kind.PAGE, digest=_digest(key), **common)  # type: ignore[arg-type]
    bulletin = cast(BulletinEntry, entry)
    topics = catalogue.topics_of(bulletin)
    publishers = tuple(group.record.title for group in catalogue.groups_of(bulletin))
    return SearchDocument(
        kind=entry.kind,
        digest=_digest((*key, topics, entry.groups, publishers)),
        published=record.publication,
        tags=tuple(topic.label for topic in topics),
        topics=tuple(topic.slug for topic in topics),
        groups=entry.groups,
        publishers=publishers,
        marks=tuple(_marks(bulletin)),
        **common,  # type: ignore[arg-type]
    )


def _digest(values: object) -> bytes:
    return hashlib.blake2b(
        repr(values).encode(errors="surrogatepass"), digest_size=_DIGEST
    ).digest()


def _marks(entry: BulletinEntry) -> Iterator[str]:
    if not entry.is_listed:
        yield "Sudah lewat masanya"
    if entry.record.corrections:
        yield f"Ada {entry.record.corrections[-1].kind.label.lower()}"


def _fields(record: Page) -> Iterator[str]:
    match record:
        case News(event=event, place=place):
            yield place or ""
            if event:
                yield f"{event.place} {event.organiser or ''}".strip()
        case Decision():
            yield record.problem
            yield from record.decision
            for action in record.actions:
                yield f"{action.task} ({action.owner})"
        case Lesson(claim=claim):
            yield from record.objectives
            yield from record.steps
            if claim:
                yield claim.text
        case Group(region=region):
            yield f"{region.village}, {region.district}, {region.regency}, {region.province}"
        case _:
            pass
