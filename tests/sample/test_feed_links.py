"""Every page of the sample site leads to the feeds of its listing, and each of them is there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest

PAPER = {"naskah", "cetak", "jadwal", "bulan-depan"}
TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def links(site: Path, page: str, wanted: str) -> list[tuple[str, str]]:
    """The type and path of each link of a page, as a browser resolves it."""
    tree = html5lib.parse((site / page).read_bytes(), namespaceHTMLElements=False)
    base = f"https://kabar.example/{page}"
    return [
        (one.get("type", ""), urljoin(base, one.get("href", "")).split("/", 3)[3])
        for one in tree.iter(wanted)
        if wanted == "a" or one.get("rel") == "alternate"
    ]


def test_every_page_links_feeds_that_are_there(sample_folder: Path) -> None:
    """Old addresses only lead on; scripts and sheets are for reading aloud and for the wall."""
    looked_at = 0
    for file in sorted(sample_folder.rglob("index.html")):
        if b'http-equiv="refresh"' in file.read_bytes() or file.parent.name in PAPER:
            continue
        page = file.relative_to(sample_folder).as_posix()
        found = links(sample_folder, page, "link")
        assert {kind for kind, _ in found} == TYPES, page
        paths = {path for _, path in found}
        assert paths >= {"feed.xml", "atom.xml", "feed.json"}, page
        assert [path for path in paths if not (sample_folder / path).is_file()] == [], page
        looked_at += 1
    assert looked_at > 30


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
def test_page_links_the_feeds_of_its_listing(sample_folder: Path, page: str, listing: str) -> None:
    paths = {path for _, path in links(sample_folder, page, "link")}
    assert {f"{listing}{name}" for name in ("feed.xml", "atom.xml", "feed.json")} <= paths


def test_group_with_a_sound_links_its_podcast(sample_folder: Path) -> None:
    assert "kelompok/tani/podcast.xml" in {
        path for _, path in links(sample_folder, "kelompok/tani/index.html", "link")
    }
    assert "siaran/podcast.xml" in {path for _, path in links(sample_folder, "index.html", "link")}
    silent = {path for _, path in links(sample_folder, "kelompok/laut/index.html", "link")}
    assert "kelompok/laut/podcast.xml" not in silent


def test_subscription_page_explains_every_feed(sample_folder: Path) -> None:
    """Each listing's three feeds, the actions', the podcasts with a sound, playlist and OPML."""
    linked = {path for _, path in links(sample_folder, "langganan/index.html", "a")}
    feeds = {
        path.relative_to(sample_folder).as_posix()
        for name in ("feed.xml", "atom.xml", "feed.json", "playlist.m3u", "feeds.opml")
        for path in sample_folder.rglob(name)
    }
    # What became of one decision is told on its page.
    feeds -= {path for path in feeds if path.startswith("keputusan/2")}
    podcasts = {"siaran/podcast.xml", "kelompok/tani/podcast.xml"}
    assert feeds | podcasts <= linked
    files = [path for path in linked if path.endswith((".xml", ".json", ".m3u", ".opml"))]
    assert [path for path in files if not (sample_folder / path).is_file()] == []
