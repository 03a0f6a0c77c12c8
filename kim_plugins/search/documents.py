"""What can be found: one document a bulletin, group or page, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from kim_plugins.catalogue import BulletinEntry, Catalogue, Entry
from kim_plugins.records import Bulletin, Decision, Group, Lesson, News, Page


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One findable page; `text` is plain text, never markup."""

    address: str
    title: str
    text: str
    tags: tuple[str, ...]


def documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    """Every page that search may show, by address: withdrawn bulletins are not among them."""
    for path in sorted(catalogue.entries):
        entry = catalogue.entries[path]
        if entry.shows_body:
            tags = _tags(catalogue, entry)
            yield SearchDocument(entry.address, entry.record.title, _text(catalogue, entry), tags)


def _tags(catalogue: Catalogue, entry: Entry[Page]) -> tuple[str, ...]:
    if not isinstance(entry.record, Bulletin):
        return ()
    return tuple(topic.label for topic in catalogue.topics_of(cast(BulletinEntry, entry)))


def _text(catalogue: Catalogue, entry: Entry[Page]) -> str:
    parts = [
        entry.record.description or "",
        *_fields(entry.record),
        catalogue.bodies[entry.path].text,
    ]
    return " ".join(part for part in parts if part)


def _fields(record: Page) -> Iterator[str]:
    match record:
        case News(event=event, place=place):
            yield place or ""
            if event:
                yield f"{event.place} {event.organiser or ''}"
        case Decision():
            yield record.problem
            yield from record.decision
            yield from (f"{action.task} {action.owner}" for action in record.actions)
        case Lesson(claim=claim):
            yield from record.objectives
            yield from record.steps
            if claim:
                yield claim.text
        case Group(region=region):
            yield f"{region.village} {region.district} {region.regency} {region.province}"
        case _:
            pass
