"""Every file for subscribers (contract C5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple, cast

from jinja2 import BytecodeCache

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Clock,
    EntryList,
    GroupEntry,
    last_change,
    query,
)
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    FOLLOW_UP,
    PLAYLIST,
    PODCAST,
    SOURCES_LIST,
    SUBSCRIPTIONS,
)
from kim_plugins.feeds.actions import ActionItems
from kim_plugins.feeds.archives import Archives, archive_address, archive_count, unarchived
from kim_plugins.feeds.catalogue_items import CatalogueItems
from kim_plugins.feeds.item_store import ItemStore
from kim_plugins.feeds.json_feed import write_json
from kim_plugins.feeds.listings import (
    STYLESHEET,
    UNLISTED,
    FeedListing,
    FeedPlace,
    channel_of,
    feed_listings,
    feed_paths,
    feed_places,
    feed_start,
    of_decision,
)
from kim_plugins.feeds.model import Outline, OutlineGroup
from kim_plugins.feeds.opml import write_opml
from kim_plugins.feeds.podcast_picture import KIM_COLOURS, PictureColours, podcast_picture
from kim_plugins.feeds.podcasts import (
    episodes,
    pictures,
    podcast_channel,
    podcast_listing,
    podcast_listings,
    transcripts,
    write_playlist,
    write_transcript,
)
from kim_plugins.feeds.selection import DatedItem
from kim_plugins.feeds.stylesheet import write_stylesheet
from kim_plugins.feeds.xml_feeds import write_atom, write_rss
from kim_plugins.records import Kind

_WRITERS: Final = {"feed.xml": write_rss, "atom.xml": write_atom, "feed.json": write_json}


class FeedTarget(NamedTuple):
    """Files that are made together, such as the three feeds of a listing.

    `make` gives each path and its bytes; it asks the catalogue for everything that it uses, so that
    the trace of the target is complete.
    """

    name: str
    make: Callable[[], Iterable[tuple[str, bytes]]]


def site_feeds(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Make every file for subscribers."""
    for target in feed_targets(catalogue):
        yield from target.make()


def feed_targets(
    catalogue: Catalogue,
    bytecode: BytecodeCache | None = None,
    store: ItemStore | None = None,
) -> Iterator[FeedTarget]:
    """All targets, not made yet.

    `bytecode` keeps compiled templates, `store` rendered items.
    """
    items = CatalogueItems(catalogue, bytecode, store)
    yield from _of_listings(catalogue, items)
    yield from _of_decisions(catalogue, items)
    yield from _of_sounds(catalogue, items)
    yield from _site_files(catalogue)


def _of_listings(catalogue: Catalogue, items: CatalogueItems) -> Iterator[FeedTarget]:
    for place in feed_places(catalogue):
        yield FeedTarget(_name(place.address), partial(_feeds, catalogue, items, place))
        count = archive_count(catalogue, place.entries.name) if place.has_archives else 0
        for number in range(1, count + 1):
            name = archive_address(place.address, number, "feed.xml")
            yield FeedTarget(name, partial(_archive, catalogue, items, place, number))


def _of_decisions(catalogue: Catalogue, items: CatalogueItems) -> Iterator[FeedTarget]:
    yield FeedTarget(_name(FOLLOW_UP), partial(_follow_up_feeds, catalogue, items))
    for entry in catalogue.syndication.by_kind[Kind.DECISION]:
        if catalogue.is_followed(entry.path):
            yield FeedTarget(_name(entry.address), partial(_decision_feed, catalogue, items, entry))


def _of_sounds(catalogue: Catalogue, items: CatalogueItems) -> Iterator[FeedTarget]:
    for address in (BROADCAST, *(group.address for group in catalogue.groups)):
        yield FeedTarget(f"{address}{PODCAST}", partial(_podcast, catalogue, items, address))
    for path, entry in transcripts(catalogue):
        yield FeedTarget(path, partial(_transcript, path, entry))


def _name(address: str) -> str:
    """The name of the target of a listing's feeds: the path of the first one."""
    return feed_paths(address)[0]


def _feeds(
    catalogue: Catalogue, items: CatalogueItems, place: FeedPlace
) -> Iterator[tuple[str, bytes]]:
    """The feeds of a listing, some of them with archives."""
    listing = place.make()
    archives = Archives(catalogue, items, listing) if place.has_archives else None
    rest = unarchived(catalogue, listing.entries.name) if archives else ()
    own, newest = channel_of(catalogue, listing), items.newest(listing.entries, rest)
    for path, (name, write) in zip(feed_paths(listing.address), _WRITERS.items(), strict=True):
        yield path, write(archives.subscription(own, name) if archives else own, newest)


def _archive(
    catalogue: Catalogue, items: CatalogueItems, place: FeedPlace, number: int
) -> Iterator[tuple[str, bytes]]:
    archives = Archives(catalogue, items, place.make())
    shown = archives.newest_first(number)
    for name, write in _WRITERS.items():
        yield archives.address(number, name), write(archives.channel(number, name), shown)


@query(Clock.DAILY)
def action_feed_contents(catalogue: Catalogue) -> tuple[str, ...]:
    """The guids in the feed of follow-up; they change with the day."""
    items = CatalogueItems(catalogue)
    progress = ActionItems(catalogue, items).all()
    return tuple([item.guid for item in items.selection.items(progress)])


def _follow_up_feeds(catalogue: Catalogue, items: CatalogueItems) -> Iterator[tuple[str, bytes]]:
    action_feed_contents(catalogue)
    listing, progress = _follow_up_listing(catalogue), ActionItems(catalogue, items).all()
    own, newest = channel_of(catalogue, listing), items.latest_items(progress)
    for path, write in zip(feed_paths(listing.address), _WRITERS.values(), strict=True):
        yield path, write(own, newest)


def _decision_feed(
    catalogue: Catalogue, items: CatalogueItems, decision: BulletinEntry
) -> Iterator[tuple[str, bytes]]:
    """The follow-up of one decision, and the decisions that follow it."""
    shown = (decision, *catalogue.followers_of(decision.path))
    listing, progress = of_decision(catalogue, decision), ActionItems(catalogue, items)
    decision_feed_contents(catalogue, decision.path)
    news = max(map(last_change, shown))
    own = channel_of(catalogue, listing, max(feed_start(catalogue, listing.address), news))
    yield (
        _name(decision.address),
        write_rss(own, items.latest_items(_decision_items(items, progress, shown))),
    )


@query(Clock.DAILY)
def decision_feed_contents(catalogue: Catalogue, decision: str) -> tuple[str, ...]:
    """The guids in the feed of one decision."""
    entry: BulletinEntry = cast(BulletinEntry, catalogue.entries[decision])
    shown, items = (entry, *catalogue.followers_of(decision)), CatalogueItems(catalogue)
    own = _decision_items(items, ActionItems(catalogue, items), shown)
    return tuple([item.guid for item in items.selection.items(own)])


def _decision_items(
    items: CatalogueItems, progress: ActionItems, shown: Sequence[BulletinEntry]
) -> Iterator[DatedItem]:
    yield from progress.of(shown[0])
    for entry in shown:
        yield from items.of(entry)


def _podcast(
    catalogue: Catalogue, items: CatalogueItems, address: str
) -> Iterator[tuple[str, bytes]]:
    listing = podcast_listing(catalogue, address)
    shown = episodes(catalogue, items, listing)
    yield f"{address}{PODCAST}", write_rss(podcast_channel(catalogue, listing), shown)


def _transcript(path: str, entry: BulletinEntry) -> Iterator[tuple[str, bytes]]:
    yield path, write_transcript(entry)


def _site_files(catalogue: Catalogue) -> Iterator[FeedTarget]:
    """The files of which a site has one: playlist, OPML, stylesheet, list of sources."""
    for path, write in (
        (f"{BROADCAST}{PLAYLIST}", partial(write_playlist, catalogue)),
        (f"{SUBSCRIPTIONS}feeds.opml", partial(_opml, catalogue)),
        (STYLESHEET, partial(write_stylesheet, catalogue.options)),
    ):
        yield FeedTarget(path, partial(_single_file, path, write))
    if any(source.feed for source in catalogue.known_sources):
        yield FeedTarget(
            SOURCES_LIST, partial(_single_file, SOURCES_LIST, partial(_sources, catalogue))
        )


def _sources(catalogue: Catalogue) -> bytes:
    """The OPML list of all sources' own feeds."""
    outlines = tuple(
        Outline(source.name, source.feed, source.url or source.feed)
        for source in catalogue.known_sources
        if source.feed
    )
    title = f"Sumber {catalogue.options.name}"
    return write_opml(title, [OutlineGroup("Sumber", outlines)])


def picture_targets(
    catalogue: Catalogue, colours: PictureColours = KIM_COLOURS
) -> Iterator[FeedTarget]:
    """The pictures of the groups' podcasts; that of the site belongs to its icons."""
    for path, group in pictures(catalogue):
        draw = partial(_podcast_picture, group, colours)
        yield FeedTarget(path, partial(_single_file, path, draw))


def _single_file(path: str, write: Callable[[], bytes]) -> Iterator[tuple[str, bytes]]:
    yield path, write()


def _podcast_picture(group: GroupEntry, colours: PictureColours) -> bytes:
    return podcast_picture(group.record.title, colours)


def _opml(catalogue: Catalogue) -> bytes:
    listings = [*feed_listings(catalogue), _follow_up_listing(catalogue)]
    outlines = _outlines(catalogue, listings, list(podcast_listings(catalogue)))
    return write_opml(f"Langganan {catalogue.options.name}", outlines)


def _follow_up_listing(catalogue: Catalogue) -> FeedListing:
    options = catalogue.options
    return FeedListing(
        FOLLOW_UP,
        f"Tindak lanjut musyawarah · {options.name}",
        f"Setiap kemajuan pekerjaan dan setiap jawaban atas aspirasi warga, dari {options.name}.",
        options.name,
        EntryList(""),
        "Situs",
        page=FOLLOW_UP,
    )


def _outlines(
    catalogue: Catalogue, listings: list[FeedListing], podcasts: list[FeedListing]
) -> list[OutlineGroup]:
    """Every feed under its heading; podcasts only if they have sound."""
    headings: dict[str, list[Outline]] = {}
    sounding = (listing for listing in podcasts if listing.entries)
    named = [(listing, "feed.xml") for listing in listings if listing.heading != UNLISTED]
    for listing, file in (*named, *((listing, PODCAST) for listing in sounding)):
        absolute = catalogue.options.absolute
        outline = Outline(
            *(listing.title, absolute(f"{listing.address}{file}"), absolute(listing.page)),
            *(listing.description, catalogue.options.language),
        )
        headings.setdefault(listing.heading, []).append(outline)
    return [OutlineGroup(title, tuple(outlines)) for title, outlines in headings.items()]
