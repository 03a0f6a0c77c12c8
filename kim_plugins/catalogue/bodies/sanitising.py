"""The one allow-list for pages and feeds, and what it takes away (contract C8)."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from typing import Final

import nh3

from kim_plugins.catalogue.bodies.body import Link, LinkKind
from kim_plugins.records.yaml_messages import CONTROL

_ELEMENT = re.compile(r"<([A-Za-z][\w-]*)")
_ACTIVE_ATTRIBUTE = re.compile(r"<[A-Za-z][^<>]*?[\s\"'/](on[a-z]+|style)\s*=", re.IGNORECASE)
_ADDRESS = re.compile(
    r"<[A-Za-z][^<>]*?\s(href|src)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CHARACTER = re.compile(r"&#([xX][0-9A-Fa-f]{1,9}|[0-9]{1,9});?")

_GLOBAL: Final = {"lang", "dir", "id", "title"}
_ATTRIBUTES: Final = {
    "*": _GLOBAL,
    "a": {"href"},
    "abbr": {"title"},
    "audio": {"controls", "src", "preload"},
    "blockquote": {"cite"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
TAGS: Final = {
    *("a", "abbr", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd"),
    *("del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp"),
    *("rt", "ruby", "s", "samp", "small", "source", "span", "strong", "sub", "summary", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var"),
}
CLASSES: Final = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {
        "admonition",
        "footnote",
        "note",
        "tip",
        "warning",
        "info",
        "danger",
        "example",
        "quote",
    },
    "p": {"admonition-title"},
    "details": {"note", "tip", "warning", "info", "danger", "example", "quote"},
}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}


def without_controls(rough: str) -> str:
    """HTML without control characters, written out or as numbers.

    Python-Markdown's own placeholders are some of them; it forgets a few.
    """
    return CONTROL.sub("", _CHARACTER.sub(_visible, rough))


def _visible(character: re.Match[str]) -> str:
    # `&#8;` would smuggle a control character, or one of our marks, past the reader of the file.
    digits = character[1].lower()
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return "" if code > sys.maxunicode or CONTROL.search(chr(code)) else character[0]


def dropped_from(rough: str, links: dict[Link, None]) -> tuple[str, ...]:
    """What the sanitiser takes away; pictures with a strange address join the links.

    Text is escaped by now, so whatever looks like an element is one.
    """
    elements = {name.lower() for name in _ELEMENT.findall(rough)} - TAGS
    lost = [f"<{name}" for name in sorted(elements)]
    lost += sorted({name.lower() + "=" for name in _ACTIVE_ATTRIBUTE.findall(rough)})
    for attribute, quoted in _ADDRESS.findall(rough):
        address = html.unescape(quoted.strip("\"'"))
        scheme = _SCHEME.match("".join(address.split()))
        if scheme is None or scheme[1].lower() in _SCHEMES:
            continue
        if attribute.lower() == "src":
            links[Link(LinkKind.FOREIGN_MEDIA, address, address)] = None
        else:
            lost.append(address)
    return tuple(dict.fromkeys(lost))


def sanitise(rough: str, attribute_filter: Callable[[str, str, str], str | None]) -> str:
    """HTML with what the allow-list knows, and nothing else."""
    clean = nh3.clean(
        rough,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=attribute_filter,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    # Not by nh3's set_tag_attribute_values: it adds several attributes in random order.
    return clean.replace("<img ", '<img loading="lazy" decoding="async" ')
