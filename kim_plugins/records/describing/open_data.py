"""What of a record is open data: the public fields by name, a record as JSON, and its JSON Schema.

A field that nobody named here stays private, whatever a page shows: who collects a whole site by
machine sees more than who reads a page. So what a small trader is reached by stays on the page of
enterprises, while a group's own contact, which is there to be found, goes along; the words of a
recording have an address of their own. `tests/records/test_open_data.py` asks of every new field
whether it is public.

The schema says the same of the models as `schema.py` does, but of values that were read: a day is a
day however it was written, a list is a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from kim_plugins.records.describing.fields import KIND_TITLES, FieldDescription, describe, models_of
from kim_plugins.records.describing.schema import DIALECT, Json
from kim_plugins.records.fields.dates import ZONES, Clock, Moment
from kim_plugins.records.fields.faults import alias_of
from kim_plugins.records.kinds import MODELS, Kind
from kim_plugins.records.models import action, lesson, meeting, news, organisation, parts, resources
from kim_plugins.records.models.base import Model
from kim_plugins.records.models.decision import Decision
from kim_plugins.records.models.group import Group

Address = Callable[[str], str | None]
"""The address at which something is published that a record names by its path; None if nowhere."""
PublicFields = Mapping[type[Model], tuple[str, ...]]

_PAGE: Final = ("title", "description", "lang")
_BULLETIN: Final = (
    *_PAGE,
    *("priority", "tags", "authors", "image", "audio", "expires", "sources", "activity"),
    *("verification", "corrections"),
)
PUBLIC: Final[PublicFields] = {
    news.News: (*_BULLETIN, "place", "event"),
    lesson.Lesson: (
        *_BULLETIN,
        *("level", "audience", "duration", "pillars", "competencies", "objectives", "steps"),
        *("quiz", "claim"),
    ),
    Decision: (
        *_BULLETIN,
        *("problem", "meeting", "options", "decision", "method", "votes", "actions", "aspiration"),
        *("follows", "supersedes"),
    ),
    Group: (
        *_PAGE,
        *("established", "status", "decree", "term", "registration", "region", "secretariat"),
        *("contact", "officers", "members", "activities", "ict", "partners", "enterprises"),
        *("vision", "missions"),
    ),
    parts.Image: ("src", "alt", "caption", "credit"),
    parts.Audio: ("src", "title"),
    parts.Source: ("title", "url", "kind"),
    parts.Correction: ("kind", "date", "before", "after", "by"),
    news.Event: ("title", "start", "end", "time_note", "place", "organiser", "repeat"),
    lesson.Question: ("question", "choices", "answer", "explanation"),
    lesson.Claim: ("text", "source", "date", "verdict", "type", "references"),
    lesson.Reference: ("title", "url"),
    meeting.Meeting: (
        *("date", "start", "end", "place", "chair", "secretary", "agenda", "resource_persons"),
        "attendance",
    ),
    meeting.Attendance: ("men", "women"),
    meeting.Option: ("title", "pros", "cons"),
    meeting.Votes: ("for_", "against", "abstain"),
    action.Action: ("task", "owner", "due", "cost", "funding", "progress"),
    action.Progress: ("date", "status", "note"),
    action.Aspiration: ("to", "sent", "channel", "ticket", "responded", "response"),
    organisation.Decree: ("number", "date", "issuer"),
    organisation.Span: ("start", "end"),
    organisation.Registration: ("diskominfo", "kim_id"),
    organisation.Region: ("code", "village", "district", "regency", "province"),
    organisation.Contact: ("person", "phone", "whatsapp", "whatsapp_channel", "email", "url"),
    organisation.Officers: ("chair", "secretary", "treasurer", "sections"),
    organisation.Section: ("name", "head"),
    organisation.Members: ("adults", "youths", "students", "traders", "farmers", "fishers"),
    organisation.Headcount: ("men", "women"),
    resources.Ict: ("patterns", "facilities"),
    resources.Facility: ("kind", "name", "address", "hours", "public"),
    resources.Partner: ("name", "kind", "role", "since", "url", "feed"),
    resources.Enterprise: ("name", "product"),
}
"""The public fields of every model, each by its name in Python."""

PATHS: Final = frozenset({"src", "follows", "supersedes"})
"""What names a file by its path, and open data by the address at which it is published."""

_URI: Final[Json] = {"type": "string", "format": "uri"}
_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_TIME: Final = r"\d{2}:\d{2}"
_OFFSET: Final = r"[+-]\d{2}:\d{2}"
_TYPES: Final[Mapping[Any, Json]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
    # A day, or a day with an hour where one was given.
    Moment: {"type": "string", "pattern": f"^{_DAY}(?:T{_TIME}:\\d{{2}}{_OFFSET})?$"},
    Clock: {"type": "string", "pattern": f"^{_TIME}(?:{_OFFSET})?$"},
}


def public_fields(record: Model, address: Address) -> Json:
    """The public fields of a record as JSON; what is empty, or published nowhere, is left out."""
    found: Json = {}
    values = record.__dict__
    # Not its type: what notes the reads of a record stands in for it.
    for name, key in _keys(record.__class__):
        value = values[name]
        if value is None or value == ():
            continue
        value = _addresses(value, address) if name in PATHS else _plain(value, address)
        if value is not None and value != []:
            found[key] = value
    return found


@cache
def _keys(model: type[Model]) -> tuple[tuple[str, str], ...]:
    return tuple((name, alias_of(name, model.model_fields[name])) for name in PUBLIC[model])


def _addresses(value: str | tuple[str, ...], address: Address) -> str | list[str] | None:
    if isinstance(value, str):
        return address(value)
    return [found for path in value if (found := address(path))]


def _plain(value: Any, address: Address) -> Any:  # noqa: ANN401 - the value of any field
    """A value as JSON has it."""
    match value:
        case Model():
            found: Any = public_fields(value, address)
        case tuple():
            found = [_plain(one, address) for one in value]
        case Enum():
            found = value.value
        case str() | int():
            found = value
        case Moment() if value.has_time:
            found = value.at.isoformat(timespec="seconds")
        case Moment():
            found = value.day.isoformat()
        case Clock():
            found = value.at.replace(tzinfo=ZONES.get(value.zone)).isoformat(timespec="minutes")
        case _:
            found = value.isoformat()
    return found


# -- its schema --------------------------------------------------------------------------------


def line_schema(url: str, title: str, around: Mapping[Kind, Json]) -> Json:
    """The schema of a line of open data, whose address is `url`.

    `around` are the properties beside those of the records, by kind; which are required, they say
    themselves by `required: true`.
    """
    kinds = [kind for kind in Kind if kind in around]
    models = {part for kind in kinds for part in models_of(MODELS[kind])[1:] if part in PUBLIC}
    return {
        "$schema": DIALECT,
        "$id": url,
        "title": title,
        "type": "object",
        "required": ["kind"],
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": {
            **{kind.value: _kind_schema(kind, around[kind]) for kind in kinds},
            **{part.__name__: _object(part) for part in sorted(models, key=lambda m: m.__name__)},
        },
    }


def _kind_schema(kind: Kind, around: Json) -> Json:
    made = _object(MODELS[kind])
    required = [key for key, value in around.items() if value.get("required") is True]
    own = {
        key: {word: said for word, said in value.items() if said is not True}
        for key, value in around.items()
    }
    return {
        "title": KIND_TITLES[kind],
        **made,
        "properties": {"kind": {"const": kind.value}, **own, **made["properties"]},
        "required": ["kind", *required, *made["required"]],
    }


def _object(model: type[Model]) -> Json:
    described = {field.key: field for field in describe(model)}
    properties: Json = {}
    required: list[str] = []
    for name, key in _keys(model):
        field, info = described[key], model.model_fields[name]
        properties[key] = {
            "title": field.title,
            "description": field.description,
            **_schema(info.annotation, field, is_path=name in PATHS),
        }
        # What is published nowhere is left out.
        if info.is_required() and name not in PATHS:
            required.append(key)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required,
    }


def _schema(annotation: Any, field: FieldDescription, *, is_path: bool = False) -> Json:  # noqa: ANN401 - a type in any of its forms
    origin, inner = get_origin(annotation), partial(_schema, field=field, is_path=is_path)
    if origin in (Union, UnionType):
        found = [inner(one) for one in get_args(annotation) if one is not NoneType]
        return found[0] if len(found) == 1 else {"anyOf": found}
    if origin is tuple:
        return {"type": "array", "items": inner(get_args(annotation)[0])}
    if origin is Annotated:
        return inner(get_args(annotation)[0])
    if origin is Literal or issubclass(annotation, Enum):
        return _choices(get_args(annotation) or tuple(annotation), field)
    if issubclass(annotation, Model):
        return {"$ref": f"#/$defs/{annotation.__name__}"}
    return _URI if is_path else _TYPES[annotation]


def _choices(values: tuple[Any, ...], field: FieldDescription) -> Json:
    labels = {term.value: term.label for term in field.terms}
    words = [value.value if isinstance(value, Enum) else value for value in values]
    found: Json = {"type": "string", "enum": words}
    if labels:
        found["enumDescriptions"] = [labels[word] for word in words]
    return found
