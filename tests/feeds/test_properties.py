"""Whatever the text, the feeds are well-formed and give it back."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kim_plugins.feeds import (
    Category,
    Channel,
    Item,
    Outline,
    OutlineGroup,
    Picture,
    Sound,
    Withdrawal,
    render_item,
    write_atom,
    write_json,
    write_opml,
    write_rss,
)
from kim_plugins.feeds.prepared import prepare
from kim_plugins.feeds.text import one_line
from tests.feeds.samples import parse

# Everything there is, lone surrogates too; with what is known to break feeds more often.
NASTY = st.sampled_from(
    [
        "]]>",
        "<![CDATA[",
        "&amp;",
        "&#0;",
        "<b>",
        "</p>",
        "<!--",
        "🌾",
        "\x00",
        "\r\n",
        "\ufffe",
        '"',
    ]
)
TEXT = st.lists(st.text(st.characters(exclude_categories=())) | NASTY).map("".join)
UNASKED = "@" + "".join(map(chr, range(0x80, 0xC0)))
# Twice-encoded UTF-8 and names with addresses are "mended" by feedparser, so it isn't asked.
PLAIN = st.lists(st.text(st.characters(codec="utf-8", exclude_characters=UNASKED)) | NASTY).map(
    "".join
)
# Addresses that urljoin, and so feedparser, leaves as they are.
PATHS = PLAIN.map(lambda text: quote(one_line(text), safe=""))
ADDRESS = TEXT.map("https://desa.example/".__add__)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1), timezones=ZONES)  # noqa: DTZ001
SIZES = st.integers(0, 2**40)
PIXELS = st.none() | st.integers(0, 10_000)

PICTURES = st.builds(
    Picture, ADDRESS, TEXT, SIZES, PIXELS, PIXELS, TEXT, st.none() | TEXT, st.none() | TEXT
)
SOUNDS = st.builds(
    Sound, ADDRESS, st.sampled_from(["audio/mpeg", "audio/ogg"]), SIZES, st.none() | TEXT
)

# A feed is a large example: a fifth of the usual number finds as much and takes seconds.
LESS = settings(max_examples=max(100, settings().max_examples // 5))


def items(text: st.SearchStrategy[str], path: st.SearchStrategy[str]) -> st.SearchStrategy[Item]:
    return st.builds(
        Item,
        guid=path.map("tag:desa.example,2026:b-".__add__),
        url=path.map("https://desa.example/b-".__add__),
        title=text,
        summary=text,
        html=text,
        published=MOMENTS,
        updated=MOMENTS,
        authors=st.lists(text, max_size=3).map(tuple),
        categories=st.lists(st.builds(Category, text, text, ADDRESS), max_size=3).map(tuple),
        lang=st.sampled_from([None, "jv"]),
        picture=st.none() | PICTURES,
        sound=st.none() | SOUNDS,
        notice=st.none() | text,
    )


WITHDRAWALS = st.builds(
    Withdrawal,
    guid=TEXT.map("tag:desa.example,2026:".__add__),
    url=ADDRESS,
    title=TEXT,
    reason=TEXT,
    when=MOMENTS,
    authors=st.lists(TEXT, max_size=2).map(tuple),
)
CHANNELS = st.builds(
    Channel,
    title=TEXT,
    description=TEXT,
    url=ADDRESS,
    rss_url=ADDRESS,
    atom_url=ADDRESS,
    json_url=ADDRESS,
    guid=TEXT.map("tag:desa.example,2026:".__add__),
    author=TEXT,
    generator=TEXT,
    license=st.none() | ADDRESS,
    rights=st.none() | TEXT,
    hub=st.none() | ADDRESS,
    icon=st.none() | ADDRESS,
    updated=MOMENTS,
)


@LESS
@given(
    CHANNELS,
    st.lists(items(TEXT, TEXT) | WITHDRAWALS, max_size=2, unique_by=lambda i: one_line(i.guid)),
)
def test_every_feed_is_well_formed(channel: Channel, sources: list[Item | Withdrawal]) -> None:
    """Any text in any field gives XML and JSON that a strict parser reads, in UTF-8."""
    rendered = [render_item(source) for source in sources]
    rss = etree.fromstring(write_rss(channel, rendered))
    assert len(rss.findall("channel/item")) == len(sources)
    atom = etree.fromstring(write_atom(channel, rendered))
    assert len(atom.findall("{*}entry") + atom.findall("{*}deleted-entry")) == len(sources)
    feed = json.loads(write_json(channel, rendered))
    assert [item["id"] for item in feed["items"]] == [item.guid for item in rendered]


@LESS
@given(CHANNELS, items(PLAIN, PATHS))
def test_subscribers_read_what_was_written(channel: Channel, source: Item) -> None:
    """feedparser gives back every field of an item, from RSS and from Atom."""
    rendered = [render_item(source)]
    item = prepare(source).item
    content = prepare(source).content
    for feed in (parse(write_rss(channel, rendered)), parse(write_atom(channel, rendered))):
        assert not feed.bozo
        (entry,) = feed.entries
        assert item.title == entry.title
        assert item.guid == entry.id
        assert item.url == entry.link
        assert timegm(entry.published_parsed) == item.published.timestamp()
        assert list(item.authors) == names(entry)
        assert labels(item) == [
            (tag.label or tag.term, tag.scheme) for tag in entry.get("tags", [])
        ]
        assert sounds(item) == [(e.href, e.type, e.length) for e in entry.enclosures]
        assert content.strip() == entry.content[-1].value


@LESS
@given(items(PLAIN, PATHS), st.lists(TEXT, max_size=2))
def test_a_list_of_feeds_is_well_formed(source: Item, titles: list[str]) -> None:
    """Any titles and addresses give OPML that a strict parser reads."""
    outlines = tuple(Outline(title, source.url, source.url, source.summary) for title in titles)
    feed = etree.fromstring(write_opml(source.title, [OutlineGroup(source.title, outlines)]))
    assert [one_line(t) for t in titles] == [o.get("text") for o in feed.iter() if o.get("xmlUrl")]


def names(entry: Any) -> list[str]:  # noqa: ANN401  # feedparser has no types
    return [author.name for author in entry.get("authors", []) if author]


def labels(item: Item) -> list[tuple[str, str]]:
    return [(category.label, category.scheme) for category in item.categories]


def sounds(item: Item) -> list[tuple[str, str, str]]:
    sound = item.sound
    return [(sound.url, sound.type, str(sound.length))] if sound else []
