"""JSON Schema of the front matter, for editors' tools and for programs that write bulletins.

Made from the models: pydantic generates it, and what only we know is added here, Indonesian titles
and choices with their labels. It describes the values as a YAML 1.2 tool sees them, after its own
guesses; the reader takes no guesses and knows more rules (dates, votes, members) than a schema can.
"""

from __future__ import annotations

from typing import Any, Final

from kim_plugins.records.describing.fields import (
    KIND_TITLES,
    FieldDescription,
    describe,
    media_from,
    models_of,
)
from kim_plugins.records.kinds import MODELS, Kind
from kim_plugins.records.models.base import Model
from kim_plugins.records.reading.yaml_reader import read_yaml

Json = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = "urn:kim:skema"
_OURS: Final = ("example", "also", "numbered", "placeholder", "default", "title", "description")
_NULL: Final = {"type": "null"}


def schema_of(kind: Kind) -> Json:
    """The schema of one kind's front matter."""
    model = MODELS[kind]
    made = model.model_json_schema(by_alias=True)
    found: Json = {
        "$schema": DIALECT,
        "$id": f"{_ID}:{kind}",
        "title": KIND_TITLES[kind],
        "description": "Keterangan di antara dua garis --- di atas berkas.",
        **_object(model, made, kind),
    }
    parts = {part.__name__: part for part in models_of(model)[1:]}
    if parts:
        found["$defs"] = {
            name: {**_titled(part, model), **_object(part, made["$defs"][name], kind)}
            for name, part in sorted(parts.items())
        }
    return found


def schema_of_all() -> Json:
    """One document with the schema of every kind in `$defs`, each under its own `$id`.

    Which of them holds for a file, its folder says, so there is nothing to choose at the top.
    """
    return {
        "$schema": DIALECT,
        "$id": _ID,
        "title": "Keterangan berkas KIM",
        "description": "Satu skema untuk tiap jenis berkas, di dalam $defs.",
        "$defs": {kind.value: schema_of(kind) for kind in Kind},
    }


def _titled(part: type[Model], root: type[Model]) -> Json:
    """The title of a nested group: that of its field, unless fields of several names use it."""
    fields = [field for model in models_of(root) for field in describe(model)]
    titles = {field.title for field in fields if field.group is part}
    return {"title": titles.pop()} if len(titles) == 1 else {}


def _object(model: type[Model], made: Json, kind: Kind) -> Json:
    fields = describe(model)
    found: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            field.key: _property(field, made["properties"][field.key], kind) for field in fields
        },
    }
    if required := [field.key for field in fields if field.required]:
        found["required"] = required
    return found


def _property(field: FieldDescription, made: Json, kind: Kind) -> Json:
    """A field's property: the title and description first, then what tools validate."""
    bare = {key: value for key, value in made.items() if key not in _OURS}
    checked = _with_choices(bare, field)
    found: Json = {
        "title": field.title,
        "description": field.description,
        **(checked if field.required else _or_nothing(checked)),
        "examples": [_value(media_from(field.example, kind))],
    }
    if isinstance(made.get("default"), (bool, str)):
        found["default"] = made["default"]
    return found


def _with_choices(part: Json, field: FieldDescription) -> Json:
    """Choices with their labels, in place of pydantic's reference to an enumeration."""
    if field.terms and (part.get("$ref") or "enum" in part):
        return {
            "type": "string",
            "enum": [term.value for term in field.terms],
            "enumDescriptions": [term.label for term in field.terms],
        }
    changed = dict(part)
    if "items" in part:
        changed["items"] = _with_choices(part["items"], field)
    if "anyOf" in part:
        changed["anyOf"] = [_with_choices(one, field) for one in part["anyOf"]]
    return changed


def _or_nothing(part: Json) -> Json:
    """A property that may also be null, as an optional field may be left empty."""
    choices = [one for one in part.get("anyOf", [part]) if one != _NULL]
    if len(choices) == 1 and "type" in choices[0]:
        types = choices[0]["type"]
        found = {**choices[0], "type": [*([types] if isinstance(types, str) else types), "null"]}
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
            found["enumDescriptions"] = [*found["enumDescriptions"], "Tidak diisi"]
        return found
    return {"anyOf": [*choices, _NULL]}


def _value(example: str) -> object:
    """An example as JSON; a number or a boolean only where it means one to everybody."""
    return _typed(read_yaml(example, 1)[0])


def _typed(value: object) -> object:
    match value:
        case dict():
            return {key: _typed(one) for key, one in value.items()}
        case list():
            return [_typed(one) for one in value]
        case "true" | "false":
            return value == "true"
        case str() if value.isdecimal() and str(int(value)) == value:
            return int(value)
        case _:
            return value
