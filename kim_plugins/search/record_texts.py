"""The searchable texts of a record's fields, found from the models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from kim_plugins.records import (
    Decision,
    Group,
    Lesson,
    News,
    Page,
    format_clock,
    format_day,
    format_moment,
)
from kim_plugins.records.fields.dates import Clock, Moment
from kim_plugins.records.models.organisation import Headcount
from kim_plugins.records.models.vocabulary import Priority, Term

_APART: Final = frozenset({"title", "description", "tags", "group", "date", "embargo"})
"""Fields of the record itself that a document has in parts of their own."""
_NOT_READ: Final = frozenset(
    {
        *("draft", "lang", "id", "guid", "redirect_from", "privacy", "follows", "supersedes"),
        *("src", "url", "feed", "whatsapp_channel", "repeat"),
    }
)
"""What a reader sees as a link or a mark, or not at all."""


def record_texts(record: Page) -> Iterator[str]:
    """The text of every filled-in field, in the order of the model."""
    for name in type(record).model_fields:
        # A record that comes from the cache doesn't know what was filled (records/models/base.py).
        value = getattr(record, name)
        if name not in _APART | _NOT_READ and value is not Priority.ORDINARY:
            yield from _texts(value)


@cache
def _read_fields(model: type[BaseModel]) -> tuple[tuple[str, str, object], ...]:
    """The name, title and default of each field of a part that a reader reads."""
    fields = model.model_fields.items()
    return tuple((n, f.title or "", f.get_default()) for n, f in fields if n not in _NOT_READ)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name, title, default in _read_fields(type(value)):
            inner = getattr(value, name)
            if inner != default:
                if isinstance(inner, Headcount):
                    yield title
                yield from _texts(inner)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Term):
        yield value.label
    elif write := _WRITTEN.get(type(value)):
        yield write(value)


_WRITTEN: Final[dict[type[object], Callable[[Any], str]]] = {
    str: str,
    int: str,
    date: format_day,
    Moment: format_moment,
    Clock: format_clock,
}


def page_labels(record: Page) -> Iterator[str]:
    """What a record's page is called, and calls its parts, where readers type that."""
    match record:
        case News(event=event):
            yield "berita kabar"
            if event:
                yield "jadwal acara"
        case Decision():
            yield "hasil musyawarah keputusan rapat"
        case Lesson():
            yield "pelajaran literasi"
        case Group(contact=contact):
            yield "kontak hubungi nomor pengurus ketua sekretaris bendahara anggota"
            ways = {
                "whatsapp": contact.whatsapp or contact.whatsapp_channel,
                "telepon": contact.phone or contact.whatsapp,
                "email surel": contact.email,
            }
            yield " ".join(name for name, way in ways.items() if way)
            yield contact.url or ""
        case _:
            pass


def key_texts(record: Page) -> Iterator[str]:
    """The texts of a record that tell best what it is about."""
    match record:
        case News(event=event, place=place):
            yield place or ""
            if event:
                yield event.title or ""
                yield event.place
                yield event.organiser or ""
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
