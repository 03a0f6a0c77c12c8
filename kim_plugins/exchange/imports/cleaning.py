"""The HTML of a body before it becomes Markdown: pictures, links, what is embedded, what is empty.

What a page fetches from elsewhere becomes a link; programs and styles go. Pictures and files of the
old site are looked for by whoever calls; one that isn't had stays as a link to where it was.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml import html as parser

from kim_plugins.exchange.imports.html_tree import (
    as_words,
    drop,
    flatten,
    parsed,
    put_strays_before,
    text_of,
)
from kim_plugins.exchange.imports.items import Body
from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.records.models.alternatives import is_meaningless

_EMBEDS: Final = ("iframe", "embed", "object", "video", "audio")
_GONE: Final = ("script", "style", "noscript", "template", "svg", "canvas", "map", "link", "meta")
_FORMS: Final = ("input", "button", "select", "textarea", "form")
_DATA: Final = re.compile(r"data:(?P<type>[\w/+.-]*)(?P<rest>[^,]*),(?P<data>.*)", re.DOTALL)
_PLAYER: Final = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})")
_PHOTON: Final = re.compile(r"https?://i[0-3]\.wp\.com/(?P<rest>[^?]+)")
_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|pdf|docx?|xlsx?|pptx?|od[tsp]|mp3|m4a|ogg)$",
    re.IGNORECASE,
)

_PLACED: Final = "data-placed"
"""On a link that leads where it shall already."""


Found = str | None
Find = Callable[[str, bytes | None], Found]
"""Where a file of the old site lies now, by its address (and its bytes, if they were in the text),
as a link from the body has it; None where it wasn't had."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a body needs to know: its old address, its title, and how files and pages are found."""

    url: str
    title: str
    find: Find
    page: Callable[[str], Found]
    """Where a page of the old site lies now, as a link from the body has it."""


def cleaned(body: Body, around: Surroundings) -> str:
    """A body's HTML with links and pictures as they shall be; `body` is told what changed."""
    if not body.text.strip():
        return ""
    root = parsed(body.text)
    _take_away(root, body)
    for element in list(root.iter(*_EMBEDS)):
        _link_instead(element, body, around)
    for element in list(root.iter("img")):
        _place_picture(element, body, around)
    for element in list(root.iter("a")):
        _lead(element, around)
    for element in list(root.iter("figcaption")):
        _below(element)
    for element in root.iter("br"):
        element.tail = (element.tail or "").lstrip()
    flatten(root)
    for element in list(root.iter("table")):
        put_strays_before(element)
    inside = (etree.tostring(one, encoding="unicode", method="html") for one in root)
    return "".join((escape(root.text or "", quote=False), *inside))


def _take_away(root: Any, body: Body) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Comments, programs, styles and forms; what is written in a form stays."""
    for element in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        drop(element)
    for element in list(root.iter("noscript")):
        if text_of(element):  # else it shows once more what a script shows
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


def _link_instead(element: Any, body: Body, around: Surroundings) -> None:  # noqa: ANN401
    """A link to what is embedded, with what it says itself."""
    sources = [
        element.get("src"),
        element.get("data"),
        *(s.get("src") for s in element.iter("source")),
    ]
    source = next((one for one in sources if one), "")
    if found := _PLAYER.match(source):
        source = f"https://www.youtube.com/watch?v={found[1]}"
    url = _absolute(source, around.url)
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
    if not url:
        if not inside:
            body.lost.append(f"<{element.tag}> tanpa alamat")
        element.clear()
        element.tag, element.text, element.tail = "span", inside, tail
        return
    element.clear()
    element.tag = "a"
    target = around.find(url, None) if _FILE.search(urlsplit(url).path) else None
    element.set("href", target or url)
    element.set(_PLACED, "1")
    element.text = title or inside or names.get(kind, "Sematan")
    element.tail = tail
    body.changed.append(f"sematan menjadi tautan ke {url}")


def _place_picture(element: Any, body: Body, around: Surroundings) -> None:  # noqa: ANN401
    source = next(
        (
            element.get(name)
            for name in ("data-orig-file", "data-src", "data-lazy-src", "src")
            if element.get(name)
        ),
        "",
    ).strip()
    link = element.getparent()
    is_linked = link is not None and link.tag == "a" and len(link) == 1 and not text_of(link)
    whole = link.get("href", "") if is_linked else ""
    alt = " ".join((element.get("alt") or element.get("title") or "").split())
    caption = _caption_of(element)
    if not alt or is_meaningless(alt, source):
        alt = alt if alt and not caption else caption or alt
    target, url = None, ""
    if found := _DATA.match(source):
        target = _inline(found, around)
        url = "gambar di dalam teks"
    else:
        candidates = [_original(_absolute(one, around.url)) for one in (whole, source) if one]
        pictures = [
            one for one in candidates if one == candidates[-1] or _FILE.search(urlsplit(one).path)
        ]
        url = pictures[-1] if pictures else ""
        target = next((place for one in pictures if (place := around.find(one, None))), None)
    if target:
        said = alt if alt and not is_meaningless(alt, source) else f"Gambar pada “{around.title}”"
        if said != alt:
            body.changed.append("teks pengganti gambar belum ada; tulis apa yang terlihat")
        tail = element.tail
        element.attrib.clear()
        element.set("src", target)
        element.set("alt", said)
        element.tail = tail
        if is_linked and (
            _FILE.search(urlsplit(whole).path) or "/attachment" in whole or "attachment_id" in whole
        ):
            link.drop_tag()
        return
    if not url or url == "gambar di dalam teks":
        body.lost.append(f"gambar {alt}".strip() if not url else "gambar di dalam teks yang rusak")
        as_words(element, alt)
        return
    body.lost.append(f"gambar {url}")
    if is_linked or "://" not in url:
        as_words(element, f"Gambar: {alt}" if alt else "Gambar")
        return
    tail = element.tail
    element.clear()
    element.tag = "a"
    element.set("href", url)
    element.set(_PLACED, "1")
    element.text = f"Gambar: {alt}" if alt else "Gambar"
    element.tail = tail


def _caption_of(element: Any) -> str:  # noqa: ANN401 - as above
    for parent in element.iterancestors():
        if parent.tag == "figure":
            below = parent.find(".//figcaption")
            return " ".join(text_of(below).split()) if below is not None else ""
    return ""


def _inline(found: re.Match[str], around: Surroundings) -> Found:
    try:
        data = (
            base64.b64decode(re.sub(r"\s|%0A", "", found["data"]), validate=True)
            if "base64" in found["rest"]
            else unquote_to_bytes(found["data"])
        )
    except (binascii.Error, ValueError):
        return None
    return around.find(f"data:{found['type']}", data)


def _absolute(written: str, url: str) -> str:
    written = re.sub(r"\s+", "%20", written.strip())
    if written.startswith(("data:", "javascript:")):
        return ""
    try:
        return urljoin(url, written) if url else written
    except ValueError:
        return ""


def _original(url: str) -> str:
    """A picture at its own host, where a service stands between."""
    found = _PHOTON.match(url)
    return f"https://{found['rest']}" if found else url


def _lead(element: Any, around: Surroundings) -> None:  # noqa: ANN401 - as above
    written = (element.get("href") or "").strip()
    if not written or written.startswith(("#", "javascript:")):
        _unlinked(element)
        return
    if element.attrib.pop(_PLACED, "") or written.startswith(("mailto:", "tel:", "sms:")):
        return
    url = _absolute(written, around.url)
    if not urlsplit(url).scheme and "." in url.partition("/")[0]:
        url = f"https://{url}"
    target = None
    if _FILE.search(urlsplit(url).path):
        target = around.find(url, None)
    target = (
        target or around.page(url) or (url if urlsplit(url).scheme in ("http", "https") else "")
    )
    if not target:
        _unlinked(element)
        return
    element.attrib.clear()
    element.set("href", target)


def _unlinked(element: Any) -> None:  # noqa: ANN401 - as above
    name = element.get("name") or element.get("id")
    if name and not text_of(element) and len(element) == 0:
        drop(element)
        return
    element.drop_tag()


def _below(element: Any) -> None:  # noqa: ANN401 - as above
    """A caption is a paragraph of its own, emphasised."""
    if not text_of(element):
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
