"""Feeds to test with, and the rules that hold for every address in a feed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from kim_plugins.feeds import Category, Channel, Item, Picture, Sound, Withdrawal

CASES = Path(__file__).resolve().parents[1] / "cases" / "feeds"

WIB = timezone(timedelta(hours=7))

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "cc": "http://backend.userland.com/creativeCommonsRssModule",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}

PICTURE = Picture(
    url="https://desa.example/media/panen.jpg",
    type="image/jpeg",
    length=48_213,
    width=1200,
    height=675,
    alt="Warga memanen padi",
    credit="Siti Aminah",
    caption="Panen di blok selatan",
)

SOUND = Sound(
    url="https://desa.example/media/panen.mp3",
    type="audio/mpeg",
    length=1_204_224,
    title="Suara panen raya",
    seconds=75,
)

ITEM = Item(
    guid="tag:desa.example,2026:berita/2026/panen-raya",
    url="https://desa.example/berita/2026/panen-raya/",
    title="Panen raya di Tirtosari",
    summary="Warga memanen 40 hektare padi.",
    html='<p>Panen <em>raya</em> di <a href="https://desa.example/">desa</a>.</p>',
    published=datetime(2026, 8, 17, 7, 30, tzinfo=WIB),
    updated=datetime(2026, 8, 18, 9, 0, tzinfo=WIB),
    authors=("KIM Sumber Rejeki", "Siti Aminah"),
    categories=(
        Category("pertanian", "Pertanian", "https://desa.example/topik/"),
        Category("diseminasi", "Diseminasi informasi", "https://desa.example/aktivitas/"),
    ),
)

WITHDRAWAL = Withdrawal(
    guid="tag:desa.example,2026:berita/2026/salah",
    url="https://desa.example/berita/2026/salah/",
    title="Berita ini dicabut",
    reason="Dicabut pada 20 Agustus 2026: salah terbit.",
    when=datetime(2026, 8, 20, 10, 0, tzinfo=WIB),
    published=datetime(2026, 8, 19, 6, 0, tzinfo=WIB),
    authors=("KIM Sumber Rejeki",),
)

CHANNEL = Channel(
    title="Berita KIM Sumber Rejeki",
    description="Kabar terbaru dari desa",
    url="https://desa.example/berita/",
    rss_url="https://desa.example/berita/feed.xml",
    atom_url="https://desa.example/berita/atom.xml",
    json_url="https://desa.example/berita/feed.json",
    guid="tag:desa.example,2026:berita",
    author="KIM Sumber Rejeki",
    generator="kim_plugins",
    license="https://creativecommons.org/licenses/by/4.0/",
    rights="CC BY 4.0",
    hub="https://hub.example/",
    icon="https://desa.example/ikon.png",
    updated=datetime(2026, 1, 1, tzinfo=UTC),
)


def numbered(number: int) -> Item:
    """Return an item that differs from the others in identifier, address and title."""
    name = f"berita/2026/{number}"
    return replace(
        ITEM,
        guid=f"tag:desa.example,2026:{name}",
        url=f"https://desa.example/{name}/",
        title=f"Berita {number}",
    )


def parse(feed: bytes) -> feedparser.FeedParserDict:
    """Read a feed as subscribers do, without the repairs that would hide a fault."""
    return feedparser.parse(feed, sanitize_html=False, resolve_relative_uris=False)


def find(feed: bytes, path: str) -> list[Any]:
    """Return what an XPath expression finds in a feed."""
    found = etree.fromstring(feed).xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return found


class _Addresses(HTMLParser):
    """Collects the addresses of an HTML fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"href", "src"}]


def relative_addresses(html: str) -> list[str]:
    """Return the addresses of an HTML fragment that need a base."""
    reader = _Addresses()
    reader.feed(html)
    reader.close()
    return [url for url in reader.found if not re.match(r"(https?://|mailto:|tel:)", url)]
