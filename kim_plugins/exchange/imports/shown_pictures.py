"""The pictures of a body: each where it lies now, or a link to where it was."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from kim_plugins.exchange.imports.items import Body
from kim_plugins.exchange.imports.trees import (
    IS_FILE,
    PLACED,
    BodyContext,
    Found,
    absolute,
    as_words,
    text_in,
)
from kim_plugins.exchange.imports.web import urlsplit
from kim_plugins.records.models.alternatives import is_meaningless

_DATA: Final = re.compile(r"data:(?P<type>[\w/+.-]*)(?P<rest>[^,]*),(?P<data>.*)", re.DOTALL)
_SOURCES: Final = ("data-orig-file", "data-src", "data-lazy-src", "src")
"""Where WordPress and its plugins keep the address of a picture, the best first."""
_PHOTON: Final = re.compile(r"https?://i[0-3]\.wp\.com/(?P<rest>[^?]+)")


def place_picture(element: Any, body: Body, context: BodyContext) -> None:  # noqa: ANN401 - lxml's stubs don't know HTML well
    """Let an `img` show what it showed, or say what it would have shown."""
    source = next((found for name in _SOURCES if (found := element.get(name))), "").strip()
    whole = _whole(element)
    alt = _alt(element, source)
    if found := _DATA.match(source):
        target, url = _inline(found, context), ""
    else:
        target, url = _looked_for(whole, source, context)
    if target:
        _show(element, target, f"Gambar pada “{context.title}”" if alt is None else alt)
        if alt is None:
            body.changed.append("teks pengganti gambar belum ada; tulis apa yang terlihat")
        if whole and (IS_FILE.search(urlsplit(whole).path) or "attachment" in whole):
            element.getparent().drop_tag()
        return
    words = f"Gambar: {alt}" if alt else "Gambar"
    body.lost.append(f"gambar {url or alt or 'di dalam teks, yang rusak'}")
    if "://" in url and not whole:
        _link(element, url, words)
    else:
        as_words(element, words if url else alt or "")


def _whole(element: Any) -> str:  # noqa: ANN401 - as above
    """Where a link leads that holds a picture and nothing else; empty where none does."""
    link = element.getparent()
    is_linked = link is not None and link.tag == "a" and len(link) == 1 and not text_in(link)
    return str(link.get("href", "")) if is_linked else ""


def _alt(element: Any, source: str) -> str | None:  # noqa: ANN401 - as above
    """What is said of a picture: its text, or its caption; None where nothing is."""
    told = (element.get("alt"), element.get("title"), _caption_of(element))
    texts = (" ".join((one or "").split()) for one in told)
    return next((one for one in texts if one and not is_meaningless(one, source)), None)


def _looked_for(whole: str, source: str, context: BodyContext) -> tuple[Found, str]:
    """Where a picture lies now, the large one first, and its old address."""
    urls = [_original(absolute(one, context.url)) for one in (whole, source) if one]
    pictures = [one for one in urls if one == urls[-1] or IS_FILE.search(urlsplit(one).path)]
    target = next((place for one in pictures if (place := context.find(one, None))), None)
    return target, pictures[-1] if pictures else ""


def _show(element: Any, target: str, alt: str) -> None:  # noqa: ANN401 - as above
    tail = element.tail
    element.attrib.clear()
    element.set("src", target)
    element.set("alt", alt)
    element.tail = tail


def _link(element: Any, url: str, words: str) -> None:  # noqa: ANN401 - as above
    as_words(element, words)
    element.tag = "a"
    element.set("href", url)
    element.set(PLACED, "1")


def _caption_of(element: Any) -> str:  # noqa: ANN401 - as above
    for parent in element.iterancestors():
        if parent.tag == "figure":
            below = parent.find(".//figcaption")
            return " ".join(text_in(below).split()) if below is not None else ""
    return ""


def _inline(found: re.Match[str], context: BodyContext) -> Found:
    try:
        data = (
            base64.b64decode(re.sub(r"\s|%0A", "", found["data"]), validate=True)
            if "base64" in found["rest"]
            else unquote_to_bytes(found["data"])
        )
    except (binascii.Error, ValueError):
        return None
    return context.find(f"data:{found['type']}", data)


def _original(url: str) -> str:
    """A picture at its own host, where a service stands between."""
    found = _PHOTON.match(url)
    return f"https://{found['rest']}" if found else url
