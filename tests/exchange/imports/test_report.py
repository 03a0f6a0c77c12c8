"""The report of an import, which the next run reads and an editor opens as a table."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kim_plugins.exchange.imports.reporting import Line, as_csv, read_csv

CELLS = st.text("'=+-@\t a1", max_size=5) | st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), max_size=9
)


@settings(max_examples=200)
@given(CELLS)
@example("'=1+1")
@example("\t=1+1")
def test_no_cell_is_a_formula_and_each_is_read_as_it_was(cell: str) -> None:
    line = Line("berita", "berita/2026/a.md", "terbit", cell, "", cell, "", cell)
    data = as_csv([line], head=False)
    assert read_csv(data) == [line]
    for written in next(csv.reader(io.StringIO(data.decode(), newline=""))):
        assert not written.startswith(("=", "+", "-", "@", "\t"))
