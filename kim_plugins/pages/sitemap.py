"""Sitemaps with dates of the content, and robots.txt (sitemaps.org 0.9, RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from html import escape
from math import inf
from typing import Final

from kim_plugins.catalogue import SiteOptions
from kim_plugins.pages.spec import PageSpec

MOST_PAGES: Final = 50_000
"""The most addresses in one sitemap, by the protocol."""

Dated = tuple[str, str]
"""The address of a page, and when it was last changed as ISO 8601, empty where that is unknown."""

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def dated(specs: Iterable[PageSpec]) -> Iterator[Dated]:
    """The entries of pages for sitemaps, without those marked noindex."""
    for spec in specs:
        if spec.indexed:
            yield spec.address, spec.modified.isoformat() if spec.modified else ""


def sitemaps(
    pages: Iterable[Dated], options: SiteOptions, most: int = MOST_PAGES
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The sitemaps by address: one, or several and their index."""
    shown = sorted(pages)
    parts = [shown[start : start + most] for start in range(0, len(shown), most)]
    if len(parts) <= 1:
        yield "/sitemap.xml", partial(_sitemap, shown, options)
        return
    index = []
    for number, part in enumerate(parts, 1):
        address = f"/sitemap-{number}.xml"
        index.append((address, max((modified for _, modified in part), key=_instant)))
        yield address, partial(_sitemap, part, options)
    yield "/sitemap.xml", partial(_sitemap, index, options, "sitemapindex", "sitemap")


def robots(options: SiteOptions) -> bytes:
    """The robots.txt, which allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {options.absolute('/sitemap.xml')}\n".encode()


def _instant(modified: str) -> float:
    return datetime.fromisoformat(modified).timestamp() if modified else -inf


def _sitemap(
    pages: Iterable[Dated], options: SiteOptions, outer: str = "urlset", inner: str = "url"
) -> bytes:
    lines = [_entry(inner, options.absolute(address), modified) for address, modified in pages]
    return _document(outer, lines)


def _entry(name: str, url: str, modified: str) -> str:
    date = f"<lastmod>{modified}</lastmod>" if modified else ""
    return f"<{name}><loc>{escape(url)}</loc>{date}</{name}>"


def _document(name: str, lines: Sequence[str]) -> bytes:
    head = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{name} xmlns="{_NAMESPACE}">']
    return ("\n".join([*head, *lines, f"</{name}>"]) + "\n").encode()
