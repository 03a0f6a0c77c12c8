"""Extensions of feedgen 1.0.0 for elements of a feed's head that it lacks or loses.

Each trap named here has a test in tests/feeds/test_traps.py.
"""

from __future__ import annotations

from typing import Final

from feedgen.ext.base import BaseExtension
from lxml import etree

from kim_plugins.feeds.model import Channel, Podcast
from kim_plugins.feeds.namespaces import (
    ATOM,
    ATOM_EXTENSION,
    DC,
    HISTORY,
    HISTORY_EXTENSION,
    ITUNES,
    LICENSE,
    PODCAST,
    PODCAST_EXTENSION,
    RSS_EXTENSION,
    TOMBSTONES_EXTENSION,
)
from kim_plugins.feeds.text import is_creative_commons, rfc822

NAME: Final = "kim"  # the attribute under which feedgen keeps an extension

_CATEGORIES: Final = ("News", "Society & Culture")
"""Where Apple's list of categories, which has no Indonesian words, has a KIM."""


class ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen comes without types
    """Adds elements to a feed's head that feedgen doesn't know."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def _namespaces(self, base: dict[str, str]) -> dict[str, str]:
        """Return the prefixes that feedgen declares at the root."""
        history = HISTORY_EXTENSION if self.channel.is_archive else {}
        return {**base, **history, **(PODCAST_EXTENSION if self.channel.podcast else {})}


class RssExtension(ChannelExtension):
    """Adds lastBuildDate, dc:creator, the hub, the licence, parts and podcast tags to a channel."""

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes of an RSS channel; feedgen asks without saying which format."""
        return self._namespaces(RSS_EXTENSION)

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Complete a channel; SimplePie takes its creator for an item that names none."""
        channel, own = feed[0], self.channel
        if own.updated:
            _add(channel, "lastBuildDate", rfc822(own.updated))
        _add(channel, f"{{{DC}}}creator", own.author)
        if own.hub:
            _add(channel, f"{{{ATOM}}}link", rel="hub", href=own.hub)
        if own.license:
            _add_license(channel, own.license)
        if own.is_archive:
            _add(channel, f"{{{HISTORY}}}archive")
        for relation, target in own.pages:
            _add(channel, f"{{{ATOM}}}link", rel=relation, href=target)
        if own.podcast:
            _add_podcast(channel, own, own.podcast)
        return feed


class AtomExtension(ChannelExtension):
    """Marks an Atom feed as an archive; its links feedgen can write by itself.

    The prefix of tombstones is declared where there are some.
    """

    def __init__(self, channel: Channel, *, has_tombstones: bool) -> None:
        super().__init__(channel)
        self._tombstones = TOMBSTONES_EXTENSION if has_tombstones else {}

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes of an Atom feed."""
        return self._namespaces({**ATOM_EXTENSION, **self._tombstones})

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Complete the head of a feed."""
        if self.channel.is_archive:
            _add(feed, f"{{{HISTORY}}}archive")
        return feed


def _add(parent: etree._Element, tag: str, content: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag, attributes)
    if content:
        element.text = content
    return element


def _add_license(channel: etree._Element, license_url: str) -> None:
    """Name the licence: the RSS module for Creative Commons, else a link (RFC 4946)."""
    if is_creative_commons(license_url):
        _add(channel, f"{{{LICENSE}}}license", license_url)
    else:
        _add(channel, f"{{{ATOM}}}link", rel="license", href=license_url)


def _add_podcast(channel: etree._Element, own: Channel, podcast: Podcast) -> None:
    """Add what Apple requires of a podcast, and what the Podcasting 2.0 namespace asks for.

    `locked`: no other platform may take the podcast over; listening and airing need no leave.
    """
    itunes, podcasting = f"{{{ITUNES}}}", f"{{{PODCAST}}}"
    _add(channel, f"{itunes}author", own.author)
    for category in _CATEGORIES:
        _add(channel, f"{itunes}category", text=category)
    _add(channel, f"{itunes}explicit", "false")
    _add(channel, f"{itunes}image", href=podcast.image)
    if podcast.email:
        # Directories write to this address before they list a podcast.
        owner = _add(channel, f"{itunes}owner")
        _add(owner, f"{itunes}name", own.author)
        _add(owner, f"{itunes}email", podcast.email)
    _add(channel, f"{itunes}type", "episodic")
    _add(channel, f"{podcasting}guid", podcast.guid)
    _add(channel, f"{podcasting}locked", "yes")
    _add(channel, f"{podcasting}medium", "podcast")
    if own.rights:
        terms = {"url": own.license} if own.license else {}
        _add(channel, f"{podcasting}license", own.rights, **terms)
