"""YAML events → tree with places; what YAML would silently change is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml

from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.reading.context import last_key
from kim_plugins.records.reading.invisible import invisible_characters, invisible_fault
from kim_plugins.records.reading.located import Fields, Items, Mark, Text, Value, join, mark_at
from kim_plugins.records.reading.yaml_messages import (
    CONTROL,
    MAX_DEPTH,
    TOO_DEEP,
    Finding,
    Unreadable,
    command,
    control_character,
    cut_off,
    key_not_text,
    left_open,
    odd_blank,
    repeated,
    translate,
)

# Libyaml is 5-10 times faster; the pure parser reports the same events where it is missing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LOST: Final = re.compile(r"[ \t]+(#\S.*)")
_COMMENT: Final = re.compile(r"[ \t]+#[ \t]")
_QUOTES: Final = ("'", '"', "|", ">")

# PyYAML's events and marks come without types that say enough.
_Event: TypeAlias = Any
_Place: TypeAlias = Any


def read_yaml(text: str, first_line: int) -> tuple[Value | None, list[Finding]]:
    """Read front matter as a tree with places.

    `first_line` is the number of its first line in the file. Duplicate keys are findings, the
    first value stays; what stops the parser raises `Unreadable`.
    """
    if control := CONTROL.search(text):
        # Some of them count as the end of a line in YAML, and would shift every mark after them.
        mark = mark_at(text, control.start(), first_line)
        raise Unreadable(mark, control_character(control[0], "keterangan di atas berkas"))
    builder = _Builder(text, first_line)
    try:
        tree = builder.document()
    except yaml.MarkedYAMLError as error:
        raise translate(error, text, first_line) from None
    if builder.spans_lines and (found := left_open(text.split("\n"), first_line, "'\"")):
        raise found
    return tree, builder.findings


def _lines_of(event: _Event) -> int:
    return int(event.end_mark.line - event.start_mark.line + 1)


class _Builder:
    def __init__(self, text: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self.spans_lines = False
        """Whether a quote closes on a later line, maybe that of another value."""
        self._events: Iterator[_Event] = yaml.parse(text, Loader=_Loader)
        self._first_line = first_line
        self._lines = text.split("\n")
        self._may_lose_text = " #" in text or "\t#" in text

    def document(self) -> Value | None:
        found: Value | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    raise Unreadable(Mark(self._first_line, 1), command(self._lines[0]))
                found = self._value(next(self._events), "", None, 0)
        return found

    def _mark(self, mark: _Place) -> Mark:
        # Libyaml sees a last line that isn't there when the text ends in a line break.
        line = min(mark.line, len(self._lines) - 1)
        return Mark(line + self._first_line, mark.column + 1)

    def _refuse_commands(self, event: _Event, path: str) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None):
            mark = self._mark(event.start_mark)
            written = self._lines[event.start_mark.line][event.start_mark.column :]
            raise Unreadable(mark, command(written), path)

    def _value(self, event: _Event, path: str, key_mark: Mark | None, depth: int) -> Value:
        mark = self._mark(event.start_mark)
        self._refuse_commands(event, path)
        if depth > MAX_DEPTH:
            raise Unreadable(mark, TOO_DEEP, path)
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event, mark, path)
            if event.style in ("'", '"'):
                self.spans_lines |= _lines_of(event) > 1
            style = event.style if event.style in _QUOTES else ""
            text = Text(event.value, style, self._cut(event, style))
            return text.at(mark, key_mark or mark, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(path, depth).at(mark, key_mark or mark, path)
        return self._fields(path, depth).at(mark, key_mark or mark, path)

    def _check_scalar(self, event: _Event, mark: Mark, path: str) -> None:
        if control := CONTROL.search(event.value):
            fault = control_character(control[0], "nilai ini")
            self.findings.append((mark, path, fault))
        elif event.style == '"' and "\\" in self._lines[event.start_mark.line]:
            # Written as an escape: what stands there as it is, is found in the whole file.
            escaped = {stray.character for stray in invisible_characters(event.value)}
            source = "".join(self._lines[event.start_mark.line : event.end_mark.line + 1])
            for character in sorted(escaped - set(source)):
                self.findings.append((mark, path, invisible_fault(character)))
        if self._may_lose_text and event.style in (None, ""):
            line = min(event.end_mark.line, len(self._lines) - 1)
            rest = self._lines[line][event.end_mark.column :]
            # `# word` is a comment and `#word` a tag that the editor wants to be read.
            if lost := _LOST.match(rest):
                column = event.end_mark.column + lost.start(1) + 1
                place = Mark(line + self._first_line, column)
                start = event.start_mark.column if event.start_mark.line == line else 0
                whole = as_scalar(self._lines[line][start:].strip())
                entry = whole if path.endswith("]") else f"{last_key(path)}: {whole}"
                self.findings.append((place, path, cut_off(lost[1], entry)))

    def _cut(self, event: _Event, style: str) -> str:
        """A value and the comment behind it, for the fields whose text it may belong to."""
        start, end = event.start_mark, event.end_mark
        if style or not self._may_lose_text or start.line != end.line or not event.value:
            return ""
        line = self._lines[start.line]
        return line[start.column :].rstrip() if _COMMENT.match(line, end.column) else ""

    def _items(self, path: str, depth: int) -> Items:
        items = Items()
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{path}[{len(items)}]", None, depth + 1))
        return items

    def _fields(self, path: str, depth: int) -> Fields:
        fields = Fields()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            mark = self._mark(event.start_mark)
            self._refuse_commands(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                line = self._lines[event.start_mark.line]
                raise Unreadable(mark, key_not_text(line), path)
            key = str(event.value)
            # YAML knows two kinds of blanks; of other kinds nobody sees that they are others.
            if key != key.strip() and event.style is None:
                raise Unreadable(mark, odd_blank("di kunci", key.strip()), path)
            value = self._value(next(self._events), join(path, key), mark, depth + 1)
            if key in fields:
                self.findings.append((mark, join(path, key), repeated(key, fields[key])))
            else:
                fields[key] = value
        return fields
