"""Footnotes of other programs, each by what it is: a short link to what stands further below.

WordPress links `#<uuid>`, its plugins `#fn1` or `#easy-footnote-1`, Word `#_ftn1` to an anchor at
the beginning of a paragraph. All get the names by which `exchange/markdown.py` knows footnotes.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kim_plugins.exchange.imports.trees import PLACED, drop, text_in

_SIGN: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])[\])]?")
_BLOCKS: Final = frozenset({"p", "li", "div", "dd", "td", "aside", "section"})
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def name_footnotes(root: Any) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Give footnotes of a tree the names `fn-1`, `fn-2` and so on."""
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    if not links:
        return
    order = {element: place for place, element in enumerate(root.iter())}
    named: dict[str, Any] = {}
    for element in order:
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name")):
                if name:
                    named.setdefault(name, element)
    given: dict[Any, str] = {}
    for link in links:
        target = named.get(link.get("href")[1:])
        if target is None or order[target] < order[link] or not _SIGN.fullmatch(text_in(link)):
            continue
        note = _block_of(target)
        if note is None or link in note.iter():
            continue
        if note not in given:
            given[note] = f"fn-{len(given) + 1}"
            _without_ways_back(note)
            note.set("id", given[note])
        link.set("href", f"#{given[note]}")
        link.set(PLACED, "1")
        link.attrib.pop("id", None)


def _block_of(target: Any) -> Any:  # noqa: ANN401 - as above
    """The element that holds a whole note; None where what is meant is no note."""
    note = target
    while note is not None and note.tag not in _BLOCKS:
        note = note.getparent()
    is_note = note is not None and note.getparent() is not None
    return note if is_note and next(note.iter(*_HEADINGS), None) is None else None


def _without_ways_back(note: Any) -> None:  # noqa: ANN401 - as above
    for link in list(note.iter("a")):
        if (link.get("href") or "").startswith("#"):
            sign = link.getparent() if link.getparent().tag == "sup" else link
            drop(sign)
