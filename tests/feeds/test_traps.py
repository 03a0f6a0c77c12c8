"""The traps of feedgen 1.0.0 (and feedparser): each is shown to be there, and not to bite us.

A test that fails on feedgen alone says that the trap is gone and its workaround can go.
"""

from __future__ import annotations

import locale
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

import feedparser
import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from kim_plugins.feeds import render_item, write_atom, write_rss
from tests.feeds.samples import CHANNEL, ITEM, SOUND, WITHDRAWAL, find, numbered, parse

FEED = [render_item(replace(ITEM, sound=SOUND))]


def bare_feed() -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(CHANNEL.guid)
    feed.title(CHANNEL.title)
    feed.description(CHANNEL.description)
    feed.link(href=CHANNEL.url, rel="alternate")
    return feed


def bare_entry() -> FeedEntry:
    entry = FeedEntry()
    entry.guid(ITEM.guid)
    entry.title(ITEM.title)
    entry.updated(ITEM.updated)
    entry.link(href=ITEM.url, rel="alternate", type="text/html")
    return entry


def test_entry_links_lose_their_attributes() -> None:
    """feedgen writes nothing of an Atom entry's link but its address."""
    entry = bare_entry()
    entry.enclosure(SOUND.url, SOUND.length, SOUND.type)
    assert [list(link.attrib) for link in entry.atom_entry().iter("link")] == [["href"]] * 2

    links = find(write_atom(CHANNEL, FEED), "//a:entry/a:link")
    assert [link.get("rel") for link in links] == ["alternate", "enclosure"]


def test_the_last_link_is_the_channels() -> None:
    """feedgen takes the last link as the channel's, whatever its relation."""
    feed = bare_feed()
    feed.link(href=CHANNEL.rss_url, rel="self")
    assert find(feed.rss_str(), "//channel/link/text()") == [CHANNEL.rss_url]

    assert find(write_rss(CHANNEL, FEED), "//channel/link/text()") == [CHANNEL.url]


def test_the_hub_is_missing_in_rss() -> None:
    """feedgen writes the hub in Atom only."""
    feed = bare_feed()
    feed.link(href=CHANNEL.hub, rel="hub")
    assert find(feed.rss_str(), "//a:link[@rel='hub']") == []

    assert find(write_rss(CHANNEL, FEED), "//a:link[@rel='hub']/@href") == [CHANNEL.hub]


def test_entries_are_put_in_front() -> None:
    """feedgen's add_entry turns the order round; we put items in ourselves."""
    feed = bare_feed()
    for number in (1, 2):
        feed.add_entry().title(str(number))
    assert find(feed.rss_str(), "//item/title/text()") == ["2", "1"]

    ours = write_rss(CHANNEL, [render_item(numbered(number)) for number in (1, 2)])
    assert find(ours, "//item/title/text()") == ["Berita 1", "Berita 2"]


def test_authors_without_an_e_mail_address_are_dropped() -> None:
    """feedgen writes an RSS author only where there is an address."""
    entry = bare_entry()
    entry.author(name="Siti")
    assert entry.rss_entry().find("author") is None

    authors = parse(write_rss(CHANNEL, FEED)).entries[0].authors
    assert [author.name for author in authors] == list(ITEM.authors)


def test_the_date_of_a_feed_is_the_time_of_the_build() -> None:
    """feedgen dates a feed by the clock unless told otherwise."""
    assert len(find(bare_feed().rss_str(), "//lastBuildDate/text()")) == 1

    ours = find(write_rss(CHANNEL, FEED), "//lastBuildDate/text()")
    assert ours == ["Tue, 18 Aug 2026 09:00:00 +0700"]


def test_a_date_in_rss_switches_the_locale_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """feedgen calls setlocale for each date, which other threads would see; we never do."""

    def refuse(category: int, name: str | None = None) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(locale, "setlocale", refuse)
    with pytest.raises(AssertionError):
        bare_feed().rss_str()

    items = [render_item(replace(ITEM, sound=SOUND)), render_item(WITHDRAWAL)]
    assert write_rss(CHANNEL, items)
    assert write_atom(CHANNEL, items)


def test_a_date_without_a_zone_raises() -> None:
    """feedgen refuses naive dates; so do we, in our own words."""
    naive = datetime(2026, 1, 1)  # noqa: DTZ001  # the fault that is tested
    with pytest.raises(ValueError, match="no timezone"):
        bare_entry().updated(naive)

    with pytest.raises(ValueError, match="needs a time zone"):
        render_item(replace(ITEM, updated=naive))


def test_a_control_character_raises() -> None:
    """lxml refuses what XML can't hold, and feedgen lets it come that far."""
    entry = bare_entry()
    entry.title("Panen\x00")
    with pytest.raises(ValueError, match="control characters"):
        entry.rss_entry()

    item = render_item(replace(ITEM, title="Panen\x00", notice="\x1bAwas", authors=("\x07Siti",)))
    assert find(write_rss(CHANNEL, [item]), "//item/title/text()") == ["Panen"]


def test_a_description_overwrites_the_content() -> None:
    """feedgen takes a description, which is for RSS, as the content of Atom; order matters."""
    entry = bare_entry()
    entry.content("<p>isi</p>", type="html")
    entry.description("<p>ringkasan</p>")
    assert entry.atom_entry().findtext("content") == "<p>ringkasan</p>"

    assert find(write_atom(CHANNEL, FEED), "//a:entry/a:content/text()") == [ITEM.html]
    (description,) = find(write_rss(CHANNEL, FEED), "//item/description/text()")
    assert description == f"<p>{ITEM.summary}</p>"


def test_a_blank_description_is_replaced_by_the_content() -> None:
    """feedgen puts the full content into an empty description, and leaves out content:encoded."""
    entry = bare_entry()
    entry.description("")
    entry.content("<p>isi</p>", type="html")
    assert entry.rss_entry().findtext("description") == "<p>isi</p>"

    ours = write_rss(CHANNEL, [render_item(replace(ITEM, summary=" "))])
    assert find(ours, "//item/description/text()") == [f"<p>{ITEM.title}</p>"]
    assert find(ours, "//item/content:encoded/text()") == [ITEM.html]


def test_elements_have_no_namespace_until_they_are_written() -> None:
    """feedgen's Atom is Atom only as text; a cut-out entry must not bring its own namespaces."""
    assert bare_entry().atom_entry().tag == "entry"

    assert b"xmlns" not in FEED[0].rss + FEED[0].atom + render_item(WITHDRAWAL).atom
    root = etree.fromstring(write_atom(CHANNEL, FEED))
    assert {element.prefix for element in root.iter("{http://www.w3.org/2005/Atom}*")} == {None}


def test_a_shell_declares_what_the_feed_declares() -> None:
    """The prefixes of a cut-out item are bound in the feeds that it is put into."""
    for head, tag in ((write_rss(CHANNEL, []), "rss"), (write_atom(CHANNEL, []), "feed")):
        # The prefix of tombstones is declared where there are some.
        own = {key: uri for key, uri in SHELLS[tag].items() if key != "at"}
        assert etree.fromstring(head).nsmap == own


SHELLS: dict[str, dict[str | None, str]] = {
    "rss": {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
        "dc": "http://purl.org/dc/elements/1.1/",
        "media": "http://search.yahoo.com/mrss/",
    },
    "feed": {
        None: "http://www.w3.org/2005/Atom",
        "at": "http://purl.org/atompub/tombstones/1.0",
        "media": "http://search.yahoo.com/mrss/",
    },
}


def test_feedparser_mends_what_it_should_report() -> None:
    """feedparser removes scripts and completes addresses unless it is told not to."""
    html = '<p><script>x()</script><a href="/lain/">lain</a></p>'
    feed = write_rss(CHANNEL, [render_item(replace(ITEM, html=html))])
    assert feedparser.parse(feed).entries[0].content[0].value != html
    assert parse(feed).entries[0].content[0].value == html
