"""Subscribers who know items by their guid alone, as real clients do, in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

import feedparser
from lxml import etree

from kim_plugins.catalogue import SiteOptions
from kim_plugins.feeds import site_feeds
from tests.sites.memory import NOW, OPTIONS, gathered

FORMATS = ("/feed.xml", "/atom.xml", "/feed.json")
_TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


class Told(NamedTuple):
    """What a feed tells of an item; a tombstone has no title."""

    title: str
    published: str
    updated: str


def feeds(
    files: Mapping[str, str | bytes], now: datetime = NOW, options: SiteOptions = OPTIONS
) -> dict[str, bytes]:
    """Every file for subscribers."""
    catalogue, problems = gathered(files, options, now)
    assert [problem.as_text() for problem in problems if problem.is_error] == []
    return dict(site_feeds(catalogue))


def read(path: str, data: bytes) -> dict[str, Told]:
    """The items of a feed by guid, in their order; tombstones come last."""
    if path.endswith(".json"):
        return {
            item["id"]: Told(item["title"], item["date_published"], item["date_modified"])
            for item in json.loads(data)["items"]
        }
    found = _parsed(data)
    assert not found.bozo, (path, found.get("bozo_exception"))
    told = {e.id: Told(e.title, e.published, dict.get(e, "updated", "")) for e in found.entries}
    assert len(told) == len(found.entries), f"a guid stands twice in {path}"
    gone = dict(_tombstones(data))
    assert not gone.keys() & told.keys(), "an entry meets its own tombstone (RFC 6721)"
    return told | gone


# Once for all who ask for the same feed: that takes longer than to make it.
_parsed: Any = lru_cache(maxsize=16)(
    partial(feedparser.parse, sanitize_html=False, resolve_relative_uris=False)
)


def _tombstones(data: bytes) -> Iterator[tuple[str, Told]]:
    for one in etree.fromstring(data).iter(_TOMBSTONE):
        yield one.get("ref", ""), Told("", "", one.get("when", ""))


def dated(path: str, data: bytes) -> datetime | None:
    """When a feed says that it changed; JSON Feed doesn't."""
    if path.endswith(".json"):
        return None
    found = _parsed(data)
    return datetime(*found.feed.updated_parsed[:6])  # noqa: DTZ001 - all of them in UTC
