"""The HTML of a body before it becomes Markdown: pictures, links, what is embedded, what is empty.

What a page fetches from elsewhere becomes a link; programs and styles go. Pictures and files of the
old site are looked for by whoever calls; one that isn't had stays as a link to where it was.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml import html as parser

from kim_plugins.exchange.imports.items import Body
from kim_plugins.exchange.imports.web import urljoin, urlsplit
from kim_plugins.records.models.alternatives import is_meaningless

_DEEPEST: Final = 60
"""Elements within one another; whoever walks further down calls itself too often."""
_EMBEDS: Final = ("iframe", "embed", "object", "video", "audio")
_GONE: Final = ("script", "style", "noscript", "template", "svg", "canvas", "map", "link", "meta")
_OF_TABLES: Final = ("table", "thead", "tbody", "tfoot", "tr")
_FORMS: Final = ("input", "button", "select", "textarea", "form")
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
_DATA: Final = re.compile(r"data:(?P<type>[\w/+.-]*)(?P<rest>[^,]*),(?P<data>.*)", re.DOTALL)
_PLAYER: Final = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})")
_PHOTON: Final = re.compile(r"https?://i[0-3]\.wp\.com/(?P<rest>[^?]+)")
_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|pdf|docx?|xlsx?|pptx?|od[tsp]|mp3|m4a|ogg)$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+")
_UNSEEN: Final = re.compile(
    r"<!--.*?-->|<(script|style|noscript|template|svg|iframe|object|video|audio|canvas|select|textarea)\b.*?</\1\s*>"
    r"|<[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\\([!-/:-@\[-`{-~])|</?[a-zA-Z][^>]*>")

_PLACED: Final = "data-placed"
"""On a link that leads where it shall already."""

_INLINE: Final = re.compile(
    r"</?(?:b|i|em|strong|u|s|span|font|a|sup|sub|mark|small|big|code|del|ins|wbr)\b[^>]*>",
    re.IGNORECASE,
)
"""Elements that part no word."""
_MARKS: Final = re.compile(r"(?<!\\)(?:[*~]+|(?<![^\W_])_+|_+(?![^\W_]))")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

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
    root = _tree(body.text)
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
    _flatten(root)
    for element in list(root.iter("table")):
        _put_before(element)
    inside = (etree.tostring(one, encoding="unicode", method="html") for one in root)
    return "".join((escape(root.text or "", quote=False), *inside))


def _take_away(root: Any, body: Body) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Comments, programs, styles and forms; what is written in a form stays."""
    for element in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        _drop(element)
    for element in list(root.iter("noscript")):
        if _text(element):  # else it shows once more what a script shows
            element.tag = "div"
    for element in list(root.iter(*_GONE)):
        if element.tag not in ("link", "meta"):
            body.lost.append(f"<{element.tag}>")
        _drop(element)
    for element in list(root.iter(*_FORMS)):
        if element.tag != "form":
            value = element.get("value") or element.get("placeholder") or ""
            body.lost.append(f"isian formulir {value}".strip())
        element.tag = "div"
    for element in list(root.iter("option", "optgroup", "legend", "label")):
        element.tag = "div"


def words(text: str) -> Counter[str]:
    """The words of a text and how often each is in it."""
    return Counter(_WORD.findall(text))


def seen_words(html: str) -> Counter[str]:
    """The words of a piece of HTML that somebody sees; counted apart from any parser."""
    found = words(unescape(_UNSEEN.sub(" ", html)))
    for image in _IMAGE.findall(html):
        values = {name.lower(): unescape(a or b) for name, a, b in _ATTRIBUTE.findall(image)}
        if (alt := values.get("alt")) and not is_meaningless(alt, values.get("src", "")):
            found += words(alt)
    return found


def _without_marks(markdown: str) -> str:
    return _MARKUP.sub(lambda found: found[1] or "", _MARKS.sub("", markdown))


def missing_words(html: str, markdown: str) -> list[str]:
    """The words that a piece of HTML had and its Markdown hasn't."""
    plain = _MARKUP.sub(lambda found: found[1] or "", _MARKS.sub("", markdown))
    lost = seen_words(_INLINE.sub("", _HIDDEN.sub("", html))) - words(
        _HIDDEN.sub("", unescape(plain))
    )
    return [word for word, count in lost.items() for _ in range(count)]


def _tree(text: str) -> Any:  # noqa: ANN401 - as above
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


def _drop(element: Any) -> None:  # noqa: ANN401 - as above
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
    is_linked = link is not None and link.tag == "a" and len(link) == 1 and not _text(link)
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
        _as_words(element, alt)
        return
    body.lost.append(f"gambar {url}")
    if is_linked or "://" not in url:
        _as_words(element, f"Gambar: {alt}" if alt else "Gambar")
        return
    tail = element.tail
    element.clear()
    element.tag = "a"
    element.set("href", url)
    element.set(_PLACED, "1")
    element.text = f"Gambar: {alt}" if alt else "Gambar"
    element.tail = tail


def _as_words(element: Any, text: str) -> None:  # noqa: ANN401 - as above
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", text, tail


def _text(element: Any) -> str:  # noqa: ANN401 - as above
    return "".join(element.itertext()).strip()


def _caption_of(element: Any) -> str:  # noqa: ANN401 - as above
    for parent in element.iterancestors():
        if parent.tag == "figure":
            below = parent.find(".//figcaption")
            return " ".join(_text(below).split()) if below is not None else ""
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
    if name and not _text(element) and len(element) == 0:
        _drop(element)
        return
    element.drop_tag()


def _below(element: Any) -> None:  # noqa: ANN401 - as above
    """A caption is a paragraph of its own, emphasised."""
    if not _text(element):
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


def _put_before(table: Any) -> None:  # noqa: ANN401 - as above
    """What stands in a table and in no cell comes before it, as browsers show it."""
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
    if _text(outside) or len(outside):
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


def _flatten(root: Any) -> None:  # noqa: ANN401 - as above
    """What lies too deep loses the elements around it, never its words."""
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
