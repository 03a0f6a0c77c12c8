"""Bodies as volunteers type them: page, search, script, messages, what `--fix` does.

A case is a file of a body; what comes of it stands beside it. Feeds and sheets show the page's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from kim_plugins.broadcast import BroadcastOptions, script_of
from kim_plugins.catalogue import BulletinEntry, Catalogue
from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.catalogue.bodies.fixing import fixed_body
from tests.catalogue.sites import group, news, picture, site

CASES = Path(__file__).parents[2] / "cases" / "bodies"
PATH = "berita/2026/a.md"
MEDIA: dict[str, str | bytes] = {"media/a.png": picture(), "kelompok/tani.md": group()}
MARKS = {0xE000: "⟦", 0xE001: "⟧"}
"""Around a path of the content, until a page or a feed asks for its address."""


def written(body: str) -> str:
    return news("group: tani\n", body)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_a_body_comes_out_as_it_was_meant(case: Path, golden: Callable[[Path, str], None]) -> None:
    text = written(case.read_text("utf-8").removesuffix("\n"))
    catalogue, problems = site({PATH: text, **MEDIA})
    said = [problem for problem in problems if problem.path == PATH]
    fixed = fixed_body(PATH, text.encode(), line_breaks=True).decode()
    parts = {
        # What has an error isn't published.
        **(_published(catalogue) if PATH in catalogue.entries else {}),
        "pesan": "\n".join(problem.as_text() for problem in said),
        "dibetulkan": "" if fixed == text else fixed.split("---\n", 2)[2].rstrip("\n"),
    }
    shown = (f"== {name}\n{part}\n" for name, part in parts.items() if part)
    golden(case.with_suffix(".out"), "".join(shown))


def _published(catalogue: Catalogue) -> dict[str, str]:
    entry = cast(BulletinEntry, catalogue.entries[PATH])
    script = script_of(catalogue, entry, BroadcastOptions())
    return {
        "halaman": catalogue.bodies[PATH].html.translate(MARKS),
        "cari": catalogue.bodies[PATH].text,
        "naskah": "\n".join(passage.text for passage in script.passages[1:-1]),
    }


def test_lines_that_run_together_are_named_where_editors_wrap_by_hand() -> None:
    body = "Hari: Senin\nWaktu: 19.30"
    remarks = BodyRenderer((), {}, line_breaks=False).read(PATH, body)[1]
    assert [(one.fault.code, one.place) for one in remarks] == [("K338", 0)]
    fixed = fixed_body(PATH, written(body).encode(), line_breaks=False).decode()
    assert fixed.endswith("Hari: Senin  \nWaktu: 19.30\n")
