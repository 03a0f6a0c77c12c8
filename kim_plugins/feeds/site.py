"""The catalogue → every file that subscribers ask for (contract C5)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from jinja2 import BytecodeCache

from kim_plugins.catalogue import EVERYTHING, BulletinEntry, Catalogue
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    FOLLOW_UP,
    PLAYLIST,
    PODCAST,
    SUBSCRIPTIONS,
)
from kim_plugins.feeds.actions import ActionItems
from kim_plugins.feeds.archives import Archives
from kim_plugins.feeds.catalogue_items import NEWEST, CatalogueItems
from kim_plugins.feeds.json_feed import write_json
from kim_plugins.feeds.listings import (
    STYLESHEET,
    UNLISTED,
    FeedListing,
    channel_of,
    feed_listings,
    feed_paths,
    root_listing,
)
from kim_plugins.feeds.model import Channel, Outline, OutlineGroup, RenderedItem
from kim_plugins.feeds.opml import write_opml
from kim_plugins.feeds.podcasts import (
    episodes,
    podcast_channel,
    podcast_listings,
    transcripts,
    write_playlist,
    write_transcript,
)
from kim_plugins.feeds.stylesheet import write_stylesheet
from kim_plugins.feeds.xml_feeds import write_atom, write_rss
from kim_plugins.records import Kind


class FeedFile(NamedTuple):
    """A file for subscribers: where it is, and how its bytes are made when they are wanted.

    `entries` and `facts`, anything plain, are all of the catalogue that its bytes depend on; files
    may share the list.
    """

    path: str
    render: Callable[[], bytes]
    entries: Sequence[BulletinEntry] = ()
    facts: object = None


def site_feeds(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every file for subscribers, made."""
    for file in feed_files(catalogue):
        yield file.path, file.render()


def feed_files(
    catalogue: Catalogue,
    bytecode: BytecodeCache | None = None,
    wanted: Container[str] = EVERYTHING,
) -> Iterator[FeedFile]:
    """The files for subscribers whose paths are wanted, none of them made yet.

    The three feeds of a listing come together.

    `bytecode` keeps templates compiled.
    """
    items = CatalogueItems(catalogue, bytecode)
    root = root_listing(catalogue.options)
    archives = Archives(catalogue, items, channel_of(catalogue, root))
    for listing in feed_listings(catalogue, wanted):
        own = archives if listing.address == root.address else None
        yield from _listed(catalogue, items, listing, own)
    for path, number, name in archives.addresses():
        if path in wanted:
            make = partial(_archive, archives, number, name)
            facts = (archives.count, _is_alone(catalogue))
            yield FeedFile(path, make, archives.entries(number), facts)
    actions = _actions(catalogue)
    if any(path in wanted for path in feed_paths(actions.address)):
        yield from _steps(catalogue, items, actions)
    for listing in podcast_listings(catalogue):
        if f"{listing.address}{PODCAST}" in wanted:
            yield _podcast(catalogue, items, listing)
    for path, entry in transcripts(catalogue):
        if path in wanted:
            yield FeedFile(path, partial(write_transcript, entry), (entry,))
    yield from _lists(catalogue, actions, wanted)


def _listed(
    catalogue: Catalogue, items: CatalogueItems, listing: FeedListing, archives: Archives | None
) -> Iterator[FeedFile]:
    newest = cache(partial(items.newest, listing.entries))
    facts = (_head(catalogue, listing), archives.count if archives else 0)
    return _three(catalogue, listing, newest, listing.entries[:NEWEST], facts, archives)


def _steps(catalogue: Catalogue, items: CatalogueItems, listing: FeedListing) -> Iterator[FeedFile]:
    progress = ActionItems(catalogue, items)
    decisions = catalogue.syndication.by_kind.get(Kind.DECISION, ())
    steps = cache(lambda: items.top(progress.all()))
    return _three(catalogue, listing, steps, decisions, _head(catalogue, listing))


def _podcast(catalogue: Catalogue, items: CatalogueItems, listing: FeedListing) -> FeedFile:
    channel = partial(podcast_channel, catalogue, listing)
    make = partial(_written, write_rss, channel, partial(episodes, catalogue, items, listing))
    path, shown = f"{listing.address}{PODCAST}", listing.entries[:NEWEST]
    return FeedFile(path, make, shown, _head(catalogue, listing))


def _lists(
    catalogue: Catalogue, actions: FeedListing, wanted: Container[str]
) -> Iterator[FeedFile]:
    """What there is of the whole site once."""
    if (path := f"{BROADCAST}{PLAYLIST}") in wanted:
        yield FeedFile(path, partial(write_playlist, catalogue), catalogue.sounds.entries)
    if (path := f"{SUBSCRIPTIONS}feeds.opml") in wanted:
        listings = [*feed_listings(catalogue), actions]
        outlines = _outlines(catalogue, listings, list(podcast_listings(catalogue)))
        title = f"Umpan {catalogue.options.name}"
        yield FeedFile(path, partial(write_opml, title, outlines), facts=outlines)
    if STYLESHEET in wanted:
        yield FeedFile(STYLESHEET, partial(write_stylesheet, catalogue.options))


def _head(catalogue: Catalogue, listing: FeedListing) -> object:
    """What the head of a listing's feeds shows."""
    # A feed without items has the date of the oldest bulletin.
    oldest = () if listing.entries else catalogue.bulletins[-1:]
    return (replace(listing, entries=()), oldest, _is_alone(catalogue))


def _is_alone(catalogue: Catalogue) -> bool:
    """Items name the group that they come from where there are several."""
    return len(catalogue.groups) == 1


def _three(  # noqa: PLR0913, PLR0917 - a listing is all of this
    catalogue: Catalogue,
    listing: FeedListing,
    items: Callable[[], list[RenderedItem]],
    entries: Sequence[BulletinEntry],
    facts: object,
    archives: Archives | None = None,
) -> Iterator[FeedFile]:
    """The feeds of a listing; those of the root go on in archives."""

    def channel(name: str = "") -> Channel:
        own = channel_of(catalogue, listing)
        return archives.subscription(own, name) if archives and name else own

    writers = ((write_rss, "feed"), (write_atom, "atom"), (write_json, ""))
    for path, (write, name) in zip(feed_paths(listing.address), writers, strict=True):
        make = partial(_written, write, partial(channel, name), items)
        yield FeedFile(path, make, entries, facts)


def _written(
    write: Callable[[Channel, list[RenderedItem]], bytes],
    channel: Callable[[], Channel],
    items: Callable[[], list[RenderedItem]],
) -> bytes:
    return write(channel(), items())


def _archive(archives: Archives, number: int, name: str) -> bytes:
    write = write_rss if name == "feed" else write_atom
    return write(archives.channel(number, name), archives.newest_first(number))


def _actions(catalogue: Catalogue) -> FeedListing:
    options = catalogue.options
    return FeedListing(
        FOLLOW_UP,
        f"Tindak lanjut musyawarah · {options.name}",
        f"Setiap kemajuan pekerjaan dan setiap jawaban atas aspirasi warga, dari {options.name}.",
        options.name,
        (),
        "Situs",
        page=FOLLOW_UP,
    )


def _outlines(
    catalogue: Catalogue, listings: list[FeedListing], podcasts: list[FeedListing]
) -> list[OutlineGroup]:
    """Every feed under its heading; podcasts only of those that have a sound."""
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
