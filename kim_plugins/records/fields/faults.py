"""Faults of fields: missing, empty, or as pydantic found them, with the field's own example."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any, Final, cast

from pydantic import BaseModel, ValidationError, ValidatorFunctionWrapHandler
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kim_plugins.records.fields.suggestions import not_a_term
from kim_plugins.records.fixing.editing import as_flow
from kim_plugins.records.problems import Fault, SuggestedFix, quote
from kim_plugins.records.reading.context import Reading, last_key
from kim_plugins.records.reading.located import Fields, Items, Text, Value, braced
from kim_plugins.records.reading.yaml_reader import read_yaml

_CURLY: Final = re.compile(r"[“”„]([^“”\"\\]*)[“”]|‘([^‘’\"\\]*)’")


def alias_of(name: str, info: FieldInfo) -> str:
    """The key of a field in front matter, which differs from its name for Python's keywords."""
    return info.alias or name


def extra_of(info: FieldInfo) -> dict[str, Any]:
    """What `field` says of a field besides what pydantic knows."""
    return cast(dict[str, Any], info.json_schema_extra)


def example_of(info: FieldInfo) -> str:
    """The field's valid example, as written in YAML."""
    return str(extra_of(info)["example"])


def indonesian_words(info: FieldInfo) -> tuple[str, ...]:
    """The plain Indonesian words for the field's key."""
    return cast(tuple[str, ...], extra_of(info)["also"])


@cache
def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a model's fields, and the Indonesian words for them."""
    fields = model.model_fields.items()
    return frozenset(
        word for name, info in fields for word in (alias_of(name, info), *indonesian_words(info))
    )


def straight_quotes(
    value: Any,  # noqa: ANN401 - a value of the tree, or a default
    handler: ValidatorFunctionWrapHandler,
) -> SuggestedFix | None:
    """A validator that replaces curly quotes around a value that is valid without them."""
    found = _CURLY.fullmatch(value) if isinstance(value, Text) and not value.quoted else None
    if not found:
        return None
    inner = Text(found[1] or found[2] or "", '"')
    try:
        handler(inner.at(value.mark, value.key_mark, value.path))
    except ValidationError:
        return None
    return SuggestedFix(value, (f'"{inner}"',))


def report_error(
    reading: Reading,
    value: Any,  # noqa: ANN401 - a value of the tree, or a default
    detail: ErrorDetails,
    info: FieldInfo,
    fix: SuggestedFix | None,
) -> None:
    """Report pydantic's error on a value or inside of it; `fix` is the suggested fix."""
    place = value
    # An item of a list that was written as one text knows its own place.
    if isinstance(detail.get("input"), Text):
        place = detail["input"]
    for step in detail["loc"]:
        if isinstance(place, Items) and isinstance(step, int) and step < len(place):
            place = place[step]
    if detail["type"] == "too_short" and isinstance(place, Items):
        # Pydantic counts without the items whose faults are told already.
        detail["ctx"]["actual_length"] = len(place)
        if len(place) >= detail["ctx"]["min_length"]:
            return
    fault = detail.get("ctx", {}).get("fault") or _translate(detail, place, info)
    key = last_key(place.path)
    hint = fault.hint.replace("{example}", _hint(key, info)).replace("{key}", key)
    message = fault.message.replace("{key}", key)
    found = replace(fault, message=message, hint=hint, fix=fix or fault.fix)
    reading.report(place.mark, place.path, found)


def _hint(key: str, info: FieldInfo) -> str:
    example = example_of(info)
    if not example.startswith("\n"):
        return f"tulis misalnya: {key}: {example}"
    # An example of several lines is indented as it stands below its key.
    indentation = len(example[1:]) - len(example.lstrip()) - 2
    return f"tulis misalnya:\n{' ' * indentation}{key}:{example}"


def _translate(detail: ErrorDetails, value: Value, info: FieldInfo) -> Fault:
    key = last_key(value.path)
    context = detail.get("ctx", {})
    match detail["type"]:
        case "enum" | "literal_error":
            words = isinstance(value, Fields) and braced(value)
            return not_a_term(words or str(value), str(context["expected"]))
        case "string_too_long":
            limit = context["max_length"]
            return Fault(
                "K108",
                f"{key} {quote(value, 30)} terlalu panjang: {len(str(value))} huruf",
                f"ringkas menjadi paling banyak {limit} huruf",
            )
        case "string_too_short" | "too_short" if isinstance(value, Text):
            return Fault("K112", f"{key} ({info.title}) masih kosong", _hint(key, info))
        case "too_long" | "too_short":
            return _wrong_length(key, context)
        case "model_type" | "model_attributes_type":
            return Fault(
                "K103",
                f"{key} harus berupa kelompok isian, bukan {_shown(value)}",
                _hint(key, info),
            )
        case _:
            return Fault("K103", f"{key} tidak dapat dibaca: {_shown(value)}", _hint(key, info))


def _shown(value: Value) -> str:
    if isinstance(value, Items):
        return "sebuah daftar"
    return quote((isinstance(value, Fields) and braced(value)) or value)


def _wrong_length(key: str, context: dict[str, Any]) -> Fault:
    count = context["actual_length"]
    if "max_length" in context:
        return Fault(
            "K108",
            f"{key} berisi {count} butir, paling banyak {context['max_length']}",
            f"sisakan paling banyak {context['max_length']} butir",
        )
    return Fault(
        "K108",
        f"{key} berisi {count} butir, paling sedikit {context['min_length']}",
        f"tulis paling sedikit {context['min_length']} butir, masing-masing diawali `- `",
    )


def absent(key: str, info: FieldInfo, data: Fields) -> Fault:
    """The fault of a required field that is missing from `data`."""
    hint = _hint(key, info)
    # What takes several lines has no place between braces.
    if "\n" in hint and _is_on_one_line(data):
        hint = _whole_group(key, info, data)
    return Fault("K101", f"{key} ({info.title}) belum ditulis", hint)


def empty(key: str, info: FieldInfo, data: Fields) -> Fault:
    """The fault of a required part of a group `data` that is empty."""
    hint = _whole_group(key, info, data) if _is_on_one_line(data) else _hint(key, info)
    return Fault("K112", f"{key} ({info.title}) masih kosong", hint)


def _is_on_one_line(data: Fields) -> bool:
    return bool(data.path and data) and all(
        value.mark.line == data.mark.line for value in data.values()
    )


def _whole_group(key: str, info: FieldInfo, data: Fields) -> str:
    example = example_of(info)
    if example[:1] in ("[", "{", "\n"):
        tree, _ = read_yaml(f"{key}:{example}" if example[0] == "\n" else f"{key}: {example}", 1)
        shown = as_flow(cast(Fields, tree)[key])
    else:
        shown = as_flow(Text(example))
    parts = {**{name: as_flow(value) for name, value in data.items()}, key: shown}
    whole = ", ".join(f"{name}: {part}" for name, part in parts.items())
    return f"tulis yang sebenarnya, misalnya: {last_key(data.path)}: {{{whole}}}"
