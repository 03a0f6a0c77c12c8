"""The listings of a site, each with the bulletins that its feeds hold (contract C5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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
    last_change,
    region_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import ARCHIVE, KIND_TITLES, LISTINGS
from kim_plugins.catalogue.events import midnight
from kim_plugins.feeds.model import Channel
from kim_plugins.records import Kind
from kim_plugins.records.models.vocabulary import Activity

GENERATOR: Final = "kim_plugins"
STYLESHEET: Final = "/langganan/umpan.css"
"""What shows a feed to a person who opens it in a browser."""


_BEFORE_ALL: Final = date(2010, 1, 1)
"""The year of the first rules on KIM (Permenkominfo 8/2010)."""

UNLISTED: Final = ""
"""The heading of a feed that the list of all feeds leaves out."""


@dataclass(frozen=True, slots=True)
class FeedListing:
    """A listing: where it is, whose it is, and its bulletins, latest change first.

    `heading` is where it stands in the list of all feeds. `page` shows the same bulletins: the
    listing itself, or the archive once everything in it has expired. `goes_on` says that its feeds
    have archives.
    """

    address: str
    title: str
    description: str
    author: str
    entries: Sequence[BulletinEntry]
    heading: str
    page: str
    goes_on: bool = False


def feed_paths(address: str) -> tuple[str, ...]:
    """Where the feeds of a listing are: RSS, Atom and JSON Feed."""
    return tuple(f"{address}{name}" for name in ("feed.xml", "atom.xml", "feed.json"))


def feed_listings(
    catalogue: Catalogue, wanted: Container[str] = EVERYTHING
) -> Iterator[FeedListing]:
    """The listings of which a feed or archive is wanted; those of a year use that of their kind.

    What has to be sorted out for a listing costs nothing where it isn't.
    """
    # Of what isn't a collection nobody knows what is in it.
    homes = set(map(_home, wanted)) if isinstance(wanted, Collection) else wanted
    for address, listing in _places(catalogue):
        if address in homes:
            yield listing()


def _home(path: str) -> str:
    """The address of the listing that a feed or an archive belongs to."""
    folder = path[: path.rfind("/") + 1]
    return folder.removesuffix(ARCHIVE[1:]) if folder.endswith(ARCHIVE) else folder


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
    root = _listing("/", options.name, options.description, options.name, (), "Situs")
    return replace(root, goes_on=True)


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
    own = _listing(group.address, record.title, description, record.title, entries, heading)
    return replace(own, goes_on=True)


def of_decision(
    catalogue: Catalogue, entry: BulletinEntry, entries: Sequence[BulletinEntry]
) -> FeedListing:
    """What became of one decision; of a withdrawn one the title isn't said."""
    name, title = catalogue.options.name, entry.record.title
    title = f"Tindak lanjut: {title} · {name}" if entry.shows_body else f"Dicabut · {name}"
    told = "Kemajuan pekerjaan, jawaban atas aspirasi, dan lanjutan dari satu hasil musyawarah."
    return _listing(entry.address, title, told, name, entries, UNLISTED)


def group_heading(group: GroupEntry) -> str:
    """Under what a group's feed stands: a regency may have hundreds of groups, a site several."""
    return f"Kelompok di {group.record.region.regency}"


def channel_of(
    catalogue: Catalogue, listing: FeedListing, updated: datetime | None = None
) -> Channel:
    """The head of a listing's three feeds; `updated` dates one that isn't subscribed to."""
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
        updated=updated or changed(catalogue, listing),
        stylesheet=options.absolute(STYLESHEET),
    )


def changed(catalogue: Catalogue, listing: FeedListing) -> datetime:
    """When something in a listing last changed, whether or not its feeds still hold it.

    So a feed's date doesn't go back when an item leaves it.
    """
    entries = listing.entries
    # They come latest news first, so but for the first one only updates count.
    changes = [last_change(e) for e in entries if e is entries[0] or e.record.updated]
    return max([begun(catalogue, listing), *changes])


def begun(catalogue: Catalogue, listing: FeedListing) -> datetime:
    """From when on there could be such a feed: since its group exists, or any KIM."""
    whose = (group for group in catalogue.groups if group.address == listing.address)
    days = (_founded(group.record.established) for group in whose)
    day = next((day for day in days if day <= catalogue.today), _BEFORE_ALL)
    return midnight(day, catalogue.now.astimezone(catalogue.options.zone))


def _founded(established: date | int) -> date:
    return established if isinstance(established, date) else date(established, 1, 1)


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
        goes_on=True,
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
