"""RSS 2.0 and Atom 1.0 documents: a head by feedgen around rendered items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from feedgen.feed import FeedGenerator

from kim_plugins.feeds.channels import prepare_channel
from kim_plugins.feeds.extensions import NAME, AtomExtension, ChannelExtension, RssExtension
from kim_plugins.feeds.model import Channel, RenderedItem
from kim_plugins.feeds.text import quoted

_RSS_END: Final = b"  </channel>\n</rss>\n"
_ATOM_END: Final = b"</feed>\n"


class _Unwritten(datetime):
    """A date that feedgen accepts and doesn't write.

    Without any it would write the time of the build, and with any switch the locale to do so.
    """

    def __bool__(self) -> bool:
        return False


_UNWRITTEN: Final = _Unwritten(1970, 1, 1, tzinfo=UTC)


def write_rss(channel: Channel, items: Sequence[RenderedItem]) -> bytes:
    """Return an RSS 2.0 feed that lists `items` in the order given.

    Source: RSS 2.0 and its Best Practices Profile (rssboard.org). Raises ValueError where an item
    stands twice, or a feed has neither items nor `channel.updated`.
    """
    channel = prepare_channel(channel, items)
    feed = _head(RssExtension(channel))
    feed.lastBuildDate(_UNWRITTEN)
    feed.link(href=channel.rss_url, rel="self", type="application/rss+xml")
    if channel.icon:
        feed.image(url=channel.icon, title=channel.title, link=channel.url)
    # The last link that feedgen gets is what it makes the channel's own.
    feed.link(href=channel.url, rel="alternate", type="text/html")
    head = _styled(feed.rss_str(pretty=True), channel)
    return _insert(head, (item.rss for item in items), _RSS_END)


def write_atom(channel: Channel, items: Sequence[RenderedItem]) -> bytes:
    """Return an Atom 1.0 feed that lists `items` in the order given; withdrawn ones as tombstones.

    Source: RFC 4287, section 4.1.1; RFC 6721. Raises ValueError where an item stands twice, or a
    feed has neither items nor `channel.updated`.
    """
    channel = prepare_channel(channel, items)
    has_tombstones = any(item.is_tombstone for item in items)
    feed = _head(AtomExtension(channel, has_tombstones=has_tombstones))
    feed.id(channel.guid)
    feed.updated(channel.updated)
    feed.author(name=channel.author)
    feed.link(href=channel.atom_url, rel="self", type="application/atom+xml")
    if channel.hub:
        feed.link(href=channel.hub, rel="hub")
    if channel.license:
        feed.link(href=channel.license, rel="license")
    for relation, target in channel.pages:
        feed.link(href=target, rel=relation)
    feed.link(href=channel.url, rel="alternate", type="text/html")
    if channel.icon:
        feed.icon(channel.icon)
    head = _styled(feed.atom_str(pretty=True), channel)
    return _insert(head, (item.atom for item in items), _ATOM_END)


def _head(extension: ChannelExtension) -> FeedGenerator:
    channel = extension.channel
    feed = FeedGenerator()
    feed.title(channel.title)
    feed.description(channel.description)
    feed.language(channel.lang)
    feed.generator(channel.generator)
    if channel.rights:
        feed.rights(channel.rights)
    feed.register_extension(NAME, lambda: extension)
    return feed


def _styled(feed: bytes, channel: Channel) -> bytes:
    """Name the stylesheet before the root (xml-stylesheet 1.0): browsers show a feed by CSS alone.

    feedgen has no place for it.
    """
    if not channel.stylesheet:
        return feed
    declaration, line, root = feed.partition(b"\n")
    instruction = f'<?xml-stylesheet href={quoted(channel.stylesheet)} type="text/css"?>\n'
    return b"".join((declaration, line, instruction.encode(), root))


def _insert(head: bytes, items: Iterable[bytes], end: bytes) -> bytes:
    """Put items before the end of a feed that feedgen wrote without any."""
    return b"".join((head.removesuffix(end), *items, end))
