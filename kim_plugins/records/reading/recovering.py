"""Reads front matter past syntax errors, so that one run reports all of them.

Where the parser stumbles, `slips.py` looks for the slip of the hand behind it. A line that has one
meaning is read as it was meant; of another one the value is left open, so that nobody misses its
key. Only a file that can't be read pays for it, and such a reading never makes a record.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.reading.keys import IsKey
from kim_plugins.records.reading.located import UNREAD, Mark, Value
from kim_plugins.records.reading.quoting import closed, corrected_line
from kim_plugins.records.reading.slips import slip_at
from kim_plugins.records.reading.unclosed import is_entry
from kim_plugins.records.reading.yaml_messages import Finding, Unreadable
from kim_plugins.records.reading.yaml_reader import read_yaml

# Whoever reads so many faults mends the first ones first, and each takes a reading of all.
_MOST: Final = 40
_ANYWHERE: Final = 1000
_BLOCK: Final = deferred(r"[^\s#:][^:#]*:[ \t]*[|>][-+0-9]*[ \t]*")
_LEAD: Final = deferred(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+[ ]*:)?")


@dataclass(slots=True)
class Recovered:
    """What was read, what wasn't, and corrected lines by their numbers."""

    tree: Value | None
    findings: list[Finding]
    faults: list[Finding] = field(default_factory=list)
    meant: dict[int, str] = field(default_factory=dict)


def read_with_recovery(text: str, first_line: int, is_key: IsKey) -> Recovered:
    """Read front matter and continue behind each syntax error."""
    lines = text.split("\n")
    found = Recovered(None, [])
    for _ in range(_MOST):
        try:
            found.tree, found.findings = read_yaml("\n".join(lines), first_line)
        except Unreadable as error:
            if not _pass_over(error, lines, first_line, is_key, found):
                break
        else:
            break
    return found


def _pass_over(
    error: Unreadable, lines: list[str], first_line: int, is_key: IsKey, found: Recovered
) -> bool:
    """Correct the cause of an error or blank it out; returns whether something changed."""
    mark = error.finding[0]
    number = mark.line - first_line
    if error.finding[2].code == "K009":
        return _without_tabs(error, lines, first_line, found)
    if _is_stranded_block(lines, number):
        return _indent_below(error, lines, first_line, found)
    if number and UNREAD in lines[number - 1] and not is_entry(lines[number], _ANYWHERE):
        lines[number] = ""
        return True
    slip = slip_at(lines, number, mark.column - 1, is_key)
    if slip and slip.meant is not None and slip.number + first_line not in found.meant:
        place = Mark(slip.number + first_line, slip.column + 1)
        found.faults.append((place, error.finding[1], slip.fault))
        found.meant[slip.number + first_line] = lines[slip.number] = slip.meant
        return True
    if mark.line not in {one.line for one, _, _ in found.faults}:
        _, path, fault = error.finding
        meant = corrected_line(lines[number], mark.column - 1, fault.code)
        if meant is None and _stands_alone(lines, number):
            meant = closed(lines[number], mark.column - 1)
        if meant is not None:
            found.meant[mark.line] = lines[number] = meant
            # The line itself is the best example.
            what, is_example, _ = fault.hint.partition(", misalnya: ")
            if is_example:
                fault = replace(fault, hint=f"{what}: {meant.strip()}")
        found.faults.append((mark, path, fault))
        if meant is not None:
            return True
    return _leave_open(lines, number, is_key)


def _stands_alone(lines: list[str], number: int) -> bool:
    """Whether nothing but the line itself can belong to it."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "x:")
    return is_entry(below, _ANYWHERE)


def _without_tabs(error: Unreadable, lines: list[str], first_line: int, found: Recovered) -> bool:
    """Replace the tabs of all lines, since those of a group belong together."""
    found.faults.append(error.finding)
    for number, line in enumerate(lines):
        if (meant := corrected_line(line, 0, "K009")) and meant != line:
            found.meant[number + first_line] = lines[number] = meant
    return True


def _is_stranded_block(lines: list[str], number: int) -> bool:
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(_BLOCK.fullmatch(lines[number])) and below[:1] not in ("", " ")


def _indent_below(error: Unreadable, lines: list[str], first_line: int, found: Recovered) -> bool:
    """Indent the lines of a block scalar by two more blanks."""
    found.faults.append(error.finding)
    for number in range(error.finding[0].line - first_line + 1, len(lines)):
        if is_entry(lines[number], 0):
            break
        if lines[number].strip():
            meant = f"  {lines[number]}"
            found.meant[number + first_line] = lines[number] = meant
    return True


def _leave_open(lines: list[str], number: int, is_key: IsKey) -> bool:
    """Leave a value empty, with the lines that belong to it."""
    match = _LEAD.match(lines[number])
    if not lines[number].strip() or match is None:
        return False
    lead, key = match["lead"], match["key"]
    word = lines[number].split()[0]
    if not key and is_key(word):
        key = f"{word}:"
    left_open = f"{lead}{key or ''} {UNREAD}"
    has_place = (key or lead.strip()) and lines[number] != left_open
    lines[number] = left_open if has_place else ""
    for below in range(number + 1, len(lines)):
        if not lines[below].strip():
            continue
        is_deeper = len(lines[below]) - len(lines[below].lstrip(" ")) > len(lead)
        if is_entry(lines[below], len(lead)) or not is_deeper:
            break
        lines[below] = ""
    return True
