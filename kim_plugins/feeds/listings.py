"""The listings of a site, each with the bulletins that its feeds hold (contract C5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kim_plugins.catalogue import (
    BULLETIN_KINDS,
    BulletinEntry,
    Catalogue,
    GroupEntry,
    activity_address,
    group_id,
    region_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import ARCHIVE, KIND_TITLES, LISTINGS
from kim_plugins.feeds.model import Channel
from kim_plugins.records.vocabulary import Activity

GENERATOR: Final = "kim_plugins"
STYLESHEET: Final = "/langganan/umpan.css"
"""What shows a feed to a person who opens it in a browser."""


UNLISTED: Final = ""
"""The heading of a feed that the list of all feeds leaves out."""


@dataclass(frozen=True, slots=True)
class FeedListing:
    """A listing: where it is, whose it is, and its bulletins, latest change first.

    `heading` is where it stands in the list of all feeds. `page` shows the same bulletins: the
    listing itself, or the archive once everything in it has expired.
    """

    address: str
    title: str
    description: str
    author: str
    entries: Sequence[BulletinEntry]
    heading: str
    page: str


def feed_listings(catalogue: Catalogue) -> Iterator[FeedListing]:
    """Every listing that has feeds; those of a year use the feeds of their kind."""
    options, found = catalogue.options, catalogue.syndication
    yield _listing(
        *("/", options.name, options.description, options.name), catalogue.syndicated, "Situs"
    )
    for kind in BULLETIN_KINDS:
        label = KIND_TITLES[kind]
        yield _listing(
            *(LISTINGS[kind], f"{label} · {options.name}", f"{label} dari {options.name}."),
            *(options.name, found.by_kind.get(kind, ()), "Situs"),
        )
    for group in catalogue.groups:
        record = group.record
        description = record.description or f"Kabar dari {record.title}, {record.region.village}."
        entries = found.by_group.get(group_id(group), ())
        heading = group_heading(group)
        yield _listing(group.address, record.title, description, record.title, entries, heading)
    yield from _topics(catalogue)
    for code, name in catalogue.region_names.items():
        yield _listing(
            *(region_address(code), f"{name} · {options.name}"),
            *(f"Kabar dari kelompok di {name}.", options.name),
            *(found.by_region.get(code, ()), "Wilayah"),
        )
    for activity in Activity:
        yield _listing(
            *(activity_address(activity), f"{activity.label} · {options.name}"),
            *(f"Aktivitas {activity.label.lower()} dari {options.name}.", options.name),
            *(found.by_activity.get(activity, ()), "Aktivitas"),
        )


def group_heading(group: GroupEntry) -> str:
    """Under what a group's feed stands: a regency may have hundreds of groups, a site several."""
    return f"Kelompok di {group.record.region.regency}"


def channel_of(catalogue: Catalogue, listing: FeedListing) -> Channel:
    """The head of a listing's three feeds."""
    options = catalogue.options
    url = options.absolute(listing.address)
    return Channel(
        title=listing.title,
        description=listing.description,
        url=options.absolute(listing.page),
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
        updated=_first_moment(catalogue),
        stylesheet=options.absolute(STYLESHEET),
    )


def _first_moment(catalogue: Catalogue) -> datetime:
    """A date for a feed without items: it stays when something is published elsewhere."""
    oldest = catalogue.bulletins[-1:]
    return oldest[0].record.publication.at if oldest else datetime(1970, 1, 1, tzinfo=UTC)


def _topics(catalogue: Catalogue) -> Iterator[FeedListing]:
    """A topic keeps its feed when all in it has expired or was withdrawn: it says so to the end.

    A tag may name whom the withdrawal protects, so such a feed doesn't, and no list has it.
    """
    name, listed = catalogue.options.name, catalogue.listings.by_topic
    for slug, entries in sorted(catalogue.syndication.by_topic.items()):
        topics = (t for entry in entries if entry.shows_body for t in catalogue.topics_of(entry))
        label = next((topic.label for topic in topics if topic.slug == slug), None)
        yield FeedListing(
            topic_address(slug),
            f"Topik {label} · {name}" if label else f"Tulisan yang dicabut · {name}",
            f"Tulisan tentang {label} dari {name}." if label else f"Dicabut oleh {name}.",
            name,
            entries,
            "Topik" if label else UNLISTED,
            page=topic_address(slug) if slug in listed else ARCHIVE,
        )


def _listing(  # noqa: PLR0913, PLR0917 - a listing is all of this
    address: str,
    title: str,
    description: str,
    author: str,
    entries: Sequence[BulletinEntry],
    heading: str,
) -> FeedListing:
    return FeedListing(address, title, description, author, entries, heading, page=address)
