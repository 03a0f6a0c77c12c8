"""A body of another program as the Markdown of ours."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from kim_plugins.exchange.imports.cleaning import cleaned
from kim_plugins.exchange.imports.code import outside_code
from kim_plugins.exchange.imports.files import Files
from kim_plugins.exchange.imports.items import Body, Item, Source
from kim_plugins.exchange.imports.lost_words import missing_words
from kim_plugins.exchange.imports.planning import Plan, plain_address
from kim_plugins.exchange.imports.trees import Surroundings
from kim_plugins.exchange.imports.web import is_same_site, urljoin, urlsplit
from kim_plugins.exchange.markdown import markdown_of
from kim_plugins.records.models.alternatives import is_meaningless

_LINK: Final = re.compile(
    r"(?P<sign>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?(?P<target>[^()\s<>]+(?:\([^()\s]*\)[^()\s]*)?)>?"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_ANCHOR: Final = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*(?P<quote>[\"'])(?P<target>[^\"'<>]*)(?P=quote)[^>]*>", re.IGNORECASE
)
_IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MOST_TOLD: Final = 40
_OF_PROGRAMS: Final = re.compile(r"(?:more-\d+|comments?|respond|reply|top|more)\b|[:~!]")
"""Anchors that stand on pages of other programs only."""


@dataclass(frozen=True, slots=True)
class Library:
    """What bodies are made with: the plan, the old site's files, and those beside an item."""

    source: Source
    plan: Plan
    files: Files
    beside: Callable[[Item, str], bytes | None] | None = None

    def find(self, item: Item, path: str, year: int, url: str, data: bytes | None) -> str | None:
        """A file as a link from `path` has it."""
        near = self.beside(item, url) if self.beside and data is None else None
        if near is not None:
            # Two folders may have a picture of one name.
            url, data = f"{posixpath.dirname(item.place)}/{url}", near
        place = self.files.place(url, data, year)
        return place and _relative(path, place)

    def page(self, path: str, url: str) -> str | None:
        """A page of the old site as a link from `path` has it, if it was taken."""
        host = urlsplit(url).hostname
        if host and not any(is_same_site(host, one) for one in self.source.hosts()):
            return None
        if urlsplit(url).path in ("", "/") and not urlsplit(url).query:
            return None
        place = self.plan.pages.get(plain_address(url))
        if place is None or place == path:
            return None
        # What other programs call a heading: `h-` and what we call it, or by its words.
        anchor = urlsplit(url).fragment.removeprefix("h-")
        is_kept = anchor and not _OF_PROGRAMS.match(anchor)
        return _relative(path, place) + (f"#{anchor}" if is_kept else "")


def markdown(item: Item, path: str, year: int, title: str, library: Library) -> Body:
    """An item's body as Markdown, with what was changed and lost of it."""
    body = library.source.body(item)
    around = Surroundings(
        item.url if "//" in item.url else "",
        title,
        lambda url, data: library.find(item, path, year, url, data),
        lambda url: library.page(path, url),
    )
    if body.is_markdown:
        body.text = outside_code(body.text, lambda part: _links(part, body, item, around))
        return body
    before = body.text
    html = cleaned(body, around)
    body.text = markdown_of(html)
    if missing := missing_words(before, body.text):
        shown = " ".join(missing[:_MOST_TOLD])
        body.lost.append(f"kata: {shown}{' …' if len(missing) > _MOST_TOLD else ''}")
    return body


def _relative(path: str, place: str) -> str:
    return posixpath.relpath(place, posixpath.dirname(path) or ".")


def _links(text: str, body: Body, item: Item, around: Surroundings) -> str:
    def tag(found: re.Match[str]) -> str:
        values = {name.lower(): a or b for name, a, b in _ATTRIBUTE.findall(found[0])}
        return _picture(values.get("alt", ""), values.get("src", ""), body, around)

    def link(found: re.Match[str]) -> str:
        words, target = found["text"], found["target"]
        if found["sign"]:
            return _picture(words, target, body, around)
        lead = _target(target, item, around)
        if lead is None:
            body.lost.append(f"tautan ke {target}")
            return words
        return found[0] if lead == target else f"[{words}]({lead})"

    def anchor(found: re.Match[str]) -> str:
        lead = _target(found["target"].strip(), item, around) if found["target"].strip() else None
        return f'<a href="{lead}">' if lead else "<a>"

    return _LINK.sub(link, _ANCHOR.sub(anchor, _IMAGE.sub(tag, text)))


def _target(target: str, item: Item, around: Surroundings) -> str | None:
    """Where a link shall lead: to a file or a page that was taken, or to where it led."""
    if target.startswith(("#", "mailto:", "tel:")):
        return target
    place = around.find(target, None) if "." in posixpath.basename(target) else None
    place = place or around.page(urljoin(item.url, target)) or around.page(_beside(item, target))
    if place or "://" in target:
        return place or target
    return urljoin(item.url, target) if "://" in item.url else None


def _beside(item: Item, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(item.place), unquote(target)))


def _picture(alt: str, source: str, body: Body, around: Surroundings) -> str:
    place = around.find(source, None)
    if place is None and "://" not in source and around.url:
        source = urljoin(around.url, source)
        place = around.find(source, None)
    if place is None:
        body.lost.append(f"gambar {source}")
        words = f"Gambar: {alt}" if alt else "Gambar"
        return f"[{words}]({source})" if "://" in source else words
    if not alt or is_meaningless(alt, source):
        body.changed.append("teks pengganti gambar belum ada; tulis apa yang terlihat")
        alt = f"Gambar pada “{around.title}”"
    return f"![{alt}]({place})"
