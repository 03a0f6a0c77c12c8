"""Conversion of another program's body to our Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kim_plugins.catalogue.bodies.limits import MAX_CHARACTERS
from kim_plugins.catalogue.checks.near_names import relative
from kim_plugins.exchange.imports.cleaning import cleaned
from kim_plugins.exchange.imports.files import Files
from kim_plugins.exchange.imports.items import Body, Item, Source
from kim_plugins.exchange.imports.lost_words import missing_words
from kim_plugins.exchange.imports.markdown_links import redirect_links
from kim_plugins.exchange.imports.planning import Plan, plain_address
from kim_plugins.exchange.imports.trees import BodyContext
from kim_plugins.exchange.imports.web import is_same_site, urlsplit
from kim_plugins.exchange.markdown import markdown_of
from kim_plugins.records.problems import quote

_MOST_TOLD: Final = 40
_BLOCK: Final = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|t[rdh]|blockquote|figure|span|center|br|hr|dl|section"
    r"|img|a|b|strong|em|i|font|iframe)\b[^<>]*>",
    re.IGNORECASE,
)
_OF_PROGRAMS: Final = re.compile(r"(?:more-\d+|comments?|respond|reply|top|more)\b|[:~!]")
"""Anchors that stand on pages of other programs only."""


@dataclass(frozen=True, slots=True)
class Library:
    """What bodies are converted with: the plan, the old site's files, and those beside an item."""

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
        return place and relative(path, place)

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
        return relative(path, place) + (f"#{anchor}" if is_kept else "")


def markdown(item: Item, path: str, year: int, title: str, library: Library) -> Body:
    """An item's body as Markdown, with what was changed and lost of it."""
    body = library.source.body(item)
    context = BodyContext(
        item.url if "//" in item.url else "",
        title,
        lambda url, data: library.find(item, path, year, url, data),
        lambda url: library.page(path, url),
    )
    if body.is_markdown and not _is_html(body.text):
        redirect_links(body, item, context, lambda part: _converted(part, body, context))
    else:
        before = body.text
        body.text = _converted(before, body, context)
        if missing := missing_words(before, body.text):
            shown = " ".join(missing[:_MOST_TOLD])
            body.lost.append(f"kata: {shown}{' …' if len(missing) > _MOST_TOLD else ''}")
    _shorten(body)
    return body


def _shorten(body: Body) -> None:
    """Leave out, and tell, what is more than a body may hold."""
    if len(body.text) <= MAX_CHARACTERS:
        return
    end = body.text.rfind("\n\n", 0, MAX_CHARACTERS)
    end = end if end > 0 else MAX_CHARACTERS
    rest = " ".join(body.text[end:].split())
    begins = rest[:_MOST_TOLD].rpartition(" ")[0]
    body.lost.append(f"{len(rest) // 1000 + 1} ribu huruf terakhir, mulai dari {quote(begins)}")
    body.text = body.text[:end]


def _converted(html: str, body: Body, context: BodyContext) -> str:
    """HTML as Markdown; `body` is told what changed."""
    part = Body(html, lost=body.lost, changed=body.changed)
    return markdown_of(cleaned(part, context))


def _is_html(text: str) -> bool:
    """Whether each paragraph of a text begins with an element, as an importer of Jekyll left it."""
    parts = [part for part in re.split(r"\n[ \t]*\n", text.strip()) if part.strip()]
    return all(map(_BLOCK.match, parts)) if parts else False
