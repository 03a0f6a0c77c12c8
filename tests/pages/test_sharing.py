"""What other programs are told about a page."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.addresses import short_address
from tests.pages.frames import page, pages, redirects
from tests.sites.memory import GROUP, gathered, news

MEDIA = Path(__file__).resolve().parents[1] / "sample" / "content" / "media"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'


def things(html: str) -> list[dict[str, Any]]:
    """The things of schema.org on a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [thing for text in found for thing in json.loads(text)["@graph"]]


def properties(html: str) -> dict[str, str]:
    return {
        name: unescape(content)
        for name, content in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html)
    }


def site(**fields: str) -> Catalogue:
    text = news(**fields)
    files: dict[str, str | bytes] = {
        "berita/2026/a.md": text,
        "media/sawah.png": (MEDIA / "sawah.png").read_bytes(),
        "media/gambar.svg": SVG,
    }
    catalogue, problems = gathered(files)
    assert [problem for problem in problems if problem.is_error] == []
    return catalogue


@pytest.mark.parametrize(
    "picture, expected",
    [
        ("sawah.png", r"media/sawah-[0-9a-f]{8}\.png"),
        ("gambar.svg", r"media/gambar-[0-9a-f]{8}-bagikan\.jpg"),
    ],
)
def test_the_picture_of_a_shared_link_is_a_raster_image(picture: str, expected: str) -> None:
    catalogue = site(image=f"{{src: ../../media/{picture}, alt: Sawah}}")
    found = properties(page(catalogue, "/berita/2026/a/"))
    assert re.fullmatch(rf"https://kabar\.example/{expected}", found["og:image"])


@pytest.mark.parametrize("address", [short_address("berita/2026/a"), "/kabar/lama/"])
@pytest.mark.parametrize(
    "fields",
    [
        {"image": "{src: ../../media/sawah.png, alt: Sawah}", "lang": "jv"},
        {"withdrawn": "{date: 2026-08-20, reason: data-pribadi}"},
        {"title": "'\"><script>alert(1)</script>'"},
    ],
)
def test_short_and_old_addresses_tell_messengers_what_the_page_tells(
    address: str, fields: dict[str, str]
) -> None:
    """WhatsApp reads the `og:` tags of the address that was shared, and follows no refresh."""
    catalogue = site(redirect_from="[/kabar/lama/]", **fields)
    shown, leading = page(catalogue, "/berita/2026/a/"), redirects(catalogue)[address]
    assert properties(leading) == properties(shown) != {}
    for told in (
        r"<title>.*?</title>",
        r'<meta name="description".*?>',
        r'<link rel="canonical".*?>',
    ):
        assert re.findall(told, leading) == re.findall(told, shown) != []
    assert f'<html lang="{fields.get("lang", "id")}">' in leading
    assert "<script>" not in leading
    assert ("dicabut" in properties(leading)["og:title"]) == ("withdrawn" in fields)


def test_old_addresses_of_groups_and_pages_tell_what_they_lead_to() -> None:
    group = GROUP.replace("title:", "redirect_from: [/kim/lama/]\ntitle:", 1)
    about = "---\ntitle: Tentang kami\nredirect_from: [/profil/]\n---\n\nIsi.\n"
    catalogue, _ = gathered({"kelompok/tani.md": group, "tentang.md": about})
    for old, new in (("/kim/lama/", "/kelompok/tani/"), ("/profil/", "/tentang/")):
        assert properties(redirects(catalogue)[old]) == properties(page(catalogue, new)) != {}


def test_an_article_has_its_dates_and_topics() -> None:
    found = properties(page(site(updated="2026-08-20", tags="[air]"), "/berita/2026/a/"))
    assert found["og:type"] == "article"
    assert found["article:published_time"] == "2026-08-17T00:00:00+07:00"
    assert found["article:modified_time"] == "2026-08-20T00:00:00+07:00"
    assert found["article:tag"] == "air"


def test_a_listing_is_no_article() -> None:
    found = properties(page(site(), "/berita/"))
    assert found["og:type"] == "website"
    assert found["og:image"] == "https://kabar.example/assets/kim-berbagi.png"


def test_news_is_a_news_article_of_its_group() -> None:
    (found,) = things(page(site(), "/berita/2026/a/"))
    assert found["@type"] == "NewsArticle"
    assert found["headline"] == "Panen"
    assert found["publisher"][0]["name"] == "KIM Tani"
    assert found["author"] == found["publisher"]


def test_an_event_is_one() -> None:
    event = "{start: 2026-12-05 08:00 WIB, end: '11.00', place: Balai, organiser: Kader}"
    _, found = things(page(site(event=event), "/berita/2026/a/"))
    assert found["@type"] == "Event"
    assert found["startDate"] == "2026-12-05T08:00:00+07:00"
    assert found["endDate"] == "2026-12-05T11:00:00+07:00"
    assert found["location"]["name"] == "Balai"


def test_a_group_is_an_organisation_with_its_place() -> None:
    (found,) = things(page(gathered({})[0], "/kelompok/tani/"))
    assert found["@type"] == "NGO"
    assert found["address"]["addressRegion"] == "Jawa Tengah"
    assert found["telephone"] == "081200001234"


def test_of_a_withdrawn_bulletin_nothing_is_told() -> None:
    html = page(site(withdrawn="{date: 2026-09-01, reason: ganda}"), "/berita/2026/a/")
    assert things(html) == []
    assert properties(html)["og:type"] == "website"
    assert "Panen" not in html


def test_nothing_ends_the_script_element() -> None:
    title = '"</script><!-- <script>alert(1)//"'
    html = page(site(title=title), "/berita/2026/a/")
    assert things(html)[0]["headline"] == title.strip('"')
    assert "</script><" not in html.partition("ld+json")[2].partition("</script>")[0]
    assert html.count("<script") == 1


def test_every_address_in_the_metadata_is_absolute() -> None:
    catalogue, _ = gathered({"berita/2026/a.md": news(tags="[air]")}, group=GROUP)
    for html in pages(catalogue).values():
        for name, value in properties(html).items():
            if name in {"og:url", "og:image"}:
                assert value.startswith("https://kabar.example/")
        for thing in things(html):
            assert thing.get("url", "https://").startswith("https://")
