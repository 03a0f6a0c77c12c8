"""Tables of bodies on telephones: each figure with the heading of its column."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.pages.tables import with_tables
from tests.pages.frames import page
from tests.sites.memory import gathered, news

TABLE = "| Barang | Dulu | Kini |\n|---|---:|---:|\n| Beras | 10 | 12 |\n| Telur | | 9 |\n"


def shown(body: str) -> str:
    return page(gathered({"berita/2026/a.md": news(body=body)})[0], "/berita/2026/a/")


def test_a_cell_names_its_column() -> None:
    html = shown(TABLE)
    assert '<table class="kim-table kim-stack">' in html
    assert '<td align="right" data-judul="Kini">12</td>' in html
    assert '<td align="right" class="kim-none" data-judul="Dulu"></td>' in html


def test_headings_keep_their_signs_and_lose_their_marks() -> None:
    html = shown('| Apa | **Harga** "A&B" | Ket |\n|---|---|---|\n| Beras | 1 | 2 |\n')
    assert 'data-judul="Harga &#34;A&amp;B&#34;"' in html or (
        'data-judul="Harga &quot;A&amp;B&quot;"' in html
    )


@pytest.mark.parametrize(
    "body",
    [
        "| A | B |\n|---|---|\n| 1 | 2 |\n",
        "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>",
        "<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"  # noqa: ISC004 - one table
        '<tr><td colspan="2">1</td><td>3</td></tr></table>',
    ],
)
def test_what_is_narrow_or_irregular_scrolls_in_its_box(body: str) -> None:
    html = shown(body)
    assert 'class="kim-scroll" tabindex="0"' in html
    assert "data-judul" not in html


CELL = st.text("ab<>&\"' |", max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)


@given(st.lists(CELL, min_size=1, max_size=5), st.lists(CELL, min_size=1, max_size=15))
def test_every_cell_keeps_its_text_and_stands_below_its_heading(
    headings: list[str], cells: list[str]
) -> None:
    width = len(headings)
    rows = [cells[n : n + width] for n in range(0, len(cells) - width + 1, width)]
    head = "".join(f"<th>{text}</th>" for text in headings)
    lines = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    before, after = (html5lib.parse(html, namespaceHTMLElements=False) for html in (
        table, with_tables(table),
    ))  # fmt: skip
    assert "".join(before.itertext()) == "".join(after.itertext())
    names = ["".join(th.itertext()).strip() for th in before.iter("th")]
    for row in list(after.iter("tr"))[1:]:
        named = [cell.get("data-judul") for cell in row]
        assert named == (names if width > 2 else [None] * width)
