"""Braces: attributes of an element, markup of another program, or text."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from kim_plugins.records.patterns import deferred

_ITEM: Final = r"(?:[#.][A-Za-z][\w:.-]*|[A-Za-z][\w:-]*=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s\"'{}=]+))"
_LIST: Final = deferred(rf"\{{:?\s*({_ITEM}(?:\s+{_ITEM})*)\s*\}}")
_ONE: Final = deferred(_ITEM)
_KEPT: Final = frozenset({"lang", "dir", "id", "title"})
_FOREIGN: Final = frozenset(
    {
        *("align", "alt", "aria-label", "border", "class", "data-type", "height", "loading"),
        *("rel", "role", "src", "start", "style", "target", "type", "width"),
    }
)
_LIQUID: Final = deferred(r"\{\{[^{}]{1,500}\}\}|\{%[^{}]{1,500}%\}")
_KRAMDOWN: Final = deferred(r"\{:\s*[\w.:-]+\s*\}")
_SIZE: Final = deferred(r"\{:?\s*(?:(?:width|height)=(\"?)\d{1,5}\1\s*){1,2}\}")
BRACED: Final = deferred(r"\{[^{}]{1,500}\}")


class Braces(Enum):
    """The parsed content of a pair of braces."""

    TEXT = auto()
    ATTRIBUTES = auto()
    FOREIGN = auto()


def template_tag(text: str, place: int) -> re.Match[str] | None:
    """A tag of a template language, `{{< figure >}}` or `{% include %}`, at a place."""
    return _LIQUID.match(text, place)


def meaning(braced: str) -> Braces:
    """Tell attributes from text in a pair of braces.

    A list of attributes is one only as a whole (Python-Markdown's attr_list would take any words
    for attributes, and drop them), and only of names that HTML knows.
    """
    found = _LIST.fullmatch(braced)
    if not found:
        return Braces.FOREIGN if _KRAMDOWN.fullmatch(braced) else Braces.TEXT
    names = {_name(item) for item in _ONE.findall(found[1])}
    if names <= _KEPT:
        return Braces.ATTRIBUTES
    return Braces.FOREIGN if names <= _KEPT | _FOREIGN else Braces.TEXT


def is_size(braced: str) -> bool:
    """Whether braces hold nothing but a width and a height in pixels."""
    return _SIZE.fullmatch(braced) is not None


def as_html(braced: str) -> str:
    """The attributes as HTML, each with a blank before it."""
    found = ""
    for item in _ONE.findall(braced):
        if item[0] == "#":
            found += f' id="{item[1:]}"'
        else:
            name, _, value = item.partition("=")
            found += f' {name}="{value.strip(chr(34) + chr(39))}"'
    return found


def _name(item: str) -> str:
    if item[0] in "#.":
        return "id" if item[0] == "#" else "class"
    name = item.partition("=")[0].lower()
    return "style" if name.startswith("data-") else name
