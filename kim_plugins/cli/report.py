"""Problems as a person, a program or a forge reads them (contract C2)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Final

from kim_plugins.records import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """One block per problem."""
    return "".join(f"{problem.as_text()}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects, and nothing else."""
    return (
        json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2) + "\n"
    )


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub shows at the line."""
    return "".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},"
        f"col={problem.column},title={_property(problem.code)}::"
        f"{_data(f'{problem.message} → {problem.hint}')}\n"
        for problem in problems
    )


def as_markdown(problems: Sequence[Problem]) -> str:
    """A summary for a job's page."""
    if not problems:
        return "### Pemeriksaan isi\n\nSemua berkas benar.\n"
    rows = "".join(
        f"| {problem.severity.label} | `{_cell(problem.path)}:{problem.line}:{problem.column}` "
        f"| {problem.code} | {_cell(problem.message)} | {_cell(problem.hint)} |\n"
        for problem in problems
    )
    head = "| | Tempat | Kode | Masalah | Cara membetulkan |\n|---|---|---|---|---|\n"
    return f"### Pemeriksaan isi\n\n{summary(problems)}\n\n{head}{rows}"


FORMATS: Final[dict[str, Callable[[Sequence[Problem]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
}


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in how many files."""
    errors = sum(problem.is_error for problem in problems)
    files = len({problem.path for problem in problems})
    return f"{errors} kesalahan dan {len(problems) - errors} peringatan di {files} berkas."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
