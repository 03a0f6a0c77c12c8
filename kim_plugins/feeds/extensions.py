"""What feedgen 1.0.0 lacks or loses, mended in its supported place: extension classes.

Each trap named here has a test in tests/feeds/test_traps.py.
"""

from __future__ import annotations

from typing import Final

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from kim_plugins.feeds.model import Channel, Picture
from kim_plugins.feeds.namespaces import (
    ATOM,
    ATOM_EXTENSION,
    DC,
    LICENSE,
    MEDIA,
    RSS_EXTENSION,
    XML,
)
from kim_plugins.feeds.prepared import Prepared
from kim_plugins.feeds.text import rfc822, rfc3339

NAME: Final = "kim"  # the attribute under which feedgen keeps an extension


class EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen comes without types
    """Adds to an entry what feedgen has no word for; `prepared` is set before it is written."""

    prepared: Prepared

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Add pubDate, dc:creator, dc:language and media:content to an RSS item.

        feedgen drops authors without e-mail and switches the locale to write a pubDate.
        """
        item = self.prepared.item
        _add(entry, "pubDate", rfc822(item.published))
        for name in item.authors:
            _add(entry, f"{{{DC}}}creator", name)
        if item.lang:
            _add(entry, f"{{{DC}}}language", item.lang)
        if item.picture:
            _add_picture(entry, item.picture)
        return entry

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Add published, language and media:content to an Atom entry, and mend its links."""
        item = self.prepared.item
        if item.lang:
            entry.set(f"{{{XML}}}lang", item.lang)
        _add(entry, "published", rfc3339(item.published))
        if item.picture:
            _add_picture(entry, item.picture)
        self._mend_links(entry)
        return entry

    def _mend_links(self, entry: etree._Element) -> None:
        """Give links what feedgen loses: everything but their address (RFC 4287, 4.2.7)."""
        item = self.prepared.item
        links = list(entry.iterchildren("link"))
        links[0].set("rel", "alternate")
        links[0].set("type", "text/html")
        if item.sound:
            links[1].set("rel", "enclosure")
            links[1].set("type", item.sound.type)
            links[1].set("length", str(item.sound.length))
            if item.sound.title:
                links[1].set("title", item.sound.title)


class ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen comes without types
    """Adds to a feed's head what feedgen has no word for; `channel` is set before it is written."""

    channel: Channel

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add lastBuildDate, dc:creator, the hub and the licence to an RSS channel.

        Readers such as SimplePie fall back to the channel's creator for an item without any.
        """
        channel = feed[0]
        if self.channel.updated:
            _add(channel, "lastBuildDate", rfc822(self.channel.updated))
        _add(channel, f"{{{DC}}}creator", self.channel.author)
        if self.channel.hub:
            _add(channel, f"{{{ATOM}}}link", rel="hub", href=self.channel.hub)
        if self.channel.license:
            _add_license(channel, self.channel.license)
        return feed


class RssChannelExtension(ChannelExtension):
    """The extension of an RSS channel: feedgen asks for prefixes without saying which format."""

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes that feedgen declares at the root."""
        return dict(RSS_EXTENSION)


class AtomChannelExtension(ChannelExtension):
    """The extension of an Atom feed."""

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes that feedgen declares at the root."""
        return dict(ATOM_EXTENSION)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag, attributes)
    if text:
        element.text = text
    return element


def _add_license(channel: etree._Element, license_url: str) -> None:
    """Name the licence: the RSS module for Creative Commons, else a link (RFC 4946)."""
    if "//creativecommons.org/" in license_url:
        _add(channel, f"{{{LICENSE}}}license", license_url)
    else:
        _add(channel, f"{{{ATOM}}}link", rel="license", href=license_url)


def _add_picture(entry: etree._Element, picture: Picture) -> None:
    """Add a picture with its size, caption, alternative text and credit (Media RSS 1.5.1)."""
    numbers = (("fileSize", picture.length), ("width", picture.width), ("height", picture.height))
    sizes = [(name, str(value)) for name, value in numbers if value]
    media = f"{{{MEDIA}}}"
    content = _add(entry, media + "content", url=picture.url, type=picture.type, medium="image")
    for name, value in sizes:
        content.set(name, value)
    if picture.caption:
        _add(content, media + "title", picture.caption, type="plain")
    if picture.alt:
        _add(content, media + "description", picture.alt, type="plain")
    if picture.credit:
        _add(content, media + "credit", picture.credit)
