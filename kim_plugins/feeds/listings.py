"""The listings that have feeds, each with its bulletins (contract C5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final, NamedTuple

from kim_plugins.catalogue import (
    BULLETIN_KINDS,
    BulletinEntry,
    Catalogue,
    Clock,
    EntryList,
    GroupEntry,
    activity_address,
    group_id,
    last_change,
    query,
    region_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import (
    ACTIVITIES,
    ARCHIVE,
    FEEDS,
    GROUPS,
    KIND_TITLES,
    LISTINGS,
    REGIONS,
    TOPICS,
)
from kim_plugins.catalogue.events import midnight
from kim_plugins.feeds.attribution import feed_guid
from kim_plugins.feeds.model import Channel
from kim_plugins.records import Kind
from kim_plugins.records.models.vocabulary import Activity

GENERATOR: Final = "kim_plugins"
STYLESHEET: Final = "/langganan/umpan.css"
"""The stylesheet of a feed that is opened in a browser."""


_FIRST_YEAR: Final = date(2010, 1, 1)
"""The beginning of the year of the first rules on KIM (Permenkominfo 8/2010)."""

UNLISTED: Final = ""
"""The heading of a feed that isn't in the list of all feeds."""


@dataclass(frozen=True, slots=True)
class FeedListing:
    """A listing with feeds: address, title, author, and bulletins, latest change first.

    `heading` is where it stands in the list of all feeds. `page` shows the same bulletins: the
    listing itself, or the archive once everything in it has expired.
    """

    address: str
    title: str
    description: str
    author: str
    entries: EntryList[BulletinEntry]
    heading: str
    page: str


class FeedPlace(NamedTuple):
    """The address of a listing's feeds, the list of their bulletins, and the listing's maker.

    `has_archives` tells whether its feeds are archived (RFC 5005).
    """

    address: str
    entries: EntryList[BulletinEntry]
    make: Callable[[], FeedListing]
    has_archives: bool = False


def feed_paths(address: str) -> tuple[str, ...]:
    """The paths of a listing's feeds: RSS, Atom and JSON Feed."""
    return tuple(f"{address}{feed.file}" for feed in FEEDS)


def _everything(catalogue: Catalogue) -> Iterator[FeedPlace]:
    entries = catalogue.syndication.all
    yield FeedPlace("/", entries, partial(_root, catalogue), has_archives=True)


def _kinds(catalogue: Catalogue) -> Iterator[FeedPlace]:
    for kind in BULLETIN_KINDS:
        entries, make = catalogue.syndication.by_kind[kind], partial(_of_kind, catalogue, kind)
        yield FeedPlace(LISTINGS[kind], entries, make)


def _groups(catalogue: Catalogue) -> Iterator[FeedPlace]:
    for group in catalogue.groups:
        entries = catalogue.syndication.by_group[group_id(group)]
        yield FeedPlace(
            group.address, entries, partial(_of_group, catalogue, group), has_archives=True
        )


def _topics(catalogue: Catalogue) -> Iterator[FeedPlace]:
    for slug in catalogue.topic_slugs:
        entries, make = catalogue.syndication.by_topic[slug], partial(_of_topic, catalogue, slug)
        yield FeedPlace(topic_address(slug), entries, make, has_archives=True)


def _regions(catalogue: Catalogue) -> Iterator[FeedPlace]:
    for code in catalogue.region_names:
        entries, make = catalogue.syndication.by_region[code], partial(_of_region, catalogue, code)
        yield FeedPlace(region_address(code), entries, make)


def _activities(catalogue: Catalogue) -> Iterator[FeedPlace]:
    for activity in Activity:
        entries = catalogue.syndication.by_activity[activity]
        yield FeedPlace(
            activity_address(activity), entries, partial(_of_activity, catalogue, activity)
        )


PLACES: Final[Mapping[str, Callable[[Catalogue], Iterator[FeedPlace]]]] = {
    "/": _everything,
    "/<jenis>/": _kinds,
    GROUPS: _groups,
    TOPICS: _topics,
    REGIONS: _regions,
    ACTIVITIES: _activities,
}
"""The listings that have feeds by their address; those of a year use that of their kind."""


def feed_places(catalogue: Catalogue) -> Iterator[FeedPlace]:
    """The place of every listing that has feeds."""
    for below in PLACES.values():
        yield from below(catalogue)


def feed_listings(catalogue: Catalogue) -> Iterator[FeedListing]:
    """Every listing that has feeds."""
    return (place.make() for place in feed_places(catalogue))


def _root(catalogue: Catalogue) -> FeedListing:
    name, description = catalogue.options.name, catalogue.options.description
    return _listing("/", name, description, name, catalogue.syndicated, "Situs")


def _of_kind(catalogue: Catalogue, kind: Kind) -> FeedListing:
    name, label = catalogue.options.name, KIND_TITLES[kind]
    entries = catalogue.syndication.by_kind[kind]
    title, description = f"{label} · {name}", f"{label} dari {name}."
    return _listing(LISTINGS[kind], title, description, name, entries, "Situs")


def _of_group(catalogue: Catalogue, group: GroupEntry) -> FeedListing:
    record = group.record
    description = record.description or f"Kabar dari {record.title}, {record.region.village}."
    entries = catalogue.syndication.by_group[group_id(group)]
    heading = group_heading(group)
    return _listing(group.address, record.title, description, record.title, entries, heading)


def of_decision(catalogue: Catalogue, entry: BulletinEntry) -> FeedListing:
    """The listing of one decision's follow-up; a withdrawn one has no title."""
    name, title = catalogue.options.name, entry.record.title
    title = f"Tindak lanjut: {title} · {name}" if entry.shows_body else f"Dicabut · {name}"
    told = "Kemajuan pekerjaan, jawaban atas aspirasi, dan lanjutan dari satu hasil musyawarah."
    return _listing(entry.address, title, told, name, EntryList(""), UNLISTED)


def group_heading(group: GroupEntry) -> str:
    """The OPML heading of a group's feed: its regency, or all groups of a small site."""
    return f"Kelompok di {group.record.region.regency}"


def last_changed(catalogue: Catalogue, listing: FeedListing) -> datetime:
    """When a listing last last_changed, for the date of its feeds."""
    since, news = feed_start(catalogue, listing.address), last_news(catalogue, listing.entries.name)
    return max(since, news) if news else since


def channel_of(
    catalogue: Catalogue, listing: FeedListing, updated: datetime | None = None
) -> Channel:
    """The head of a listing's feeds; `updated` dates one that isn't subscribed to."""
    options = catalogue.options
    url = options.absolute(listing.address)
    return Channel(
        title=listing.title,
        description=listing.description,
        url=options.absolute(listing.page),
        rss_url=f"{url}feed.xml",
        atom_url=f"{url}atom.xml",
        json_url=f"{url}feed.json",
        guid=feed_guid(options.host, listing.address),
        author=listing.author,
        generator=GENERATOR,
        lang=options.language,
        license=options.license_url,
        rights=options.license_name,
        hub=options.hub,
        updated=updated or last_changed(catalogue, listing),
        stylesheet=options.absolute(STYLESHEET),
    )


@query(of_list=True)
def last_news(catalogue: Catalogue, entries: str) -> datetime | None:
    """When a bulletin of a list last last_changed, whether or not feeds still hold it.

    So a feed's date doesn't go back when an item leaves it.
    """
    found = catalogue.list_named(entries).entries
    # The list is in order of latest news, so after the first entry only `updated` can be later.
    return max((last_change(e) for e in found if e is found[0] or e.record.updated), default=None)


@query(Clock.DAILY)
def feed_start(catalogue: Catalogue, address: str) -> datetime:
    """The earliest possible date of a feed: when its group was founded, or the first KIM."""
    whose = (group for group in catalogue.groups if group.address == address)
    days = (_founded(group.record.established) for group in whose)
    day = next((day for day in days if day <= catalogue.today), _FIRST_YEAR)
    return midnight(day, catalogue.instant.astimezone(catalogue.options.zone))


def _founded(established: date | int) -> date:
    return established if isinstance(established, date) else date(established, 1, 1)


@query()
def shown_label(catalogue: Catalogue, slug: str) -> str | None:
    """The label of a topic while something of it is shown."""
    entries = catalogue.syndication.by_topic[slug].entries
    is_shown = any(entry.shows_body for entry in entries)
    return catalogue.topic(slug).label if is_shown else None


def _of_topic(catalogue: Catalogue, slug: str) -> FeedListing:
    """The listing of a topic; it stays when everything in it has expired or was withdrawn.

    A tag may name the person whom a withdrawal protects: such a feed doesn't repeat it, and isn't
    in the list of all feeds.
    """
    name, label = catalogue.options.name, shown_label(catalogue, slug)
    return FeedListing(
        topic_address(slug),
        f"Topik {label} · {name}" if label else f"Tulisan yang dicabut · {name}",
        f"Tulisan tentang {label} dari {name}." if label else f"Dicabut oleh {name}.",
        name,
        catalogue.syndication.by_topic[slug],
        "Topik" if label else UNLISTED,
        page=topic_address(slug) if slug in catalogue.listings.by_topic else ARCHIVE,
    )


def _of_region(catalogue: Catalogue, code: str) -> FeedListing:
    name, place = catalogue.options.name, catalogue.region_names[code]
    entries = catalogue.syndication.by_region[code]
    title, description = f"{place} · {name}", f"Kabar dari kelompok di {place}."
    return _listing(region_address(code), title, description, name, entries, "Wilayah")


def _of_activity(catalogue: Catalogue, activity: Activity) -> FeedListing:
    name, label = catalogue.options.name, activity.label
    entries = catalogue.syndication.by_activity[activity]
    title, description = f"{label} · {name}", f"Aktivitas {label.lower()} dari {name}."
    return _listing(activity_address(activity), title, description, name, entries, "Aktivitas")


def _listing(  # noqa: PLR0913, PLR0917 - a listing is all of this
    address: str,
    title: str,
    description: str,
    author: str,
    entries: EntryList[BulletinEntry],
    heading: str,
) -> FeedListing:
    return FeedListing(address, title, description, author, entries, heading, page=address)
