"""Exports of other programs, by their own published formats, and what becomes of them.

A folder of tests/cases/imports/ holds one: `ekspor.*` or a folder `situs`, and the files expected
of it below `hasil`. `--regenerate` writes those anew; read the diff as an editor would.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kim_plugins.exchange.imports.planning import Wishes
from kim_plugins.exchange.imports.reporting import as_csv, as_markdown, lines_of, read_csv
from tests.exchange.imports.golden_imports import Imported, imported, source
from tests.sites.memory import gathered

CASES = Path(__file__).parents[2] / "cases" / "imports"
NAMES = sorted(path.name for path in CASES.iterdir())


def run(name: str, *, publish: bool = False) -> Imported:
    folder = CASES / name
    (found,) = [path for path in folder.iterdir() if path.stem in ("ekspor", "situs")]
    media = folder / "unggahan"
    site = (folder / "alamat.txt").read_text().strip() if (folder / "alamat.txt").exists() else ""
    made = source(found, found.name, site=site)
    return imported(
        made, media=media if media.is_dir() else None, wishes=Wishes("tani", None, publish)
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_export_becomes_what_is_expected(name: str, golden: Callable[[Path, str], None]) -> None:
    """Its texts, and the report of what was changed and lost."""
    found = run(name)
    assert found.source
    for path, text in found.texts.items():
        golden(CASES / name / "hasil" / path, text)
    lines = [line for one in found.items for line in lines_of(one)]
    report = as_markdown(name, found.source.program, lines, found.plan.passed, found.source.notes())
    golden(CASES / name / "hasil" / "laporan.md", report)
    expected = {
        path.relative_to(CASES / name / "hasil").as_posix()
        for path in (CASES / name / "hasil").rglob("*.md")
    }
    assert expected == {*found.texts, "laporan.md"}
    assert read_csv(as_csv(lines, head=True)) == lines


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_taken_passes_our_own_checks(name: str, publish: bool) -> None:
    """No error; and as published, nothing of it is a link or a picture that leads nowhere."""
    _, problems = gathered(run(name, publish=publish).site)
    assert [problem.as_text() for problem in problems if problem.is_error] == []
