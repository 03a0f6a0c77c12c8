"""What partners publish is shown by its moment, however they write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from kim_plugins.exchange.headlines import headlines_of
from kim_plugins.exchange.unpacking import Refused

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_the_newest_headline_is_that_of_the_latest_moment() -> None:
    written = {"papua": "2026-02-01T05:00:00+09:00", "jawa": "2026-02-01T03:30:00+07:00"}
    items = [
        {"id": name, "title": name, "url": f"https://{name}.example/", "date_published": at}
        for name, at in written.items()
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Mitra", "items": items}
    found = headlines_of(json.dumps(feed).encode(), "https://mitra.example/feed.json", {}, NOW)
    assert [one["guid"] for one in found.headlines] == ["jawa", "papua"]


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\xef\xbb\xbf", b"\x00", b"<html>", b"{}", b"[]", b"{", b'{"a":' * 9999]
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        headlines_of(data, "https://mitra.example/feed", {}, NOW)


def json_feed(*items: Mapping[str, object]) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": None, "items": items}
    return b"\xef\xbb\xbf" + json.dumps(feed).encode()


@pytest.mark.parametrize("odd", [None, True, [], ["a"], {}, {"a": 1}, 1.5])
def test_what_is_no_text_says_nothing(odd: object) -> None:
    """No title, link or identifier is made of what Python calls such a value."""
    data = json_feed(
        {"id": odd, "url": "https://a.example/", "title": "A", "date_published": odd},
        {"id": 7, "url": odd, "title": "B"},
        {"id": "c", "url": "https://c.example/", "title": odd},
    )
    found = headlines_of(data, "https://mitra.example/feed", {}, NOW)
    assert found.name == ""
    assert [(one["guid"], one["url"]) for one in found.headlines] == [("https://a.example/",) * 2]


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "1764-10-17", "9999-12-31T23:59-12:00"]
)
def test_a_date_that_cant_be_is_none(at: str) -> None:
    item = {"id": "a", "url": "https://a.example/", "title": "A", "date_published": at}
    [found] = headlines_of(json_feed(item), "https://mitra.example/feed", {}, NOW).headlines
    assert found["at"] == NOW.isoformat()


@pytest.mark.parametrize(
    "link, target",
    [
        ("", "https://mitra.example/beranda"),
        (" https://a.example/a b?c=1&amp;d=2 ", "https://a.example/a%20b?c=1&d=2"),
        ("/a", "https://mitra.example/a"),
        ("//b.example/a", "https://b.example/a"),
        ("javascript:alert(1)", None),
    ],
)
def test_a_headline_leads_to_a_whole_address(link: str, target: str | None) -> None:
    data = (
        "<rss version='2.0'><channel><title>M</title><link>/beranda</link><item><title>A</title>"
        f"<link>{link}</link><guid isPermaLink='false'>g</guid></item></channel></rss>"
    )
    found = headlines_of(data.encode(), "https://mitra.example/feed.xml", {}, NOW).headlines
    assert [one["url"] for one in found] == [target] * (target is not None)
