"""CSV files for Excel with Indonesian settings.

The comma is Indonesia's decimal sign, so Excel there takes `;` between the cells of a CSV file:
with commas, a double click would put a whole line into one cell. A `sep=` line would help
elsewhere, but Excel then forgets the encoding; LibreOffice and Google Sheets find the sign by
themselves. The BOM says that it is UTF-8; lines end as RFC 4180 wants.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from kim_plugins.records.models.vocabulary import Term

Cell = str | int | date | None

# What a spreadsheet would calculate instead of showing (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file; dates are written as 2026-08-17, which every spreadsheet reads."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Term):
        return cell.label
    if isinstance(cell, date):
        return cell.isoformat()
    shown = str(cell)
    # A number of ours is one; an editor's text that begins like a formula is quoted by a '.
    return f"'{shown}" if isinstance(cell, str) and shown.startswith(_FORMULA) else shown
