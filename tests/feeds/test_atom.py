"""Atom 1.0 as RFC 4287 and RFC 6721 want it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kim_plugins.feeds import Item, Withdrawal, render_item, write_atom, write_json, write_rss
from tests.feeds.samples import CHANNEL, ITEM, NAMES, PICTURE, SOUND, WITHDRAWAL, find

FULL = render_item(replace(ITEM, picture=PICTURE, sound=SOUND, notice="Belum terverifikasi."))


def test_a_feed_has_what_rfc_4287_requires() -> None:
    """A feed has one id, title and updated, an author and its language (section 4.1.1)."""
    feed = write_atom(CHANNEL, [FULL])
    assert find(feed, "/a:feed/a:id/text()") == [CHANNEL.guid]
    assert find(feed, "/a:feed/a:title/text()") == [CHANNEL.title]
    assert find(feed, "/a:feed/a:updated/text()") == ["2026-08-18T09:00:00+07:00"]
    assert find(feed, "/a:feed/a:author/a:name/text()") == [CHANNEL.author]
    assert find(feed, "/a:feed/@xml:lang") == ["id"]
    assert find(feed, "/a:feed/a:icon/text()") == [CHANNEL.icon]
    assert find(feed, "/a:feed/a:subtitle/text()") == [CHANNEL.description]
    assert find(feed, "/a:feed/a:rights/text()") == [CHANNEL.rights]


def test_a_feed_links_itself_its_page_its_hub_and_its_licence() -> None:
    """Each link says what it is for (RFC 4287, 4.2.7; RFC 4946; WebSub)."""
    feed = write_atom(CHANNEL, [])
    links = find(feed, "/a:feed/a:link")
    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("self", CHANNEL.atom_url),
        ("hub", CHANNEL.hub),
        ("license", CHANNEL.license),
        ("alternate", CHANNEL.url),
    ]


def test_an_entry_has_what_rfc_4287_requires() -> None:
    """An entry has id, title, updated, published and its authors (section 4.1.2)."""
    feed = write_atom(CHANNEL, [FULL])
    assert find(feed, "//a:entry/a:id/text()") == [ITEM.guid]
    assert find(feed, "//a:entry/a:title/text()") == [ITEM.title]
    assert find(feed, "//a:entry/a:updated/text()") == ["2026-08-18T09:00:00+07:00"]
    assert find(feed, "//a:entry/a:published/text()") == ["2026-08-17T07:30:00+07:00"]
    assert find(feed, "//a:entry/a:author/a:name/text()") == list(ITEM.authors)


def test_an_entry_links_its_page_and_its_sound() -> None:
    """Links keep relation, type, length and title, which feedgen loses."""
    page, sound = find(write_atom(CHANNEL, [FULL]), "//a:entry/a:link")
    assert dict(page.attrib) == {"href": ITEM.url, "rel": "alternate", "type": "text/html"}
    assert dict(sound.attrib) == {
        "href": SOUND.url,
        "rel": "enclosure",
        "type": "audio/mpeg",
        "length": "1204224",
        "title": "Suara panen raya",
    }


def test_summary_is_text_and_content_is_html() -> None:
    """Both begin with the notice; nothing is CDATA."""
    feed = write_atom(CHANNEL, [FULL])
    assert find(feed, "//a:summary[@type='text']/text()") == [
        f"Belum terverifikasi. {ITEM.summary}"
    ]
    assert find(feed, "//a:content[@type='html']/text()") == [
        f"<p><strong>Belum terverifikasi.</strong></p>{ITEM.html}"
    ]
    assert b"CDATA" not in feed


def test_a_category_has_term_label_and_scheme() -> None:
    """All three attributes of section 4.2.2 are there."""
    first = find(write_atom(CHANNEL, [FULL]), "//a:entry/a:category")[0]
    expected = {"term": "pertanian", "label": "Pertanian", "scheme": ITEM.categories[0].scheme}
    assert dict(first.attrib) == expected


def test_a_picture_is_media_content() -> None:
    """The picture stands in Atom as it does in RSS."""
    feed = write_atom(CHANNEL, [FULL])
    assert find(feed, "//a:entry/media:content/@url") == [PICTURE.url]
    assert find(feed, "//media:description/text()") == [PICTURE.alt]


def test_an_entry_in_another_language_says_so() -> None:
    """xml:lang of an entry overrides that of the feed."""
    feed = write_atom(CHANNEL, [render_item(replace(ITEM, lang="jv"))])
    assert find(feed, "//a:entry/@xml:lang") == ["jv"]


def test_a_withdrawal_is_a_tombstone() -> None:
    """RFC 6721: ref names the entry, when the moment, the comment the reason; no entry is left."""
    feed = write_atom(CHANNEL, [render_item(replace(WITHDRAWAL, lang="id"))])
    (tombstone,) = find(feed, "/a:feed/at:deleted-entry")
    assert tombstone.get("ref") == WITHDRAWAL.guid
    assert tombstone.get("when") == "2026-08-20T10:00:00+07:00"
    assert tombstone.findtext("at:comment", namespaces=NAMES) == WITHDRAWAL.reason
    assert find(feed, "//a:entry") == []
    assert find(feed, "/a:feed/a:updated/text()") == ["2026-08-20T10:00:00+07:00"]


@pytest.mark.parametrize("write", [write_rss, write_atom, write_json])
@pytest.mark.parametrize("second", [ITEM, replace(WITHDRAWAL, guid=ITEM.guid)])
def test_nothing_stands_twice_in_a_feed(
    write: Callable[..., bytes], second: Item | Withdrawal
) -> None:
    """A guid is unique in a feed, and an entry never meets its own tombstone."""
    items = [render_item(ITEM), render_item(second)]
    with pytest.raises(ValueError, match="listed twice"):
        write(CHANNEL, items)
