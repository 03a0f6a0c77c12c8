"""A page as it opens from a disk."""

from __future__ import annotations

from datetime import date

import pytest

from kim_plugins.pages import is_online_only, offline_page

DAY = date(2026, 11, 24)
URL = "https://kabar.example/desa/"


@pytest.mark.parametrize(
    "link, opened",
    [
        ("../", "../index.html"),
        ("./", "./index.html"),
        ("../../keputusan/2026/a/#catatan", "../../keputusan/2026/a/index.html#catatan"),
        ("../cari/?q=air", "../cari/index.html?q=air"),
        ("..", "../index.html"),
        ("#isi", "#isi"),
        ("../media/a.webp", "../media/a.webp"),
        ("laporan.csv", "laporan.csv"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:?subject=a/", "mailto:?subject=a/"),
        ("../feed.xml", f"{URL}feed.xml"),
        ("feed.json", f"{URL}berita/feed.json"),
        ("../langganan/feeds.opml", f"{URL}langganan/feeds.opml"),
    ],
)
def test_links_lead_to_files_and_feeds_to_the_site(link: str, opened: str) -> None:
    page = '<a title="a > b" href="{}">x</a><form role="search" action="{}"></form>'
    shown = offline_page(page.format(link, link), "berita/index.html", URL, DAY)
    assert shown == page.format(opened, opened)


def test_what_only_looks_like_a_link_stays() -> None:
    page = '<p>tulis href="../" atau &lt;a href="../"&gt;</p><source srcset="a/ 1w">'
    assert offline_page(page, "a/index.html", URL, DAY) == page


def test_an_old_address_still_leads_on() -> None:
    page = '<meta http-equiv="refresh" content="0; url=../../berita/2026/a/">'
    assert "url=../../berita/2026/a/index.html" in offline_page(
        page, "warta/a/index.html", URL, DAY
    )


def test_the_policy_allows_files() -> None:
    page = '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; '
    page += "script-src &#39;self&#39;; style-src 'self'\">"
    shown = offline_page(page, "index.html", URL, DAY)
    assert "default-src 'none'; script-src 'self' file:; style-src 'self' file:" in shown


def test_a_copy_says_that_it_is_one_and_of_which_day() -> None:
    page = '<link rel="manifest" href="../manifest.json">\n<div id="isi" tabindex="-1">Isi</div>'
    shown = offline_page(page, "a/index.html", URL, DAY)
    assert "manifest" not in shown
    assert 'id="isi" tabindex="-1"><p class="kim-notice kim-kept">Salinan luring' in shown
    assert '<time datetime="2026-11-24">24 November 2026</time>' in shown
    assert f'<a href="{URL}">' in shown
    assert "<a" not in offline_page(page, "a/index.html", "http://localhost/", DAY)


@pytest.mark.parametrize(
    "path, online",
    [
        ("feed.xml", True),
        ("berita/feed.json", True),
        ("sitemap.xml", True),
        ("404.html", True),
        ("_headers", True),
        ("manifest.json", True),
        ("luring.js", True),
        ("luring.json", True),
        ("luring/index.html", False),
        ("berita/index.html", False),
        ("cari/indeks/a.json", False),
        ("agenda/kalender.ics", False),
    ],
)
def test_what_is_for_servers_and_subscribers_is_left_out(path: str, online: bool) -> None:
    assert is_online_only(path) is online
