"""Items that were written for another site say so in each format, and under which terms."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest

from kim_plugins.feeds import site_feeds
from tests.feeds.specifications import faults
from tests.sites.collected import SITE, collected

CC = "https://creativecommons.org/licenses/by-sa/4.0/"


def feeds_of(**origin: Any) -> dict[str, bytes]:  # noqa: ANN401 - fields of an Origin
    """The feeds of such a site, each without a fault."""
    feeds = dict(site_feeds(collected(**origin)))
    roots = {path: feeds[path] for path in ("/feed.xml", "/atom.xml", "/feed.json")}
    assert [fault for path, data in roots.items() for fault in faults(path, data)] == []
    return roots


def test_a_collected_item_leads_home_in_every_format() -> None:
    feeds = feeds_of(**SITE, license_url=CC, license_name="CC BY-SA 4.0")
    ours: list[Any] = []
    theirs: list[Any] = []
    for path in ("/feed.xml", "/atom.xml"):
        for item in feedparser.parse(feeds[path], sanitize_html=False).entries:
            (theirs if "tirta" in item.id else ours).append(item)
    rss, atom = theirs
    assert (rss.source.title, rss.source.href) == (
        "Situs <Tirta>",
        "https://tirta.example/feed.xml",
    )
    assert rss.rights == "CC BY-SA 4.0"
    assert f"<creativeCommons:license>{CC}</creativeCommons:license>" in feeds["/feed.xml"].decode()
    assert atom.source.id == "tag:tirta.example,2026:umpan/"
    assert atom.source.title == "Situs <Tirta>"
    assert atom.source.updated == atom.updated
    links = {(link.rel, link.href) for link in atom.links}
    assert {("license", CC), ("via", "https://tirta.example/berita/2026/air/")} <= links
    for item in ours:
        assert "rights" not in item
        assert "license" not in {link.rel for link in item.links}
    item = next(one for one in json.loads(feeds["/feed.json"])["items"] if "tirta" in one["id"])
    assert item["external_url"] == "https://tirta.example/berita/2026/air/"
    assert item["_source"]["feed_url"] == "https://tirta.example/feed.json"
    assert item["_license"] == {"url": CC, "text": "CC BY-SA 4.0"}


@pytest.mark.parametrize(
    "origin, terms",
    [
        ({}, {}),
        ({"license_name": "Tanya dulu"}, {"text": "Tanya dulu"}),
        ({**SITE, "license_url": "https://tirta.example/l"}, {"url": "https://tirta.example/l"}),
    ],
)
def test_an_item_never_stands_under_the_terms_of_another_site(
    origin: dict[str, str], terms: dict[str, str]
) -> None:
    """Without terms of its own it says nothing; the head of a feed speaks for what is ours."""
    feeds = feeds_of(**origin)
    items = {one["title"]: one for one in json.loads(feeds["/feed.json"])["items"]}
    assert items["Air"].get("_license", {}) == terms
    assert "_license" not in items["Panen"]
    text = feeds["/feed.xml"].decode().partition("<title>Air</title>")[2].partition("</item>")[0]
    assert ("<dc:rights>" in text, 'rel="license"' in text) == ("text" in terms, "url" in terms)
