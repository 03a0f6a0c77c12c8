"""What is mechanical in a file is mended; a file in which anything is ambiguous is left alone.

The readers say what is meant where they know it (`Fault.mend`). What keeps YAML from being read is
mended here, line by line. After each round the file is read again, until nothing is left to mend;
the result stands only if no problem came up that wasn't there before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain
from typing import Final

from kim_plugins.records.document import decode, read_document
from kim_plugins.records.editing import Edit, Source, changed_lines, in_original
from kim_plugins.records.entries import recast_edits
from kim_plugins.records.invisible import strays
from kim_plugins.records.located import Mark
from kim_plugins.records.problems import Problem, Recast, quote
from kim_plugins.records.reader import MODELS, kind_of
from kim_plugins.records.reading import Reading
from kim_plugins.records.yaml_messages import Unreadable

# Each round mends at least one line, and no hand-written file has so many faults.
_MOST_ROUNDS: Final = 200

_VALUE: Final = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*[\w-]+:[ \t]+)(?P<value>(?!-\s)[^\s\"'\[{|>&*!#].*?)"
    r"(?P<rest>[ \t]+#(?:[ \t].*)?|[ \t]*)"
)
_CURLY: Final = re.compile(r"[“”„][^“”\"\\]*[“”]|‘[^‘’\"\\]*’")
_HALF_CURLY: Final = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*[\w-]+:[ \t]+\"[^\"“”\\]*)[“”](?:[ \t]+#(?:[ \t].*)?|[ \t]*)"
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after mending: its bytes, what was changed, or why it was left as it is.

    Edits are in characters of the original text, without its BOM.
    """

    data: bytes
    edits: tuple[Edit, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Round:
    problems: list[Problem]
    mended: list[Problem]
    edits: list[Edit]
    doubt: str = ""


def fix(path: str, data: bytes, zone: tzinfo) -> Fixed:
    """Mend what has exactly one meaning; `path` is relative to the content folder."""
    try:
        decode(data)
    except Unreadable:
        return Fixed(data)
    original = Source(data)
    unseen = [
        Edit(stray.start, stray.start + 1, "") for stray in strays(original.text) if stray.removable
    ]
    begun = source = original.edited(unseen)
    first = found = _look(path, source, zone)
    edits: list[Edit] = []
    for _ in range(_MOST_ROUNDS):
        if found.doubt or not found.edits:
            break
        edits += in_original(edits, found.edits)
        source = source.edited(found.edits)
        found = _look(path, source, zone)
    refusal = found.doubt or _new_problem(first, found, same_lines=begun.lines == source.lines)
    # Changes that never end aren't mechanical.
    if refusal or found.edits:
        return Fixed(data, refusal=refusal)
    if unseen or begun.edited(edits).text != source.text:
        edits = changed_lines(original, source) if edits else unseen
    return Fixed(source.data, tuple(sorted(edits)))


def _new_problem(first: _Round, last: _Round, *, same_lines: bool) -> str:
    """A word on a problem that mending brought to light; columns and names may change.

    A problem is known again by its line, unless entries came or went.
    """

    def known(problem: Problem) -> tuple[int, str]:
        return problem.line if same_lines else 0, problem.code

    left = Counter(map(known, first.problems))
    left.subtract(map(known, first.mended))
    for problem in last.problems:
        left[known(problem)] -= 1
        if left[known(problem)] < 0:
            return f"masih ada yang harus dibetulkan dengan tangan: {problem.message}"
    return ""


def _look(path: str, source: Source, zone: tzinfo) -> _Round:
    document, problems = read_document(path, source.data)
    if document is None:
        edits = [edit for problem in problems for edit in _readable(source, problem)]
        return _Round(problems, problems if edits else [], edits)
    reading = Reading(path, zone, problems)
    MODELS[kind_of(path)].model_validate(document.fields, context=reading)
    mended: list[Problem] = []
    edits = []
    for mark, mend, problem in reading.mends:
        if isinstance(mend, Recast):
            recast = list(recast_edits(source, mend))
            if recast and not _touch(recast, edits):
                edits += recast
                mended += [problem] if problem else []
            continue
        span = source.find(mark, mend.written, mend.after)
        if span is None or not mend.meant:
            continue
        if len(mend.meant) > 1:
            return _Round(problems, [], [], _doubt(mark, mend.written, mend.meant))
        # Two changes of one place wait for each other.
        edit = Edit(*span, mend.meant[0])
        if _touch([edit], edits):
            continue
        edits.append(edit)
        mended += [problem] if problem else []
    # Of two values for one key nobody knows which one counts.
    twice = next((problem.message for problem in problems if problem.code == "K006"), "")
    return _Round(problems, mended, edits, twice if edits else "")


def _touch(new: list[Edit], made: list[Edit]) -> bool:
    return any(
        (one.start < edit.end and edit.start < one.end) or one.start == edit.start
        for one in new
        for edit in made
    )


def _doubt(mark: Mark, written: str, meant: tuple[str, ...]) -> str:
    choices = " atau ".join(meant)
    return f"{quote(written)} di baris {mark.line} bisa berarti {choices}; pilih sendiri"


def _readable(source: Source, problem: Problem) -> Iterator[Edit]:
    """What lets the parser read the line that it stumbled over, where that has one meaning."""
    start, line = source.line(problem.line)
    if problem.code == "K009":
        indentation = line[: len(line) - len(line.lstrip())]
        for found in re.finditer("\t", indentation):
            yield Edit(start + found.start(), start + found.end(), "  ")
    elif problem.code == "K004":
        place = problem.column - 1
        edits = chain(_whole_value(line, place), _closed(line), _ended(line, place))
        yield from (Edit(start + edit.start, start + edit.end, edit.new) for edit in edits)


def _whole_value(line: str, place: int) -> Iterator[Edit]:
    """A value that YAML takes for more than a text, in quotes."""
    match = _VALUE.fullmatch(line)
    # A fault at the start of the line is about the lines around it.
    if not match or place < match.start("value"):
        return
    (start, end), value = match.span("value"), match["value"]
    # Whether a comment begins in it, or a quote was forgotten, only the editor knows.
    if re.search(r"\s#", value) or value.count('"') % 2:
        return
    if _CURLY.fullmatch(value):
        yield from (Edit(start, start + 1, '"'), Edit(end - 1, end, '"'))
    elif not {'"', "\\"} & set(value):
        yield from (Edit(start, start, '"'), Edit(end, end, '"'))
    else:
        yield Edit(start, end, "'" + value.replace("'", "''") + "'")


def _ended(line: str, place: int) -> Iterator[Edit]:
    """The closing quote of a line on which only the first one stands."""
    sign, value = line[place : place + 1], line[place + 1 :].rstrip()
    if sign in ("'", '"') and value and not {sign, "\\", "”"} & set(value) and " #" not in value:
        yield Edit(place + 1 + len(value), place + 1 + len(value), sign)


def _closed(line: str) -> Iterator[Edit]:
    """A straight quote where a curly one was meant to close."""
    if match := _HALF_CURLY.fullmatch(line):
        yield Edit(match.end("lead"), match.end("lead") + 1, '"')
