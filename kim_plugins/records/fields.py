"""Field types: how the text of one value becomes what a record holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, tzinfo
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from kim_plugins.records.dates import (
    Clock,
    Moment,
    new_spelling,
    read_clock,
    read_day,
    read_moment,
    read_year,
)
from kim_plugins.records.located import Fields, Items, Text
from kim_plugins.records.problems import fault, quote

T = TypeVar("T")


def field(  # noqa: PLR0913 - it is the vocabulary in which the schema is written
    title: str,
    description: str,
    example: str,
    *,
    key: str | None = None,
    also: tuple[str, ...] = (),
    default: object = ...,
    max_length: int | None = None,
    min_length: int | None = None,
) -> Any:  # noqa: ANN401 - as pydantic's own Field, so that it can stand for any type
    """One field of the schema.

    `title` and `description` are Indonesian; `example` is a valid value as it stands in YAML and
    becomes the hint of every message on the field; `key` is the key in front matter where Python
    can't have it as a name; `also` are Indonesian words for the key.
    """
    extra: dict[str, Any] = {"example": example, "also": also}
    arguments: dict[str, Any] = {"title": title, "description": description}
    if default is list:
        arguments["default"] = ()
    elif default is not ...:
        arguments["default"] = default
    if max_length is not None:
        arguments["max_length"] = max_length
    if min_length is not None:
        arguments["min_length"] = min_length
    return Field(alias=key, json_schema_extra=extra, **arguments)


def scalar(reader: Callable[[str], T]) -> Callable[[object], T]:
    """A reader of one value: a list or a mapping is a fault, blanks around the text are not."""

    def read(value: object) -> T:
        if isinstance(value, (Fields, Items)):
            raise fault(
                "K103",
                "{key} harus berisi satu nilai, bukan daftar atau kelompok isian",
                "{example}",
            )
        return reader(str(value).strip())

    return read


def _line(text: str) -> str:
    # A no-break space or a thin one is meant; blanks and line breaks of the file are not.
    return re.sub(r"[ \t\n\r]+", " ", text)


class _AnyScalar:
    """Text as an editor's tool sees it: what looks like a number or a yes to YAML is text to us."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "type": ["string", "number", "boolean"]}


Line = Annotated[str, BeforeValidator(scalar(_line)), StringConstraints(min_length=1), _AnyScalar()]
"""One line of text; a number, `no` or `012` stay as they were written."""

Prose = Annotated[str, BeforeValidator(scalar(str)), StringConstraints(min_length=1), _AnyScalar()]
"""Text that may run over several lines."""

_COUNT: Final = re.compile("^[0-9]{1,9}$")


def _count(text: str) -> int:
    if not _COUNT.match(text):
        digits = re.sub(r"[._ ]", "", text)
        example = digits if _COUNT.match(digits) else "12"
        hint = f"tulis angka saja, misalnya: {{key}}: {example}"
        raise fault("K109", f"{quote(text)} bukan bilangan bulat", hint)
    return int(text)


Count = Annotated[
    int,
    PlainValidator(scalar(_count)),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 999_999_999,
            "pattern": _COUNT.pattern,
        }
    ),
]

_RUPIAH: Final = re.compile(
    r"^(?:Rp\.? ?)?([1-9][0-9]{0,2}(?:\.[0-9]{3}){0,4}|[1-9][0-9]{0,14}|0)(?:,00|,-)?$"
)


def _rupiah(text: str) -> int:
    found = _RUPIAH.match(text)
    if found is None:
        hint = "tulis rupiah tanpa singkatan, misalnya: {key}: 1500000"
        raise fault("K109", f"{quote(text)} bukan jumlah rupiah", hint)
    return int(found[1].replace(".", ""))


Rupiah = Annotated[
    int,
    PlainValidator(scalar(_rupiah)),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": _RUPIAH.pattern}),
]
"""An amount of money in whole rupiah; `Rp1.500.000` and `1500000` are one amount."""


def format_rupiah(amount: int) -> str:
    """`Rp1.500.000`, as Indonesians write money."""
    return f"Rp{amount:,}".replace(",", ".")


_YES: Final = {"true", "ya", "yes", "on", "benar"}
_NO: Final = {"false", "tidak", "no", "off", "bukan"}


def _flag(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise fault("K107", f"{quote(text)} bukan ya atau tidak", "tulis true (ya) atau false (tidak)")


# Upper and lower case in a form that every dialect of regular expressions knows.
_FLAG: Final = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word) for word in sorted(_YES | _NO)
)
Flag = Annotated[
    bool,
    PlainValidator(scalar(_flag)),
    WithJsonSchema({"type": ["boolean", "string"], "pattern": f"^(?:{_FLAG})$"}),
]


def _dated(reader: Callable[[str], T]) -> Callable[[object, ValidationInfo], T]:
    def read(value: object, info: ValidationInfo) -> T:
        found = scalar(reader)(value)
        if isinstance(value, Text) and info.context and (mend := new_spelling(value)):
            info.context.offer(value.mark, mend)
        return found

    return read


Day = Annotated[date, PlainValidator(_dated(read_day)), WithJsonSchema({"type": "string"})]


def read_when(value: object, info: ValidationInfo) -> Moment:
    """A moment; where it names no zone, that of the site holds."""
    zone: tzinfo = info.context.zone if info.context else UTC
    return _dated(lambda text: read_moment(text, zone))(value, info)


When = Annotated[Moment, PlainValidator(read_when), WithJsonSchema({"type": "string"})]

# 19.30 is a number to YAML.
TimeOfDay = Annotated[
    Clock, PlainValidator(scalar(read_clock)), WithJsonSchema({"type": ["string", "number"]})
]


def _day_or_year(text: str) -> date | int:
    return read_year(text) if re.fullmatch(r"\d{4}", text) else read_day(text)


DayOrYear = Annotated[
    date | int,
    PlainValidator(_dated(_day_or_year)),
    WithJsonSchema({"type": ["string", "integer"]}),
]


def _list(value: object) -> tuple[object, ...]:
    if isinstance(value, Items):
        return tuple(value)
    raise fault("K103", "{key} harus berisi daftar, tiap butirnya diawali `- `", "{example}")


def _word_or_list(value: object) -> tuple[object, ...]:
    return _list(value) if isinstance(value, (Items, Fields)) else (value,)


class _ListOrOne(BeforeValidator):
    """A list whose only item may stand by itself, without brackets or a dash."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        found = handler(schema)
        return {"anyOf": [found, found["items"]]}


AsList = BeforeValidator(_list)
AsListOrOne = _ListOrOne(_word_or_list)
