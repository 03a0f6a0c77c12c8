"""The base of every model: pydantic reads the fields, and every fault is collected.

Pydantic alone stops at the first fault of a field and skips the rules of a model that has one. Here
each field reports to the `Reading` and becomes None when it is faulty, so that the rules always run
on what could be read. Places are kept by the values, not by the records: a record is free of marks,
and the catalogue reads a file again for the place of a site-wide problem, which is rare.

What a form or a tool leaves behind is read as meant. Empty texts, lists and groups count as left
out before pydantic sees them; a text that is a list is one where it has one meaning
(`fields/lists.py`); texts that YAML takes for numbers or days are quoted by `--fix`
(`reading/yaml_guesses.py`), so that a later save by another tool changes nothing. Each such reading
is a warning with its remedy, but for what every form leaves behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, Self

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

from kim_plugins.records.fields.faults import alias_of, report_error, straight_quotes
from kim_plugins.records.fields.keys import MISSING, is_words, known_fields
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.problems import Fault, Recast, Severity, SuggestedFix, quote
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.located import Fields, Items, Text, is_empty, join

Rule = tuple[str, Fault]
"""A path inside the record, and what is wrong there."""


class Model(BaseModel):
    """A frozen record; unknown keys are faults, and `rules` yields faults between fields."""

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

    alone: ClassVar[str] = ""
    """The field that is meant where a text stands for the whole group; nothing if none is."""

    @classmethod
    def in_fields(cls, text: str) -> dict[str, str]:
        """The fields that a text stands for, where a group may be written as one."""
        return {cls.alone: text}

    def rules(self) -> Iterator[Rule]:
        """Yield every broken rule between fields; fields with faults are None here."""
        yield from ()

    @model_validator(mode="wrap")
    @classmethod
    def _collect_rules(
        cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        reading: Reading | None = info.context
        if reading is not None and cls.alone and not isinstance(data, Fields):
            data = _spelt_out(cls, data, reading)
        if reading is None or not isinstance(data, Fields):
            return handler(data)
        if is_words(cls, data):
            return handler(str(data))
        record = handler(known_fields(cls, data, reading))
        # What couldn't be read may be what a rule asks for.
        for path, fault in record.rules() if reading.is_whole else ():
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
        if value is MISSING:
            return None
        try:
            return handler(value)
        except ValidationError as error:
            known = cls.model_fields[str(info.field_name)]
            fix = straight_quotes(value, handler)
            for detail in error.errors(include_url=False):
                report_error(reading, value, detail, known, fix)
            return None


def _spelt_out(model: type[Model], data: Any, reading: Reading) -> Any:  # noqa: ANN401 - as pydantic hands it over
    """The group of fields for the text that stands for it: `image: panen.jpg`."""
    text = data[0] if isinstance(data, Items) and len(data) == 1 else data
    if not isinstance(text, Text) or is_empty(text):
        return data
    given = model.in_fields(str(text).strip())
    wanted = {
        alias_of(name, info): "" for name, info in model.model_fields.items() if info.is_required()
    }
    spelt = {**given, **{key: "" for key in wanted if key not in given}}
    fields = Fields()
    for key, value in spelt.items():
        fields[key] = Text(value, '"').at(text.mark, data.key_mark, data.path)
    said = ", ".join(f"{key}: {one}" for key, one in given.items())
    flow = f"{{{', '.join(f'{key}: {as_scalar(one)}' for key, one in spelt.items())}}}"
    fault = Fault(
        "K127",
        f"{{key}} {quote(text)} dibaca sebagai {said}",
        f"tulis {{key}}: {flow}",
        Severity.WARNING,
        SuggestedFix(text.as_written, (flow,)) if data is text else _whole_entry(data, flow),
    )
    fields = fields.at(text.mark, data.key_mark, data.path)
    reading.warn(fields, fault)
    return fields


def _whole_entry(data: Items, flow: str) -> Recast | None:
    """The suggested fix that writes a list of one picture as the picture."""
    if "." in data.path or "[" in data.path:
        return None
    return Recast(((data.key_mark, (f"{data.path}: {flow}",)),))


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
