"""/sumber/ (the state of each source) and /mitra/kabar/ (headlines), where a site has sources."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kim_plugins.catalogue import Catalogue, Entry
from kim_plugins.catalogue.addresses import PARTNER_NEWS, SOURCES, SOURCES_LIST, address_of
from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.pages.paging import Board, Row
from kim_plugins.pages.spec import PageSpec
from kim_plugins.records import Page


def sources_page(catalogue: Catalogue) -> Iterator[PageSpec]:
    """Every source: the date of its copy, its faults, and how many records come from it."""
    sources = catalogue.known_sources
    if not sources:
        return
    rows = [
        Row(
            "Umpan kabar" if source.kind is SourceKind.FEED else "Situs kelompok",
            (
                source,
                catalogue.published_of(source.id),
                [catalogue.group(name) for name in source.of_groups],
            ),
        )
        for source in sorted(sources, key=lambda one: one.kind is SourceKind.FEED)
    ]
    yield from Board(
        SOURCES,
        "sources.html",
        "Sumber",
        "Situs dan umpan yang dikumpulkan di sini, dan keadaan masing-masing.",
        None,
        {"opml": SOURCES_LIST},
    ).pages(rows)


def partner_news(catalogue: Catalogue) -> Iterator[PageSpec]:
    """What others published, with source and date."""
    if not any(source.kind is SourceKind.FEED for source in catalogue.known_sources):
        return
    rows = [Row("Terbaru", headline) for headline in catalogue.partner_news]
    yield from Board(
        PARTNER_NEWS,
        "partner-news.html",
        "Kabar mitra",
        "Judul kabar dari mitra; isinya dibaca di situs mereka.",
        None,
    ).pages(rows)


def home_address(spec: PageSpec) -> str:
    """The address of a page on the site that wrote it; empty for this site's own pages."""
    shown = (spec.values.get(name) for name in ("entry", "group"))
    entry = next((one for one in shown if one and one.address == spec.address), None)
    return entry_at_home(entry) if entry else ""


def entry_at_home(entry: Entry[Page]) -> str:
    """The address of a record on the site that wrote it; empty for this site's own records."""
    if entry.origin is None or not urlsplit(entry.origin.url).hostname:
        return ""
    return f"{entry.origin.url}{address_of(entry.path)[1:]}"
