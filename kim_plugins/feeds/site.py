"""The catalogue → every feed of the site, with the editorial promises of contract C5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kim_plugins.catalogue import (
    BULLETIN_KINDS,
    BulletinEntry,
    Catalogue,
    group_id,
    last_change,
    topic_address,
)
from kim_plugins.catalogue.addresses import LISTINGS, SUBSCRIPTIONS, TOPICS
from kim_plugins.feeds.catalogue_items import KIND_LABELS, CatalogueItems
from kim_plugins.feeds.json_feed import write_json
from kim_plugins.feeds.model import Channel, Outline, OutlineGroup
from kim_plugins.feeds.opml import write_opml
from kim_plugins.feeds.xml_feeds import write_atom, write_rss

GENERATOR: Final = "kim_plugins"


@dataclass(frozen=True, slots=True)
class _Listing:
    address: str
    title: str
    description: str
    author: str
    entries: Sequence[BulletinEntry]


def site_feeds(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every feed with its path: RSS, Atom and JSON Feed of each listing, and their OPML."""
    items = CatalogueItems(catalogue)
    latest = _latest_moment(catalogue)
    for listing in _listings(catalogue):
        channel = _channel(catalogue, listing, latest)
        newest = items.newest(listing.entries)
        yield f"{listing.address}feed.xml", write_rss(channel, newest)
        yield f"{listing.address}atom.xml", write_atom(channel, newest)
        yield f"{listing.address}feed.json", write_json(channel, newest)
    yield (
        f"{SUBSCRIPTIONS}feeds.opml",
        write_opml(f"Umpan {catalogue.options.name}", _outlines(catalogue)),
    )


def _listings(catalogue: Catalogue) -> Iterator[_Listing]:
    options = catalogue.options
    yield _Listing("/", options.name, options.description, options.name, catalogue.syndicated)
    for kind in BULLETIN_KINDS:
        entries = catalogue.syndication.by_kind.get(kind, ())
        title = f"{KIND_LABELS[kind]} · {options.name}"
        yield _Listing(
            LISTINGS[kind],
            title,
            f"{KIND_LABELS[kind]} dari {options.name}.",
            options.name,
            entries,
        )
    for group in catalogue.groups:
        entries = catalogue.syndication.by_group.get(group_id(group), ())
        title = group.record.title
        description = (
            group.record.description or f"Kabar dari {title}, {group.record.region.village}."
        )
        yield _Listing(group.address, title, description, title, entries)
    for topic in catalogue.topics:
        entries = catalogue.syndication.by_topic[topic.slug]
        title = f"Topik {topic.label} · {options.name}"
        description = f"Tulisan tentang {topic.label} dari {options.name}."
        yield _Listing(topic_address(topic.slug), title, description, options.name, entries)


def _channel(catalogue: Catalogue, listing: _Listing, latest: datetime) -> Channel:
    options = catalogue.options
    url = options.absolute(listing.address)
    return Channel(
        title=listing.title,
        description=listing.description,
        url=url,
        rss_url=f"{url}feed.xml",
        atom_url=f"{url}atom.xml",
        json_url=f"{url}feed.json",
        guid=f"tag:{options.host},2026:umpan{listing.address}",
        author=listing.author,
        generator=GENERATOR,
        lang=options.language,
        license=options.license_url,
        rights=options.license_name,
        hub=options.hub,
        updated=latest,
    )


def _latest_moment(catalogue: Catalogue) -> datetime:
    """A date for a feed without items that moves only with content."""
    return max(
        (last_change(entry) for entry in catalogue.bulletins),
        default=datetime(1970, 1, 1, tzinfo=UTC),
    )


def _outlines(catalogue: Catalogue) -> list[OutlineGroup]:
    by_group = {group.address for group in catalogue.groups}
    headings: dict[str, list[Outline]] = {"Situs": [], "Kelompok": [], "Topik": []}
    for listing in _listings(catalogue):
        url = catalogue.options.absolute(listing.address)
        outline = Outline(
            listing.title, f"{url}feed.xml", url, listing.description, catalogue.options.language
        )
        is_topic = listing.address.startswith(TOPICS)
        headings[
            "Kelompok" if listing.address in by_group else "Topik" if is_topic else "Situs"
        ].append(outline)
    return [
        OutlineGroup(title, tuple(outlines)) for title, outlines in headings.items() if outlines
    ]
