"""Edits of a file by place; every other byte stays as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.reading.located import Fields, Items, Mark, Text, Value

_LINE_END: Final = re.compile("\r\n|\r|\n")
_FENCE: Final = deferred(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# What stands in YAML without quotes wherever a value may stand, between brackets too.
_NEEDS_NO_QUOTES: Final = re.compile(r"[\w./~][\w./~()+=&'-]*(?: [\w./~()+=&'-]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A replacement of the characters from `start` up to `end`."""

    start: int
    end: int
    new: str


class Source:
    """A file's text with its line endings; `data` is the file, with its BOM where it has one."""

    def __init__(self, data: bytes) -> None:
        self._bom = data[: len(codecs.BOM_UTF8)] if data.startswith(codecs.BOM_UTF8) else b""
        self.text = data.decode("utf-8-sig")
        ends = list(_LINE_END.finditer(self.text))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(self.text)]
        self.line_end = ends[0][0] if ends else "\n"

    @property
    def lines(self) -> int:
        """The number of lines, including an empty one after the last line end."""
        return len(self._starts)

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self._bom + self.text.encode()

    def line(self, number: int) -> tuple[int, str]:
        """Where a line starts, and its text without the line end."""
        start, end = self._starts[number - 1], self._ends[number - 1]
        return start, self.text[start:end]

    @property
    def front_matter_end(self) -> int | None:
        """Where the closing fence of the front matter begins; None without one."""
        opening = _FENCE.search(self.text)
        closing = _FENCE.search(self.text, opening.end()) if opening else None
        return closing.start() if closing else None

    def offset(self, mark: Mark) -> int:
        """The place of a mark in the text."""
        return self._starts[mark.line - 1] + mark.column - 1

    def find(self, mark: Mark, written: str, after: int = 0) -> tuple[int, int] | None:
        """Where `written` stands on the line of a mark, at least `after` characters behind it."""
        end = self._ends[mark.line - 1]
        found = self.text.find(written, self.offset(mark) + after, end) if written else -1
        return (found, found + len(written)) if found >= 0 else None

    def token(self, value: Text) -> tuple[int, int] | None:
        """The range of a value with its quotes; None where it has escapes or is folded."""
        start = self.offset(value.mark)
        for quote in ("", '"', "'"):
            token = f"{quote}{value}{quote}"
            if bool(quote) == value.quoted and self.text.startswith(token, start):
                return start, start + len(token)
        return None

    def edited(self, edits: Iterable[Edit]) -> Source:
        """The file with these edits."""
        text = self.text
        for edit in sorted(edits, reverse=True):
            text = text[: edit.start] + edit.new + text[edit.end :]
        return Source(self._bom + text.encode())


def as_scalar(value: str) -> str:
    """A text as a YAML scalar, quoted where necessary."""
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_flow(value: Value) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Items):
        return f"[{', '.join(map(as_flow, value))}]"
    if isinstance(value, Fields):
        return f"{{{', '.join(f'{key}: {as_flow(one)}' for key, one in value.items())}}}"
    return as_scalar(value) if value else '""'


def changed_lines(before: Source, after: Source) -> list[Edit]:
    """The edits between two texts: by line, or one if the number of lines differs."""
    old, new = (source.text.splitlines(keepends=True) for source in (before, after))
    if len(old) != len(new):
        return [Edit(0, len(before.text), after.text)]
    ends = list(accumulate(map(len, old)))
    lines = zip(old, new, ends, strict=True)
    return [Edit(end - len(one), end, other) for one, other, end in lines if one != other]


def in_original(edits: Iterable[Edit], later: Iterable[Edit]) -> Iterator[Edit]:
    """Edits made after `edits`, translated to the original; overlapping ones are dropped."""
    made = sorted(edits)
    for edit in later:
        shift = 0
        for one in made:
            start = one.start + shift
            if edit.end <= start:
                break
            if edit.start < start + len(one.new):
                break
            shift += len(one.new) - (one.end - one.start)
        else:
            start = edit.end + 1
        mapped = Edit(edit.start - shift, edit.end - shift, edit.new)
        places = {(one.start, one.end) for one in made}
        # Of two insertions at one place nothing would tell which comes first.
        if edit.end <= start and (mapped.start, mapped.end) not in places:
            yield mapped
