"""Reports of problems for people, programs and code hosts (contract C2)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import click

from kim_plugins.cli.program_name import as_typed, program_name
from kim_plugins.records import Problem
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import visible

_SHOWN: Final = 100
_SHOWN_BEFORE: Final = 60
_ANNOTATIONS: Final = 50
"""As many as GitHub keeps of a job."""
_LONGEST: Final = 60_000
"""Bytes of a summary; GitHub takes comments of up to 65,536 characters."""
_MARKUP: Final = deferred(r"[\\`*_{}\[\]<>()#|~$&!]")


def as_text(problems: Sequence[Problem]) -> str:
    """A block for each problem: place and sentence, the line with a caret, the remedy.

    Styled for a terminal; `click.echo` takes the colours off anywhere else.
    """
    lines = cache(_lines)
    return "".join(_block(problem, lines(problem.path)) for problem in problems)


def _block(problem: Problem, lines: Sequence[str]) -> str:
    # Whoever named or wrote the file has no say over the terminal.
    place = click.style(f"{_name(problem.path)}:{problem.line}:{problem.column}:", bold=True)
    label = click.style(problem.severity.label, fg="red" if problem.is_error else "yellow")
    hint = visible(as_typed(problem.hint)).replace("\n", "\n    ")
    shown = _pointed_at(problem, lines)
    return f"{place} {label} {problem.code}: {visible(problem.message)}\n{shown}  → {hint}\n"


def _pointed_at(problem: Problem, lines: Sequence[str]) -> str:
    if problem.line > len(lines):
        return ""
    line, before = lines[problem.line - 1], problem.column - 1
    # A long line is shown from a little before the value on.
    start = max(0, before - _SHOWN_BEFORE)
    shown = ("…" if start else "") + visible(line[start : start + _SHOWN].replace("\t", " "))
    width = sum(map(_columns, visible(line[start:before]))) + bool(start)
    number = str(problem.line)
    return f"  {number} | {shown}\n  {' ' * len(number)} | {' ' * width}^\n"


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(path: str) -> list[str]:
    file = Path(path)
    if file.suffix.lower() != ".md" or not file.is_file():
        return []  # a picture has no lines, and a pipe would be waited for
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return []  # it was there when it was read; the place says enough
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON list of objects, in ASCII, so that no console can spoil it."""
    found = [{**problem.as_dict(), "hint": as_typed(problem.hint)} for problem in problems]
    written = json.dumps(found, indent=2)
    return written.replace("\x7f", "\\u007f") + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """GitHub's workflow commands, errors first, as only some of many are shown."""
    shown = _foremost(problems)[:_ANNOTATIONS]
    lines = [
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},"
        f"col={problem.column},title={_property(problem.code)}::"
        f"{_data(f'{problem.message} → {as_typed(problem.hint)}')}\n"
        for problem in shown
    ]
    if len(shown) < len(problems):
        lines.append(f"::notice::{_data(_rest(len(problems) - len(shown)))}\n")
    return "".join(lines)


def as_markdown(problems: Sequence[Problem]) -> str:
    """A summary for a job's page or a comment; what is too long is counted."""
    if not problems:
        return "### Pemeriksaan isi\n\nSemua berkas benar.\n"
    head = "| | Tempat | Kode | Masalah | Cara membetulkan |\n|---|---|---|---|---|\n"
    text = f"### Pemeriksaan isi\n\n{summary(problems)}\n\n{head}"
    rows = {problem: _row(problem) for problem in problems}
    room = _LONGEST - len(text.encode()) - len(_rest(len(problems)).encode())
    if sum(len(row.encode()) for row in rows.values()) <= room:
        return text + "".join(rows.values())
    shown = set()
    for problem in _foremost(problems):
        room -= len(rows[problem].encode())
        if room < 0:
            break
        shown.add(problem)
    text += "".join(row for problem, row in rows.items() if problem in shown)
    return f"{text}\n{_rest(len(problems) - len(shown))}\n"


def _foremost(problems: Sequence[Problem]) -> list[Problem]:
    """Errors before warnings, otherwise in the order given."""
    return sorted(problems, key=lambda problem: not problem.is_error)


def _rest(count: int) -> str:
    return f"Dan {count} masalah lagi; semuanya disebut oleh: {program_name()} check"


def _row(problem: Problem) -> str:
    place = f"{_name(problem.path)}:{problem.line}:{problem.column}"
    return (
        f"| {problem.severity.label} | {_code(place)} | {problem.code} "
        f"| {_cell(problem.message)} | {_cell(as_typed(problem.hint))} |\n"
    )


FORMATS: Final[dict[str, Callable[[Sequence[Problem]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
}


def summary(problems: Sequence[Problem]) -> str:
    """The numbers of errors, warnings and files."""
    errors = sum(problem.is_error for problem in problems)
    files = len({problem.path for problem in problems})
    return f"{errors} kesalahan dan {len(problems) - errors} peringatan di {files} berkas."


def summary_by_file(problems: Sequence[Problem]) -> str:
    """The same, with a line for each of several files."""
    errors = Counter(problem.path for problem in problems if problem.is_error)
    every = Counter(problem.path for problem in problems)
    if len(every) == 1:
        return summary(problems)
    rows = (
        f"  {_name(path)}: {errors[path]} kesalahan, {count - errors[path]} peringatan"
        for path, count in sorted(every.items())
    )
    return "\n".join([summary(problems), *rows])


def _name(path: str) -> str:
    return visible(path).replace("\n", "[U+000A]").replace("\t", "[U+0009]")


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    """Text from a file for a table cell: no markup, no mentions."""
    plain = _MARKUP.sub(r"\\\g<0>", " ".join(visible(text).split()))
    return plain.replace("@", "@&#8203;")


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")
