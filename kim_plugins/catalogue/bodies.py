"""Markdown body → sanitised HTML and text, once per body, without looking at any other file.

Links and pictures inside the site come out as marks, `⟦path⟧` in two private-use characters, that
`resolve` turns into addresses later: so a body depends on nothing but its own source, and can be
rendered in parallel and kept.
"""

from __future__ import annotations

import html
import posixpath
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import markdown
import nh3

from kim_plugins.catalogue.pictures import Variant, element
from kim_plugins.catalogue.plain_text_first import pass_plain_text
from kim_plugins.records.yaml_messages import CONTROL

_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_MARKED_ANCHOR = re.compile(
    f'<a ([^>]*?)href="{_OPEN}([^{_CLOSE}]*){_CLOSE}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL
)
_MARKED_PICTURE = re.compile(
    f'<img ((?:[^"<>]|"[^"]*")*?)src="{_OPEN}([^{_CLOSE}]*){_CLOSE}"((?:[^"<>]|"[^"]*")*)>'
)
_MARKED_SOURCE = re.compile(f'src="{_OPEN}([^{_CLOSE}]*){_CLOSE}"')
_TOP_HEADING = re.compile(r"<h1[ >]")
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")
_ELEMENT = re.compile(r"<([A-Za-z][\w-]*)")
_ACTIVE_ATTRIBUTE = re.compile(r"<[A-Za-z][^<>]*?[\s\"'/](on[a-z]+|style)\s*=", re.IGNORECASE)
_ADDRESS = re.compile(
    r"<[A-Za-z][^<>]*?\s(href|src)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CHARACTER = re.compile(r"&#([xX][0-9A-Fa-f]{1,9}|[0-9]{1,9});?")
_FOOTNOTE_NUMBER = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*footnote-backref[^>]*>.*?</a>', re.DOTALL
)
_TAG = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
_BLANKS = re.compile(r"\s+")


class LinkKind(Enum):
    """What a link of a body leads to."""

    INTERNAL = auto()
    PICTURE = auto()
    SOUND = auto()
    FOREIGN_MEDIA = auto()
    ESCAPE = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written, and its target: a path below the content folder, or an address."""

    kind: LinkKind
    written: str
    target: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered body: marked HTML, plain text, what it links to, and what it lost, as written."""

    html: str
    text: str
    links: tuple[Link, ...]
    dropped: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.text.split())


# One allow-list for pages and feeds alike (contract C8).
_GLOBAL: Final = {"lang", "dir", "id", "title"}
_ATTRIBUTES: Final = {
    "*": _GLOBAL,
    "a": {"href"},
    "abbr": {"title"},
    "audio": {"controls", "src", "preload"},
    "blockquote": {"cite"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
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
_LINKING: Final = {("a", "href"), ("img", "src"), ("audio", "src"), ("source", "src")}


class BodyRenderer:
    """Python-Markdown and nh3 with the site's options; not thread-safe, one per process."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        # Inline styles have no place under a strict CSP, so tables align by attribute.
        settings: dict[str, Any] = {
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Kembali ke rujukan {} di dalam teks"},
            **configs,
        }
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=settings)
        pass_plain_text(self._markdown)

    def render(self, path: str, source: str) -> Body:
        """Render one body; `path` is its file below the content folder."""
        links: dict[Link, None] = {}

        def mark_links(tag: str, attribute: str, value: str) -> str | None:
            if (tag, attribute) not in _LINKING:
                return value
            return _mark(path, tag, value, links)

        self._markdown.reset()
        # Python-Markdown's own placeholders are control characters; it forgets some of them.
        rough = CONTROL.sub("", _CHARACTER.sub(_visible, self._markdown.convert(source)))
        dropped = _dropped(rough, links)
        clean = _sanitise(rough, mark_links)
        if _TOP_HEADING.search(clean):
            # The page's title is its only h1.
            clean = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", clean)
        return Body(clean, plain_text(clean), tuple(links), dropped)


def _visible(character: re.Match[str]) -> str:
    # `&#8;` would smuggle a control character, or one of our marks, past the reader of the file.
    digits = character[1].lower()
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return "" if code > sys.maxunicode or CONTROL.search(chr(code)) else character[0]


def _dropped(rough: str, links: dict[Link, None]) -> tuple[str, ...]:
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


def _sanitise(rough: str, attribute_filter: Callable[[str, str, str], str | None]) -> str:
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


def plain_text(clean: str) -> str:
    """The text of sanitised HTML, blanks folded, without the numbers of footnotes."""
    # The sanitiser writes well-formed elements, so that nobody has to parse them once more.
    text = _TAG.sub("", _FOOTNOTE_NUMBER.sub("", clean))
    return _BLANKS.sub(" ", html.unescape(text)).strip()


_KINDS: Final = {"a": LinkKind.INTERNAL, "img": LinkKind.PICTURE}


def _mark(path: str, tag: str, value: str, links: dict[Link, None]) -> str | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        links[Link(LinkKind.ESCAPE, value, value)] = None
        return None
    is_media = tag != "a"
    if parts.scheme or parts.netloc:
        if is_media:
            links[Link(LinkKind.FOREIGN_MEDIA, value, value)] = None
            return None
        return value
    if not parts.path and parts.fragment and not is_media:
        return f"{_OPEN}{path}{_CLOSE}#{parts.fragment}"
    target = target_of(path, unquote(parts.path)) if parts.path else ""
    if target is None or CONTROL.search(target):
        links[Link(LinkKind.ESCAPE, value, value)] = None
        return None
    kind = _KINDS.get(tag, LinkKind.SOUND)
    links[Link(kind, value, target)] = None
    fragment = f"#{parts.fragment}" if parts.fragment and not is_media else ""
    return f"{_OPEN}{target}{_CLOSE}{fragment}"


def target_of(path: str, written: str) -> str | None:
    """Where a relative path leads, seen from the file `path`; None when it leaves the folder.

    A path that begins with a slash is an address of the site and stays as it is.
    """
    if written.startswith("/"):
        return posixpath.normpath(written) + (
            "/" if written.endswith("/") and written != "/" else ""
        )
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    return None if joined == ".." or joined.startswith(("../", "/")) else joined


_SIZES: Final = "(min-width: 45em) 700px, 100vw"


@dataclass(frozen=True, slots=True)
class Target:
    """What a mark becomes: an address, or a picture with its variants."""

    address: str
    picture: Variant | None = None
    variants: tuple[Variant, ...] = ()


def resolve(
    marked: str, base: str, find: Callable[[str], Target | None], *, responsive: bool = False
) -> str:
    """Marked HTML with real addresses below `base` (`../../` or `https://…/`).

    `find` knows the published targets; a link to anything else becomes plain text. Pages are
    `responsive`: a browser chooses among the variants of a picture; in a feed there is one.
    """
    if _OPEN not in marked:
        return marked

    def anchor(match: re.Match[str]) -> str:
        before, target, fragment, after, content = match.groups()
        found = find(target)
        if found is None:
            return content
        return f'<a {before}href="{_join(base, found.address)}{fragment}"{after}>{content}</a>'

    def picture(match: re.Match[str]) -> str:
        before, target, after = match.groups()
        found = find(target)
        if found is None or found.picture is None:
            return f'<img {before}src=""{after}>'
        others = found.variants if responsive else ()
        return element((before + after).strip(), base, found.picture, others, _SIZES)

    def source(match: re.Match[str]) -> str:
        found = find(match[1])
        return f'src="{_join(base, found.address)}"' if found else 'src=""'

    linked = _MARKED_ANCHOR.sub(anchor, marked)
    return _MARKED_SOURCE.sub(source, _MARKED_PICTURE.sub(picture, linked))


def _join(base: str, address: str) -> str:
    return html.escape(f"{base}{address.removeprefix('/')}") or "./"
