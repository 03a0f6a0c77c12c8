"""What an earlier site called an item stays letter by letter: no subscriber gets it again."""

from __future__ import annotations

import json
import uuid

import feedparser
import pytest
from lxml import etree

from kim_plugins.feeds import site_feeds
from tests.sites.memory import gathered, news

PATH = "berita/2026/a.md"
TEXT = "1234 at http://desa.example"
"""As Drupal writes it; no URI."""


def feeds_of(guid: str, **fields: str) -> dict[str, bytes]:
    catalogue, problems = gathered({PATH: news(guid=f'"{guid}"', **fields)})
    assert problems == []
    return dict(site_feeds(catalogue))


def ids(guid: str) -> tuple[str, str, str]:
    """The identifier of the only item as RSS, Atom and JSON Feed say it."""
    feeds = feeds_of(guid)
    rss, atom = (feedparser.parse(feeds[f"/berita/{name}.xml"]) for name in ("feed", "atom"))
    (item,) = json.loads(feeds["/berita/feed.json"])["items"]
    return rss.entries[0].id, atom.entries[0].id, item["id"]


@pytest.mark.parametrize(
    "guid",
    [
        "https://desa.example/?p=12&jenis=a",
        "tag:blogger.com,1999:blog-71.post-42",
        "http://desa.example/2024/05/Panen-Raya.html",
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
    ],
)
def test_a_uri_is_the_same_in_every_feed(guid: str) -> None:
    assert ids(guid) == (guid, guid, guid)


def test_any_other_text_stays_and_atom_gets_a_uri_of_it() -> None:
    """RFC 4287, section 4.2.6: an id is a URI."""
    assert ids(TEXT) == (TEXT, uuid.uuid5(uuid.NAMESPACE_URL, TEXT).urn, TEXT)


@pytest.mark.parametrize("guid", ["https://desa.example/?p=12", TEXT])
def test_a_withdrawal_is_told_under_the_same_guid(guid: str) -> None:
    """Its tombstone in Atom names the entry as Atom called it."""
    feeds = feeds_of(guid, withdrawn="{date: 2026-09-30, reason: data-pribadi}")
    assert guid in [item.id for item in feedparser.parse(feeds["/berita/feed.xml"]).entries]
    assert guid in [item["id"] for item in json.loads(feeds["/berita/feed.json"])["items"]]
    (tombstone,) = etree.fromstring(feeds["/berita/atom.xml"]).iterfind("{*}deleted-entry")
    assert tombstone.get("ref") == ids(guid)[1]
