"""Every construct of CommonMark, GFM and Python-Markdown's extensions, by section, in our words.

No package that can be pinned brings their own examples (the wheels leave tests out), so these
follow the sections of the specifications and what each of them tells apart. A file of
tests/cases/markdown holds inputs between lines of `%%`; what a page makes of them stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kim_plugins.catalogue.bodies import BodyRenderer

CASES = sorted((Path(__file__).parents[2] / "cases" / "markdown").glob("*.md"))
PATH = "berita/2026/a.md"
OTHERS = ("def_list", "md_in_html", "sane_lists", "smarty", "toc", "pymdownx.superfences")
RENDERERS = (BodyRenderer((), {}), BodyRenderer(OTHERS, {}, line_breaks=False))
MARKS = {0xE000: "⟦", 0xE001: "⟧"}


def inputs(case: Path) -> list[str]:
    return case.read_text("utf-8").removesuffix("\n").split("\n%%\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_construct_is_shown_as_it_is_meant(
    case: Path, golden: Callable[[Path, str], None]
) -> None:
    shown = []
    for source in inputs(case):
        body, remarks = RENDERERS[0].read(PATH, source)
        codes = " ".join(sorted({one.fault.code for one in remarks}))
        html = body.html.strip().translate(MARKS)
        shown.append(f"{source}\n== {codes}".rstrip() + f"\n{html}\n")
    golden(case.with_suffix(".out"), "\n%%\n".join(shown))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_construct_loses_a_word(case: Path) -> None:
    for source in inputs(case):
        for renderer in RENDERERS:
            _, remarks = renderer.read(PATH, source)
            assert [one for one in remarks if one.fault.code == "K330"] == [], source


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_prefix_of_a_construct_is_read(case: Path) -> None:
    """Somebody is still typing: nothing is raised, and no word is lost."""
    for source in inputs(case):
        for end in range(0, len(source), 7):
            _, remarks = RENDERERS[0].read(PATH, source[:end])
            assert "K330" not in {one.fault.code for one in remarks}, source[:end]
