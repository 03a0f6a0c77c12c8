"""The syntax of HTML in a text: which tags are elements, and which are words."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.reading.yaml_messages import CONTROL

_NAME: Final = r"[A-Za-z][\w:.-]*"
TAG: Final = deferred(
    rf"<(/?)({_NAME})((?:\s+[A-Za-z_:@][\w:.@-]*"
    r"(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'=<>`]+))?)*)\s*/?>"
)
_ATTRIBUTE: Final = deferred(r"([A-Za-z_:@][\w:.@-]*)(\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+))?")
AUTOLINK: Final = deferred(r"<((?:https?|mailto|tel):[^\s<>]+)>", re.IGNORECASE)
AUTOMAIL: Final = deferred(r"<([\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)>")
ENTITY: Final = deferred(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")

_FLAGS: Final = frozenset(
    {
        *("allowfullscreen", "async", "autoplay", "checked", "compact", "controls", "default"),
        *("defer", "disabled", "download", "hidden", "itemscope", "loop", "markdown", "multiple"),
        *("muted", "noshade", "novalidate", "nowrap", "open", "readonly", "required", "reversed"),
        "selected",
    }
)
BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe"),
        *("legend", "li", "main", "menu", "nav", "noscript", "object", "ol", "p", "pre"),
        *("script", "section", "select", "style", "summary", "table", "tbody", "td", "textarea"),
        *("tfoot", "th", "thead", "title", "tr", "ul", "video", "audio", "svg", "math"),
    }
)
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "acronym", "applet", "area", "b", "base", "bdi", "bdo", "big", "blink"),
        *("br", "button", "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "del"),
        *("dfn", "dialog", "em", "embed", "font", "frame", "frameset", "i", "img", "input", "ins"),
        *("kbd", "keygen", "label", "link", "map", "mark", "marquee", "meta", "meter", "nobr"),
        *("noframes", "optgroup", "option", "output", "param", "picture", "plaintext"),
        *("progress", "q", "rp", "rt", "ruby", "s", "samp", "slot", "small", "source", "span"),
        *("strike", "strong", "sub", "sup", "template", "time", "track", "tt", "u", "var", "wbr"),
        *("xmp", "path", "g", "circle", "rect", "use"),
    }
)
VANISHING: Final = frozenset(
    {
        *("applet", "area", "base", "body", "button", "canvas", "caption", "center", "col"),
        *("colgroup", "datalist", "dialog", "embed", "fieldset", "footer", "form", "frame"),
        *("frameset", "head", "header", "html", "input", "legend", "link", "main", "map", "menu"),
        *("meta", "nav", "object", "optgroup", "option", "output", "param", "section", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "video", "track", "dir", "article", "aside"),
        *("address", "marquee", "table", "data", "label", "meter", "picture", "progress", "slot"),
    }
)
"""Blocks that a body may not have, or not everywhere: without them two words may be one."""
SWALLOWING: Final = frozenset(
    {
        *("iframe", "math", "noembed", "noframes", "noscript", "plaintext", "script", "select"),
        *("style", "svg", "template", "textarea", "title", "xmp"),
    }
)
"""Elements that take all that follows, up to their end, for something else than text."""

STRIKING: Final = frozenset({"del", "ins", "s", "strike"})
"""Elements of a text that hold paragraphs too, between lines of their own."""
_PREFIXES: Final = ("o:", "w:", "v:", "m:", "st1:", "xml:", "svg:", "fb:")
"""Of elements that office programs and social networks paste."""
_PLACEHOLDERS: Final = frozenset(
    {
        *("a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "base", "body"),
        *("button", "canvas", "caption", "cite", "code", "data", "dialog", "embed", "footer"),
        *("form", "frame", "head", "header", "html", "img", "input", "kbd", "label", "legend"),
        *("link", "main", "map", "mark", "menu", "meta", "meter", "nav", "object", "output"),
        *("param", "picture", "progress", "q", "samp", "section", "source", "time", "track"),
        *("var", "video", *STRIKING),
    }
)
"""Elements that mean nothing alone, and are words: `isi <data> Anda`, `harga per <meter>`.

One that strikes out and has no end would silence all that follows it.
"""


def is_placeholder(tag: re.Match[str]) -> bool:
    """Whether a tag, unless it is closed, is a placeholder typed by an editor: `<data>`."""
    return not tag[1] and not tag[3] and tag[2].lower() in _PLACEHOLDERS


def is_element(tag: re.Match[str]) -> bool:
    """Whether what looks like a tag is one: `<b dan c>` and `<nama warga>` are text."""
    name = tag[2].lower()
    if name not in BLOCKS and name not in _INLINE and not name.startswith(_PREFIXES):
        return False
    if tag[1]:
        return not tag[3]
    return all(
        value or attribute.lower() in _FLAGS for attribute, value in _ATTRIBUTE.findall(tag[3])
    )


def entity(text: str, place: int) -> str | None:
    """The character reference that stands at a place; None for one to no character."""
    found = ENTITY.match(text, place)
    if not found:
        return None
    if found[0][1] != "#":
        return found[0] if found[0][1:] in html5 else None
    sign = html.unescape(found[0])
    return None if sign in ("", "\ufffd") or CONTROL.search(sign) else found[0]


class Ends:
    """Finds ends of constructs in a text; what wasn't found once isn't searched again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def after(self, sought: str, start: int) -> int:
        """Where something next stands after a place, in any case; -1 where it doesn't."""
        if sought in self._missing:
            return -1
        found = deferred(re.escape(sought), re.IGNORECASE).search(self._text, start)
        if not found:
            self._missing.add(sought)
        return found.start() if found else -1
