"""HTML as a tree, and what is done with its elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from lxml import html as parser

from kim_plugins.exchange.imports.web import urljoin

IS_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|pdf|docx?|xlsx?|pptx?|od[tsp]|mp3|m4a|ogg)$",
    re.IGNORECASE,
)
IS_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp)$", re.IGNORECASE)
PLACED: Final = "data-placed"
"""On a link that leads where it shall already."""

Found = str | None
Find = Callable[[str, bytes | None], Found]
"""Where a file of the old site lies now, by its address (and its bytes, if they were in the text),
as a link from the body has it; None where it wasn't had."""


@dataclass(frozen=True, slots=True)
class BodyContext:
    """What a body needs to know: its old address, its title, and how files and pages are found."""

    url: str
    title: str
    find: Find
    page: Callable[[str], Found]
    """Where a page of the old site lies now, as a link from the body has it."""


def tree_of(text: str) -> Any:  # noqa: ANN401 - as above
    """A piece of HTML as the tree of one element."""
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
    """Remove an element with its content; the text after it stays."""
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


def text_in(element: Any) -> str:  # noqa: ANN401 - as above
    """The text in an element."""
    return "".join(element.itertext()).strip()


def as_words(element: Any, text: str) -> None:  # noqa: ANN401 - as above
    """Put a text in the place of an element."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", text, tail


def absolute(written: str, url: str) -> str:
    """An address as it is meant on a page; empty where it leads nowhere."""
    written = re.sub(r"\s+", "%20", written.strip())
    if written.startswith(("data:", "javascript:")):
        return ""
    try:
        return urljoin(url, written) if url else written
    except ValueError:
        return ""
