"""Every page of the sample site leads to the feeds of its listing, and each of them is there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest

SITE = Path(__file__).parent / "site"
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
PAPER = ("naskah", "cetak")
TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def links(page: str, wanted: str) -> list[tuple[str, str]]:
    """The type and path of each link of a page, as a browser resolves it."""
    tree = html5lib.parse((SITE / page).read_bytes(), namespaceHTMLElements=False)
    base = f"https://kabar.example/{page}"
    return [
        (one.get("type", ""), urljoin(base, one.get("href", "")).split("/", 3)[3])
        for one in tree.iter(wanted)
        if wanted == "a" or one.get("rel") == "alternate"
    ]


@pytest.mark.parametrize("page", PAGES)
def test_page_links_feeds_that_are_there(page: str) -> None:
    """Old addresses only lead on; scripts and sheets are for reading aloud and for the wall."""
    found = links(page, "link")
    if b'http-equiv="refresh"' in (SITE / page).read_bytes() or Path(page).parent.name in PAPER:
        return
    assert {kind for kind, _ in found} == TYPES
    assert {"feed.xml", "atom.xml", "feed.json"} <= {path for _, path in found}
    assert [path for _, path in found if not (SITE / path).is_file()] == []


@pytest.mark.parametrize(
    "page, listing",
    [
        ("berita/index.html", "berita/"),
        ("berita/2026/index.html", "berita/"),
        ("kelompok/tani/index.html", "kelompok/tani/"),
        ("topik/hoaks/index.html", "topik/hoaks/"),
        ("berita/2026/panen/index.html", "berita/"),
    ],
)
def test_page_links_the_feeds_of_its_listing(page: str, listing: str) -> None:
    paths = {path for _, path in links(page, "link")}
    assert {f"{listing}{name}" for name in ("feed.xml", "atom.xml", "feed.json")} <= paths


def test_group_with_a_sound_links_its_podcast() -> None:
    assert "kelompok/tani/podcast.xml" in {
        path for _, path in links("kelompok/tani/index.html", "link")
    }
    assert "siaran/podcast.xml" in {path for _, path in links("index.html", "link")}
    silent = {path for _, path in links("kelompok/laut/index.html", "link")}
    assert "kelompok/laut/podcast.xml" not in silent


def test_subscription_page_explains_every_feed() -> None:
    """Each listing's three feeds, the actions', the podcasts with a sound, playlist and OPML."""
    linked = {path for _, path in links("langganan/index.html", "a")}
    feeds = {
        path.relative_to(SITE).as_posix()
        for name in ("feed.xml", "atom.xml", "feed.json", "playlist.m3u", "feeds.opml")
        for path in SITE.rglob(name)
    }
    # What became of one decision is told on its page.
    feeds -= {path for path in feeds if path.startswith("keputusan/2")}
    podcasts = {"siaran/podcast.xml", "kelompok/tani/podcast.xml"}
    assert feeds | podcasts <= linked
    files = [path for path in linked if path.endswith((".xml", ".json", ".m3u", ".opml"))]
    assert [path for path in files if not (SITE / path).is_file()] == []
