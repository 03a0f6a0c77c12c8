"""Search engines are told what there is, with dates of the content (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from kim_plugins.pages import PageSpec, dated, planned, sitemaps
from tests.sites.memory import OPTIONS, gathered


def test_a_sitemap_that_grows_too_large_is_parted_and_has_an_index() -> None:
    specs = [
        PageSpec(f"/{name}/", "x.html", "x", "x", "/", modified=datetime(2026, 1, day, tzinfo=UTC))
        for day, name in enumerate("abc", 1)
    ]
    files = {place: make() for place, make in sitemaps(dated(specs), OPTIONS, most=2)}
    assert list(files) == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap.xml"]
    index = files["/sitemap.xml"].decode()
    assert "<sitemap><loc>https://kabar.example/sitemap-1.xml</loc><lastmod>2026-01-02" in index
    assert index.count("<lastmod>") == 2


def test_the_latest_change_is_that_of_moments_and_not_of_texts() -> None:
    """Papua's morning is Jakarta's night: the greatest text is the earliest moment."""
    changes = ["2026-01-02T05:00:00+09:00", "2026-01-02T03:30:00+07:00", "2026-01-01T23:59:00Z", ""]
    pages = [(f"/{number}/", modified) for number, modified in enumerate(changes)]
    made = dict(sitemaps([*pages, ("/lain/", "")], OPTIONS, most=4))
    index = made["/sitemap.xml"]().decode()
    assert re.findall("<lastmod>(.*?)</lastmod>", index) == ["2026-01-01T23:59:00Z"]


def test_a_page_whose_date_nobody_knows_has_none_in_the_sitemap() -> None:
    catalogue, _ = gathered({"tentang.md": "---\ntitle: Tentang\n---\nIsi.\n"})
    made = dict(sitemaps(dated(planned(catalogue, PageSpec)), OPTIONS))
    text = made["/sitemap.xml"]().decode()
    assert "<loc>https://kabar.example/tentang/</loc></url>" in text
