"""Figures get from a file into docs/performance.md."""

from __future__ import annotations

from typing import Any

import pytest
from measuring import Cost, Size
from report import BEGIN, END, PAGE, with_figures
from results import Result, promises, rows_table, table
from rows import NEW, Row

MEGA = 1_000_000
OURS = Result(
    *("kim", 10_000, Cost(25, 44, 380 * MEGA)),
    [Cost(2.5, 3, 200 * MEGA), Cost(1.1, 1.5, 200 * MEGA)],
    Size(876 * MEGA, 46_000),
    [Row(NEW, [Cost(1.4, 2.5, 210 * MEGA)], [69], {"feeds": 30, "listings": 13})],
)
HUGO = Result(
    "hugo", 10_000, Cost(20, 21, 900 * MEGA), [Cost(15, 16, 900 * MEGA)], Size(84 * MEGA, 23_000)
)


def figures() -> dict[str, Any]:
    machine = {"date": "2026-11-28T20:25", "processors": 2, "processor": "EPYC"}
    return {
        "machine": {**machine, "commit": "1234567", "load_before": 0.1, "python": "3.11.7"},
        "results": [one.as_json() for one in (OURS, HUGO)],
    }


def test_what_was_written_says_the_same() -> None:
    read = [Result.from_json(one) for one in figures()["results"]]
    assert table(read) == table([OURS, HUGO])
    assert rows_table(read) == rows_table([OURS, HUGO])
    assert promises(read) == promises([OURS, HUGO])


def test_the_last_figures_give_way_to_these() -> None:
    page = with_figures(f"Before.\n{BEGIN}old\n{END}After.\n", figures())
    assert page.startswith(f"Before.\n{BEGIN}\n2026-11-28T20:25, commit 1234567")
    assert page.endswith(f"{END}After.\n")
    assert "old" not in page
    assert "| 10,000 | a new bulletin of today | 1.40 s | 2.50 s | 0.09 |  | 69 |" in page
    assert with_figures(page, figures()) == page


def test_the_page_has_the_marks() -> None:
    assert with_figures(PAGE.read_text(encoding="utf-8"), figures())
    with pytest.raises(ValueError, match="lacks <!-- figures -->"):
        with_figures("Nothing.", figures())
