"""The form inputs of field types; the types in `fields` and `formats` carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Widget(StrEnum):
    """The input that a browser shows for one value."""

    LINE = "line"
    PROSE = "prose"
    DAY = "day"
    MOMENT = "moment"
    """A day, and an hour where it is known."""
    CLOCK = "clock"
    CLOCK_OR_MOMENT = "clock-or-moment"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"
    LINK = "link"
    MEDIA = "media"
    CHOICE = "choice"
    CHOICES = "choices"
    """Any number of a few terms."""
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Format:
    """What one line of text must match; `what` completes "'…' bukan …", `hint` is the remedy."""

    expression: str
    code: str
    what: str
    hint: str
