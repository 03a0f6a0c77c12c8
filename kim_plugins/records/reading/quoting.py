"""Corrects a line of YAML that only lacks quotes or blanks."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.patterns import deferred

_VALUE: Final = deferred(
    r"(?P<lead>[ ]*(?:-[ ]+)*[\w-]+:[ \t]+)(?P<value>(?!-\s)[^\s\"'\[{|>&*!#].*?)"
    r"(?P<rest>[ \t]+#(?:[ \t].*)?|[ \t]*)"
)
_CURLY: Final = deferred(r"[“”„][^“”\"\\]*[“”]|‘[^‘’\"\\]*’")
_HALF_CURLY: Final = deferred(
    r"(?P<lead>[ ]*(?:-[ ]+)*[\w-]+:[ \t]+\"[^\"“”\\]*)[“”](?P<rest>[ \t]+#(?:[ \t].*)?|[ \t]*)"
)


def quoted(text: str) -> str:
    """A text in the kind of quotes that it doesn't contain."""
    if not {'"', "\\"} & set(text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def corrected_line(line: str, place: int, code: str) -> str | None:
    """The line as YAML can read it; None where it has no one meaning. `place` counts from 0."""
    if code == "K009":
        text = line.lstrip()
        return line[: len(line) - len(text)].replace("\t", "  ") + text
    if code != "K004":
        return None
    return _whole_value(line, place) or _closed(line) or _ended(line, place)


def closed(line: str, place: int) -> str | None:
    """The line with the bracket that is missing at its end, if nothing else is open."""
    sign, inside = line[place : place + 1], line[place + 1 :].strip()
    if sign != "[" or not inside or {*"[]{}'\"#:"} & set(inside) or "[" in line[:place]:
        return None
    return f"{line.rstrip().rstrip(',')}]"


def _whole_value(line: str, place: int) -> str | None:
    """The value in quotes that YAML takes for more than a text."""
    match = _VALUE.fullmatch(line)
    # A fault at the start of the line is about the lines around it.
    if not match or place < match.start("value"):
        return None
    value = match["value"]
    # Whether a comment begins in it, or a quote was forgotten, only the editor knows.
    if re.search(r"\s#", value) or value.count('"') % 2:
        return None
    new = f'"{value[1:-1]}"' if _CURLY.fullmatch(value) else quoted(value)
    return f"{match['lead']}{new}{match['rest']}"


def _ended(line: str, place: int) -> str | None:
    """The line with the closing quote that is missing at its end."""
    sign, value = line[place : place + 1], line[place + 1 :].rstrip()
    if {"[", "{"} & set(line[:place]):
        return None  # what ends in brackets may end before them
    if sign in ("'", '"') and value and not {sign, "\\", "”"} & set(value) and " #" not in value:
        return line[: place + 1] + value + sign + line[place + 1 + len(value) :]
    return None


def _closed(line: str) -> str | None:
    """The line with a straight closing quote for a curly one."""
    match = _HALF_CURLY.fullmatch(line)
    return f'{match["lead"]}"{match["rest"]}' if match else None
