"""Placeholder values of skeletons and snippets, recognised again where nobody replaced them.

What a skeleton gives is true nowhere, as a value that may be true can't be refused: texts end in
`(contoh)`, and where a value is no text, its field says one (`placeholder`). Dates, choices and
topics may well be true as they stand. Skeletons, snippets and the check (`unfinished.py`) take all
of it from here, so a new field is covered by its example.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kim_plugins.records.describing.fields import FieldDescription, describe
from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.fixing.editing import Edit, Source
from kim_plugins.records.models.base import Model
from kim_plugins.records.reading.located import Fields, Items, Text, Value
from kim_plugins.records.reading.yaml_reader import read_yaml

SIGN: Final = "(contoh)"

_TELEPHONE: Final = re.compile(r"[\d()]{9,}")
_SIGNS: Final = re.compile(r"[^\w()]+|_+")
_NUMBER_OR_DAY: Final = re.compile(r"[\d-]+")


@dataclass(slots=True)
class Placeholders:
    """Values that no file may publish, normalised, by the path of their field without `[0]`.

    `alone` are known by themselves; `together` are groups of numbers and days, of which each may be
    true and all of them hardly ever are.
    """

    alone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    together: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@cache
def placeholder_for(field: FieldDescription) -> str:
    """The value that a skeleton or a snippet gives a field, in the form of its `example`."""
    if field.placeholder is not None:
        return field.placeholder or field.example
    source = Source(f"{field.key}: {field.example}".encode())
    return source.edited(_marked(_value(field, field.example), field, source)).text[
        len(field.key) + 2 :
    ]


@cache
def placeholders_of(model: type[Model]) -> Placeholders:
    """All values that `placeholder_for` gives for a model and that can't be true."""
    found = Placeholders()
    _collect(describe(model), "", found)
    return found


def normalised_value(value: str) -> str:
    """A value without what doesn't matter: case, blanks, quotes, a telephone's prefix."""
    plain = unicodedata.normalize("NFKC", value).casefold()
    letters = _SIGNS.sub("", plain)
    return dialled(letters) if _TELEPHONE.fullmatch(letters) else letters


def group_text(value: Fields) -> str:
    """A group of single values as one text, independent of their order."""
    texts = ((key, one) for key, one in value.items() if isinstance(one, Text))
    return " ".join(sorted(f"{key}={normalised_value(one)}" for key, one in texts))


def _value(field: FieldDescription, written: str) -> Value:
    tree = read_yaml(f"{field.key}: {written}", 1)[0]
    if not isinstance(tree, Fields):
        raise TypeError(f"the example of {field.key} is no value of YAML")
    return tree[field.key]


def _marked(value: Value, field: FieldDescription, source: Source) -> Iterator[Edit]:
    """The edits that make an example recognisable as one."""
    if isinstance(value, Fields):
        for part in describe(field.group) if field.group else ():
            if part.key in value:
                yield from _marked(value[part.key], part, source)
    elif isinstance(value, Items):
        for item in value:
            yield from _marked(item, field, source)
    elif (span := source.token(value)) and field.placeholder:
        yield Edit(*span, field.placeholder)
    elif span and field.is_text and field.placeholder is None:
        end = span[1] - value.quoted
        yield Edit(end, end, f" {SIGN}")


def _collect(fields: tuple[FieldDescription, ...], path: str, found: Placeholders) -> None:
    for one in fields:
        where = f"{path}{one.key}"
        _known(_value(one, placeholder_for(one)), one, where, found)
        if one.required and one.group:
            # A skeleton gives what a group must hold, field by field.
            parts = tuple(part for part in describe(one.group) if part.required)
            _collect(parts, f"{where}.", found)


def _known(value: Value, field: FieldDescription, path: str, found: Placeholders) -> None:
    if isinstance(value, Fields):
        parts = describe(field.group) if field.group else ()
        for part in parts:
            if part.key in value:
                _known(value[part.key], part, f"{path}.{part.key}", found)
        texts = [one for one in value.values() if isinstance(one, Text)]
        if len(texts) == len(value) > 1 and all(map(_NUMBER_OR_DAY.fullmatch, texts)):
            found.together[path].add(group_text(value))
    elif isinstance(value, Items):
        for item in value:
            _known(item, field, path, found)
    elif field.placeholder or (field.is_text and field.placeholder is None):
        found.alone[path].add(normalised_value(value))
