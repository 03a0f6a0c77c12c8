"""HTML as a tree: parsed whatever it lacks, parts removed with their text kept."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree
from lxml import html as parser

_DEEPEST: Final = 60
"""Elements within one another; whoever walks further down calls itself too often."""
_OF_TABLES: Final = ("table", "thead", "tbody", "tfoot", "tr")
_INSIDE_LINES: Final = (
    "a",
    "b",
    "em",
    "font",
    "i",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
)


def parsed(text: str) -> Any:  # noqa: ANN401 - as above
    """The root of a body's tree."""
    reader = parser.HTMLParser(huge_tree=True, encoding="utf-8")
    start = text.rfind("<!--")
    if start > text.rfind("-->"):  # all that follows would be a comment
        text = text[:start] + text[start + len("<!--") :]
    whole = f"<html><body><div>{text.replace(chr(0), '')}</div></body></html>"
    root = etree.fromstring(whole.encode("utf-8", "replace"), reader)
    body = root.find("body")
    if body is None:
        return parser.fragment_fromstring("", create_parent="div")
    # An end of `div` too many puts what follows beside ours.
    first, *others = list(body) or [parser.Element("div")]
    if first.tag != "div":
        return body
    for other in others:
        first.append(other)
    return first


def drop(element: Any) -> None:  # noqa: ANN401 - as above
    """Remove an element; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def as_words(element: Any, text: str) -> None:  # noqa: ANN401 - as above
    """Replace an element by a text."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", text, tail


def text_of(element: Any) -> str:  # noqa: ANN401 - as above
    """The text of an element and all in it."""
    return "".join(element.itertext()).strip()


def put_strays_before(table: Any) -> None:  # noqa: ANN401 - as above
    """Move what stands in a table outside of cells before it, as browsers show it."""
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
            if child.tag in (*_OF_TABLES, "td", "th", "caption", "colgroup", "col"):
                strays.append(tail)
                continue
            child.tail = tail
            _say(outside, " ".join(strays))
            strays = []
            outside.append(child)
        _say(outside, " ".join(strays))
    if text_of(outside) or len(outside):
        table.addprevious(outside)


def _say_around(element: Any) -> None:  # noqa: ANN401 - as above
    """Keep the words of an element apart from those around it."""
    if element.tag not in _INSIDE_LINES:
        element.text = f" {element.text or ''}"
        element.tail = f" {element.tail or ''}"


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


def flatten(root: Any) -> None:  # noqa: ANN401 - as above
    """Remove elements that are nested too deep, never their words."""
    waiting: list[tuple[Any, int]] = [(root, 0)]
    deep: list[Any] = []
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST:
            deep.append(element)
        waiting += ((child, depth + 1) for child in element)
    for element in reversed(deep):
        if isinstance(element.tag, str) and element.tag not in ("img", "br"):
            _say_around(element)
            element.drop_tag()
