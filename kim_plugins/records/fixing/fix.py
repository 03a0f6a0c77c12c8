"""`--fix` for one file: applies suggested fixes; a file with an ambiguous one is left alone.

The readers say what is meant where they know it (`Fault.fix`). What keeps YAML from being read is
mended here, line by line. After each round the file is read again, until nothing is left to mend;
the result stands only if no problem came up that wasn't there before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from kim_plugins.records.fixing.editing import Edit, Source, changed_lines, in_original
from kim_plugins.records.fixing.entries import recast_edits
from kim_plugins.records.foreign.other_fences import other_fence
from kim_plugins.records.kinds import MODELS
from kim_plugins.records.problems import Problem, Recast, quote
from kim_plugins.records.reader import is_key, kind_in, report_repeated_title
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.document import Attempt, decode, read_leniently
from kim_plugins.records.reading.invisible import invisible_characters
from kim_plugins.records.reading.located import Mark
from kim_plugins.records.reading.mojibake import mended
from kim_plugins.records.reading.yaml_messages import Unreadable

# Each round mends at least one line, and no hand-written file has so many faults.
_MOST_ROUNDS: Final = 200


@dataclass(frozen=True, slots=True)
class Fixed:
    """The result: the file's bytes, the changes, or the reasons for leaving it as it was.

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
    """Apply every fix that has exactly one meaning; `path` is relative to the content folder."""
    try:
        decode(data)
    except Unreadable:
        return Fixed(data)
    original = Source(data)
    # A broken letter may hold what would be a soft hyphen by itself: it comes first.
    whole = original.edited([Edit(0, len(original.text), mended(original.text))])
    seen = whole.edited(
        Edit(stray.start, stray.start + 1, "")
        for stray in invisible_characters(whole.text)
        if stray.removable
    )
    begun = source = _between_fences(seen)
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
    if begun.text != original.text or begun.edited(edits).text != source.text:
        edits = changed_lines(original, source)
    return Fixed(source.data, tuple(sorted(edits)))


def _between_fences(source: Source) -> Source:
    """The file with its front matter between `---`, whatever stood there."""
    text = source.text.lstrip("\r\n").replace("\r\n", "\n").replace("\r", "\n")
    found = None if text.startswith("---") else other_fence(text, is_key)
    if found is None or found[1] is None:
        return source
    return source.edited([Edit(0, len(source.text), found[1].replace("\n", source.line_end))])


def _new_problem(first: _Round, last: _Round, *, same_lines: bool) -> str:
    """A sentence on a problem that the fixes would add.

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
    attempt = read_leniently(path, source.data, is_key)
    document = attempt.document
    if document is None:
        return _Round(attempt.problems, [], [])
    reading = Reading(path, zone, attempt.problems, body=document.body, is_whole=attempt.is_whole)
    model = MODELS[kind_in(path, document.fields)]
    record = model.model_validate(document.fields, context=reading)
    report_repeated_title(document, record, reading)
    problems = reading.problems
    mendable = {problem for _, _, problem in reading.fixes}
    wrong = {
        one.line for one in problems if one.is_error and one.code > "K1" and one not in mendable
    }
    if edits := _lines_as_meant(source, attempt, wrong):
        mended = [one for one in problems if one.line in attempt.meant and one.code < "K1"]
        return _Round(problems, mended, edits)
    mended = []
    for mark, fix, problem in reading.fixes:
        if mark.line in attempt.meant:
            continue
        if isinstance(fix, Recast):
            recast = list(recast_edits(source, fix))
            if recast and not _touch(recast, edits):
                edits += recast
                mended += [problem] if problem else []
            continue
        span = source.find(mark, fix.written, fix.after)
        if span is None or not fix.meant:
            continue
        if len(fix.meant) > 1:
            return _Round(problems, [], [], _doubt(mark, fix.written, fix.meant))
        # Two changes of one place wait for each other.
        edit = Edit(*span, fix.meant[0])
        if _touch([edit], edits):
            continue
        edits.append(edit)
        mended += [problem] if problem else []
    # Of two values for one key nobody knows which one counts.
    twice = next((problem.message for problem in problems if problem.code == "K006"), "")
    return _Round(problems, mended, edits, twice if edits else "")


def _lines_as_meant(source: Source, attempt: Attempt, wrong: set[int]) -> list[Edit]:
    """The edits that let YAML read lines that it stumbled over, except `wrong` ones."""
    edits = []
    for number, meant in attempt.meant.items():
        start, line = source.line(number)
        if number not in wrong:
            edits.append(Edit(start, start + len(line), meant))
    return edits


def _touch(new: list[Edit], made: list[Edit]) -> bool:
    return any(
        (one.start < edit.end and edit.start < one.end) or one.start == edit.start
        for one in new
        for edit in made
    )


def _doubt(mark: Mark, written: str, meant: tuple[str, ...]) -> str:
    choices = " atau ".join(meant)
    return f"{quote(written)} di baris {mark.line} bisa berarti {choices}; pilih sendiri"
