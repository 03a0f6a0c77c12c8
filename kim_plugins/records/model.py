"""The base of every record: pydantic reads the fields, and no fault hides another.

Pydantic alone stops at the first fault of a field and skips the rules of a model that has one. Here
each field reports to the `Reading` and becomes None when it is faulty, so that the rules always run
on what could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Final, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kim_plugins.records.located import Fields, Items, Text, Value, is_empty, join
from kim_plugins.records.problems import Fault, Mend, quote
from kim_plugins.records.reading import Reading, last_key
from kim_plugins.records.suggestions import (
    indonesian,
    misspelt_key,
    near_key,
    not_a_term,
    twice,
    unknown,
)

Rule = tuple[str, Fault]
"""A path inside the record, and what is wrong there."""

_MISSING: Final = object()
_CURLY: Final = re.compile(r"[“”„]([^“”\"\\]*)[“”]|‘([^‘’\"\\]*)’")


def alias_of(name: str, info: FieldInfo) -> str:
    """The key of a field in front matter: its name, but for words that Python keeps to itself."""
    return info.alias or name


def example_of(info: FieldInfo) -> str:
    """The field's valid example, as it stands in YAML."""
    extra = info.json_schema_extra
    return str(extra["example"]) if isinstance(extra, dict) else ""


def indonesian_words(info: FieldInfo) -> tuple[str, ...]:
    """The plain Indonesian words for the field's key."""
    extra = info.json_schema_extra
    words = extra.get("also", ()) if isinstance(extra, dict) else ()
    return tuple(str(word) for word in words)  # type: ignore[union-attr]


class Model(BaseModel):
    """A frozen record; unknown keys are faults, and rules between fields come from `rules`."""

    # Kept records are never validated again, so most commands need no validator.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickle: the values in the order of the fields, as builds read back all records.

        Pydantic's own way writes each name, and takes twice as long.
        """
        cls, own = type(self), self.__dict__
        return _read_back, (cls, *[own[name] for name in _names(cls)])

    def rules(self) -> Iterator[Rule]:
        """Every broken rule between fields; a faulty field is None by then."""
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _collect_rules(
        cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        reading: Reading | None = info.context
        if reading is None or not isinstance(data, Fields):
            return handler(data)
        record = handler(_known_fields(cls, data, reading))
        for path, fault in record.rules():
            found = data.find(path)
            reading.report(found.mark, join(data.path, path), fault)
        return record

    @field_validator("*", mode="wrap")
    @classmethod
    def _collect_faults(
        cls, value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> object:
        reading: Reading | None = info.context
        if reading is None:
            return handler(value)
        if value is _MISSING:
            return None
        try:
            return handler(value)
        except ValidationError as error:
            known = cls.model_fields[str(info.field_name)]
            mend = _straight_quotes(value, handler)
            for detail in error.errors(include_url=False):
                _report(reading, value, detail, known, mend)
            return None


@cache
def _names(model: type[Model]) -> tuple[str, ...]:
    return tuple(model.model_fields)


@cache
def _all_set(model: type[Model]) -> set[str]:
    """What pydantic wants to know of each record; a copy gets its own, nothing else changes it."""
    return set(model.model_fields)


def _read_back(cls: type[Model], *values: object) -> Model:
    """A record that was validated before it was written down."""
    record = cls.__new__(cls)
    put = object.__setattr__
    names = _names(cls)
    put(record, "__dict__", dict(zip(names, values, strict=True)))
    put(record, "__pydantic_fields_set__", _all_set(cls))
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


def _known_fields(model: type[Model], data: Fields, reading: Reading) -> dict[str, Any]:
    """The mapping as pydantic shall see it, without unknown and empty keys."""
    fields = {alias_of(name, info): info for name, info in model.model_fields.items()}
    meant: set[str] = set()
    known: dict[str, Any] = _under_our_keys(fields, data, reading, meant)
    for key, info in fields.items():
        found = known.get(key)
        if isinstance(found, Items):
            _drop_empty(found, info)
        if found is not None and is_empty(found):
            del known[key]
            if info.is_required():
                reading.report(found.mark, found.path, _empty(key, info))
                known[key] = _MISSING
        elif found is None and info.is_required():
            # A misspelt key is one fault, not two.
            if key not in meant:
                reading.report(data.mark, join(data.path, key), _absent(key, info))
            known[key] = _MISSING
    return known


def _under_our_keys(
    fields: dict[str, FieldInfo], data: Fields, reading: Reading, meant: set[str]
) -> dict[str, Value]:
    """The values whose keys are known; `meant` hears which keys the others resemble.

    Indonesian keys are renamed in `data` too, so that rules and cross-checks find their values.
    """
    words = {word: key for key, info in fields.items() for word in indonesian_words(info)}
    known: dict[str, Value] = {}
    for written, value in tuple(data.items()):
        key = words.get(written, written)
        if key not in fields:
            near = near_key(written, fields, words)
            meant.add(near)
            fault = unknown(written, near, fields)
            mend = misspelt_key(written, near, fields, words, data)
            reading.report(value.key_mark, value.path, replace(fault, mend=mend))
        elif written != key and key in data:
            reading.report(value.key_mark, value.path, twice(written, key))
        else:
            if written != key:
                reading.report(value.key_mark, value.path, indonesian(written, key))
                data.rename(written, key)
            known[key] = value
    return known


def _drop_empty(items: Items, info: FieldInfo) -> None:
    """Take away what a form left behind; of a list whose items count, only what stands last."""
    extra = info.json_schema_extra
    if isinstance(extra, dict) and extra.get("numbered"):
        while items and is_empty(items[-1]):
            items.pop()
    else:
        items[:] = [item for item in items if not is_empty(item)]


def _straight_quotes(
    value: Any,  # noqa: ANN401 - a value of the tree, or a default
    handler: ValidatorFunctionWrapHandler,
) -> Mend | None:
    """Straight quotes for curly ones around a value that is right without them."""
    found = _CURLY.fullmatch(value) if isinstance(value, Text) and not value.quoted else None
    if not found:
        return None
    inner = Text(found[1] or found[2] or "", '"')
    try:
        handler(inner.at(value.mark, value.key_mark, value.path))
    except ValidationError:
        return None
    return Mend(value, (f'"{inner}"',))


def _report(
    reading: Reading,
    value: Any,  # noqa: ANN401 - a value of the tree, or a default
    detail: ErrorDetails,
    info: FieldInfo,
    mend: Mend | None,
) -> None:
    place = value
    # An item of a list that was written as one text knows its own place.
    if isinstance(detail.get("input"), Text):
        place = detail["input"]
    for step in detail["loc"]:
        if isinstance(place, Items) and isinstance(step, int) and step < len(place):
            place = place[step]
    fault = detail.get("ctx", {}).get("fault") or _translate(detail, place, info)
    key = last_key(place.path)
    hint = fault.hint.replace("{example}", _hint(key, info)).replace("{key}", key)
    message = fault.message.replace("{key}", key)
    mend = mend or fault.mend
    reading.report(place.mark, place.path, replace(fault, message=message, hint=hint, mend=mend))


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
            return not_a_term(str(value), str(context["expected"]))
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
    return "sebuah daftar" if isinstance(value, Items) else quote(value)


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


def _absent(key: str, info: FieldInfo) -> Fault:
    return Fault("K101", f"{key} ({info.title}) belum ditulis", _hint(key, info))


def _empty(key: str, info: FieldInfo) -> Fault:
    return Fault("K112", f"{key} ({info.title}) masih kosong", _hint(key, info))
