"""The HTML of a body before it becomes Markdown: pictures, links, what is embedded, what is empty.

What a page fetches from elsewhere becomes a link; programs and styles go. Pictures and files of the
old site are looked for by whoever calls; one that isn't had stays as a link to where it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape
from typing import Any, Final

from lxml import etree
from lxml import html as parser

from kim_plugins.exchange.imports.footnotes import name_footnotes
from kim_plugins.exchange.imports.items import Body
from kim_plugins.exchange.imports.office_lists import mark_word_bullets
from kim_plugins.exchange.imports.shown_pictures import place_picture
from kim_plugins.exchange.imports.stray_cells import move_strays_out
from kim_plugins.exchange.imports.text_mending import mend_texts
from kim_plugins.exchange.imports.trees import (
    IS_FILE,
    PLACED,
    BodyContext,
    absolute,
    drop,
    text_in,
    tree_of,
)
from kim_plugins.exchange.imports.web import urlsplit

_DEEPEST: Final = 60
"""Elements within one another; whoever walks further down calls itself too often."""
_EMBEDS: Final = ("iframe", "embed", "object", "video", "audio")
_GONE: Final = ("script", "style", "noscript", "template", "svg", "canvas", "map", "link", "meta")
_FORMS: Final = ("input", "button", "select", "textarea", "form")
_INSIDE_LINES: Final = frozenset({"a", "b", "em", "font", "i", "s", "small", "span", "strong", "u"})
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BEHIND: Final = re.compile(r"background(?:-image)?\s*:[^;]*?url\(([^)]+)\)", re.IGNORECASE)
_PLAYER: Final = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})")


def cleaned(body: Body, context: BodyContext) -> str:
    """A body's HTML with links and pictures as they shall be; `body` is told what changed."""
    if not body.text.strip():
        return ""
    root = tree_of(body.text)
    _remove_active_content(root, body)
    mend_texts(root, body)
    name_footnotes(root)
    mark_word_bullets(root)
    for element in list(root.iter()):
        _show_background(element)
    _redirect_links(root, body, context)
    _as_markdown_has_it(root)
    for element in root.iter("br"):
        element.tail = (element.tail or "").lstrip()
    _flatten(root)
    for element in list(root.iter("table")):
        move_strays_out(element)
    inside = (etree.tostring(one, encoding="unicode", method="html") for one in root)
    return "".join((escape(root.text or "", quote=False), *inside))


def _redirect_links(root: Any, body: Body, context: BodyContext) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Let what is embedded, pictures and links lead to where these are now."""
    linked = {absolute(link.get("href") or "", context.url) for link in root.iter("a")}
    for element in list(root.iter(*_EMBEDS)):
        _link_instead(element, body, context, linked)
    for element in list(root.iter("img")):
        place_picture(element, body, context)
    for element in list(root.iter("a")):
        _redirect_link(element, context)


def _as_markdown_has_it(root: Any) -> None:  # noqa: ANN401 - as above
    """Captions, the heads of folded texts and galleries as what Markdown has for them."""
    for element in list(root.iter("figcaption")):
        _caption_as_paragraph(element)
    for element in list(root.iter("summary")):
        _emphasise(element)
    for element in list(root.iter("ul")):
        _gallery_as_blocks(element)


def _remove_active_content(root: Any, body: Body) -> None:  # noqa: ANN401 - as above
    """Comments, programs, styles and forms; what is written in a form stays."""
    for element in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        drop(element)
    for element in list(root.iter("noscript")):
        if text_in(element):  # else it shows once more what a script shows
            element.tag = "div"
    for element in list(root.iter(*_GONE)):
        if element.tag not in ("link", "meta"):
            body.lost.append(f"<{element.tag}>")
        drop(element)
    for element in list(root.iter(*_FORMS)):
        if element.tag != "form":
            value = element.get("value") or element.get("placeholder") or ""
            body.lost.append(f"isian formulir {value}".strip())
        element.tag = "div"
    for element in list(root.iter("option", "optgroup", "legend", "label")):
        element.tag = "div"


def _link_instead(
    element: Any,  # noqa: ANN401 - as above
    body: Body,
    context: BodyContext,
    linked: Collection[str],
) -> None:
    """A link to what is embedded, with what it says itself; `linked` are there already."""
    sources = [
        element.get("src"),
        element.get("data"),
        *(s.get("src") for s in element.iter("source")),
    ]
    source = next((one for one in sources if one), "")
    if found := _PLAYER.match(source):
        source = f"https://www.youtube.com/watch?v={found[1]}"
    url = absolute(source, context.url) if source else ""
    url = url if "://" in url else ""
    inside = " ".join("".join(element.itertext()).split())
    title = " ".join((element.get("title") or "").split())
    names = {"audio": "Rekaman", "video": "Video"}
    kind = element.tag
    if "youtube.com" in url:
        names["iframe"] = "Video YouTube"
    elif "google.com/maps" in url or "maps.google" in url:
        names["iframe"] = "Peta"
    tail = element.tail
    if url and url in linked and not inside:
        drop(element)
        return
    if not url:
        if not inside:
            body.lost.append(f"<{element.tag}> tanpa alamat")
        element.clear()
        element.tag, element.text, element.tail = "span", inside, tail
        return
    element.clear()
    element.tag = "a"
    target = context.find(url, None) if IS_FILE.search(urlsplit(url).path) else None
    element.set("href", target or url)
    element.set(PLACED, "1")
    element.text = title or inside or names.get(kind, "Sematan")
    element.tail = tail
    body.changed.append(f"sematan menjadi tautan ke {url}")


def _redirect_link(element: Any, context: BodyContext) -> None:  # noqa: ANN401 - as above
    written = (element.get("href") or "").strip()
    if element.attrib.pop(PLACED, ""):
        return
    if not written or written.startswith(("#", "javascript:")):
        _unlinked(element)
        return
    if written.startswith(("mailto:", "tel:", "sms:")):
        return
    url = absolute(written, context.url)
    if not urlsplit(url).scheme and "." in url.partition("/")[0]:
        url = f"https://{url}"
    target = None
    if IS_FILE.search(urlsplit(url).path):
        target = context.find(url, None)
    before = element.getprevious()
    if before is not None and before.tag == "a" and not before.tail:
        before.tail = " "  # two buttons, which only their style keeps apart
    target = (
        target or context.page(url) or (url if urlsplit(url).scheme in ("http", "https") else "")
    )
    if not target:
        _unlinked(element)
        return
    element.attrib.clear()
    element.set("href", target)


def _unlinked(element: Any) -> None:  # noqa: ANN401 - as above
    name = element.get("name") or element.get("id")
    if name and not text_in(element) and len(element) == 0:
        drop(element)
        return
    element.drop_tag()


def _caption_as_paragraph(element: Any) -> None:  # noqa: ANN401 - as above
    """A caption is a paragraph of its own, emphasised."""
    if not text_in(element):
        element.drop_tag()
        return
    element.tag = "p"
    inside = parser.Element("em")
    inside.text, element.text = element.text, None
    for child in list(element):
        inside.append(child)
    if not any(child.tag in ("p", "div", "ul", "ol", "blockquote") for child in inside.iter()):
        element.append(inside)
        return
    element.text = inside.text
    for child in list(inside):
        element.append(child)


def _emphasise(element: Any) -> None:  # noqa: ANN401 - as above
    """What opens a folded text is bold, as it is on a page."""
    if text_in(element) and next(element.iter("b", "strong", *_HEADINGS), None) is None:
        inside = parser.Element("strong")
        inside.text, element.text = element.text, None
        for child in list(element):
            inside.append(child)
        element.append(inside)
    element.tag = "p"


def _gallery_as_blocks(element: Any) -> None:  # noqa: ANN401 - as above
    """A gallery is no list, though it is written as one."""
    is_gallery = len(element) > 0 and not (element.text or "").strip()
    for item in element:
        first = item[0] if len(item) == 1 else None
        is_gallery &= item.tag == "li" and not (item.text or "").strip() and first is not None
        is_gallery &= first is not None and first.tag in ("figure", "img")
    if is_gallery:
        for item in element:
            item.tag = "div"
        element.tag = "div"


def _show_background(element: Any) -> None:  # noqa: ANN401 - as above
    """A picture behind a text stands before it."""
    found = _BEHIND.search(element.get("style") or "") if isinstance(element.tag, str) else None
    if found and next(element.iter("img"), None) is None:
        picture = parser.Element("img")
        picture.set("src", found[1].strip("'\" "))
        picture.tail, element.text = element.text, None
        element.insert(0, picture)


def _pad_with_blanks(element: Any) -> None:  # noqa: ANN401 - as above
    """Keep the words of an element apart from those context it."""
    if element.tag not in _INSIDE_LINES:
        element.text = f" {element.text or ''}"
        element.tail = f" {element.tail or ''}"


def _flatten(root: Any) -> None:  # noqa: ANN401 - as above
    """What lies too deep loses the elements context it, never its words."""
    waiting: list[tuple[Any, int]] = [(root, 0)]
    deep: list[Any] = []
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST:
            deep.append(element)
        waiting += ((child, depth + 1) for child in element)
    for element in reversed(deep):
        if isinstance(element.tag, str) and element.tag not in ("img", "br"):
            _pad_with_blanks(element)
            element.drop_tag()
