"""OPML 2.0 as feed readers import it."""

from __future__ import annotations

from datetime import datetime

from kim_plugins.feeds import Outline, OutlineGroup, write_opml
from tests.feeds.samples import WIB, find

OUTLINE = Outline(
    title="KIM Melati\x00",
    feed_url="https://desa.example/kelompok/melati/feed.xml",
    url="https://desa.example/kelompok/melati/",
)


def test_a_subscription_has_what_opml_requires() -> None:
    """An outline of type rss has text and xmlUrl (OPML 2.0, "Subscription lists")."""
    feed = write_opml("Langganan", [OutlineGroup("Kelompok", (OUTLINE,))])
    assert find(feed, "/opml/@version") == ["2.0"]
    assert find(feed, "/opml/head/title/text()") == ["Langganan"]
    assert find(feed, "/opml/body/outline/@text") == ["Kelompok"]
    (outline,) = find(feed, "/opml/body/outline/outline[@type='rss']")
    assert outline.get("text") == "KIM Melati"
    assert outline.get("xmlUrl") == OUTLINE.feed_url
    assert outline.get("htmlUrl") == OUTLINE.url


def test_a_date_is_written_only_when_given() -> None:
    """The list bears no time of the build."""
    assert find(write_opml("Langganan", []), "//dateCreated") == []
    dated = write_opml("Langganan", [], datetime(2026, 8, 20, 10, tzinfo=WIB))
    assert find(dated, "//dateCreated/text()") == ["Thu, 20 Aug 2026 10:00:00 +0700"]
