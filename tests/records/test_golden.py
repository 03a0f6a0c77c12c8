"""One file in, its problems out.

A case is a Markdown file in tests/cases/records/ whose name is its path below the content folder,
with `__` for `/`; the problems stand beside it. `pytest tests/records --regenerate` writes them
anew; read the diff as an editor would.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.records import Problem, read_file

CASES = Path(__file__).resolve().parents[1] / "cases" / "records"
PACKAGE = Path(__file__).resolve().parents[2] / "kim_plugins" / "records"
JAKARTA = ZoneInfo("Asia/Jakarta")


def problems_of(case: Path) -> list[Problem]:
    return sorted(read_file(case.name.replace("__", "/"), case.read_bytes(), JAKARTA)[1])


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_problems_are_those_beside_the_case(
    case: Path, golden: Callable[[Path, str], None]
) -> None:
    """Path, line, column, severity, code, sentence and hint are all as expected."""
    blocks = [problem.as_text() for problem in problems_of(case)]
    golden(case.with_suffix(".problems"), "\n\n".join(blocks) + "\n" if blocks else "")


def test_no_expectation_is_left_without_its_case() -> None:
    cases = {case.stem for case in CASES.glob("*.md")}
    assert set() == {path.stem for path in CASES.glob("*.problems")} - cases


def test_every_code_has_a_case() -> None:
    """A new message comes with a file that shows it; those of the privacy lint have their own."""
    codes = {
        code
        for path in PACKAGE.rglob("*.py")
        for code in re.findall(r"K[0-3]\d\d", path.read_text())
    }
    shown = {problem.code for case in CASES.glob("*.md") for problem in problems_of(case)}
    assert set() == codes - shown
    assert len(codes) > 30


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_a_record_comes_out_exactly_if_no_error_does(case: Path) -> None:
    file, problems = read_file(case.name.replace("__", "/"), case.read_bytes(), JAKARTA)
    assert (file is None) == any(problem.is_error for problem in problems)
