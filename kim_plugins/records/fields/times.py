"""Types of days, moments and times of day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, tzinfo
from typing import Annotated, TypeVar

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from kim_plugins.records.fields.clock_reading import read_clock
from kim_plugins.records.fields.date_words import new_spelling
from kim_plugins.records.fields.dates import Clock, Moment
from kim_plugins.records.fields.day_reading import (
    Warn,
    in_silence,
    read_day,
    read_day_or_year,
    read_moment,
)
from kim_plugins.records.fields.values import formatted, scalar
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.reading.located import Text

T = TypeVar("T")


def _dated(reader: Callable[[str, Warn, tzinfo], T]) -> Callable[[object, ValidationInfo], T]:
    """A reader of days and moments in the site's zone, unless they name one."""

    def read(value: object, info: ValidationInfo) -> T:
        reading = info.context
        if not isinstance(value, Text) or reading is None:
            return scalar(lambda text: reader(text, in_silence, UTC))(value)
        found = reader(value.strip(), lambda fault: reading.warn(value, fault), reading.zone)
        if fix := new_spelling(value):
            reading.offer(value.mark, fix)
        return found

    return read


Day = Annotated[
    date,
    PlainValidator(_dated(lambda text, warn, zone: read_day(text, warn, zone=zone))),
    WithJsonSchema({"type": "string"}),
    Widget.DAY,
]

read_when = _dated(lambda text, warn, zone: read_moment(text, zone, warn))

When = Annotated[
    Moment, PlainValidator(read_when), WithJsonSchema({"type": "string"}), Widget.MOMENT
]

# 19.30 is a number to YAML.
TimeOfDay = Annotated[
    Clock,
    PlainValidator(formatted(read_clock)),
    WithJsonSchema({"type": ["string", "number"]}),
    Widget.CLOCK,
]


DayOrYear = Annotated[
    date | int,
    PlainValidator(_dated(read_day_or_year)),
    WithJsonSchema({"type": ["string", "integer"]}),
    Widget.LINE,
]
