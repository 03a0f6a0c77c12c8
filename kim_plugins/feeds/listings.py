"""The listings of a site, each with the bulletins that its feeds hold (contract C5)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

from kim_plugins.catalogue import (
    BULLETIN_KINDS,
    EVERYTHING,
    BulletinEntry,
    Catalogue,
    GroupEntry,
    SiteOptions,
    activity_address,
    group_id,
    region_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import ARCHIVE, KIND_TITLES, LISTINGS
from kim_plugins.feeds.model import Channel
from kim_plugins.records import Kind
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


def feed_paths(address: str) -> tuple[str, ...]:
    """Where the feeds of a listing are: RSS, Atom and JSON Feed."""
    return tuple(f"{address}{name}" for name in ("feed.xml", "atom.xml", "feed.json"))


def feed_listings(
    catalogue: Catalogue, wanted: Container[str] = EVERYTHING
) -> Iterator[FeedListing]:
    """The listings of which a feed's path is wanted; those of a year use the feeds of their kind.

    What has to be sorted out for a listing costs nothing where it isn't.
    """
    for address, listing in _places(catalogue):
        if any(path in wanted for path in feed_paths(address)):
            yield listing()


def _places(catalogue: Catalogue) -> Iterator[tuple[str, Callable[[], FeedListing]]]:
    """The address of every listing that has feeds, and what makes it."""
    root = root_listing(catalogue.options)
    yield root.address, lambda: replace(root, entries=catalogue.syndicated)
    for kind in BULLETIN_KINDS:
        yield LISTINGS[kind], partial(_of_kind, catalogue, kind)
    for group in catalogue.groups:
        yield group.address, partial(_of_group, catalogue, group)
    for slug in catalogue.topic_slugs:
        yield topic_address(slug), partial(_of_topic, catalogue, slug)
    for code in catalogue.region_names:
        yield region_address(code), partial(_of_region, catalogue, code)
    for activity in Activity:
        yield activity_address(activity), partial(_of_activity, catalogue, activity)


def root_listing(options: SiteOptions) -> FeedListing:
    """The site itself, without its bulletins."""
    return _listing("/", options.name, options.description, options.name, (), "Situs")


def _of_kind(catalogue: Catalogue, kind: Kind) -> FeedListing:
    name, label = catalogue.options.name, KIND_TITLES[kind]
    entries = catalogue.syndication.by_kind.get(kind, ())
    title, description = f"{label} · {name}", f"{label} dari {name}."
    return _listing(LISTINGS[kind], title, description, name, entries, "Situs")


def _of_group(catalogue: Catalogue, group: GroupEntry) -> FeedListing:
    record = group.record
    description = record.description or f"Kabar dari {record.title}, {record.region.village}."
    entries = catalogue.syndication.by_group.get(group_id(group), ())
    heading = group_heading(group)
    return _listing(group.address, record.title, description, record.title, entries, heading)


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


def _of_topic(catalogue: Catalogue, slug: str) -> FeedListing:
    """A topic keeps its feed when all in it has expired or was withdrawn: it says so to the end.

    A tag may name whom the withdrawal protects, so such a feed doesn't, and no list has it.
    """
    name, entries = catalogue.options.name, catalogue.syndication.by_topic[slug]
    topics = (t for entry in entries if entry.shows_body for t in catalogue.topics_of(entry))
    label = next((topic.label for topic in topics if topic.slug == slug), None)
    return FeedListing(
        topic_address(slug),
        f"Topik {label} · {name}" if label else f"Tulisan yang dicabut · {name}",
        f"Tulisan tentang {label} dari {name}." if label else f"Dicabut oleh {name}.",
        name,
        entries,
        "Topik" if label else UNLISTED,
        page=topic_address(slug) if slug in catalogue.listings.by_topic else ARCHIVE,
    )


def _of_region(catalogue: Catalogue, code: str) -> FeedListing:
    name, place = catalogue.options.name, catalogue.region_names[code]
    entries = catalogue.syndication.by_region.get(code, ())
    title, description = f"{place} · {name}", f"Kabar dari kelompok di {place}."
    return _listing(region_address(code), title, description, name, entries, "Wilayah")


def _of_activity(catalogue: Catalogue, activity: Activity) -> FeedListing:
    name, label = catalogue.options.name, activity.label
    entries = catalogue.syndication.by_activity.get(activity, ())
    title, description = f"{label} · {name}", f"Aktivitas {label.lower()} dari {name}."
    return _listing(activity_address(activity), title, description, name, entries, "Aktivitas")


def _listing(  # noqa: PLR0913, PLR0917 - a listing is all of this
    address: str,
    title: str,
    description: str,
    author: str,
    entries: Sequence[BulletinEntry],
    heading: str,
) -> FeedListing:
    return FeedListing(address, title, description, author, entries, heading, page=address)
