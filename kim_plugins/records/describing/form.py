"""The inputs of a form for each kind of bulletin, from which the writing desk is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic.fields import FieldInfo

from kim_plugins.records.describing.fields import FieldDescription, describe, metadata_of
from kim_plugins.records.fields.faults import extra_of
from kim_plugins.records.fields.widgets import Format, Widget
from kim_plugins.records.kinds import MODELS, Kind
from kim_plugins.records.models.base import Model
from kim_plugins.records.models.vocabulary import Term
from kim_plugins.records.reading.yaml_reader import read_yaml

_PROSE_FROM: Final = 160
"""Characters from which on a line is asked for in a field of several lines."""


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form; `parts` stand inside of it where it is a group.

    `many` fields grow and shrink between `fewest` and `most` items. `least` and `greatest` bound a
    number, `longest` the characters of a text. `numbered` items are counted by another field.
    """

    key: str
    title: str
    description: str
    example: str
    widget: Widget
    required: bool
    many: bool
    terms: tuple[Term, ...]
    parts: tuple[Input, ...]
    default: str
    format: Format | None
    longest: int | None
    least: int | None
    greatest: int | None
    fewest: int
    most: int | None
    numbered: bool

    @property
    def is_long(self) -> bool:
        """Whether its text needs more than one line."""
        return self.widget is Widget.PROSE or (self.longest or 0) > _PROSE_FROM


@cache
def inputs(kind: Kind) -> tuple[Input, ...]:
    """The inputs of a kind in the order of a file's fields."""
    return _inputs(MODELS[kind])


@cache
def _inputs(model: type[Model]) -> tuple[Input, ...]:
    properties = model.model_json_schema(by_alias=True)["properties"]
    return tuple(
        _input(field, info, _flat(properties[field.key]))
        for field, info in zip(describe(model), model.model_fields.values(), strict=True)
    )


def _input(field: FieldDescription, info: FieldInfo, made: dict[str, Any]) -> Input:
    metadata = tuple(metadata_of(info))
    one = {**made, **_flat(made.get("items", {}))}
    return Input(
        key=field.key,
        title=field.title,
        description=field.description,
        example=_first(read_yaml(field.example, 1)[0]),
        widget=_widget(field, metadata),
        required=field.required,
        many=field.many and not field.terms,
        terms=field.terms,
        parts=_inputs(field.group) if field.group else (),
        default=str(info.default) if isinstance(info.default, Term) else "",
        format=next((found for found in metadata if isinstance(found, Format)), None),
        longest=one.get("maxLength"),
        least=one.get("minimum"),
        greatest=one.get("maximum"),
        fewest=made.get("minItems", 0),
        most=made.get("maxItems"),
        numbered=extra_of(info)["numbered"],
    )


def _widget(field: FieldDescription, metadata: tuple[object, ...]) -> Widget:
    if field.terms:
        return Widget.CHOICES if field.many else Widget.CHOICE
    if field.group:
        return Widget.GROUP
    return next(found for found in metadata if isinstance(found, Widget))


def _flat(made: dict[str, Any]) -> dict[str, Any]:
    """A schema with the first of its alternatives that isn't null merged in."""
    forms = [form for form in made.get("anyOf", ()) if form != {"type": "null"}]
    return {**made, **(_flat(forms[0]) if forms else {})}


def _first(example: object) -> str:
    """A plain example: the first of a list, nothing for a group."""
    match example:
        case [first, *_]:
            return _first(first)
        case dict():
            return ""
        case _:
            return str(example)
