"""The allow-list of HTML for pages and feeds, and the report of what it removes (contract C8)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Final

import nh3

from kim_plugins.catalogue.bodies.body import Link
from kim_plugins.catalogue.bodies.dropping import SCHEMES, DroppedFinder
from kim_plugins.records.reading.yaml_messages import CONTROL

_ELEMENT = re.compile(r"<([A-Za-z][\w-]*)")
_SUSPICIOUS = re.compile(
    r"[\s\"'/](?:on[a-z]+|style)\s*=|(?:href|src|cite)\s*=\s*[\"']?\s*(?!https?:|mailto:|tel:)[^\"'<>/?#]*:"
    r"|(?:href|src|cite)\s*=[^<>]*&",
    re.IGNORECASE,
)
"""Most bodies have nothing of this, and needn't be parsed."""
_HARMLESS: Final = tuple(
    f" {name}" for name in ("id", "align", "class", "title", "start", "type", "lang", "dir")
)
"""Attributes before whose sign of equality nothing suspicious can stand; to see this is quicker."""
_CHARACTER = re.compile(
    r"&#(?:[xX]0*(?P<hexadecimal>[0-9A-Fa-f]{1,9})|0*(?P<decimal>[0-9]{1,9}));?"
)

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
_ELEMENTS: Final = frozenset(TAGS)
_RULES: Final[dict[str, Any]] = {
    "tags": TAGS,
    "attributes": _ATTRIBUTES,
    "allowed_classes": CLASSES,
    "url_schemes": SCHEMES,
    "link_rel": None,
}
_CLEANER: Final = nh3.Cleaner(**_RULES)
"""With its rules read once; for each body anew they take as long as the body."""


def without_controls(rough: str) -> str:
    """HTML without control characters; numeric references to them become blanks.

    Python-Markdown's own placeholders are some of them; it forgets a few.
    """
    return _CHARACTER.sub(_visible, CONTROL.sub("", rough))


def _visible(number: re.Match[str]) -> str:
    # `&#8;` would smuggle a control character, or one of our marks, past the reader of the file;
    # without a blank `&#&#8;57344;` would. `&#150;` is a dash to browsers.
    code = int(number["hexadecimal"], 16) if number["hexadecimal"] else int(number["decimal"])
    sign = html.unescape(f"&#{code};")
    return " " if sign in ("", "\ufffd") or CONTROL.search(sign) else number[0]


def dropped_from(rough: str, links: dict[Link, None]) -> tuple[str, ...]:
    """What the sanitiser removes; pictures with a strange address join the links."""
    if not _is_suspicious(rough) and _ELEMENTS.issuperset(_ELEMENT.findall(rough)):
        return ()
    found = DroppedFinder(TAGS)
    found.feed(rough)
    found.close()
    links.update(dict.fromkeys(found.foreign))
    lost = (*sorted(found.elements), *sorted(found.attributes), *found.addresses)
    return tuple(dict.fromkeys(lost))


def _is_suspicious(rough: str) -> bool:
    before = rough.split("=")[:-1]
    if all(part.endswith(_HARMLESS) for part in before):
        return False
    return _SUSPICIOUS.search(rough) is not None


def sanitise(rough: str, attribute_filter: Callable[[str, str, str], str | None]) -> str:
    """HTML with allowed elements and attributes only.

    `attribute_filter` is asked about addresses (`href`, `src`, `cite`).
    """
    # The filter would be asked about each attribute, and has to do with addresses alone.
    if any(map(rough.lower().__contains__, ("href", "src", "cite"))):
        clean = nh3.clean(rough, attribute_filter=attribute_filter, **_RULES)
    else:
        clean = _CLEANER.clean(rough)
    # Not by nh3's set_tag_attribute_values: it adds several attributes in random order.
    return clean.replace("<img ", '<img loading="lazy" decoding="async" ')
