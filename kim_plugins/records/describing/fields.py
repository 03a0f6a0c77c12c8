"""Descriptions of the models' fields, from which schema, skeletons, tables and forms are made.

So none of them can say something else than the reader does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kim_plugins.records.fields.faults import alias_of, example_of, extra_of, indonesian_words
from kim_plugins.records.fields.values import AnyScalar
from kim_plugins.records.kinds import YEARLY, Kind
from kim_plugins.records.models.base import Model
from kim_plugins.records.models.common import Bulletin, Page
from kim_plugins.records.models.vocabulary import Term

KIND_TITLES: Final = {
    Kind.NEWS: "Berita",
    Kind.LESSON: "Pelajaran literasi",
    Kind.DECISION: "Keputusan musyawarah",
    Kind.GROUP: "Profil kelompok",
    Kind.PAGE: "Halaman biasa",
}
_EXAMPLE_MEDIA: Final = "../../media/"


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field: `terms` are its choices, `group` the model of what stands inside it.

    `example` is a valid value as it stands in YAML; where it spans lines, it begins with a line
    break and is indented as below a key at the margin of its own mapping. `placeholder` is what
    `field` says of it, `is_text` whether an editor writes it in words of their own.
    """

    key: str
    title: str
    description: str
    example: str
    words: tuple[str, ...]
    required: bool
    many: bool
    terms: tuple[Term, ...]
    group: type[Model] | None
    placeholder: str | None
    is_text: bool


@cache
def describe(model: type[Model]) -> tuple[FieldDescription, ...]:
    """The fields of a model in the order of their declaration."""
    return tuple(_described(name, info) for name, info in model.model_fields.items())


def describe_own(model: type[Model]) -> tuple[FieldDescription, ...]:
    """The fields that a model adds to its base, or changes."""
    base = model.__base__
    known = describe(base) if base is not None and issubclass(base, (Page, Bulletin)) else ()
    return tuple(field for field in describe(model) if field not in known)


def media_from(example: str, kind: Kind) -> str:
    """An example with its path to a picture or sound adapted to the folder of a kind."""
    return example if kind in YEARLY else example.replace(_EXAMPLE_MEDIA, "../media/")


def _described(name: str, info: FieldInfo) -> FieldDescription:
    inner = set(_inner(info.annotation))
    groups = [kind for kind in inner if isinstance(kind, type) and issubclass(kind, Model)]
    return FieldDescription(
        alias_of(name, info),
        info.title or name,
        info.description or "",
        example_of(info),
        indonesian_words(info),
        info.is_required(),
        any(get_origin(part) is tuple for part in _parts(info.annotation)),
        tuple(_terms(info.annotation)),
        groups[0] if groups else None,
        extra_of(info).get("placeholder"),
        any(isinstance(part, AnyScalar) for part in metadata_of(info)),
    )


def metadata_of(info: FieldInfo) -> Iterator[Any]:
    """What annotates the type of a field, at any depth."""
    waiting: list[Any] = [*info.metadata[::-1], info.annotation]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += (*get_args(part), *getattr(part, "__metadata__", ()))[::-1]


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - a type in any of its forms
    if get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    elif annotation not in (NoneType, None):
        yield annotation


def _inner(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    for part in _parts(annotation):
        if get_origin(part) is tuple:
            yield from _inner(get_args(part)[0])
        else:
            yield part


def _terms(annotation: Any) -> Iterator[Term]:  # noqa: ANN401 - as above
    for part in _inner(annotation):
        if get_origin(part) is Literal:
            yield from (term for term in get_args(part) if isinstance(term, Term))
        elif isinstance(part, type) and issubclass(part, Enum) and issubclass(part, Term):
            yield from part


def models_of(model: type[Model]) -> tuple[type[Model], ...]:
    """A model and every model nested in it, each once."""
    seen: list[type[Model]] = []
    waiting: list[type[Model]] = [model]
    while waiting:
        found = waiting.pop(0)
        if found not in seen:
            seen.append(found)
            waiting += [field.group for field in describe(found) if field.group]
    return tuple(seen)
