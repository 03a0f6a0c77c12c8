"""The feeds that groups name with their partners: what they say is shown as headlines of others.

A feed is shown as long as a published profile names it, and never twice: what mkdocs.yml names as a
source is asked as such, and neither this site's own feeds nor those of a site that is taken in
whole are news of a partner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple

from kim_plugins.catalogue.addresses import encode_digest, group_name, short_digest
from kim_plugins.catalogue.collected import Collected, Headline, Source, SourceKind
from kim_plugins.catalogue.entries import GroupEntry

PREFIX: Final = "mitra."
"""Begins the id of such a feed; no source in mkdocs.yml can be called so."""


class NamedFeed(NamedTuple):
    """A feed as profiles name it: whose it is, and where a profile says so first.

    `path` is the file of that profile and `field` the place in it; `groups` the ids of all groups
    that name it.
    """

    url: str
    name: str
    site: str
    path: str
    field: str
    groups: tuple[str, ...]

    @property
    def id(self) -> str:
        """What its copy is called."""
        return f"{PREFIX}{encode_digest(short_digest(self.url))}"


def named_feeds(
    groups: Iterable[GroupEntry], sources: Iterable[Source], own_url: str
) -> tuple[NamedFeed, ...]:
    """The feeds of all partners, each once, those of one's own groups first."""
    known = tuple(sources)
    asked = {source.feed for source in known}
    whole = (source.url for source in known if source.kind is not SourceKind.FEED)
    sites = tuple(filter(None, (own_url, *whole)))
    found: dict[str, NamedFeed] = {}
    for group in sorted(groups, key=lambda entry: (entry.origin is not None, entry.path)):
        for number, partner in enumerate(group.untraced.partners):
            url, name = partner.feed, group_name(group.path)
            if url is None or url in asked or url.startswith(sites):
                continue
            before = found.get(url)
            if before is None:
                where = f"partners[{number}].feed"
                found[url] = NamedFeed(
                    url, partner.name, partner.url or "", group.path, where, (name,)
                )
            elif name not in before.groups:
                found[url] = before._replace(groups=(*before.groups, name))
    return tuple(found.values())


def partner_sources(feeds: Sequence[NamedFeed], collected: Collected) -> Iterator[Source]:
    """The feeds of which there is a copy, as sources."""
    for feed in feeds:
        copy = collected.feeds.get(feed.id)
        if copy:
            yield Source(
                feed.id,
                SourceKind.FEED,
                feed.name,
                feed.site or copy.url,
                feed.url,
                changed=copy.changed,
                failing=copy.failing,
                reason=copy.reason,
                notes=copy.notes,
                headlines=len(copy.headlines),
                of_groups=feed.groups,
            )


def all_headlines(feeds: Sequence[NamedFeed], collected: Collected) -> tuple[Headline, ...]:
    """What sources and partners published, the newest first; of one address once."""
    of_partners = (
        replace(headline, name=feed.name)
        for feed in feeds
        if feed.id in collected.feeds
        for headline in collected.feeds[feed.id].headlines
    )
    found: dict[str, Headline] = {}
    for headline in sorted(chain(collected.headlines, of_partners), key=_newest_first):
        found.setdefault(headline.url, headline)
    return tuple(found.values())


def _newest_first(headline: Headline) -> tuple[float, str, str]:
    return -headline.at.timestamp(), headline.source, headline.url
