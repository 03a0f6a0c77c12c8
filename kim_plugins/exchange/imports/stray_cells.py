"""Tables of old editors: words between their cells, cells without a row, tables without a cell."""

from __future__ import annotations

from typing import Any, Final

from lxml import html as parser

_OF_TABLES: Final = ("table", "thead", "tbody", "tfoot", "tr")


def move_strays_out(table: Any) -> None:  # noqa: ANN401 - as above
    """What stands in a table and in no cell comes before it, as browsers show it."""
    if table.find(".//td") is None and table.find(".//th") is None:
        for part in list(table.iter(*_OF_TABLES)):
            part.tag = "div"
        return
    for cell in list(table.iter("td", "th")):
        if cell.getparent().tag != "tr":
            row = parser.Element("tr")
            cell.addprevious(row)
            row.append(cell)
    outside = parser.Element("div")
    for part in list(table.iter(*_OF_TABLES)):
        if _table_of(part) is not table:
            continue
        strays = [part.text or ""]
        part.text = None
        for child in list(part):
            tail, child.tail = child.tail or "", None
            if child.tag in (*_OF_TABLES[1:], "td", "th", "caption", "colgroup", "col"):
                strays.append(tail)
                continue
            child.tail = tail
            _say(outside, " ".join(strays))
            strays = []
            outside.append(child)
        _say(outside, " ".join(strays))
    if len(outside) or (outside.text or "").strip():
        table.addprevious(outside)


def _table_of(part: Any) -> Any:  # noqa: ANN401 - as above
    return part if part.tag == "table" else next(part.iterancestors("table"), None)


def _say(element: Any, text: str) -> None:  # noqa: ANN401 - as above
    """Append a text to an element."""
    if not text.strip():
        return
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''} {text} "
    else:
        element.text = f"{element.text or ''} {text} "
