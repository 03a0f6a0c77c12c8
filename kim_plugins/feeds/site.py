"""The catalogue → every file that subscribers ask for (contract C5)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Final, NamedTuple

from jinja2 import BytecodeCache

from kim_plugins.catalogue import EVERYTHING, BulletinEntry, Catalogue, is_followed
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    FOLLOW_UP,
    PLAYLIST,
    PODCAST,
    SUBSCRIPTIONS,
)
from kim_plugins.catalogue.events import latest_news_first
from kim_plugins.feeds.actions import ActionItems
from kim_plugins.feeds.archives import FORMATS, Archives
from kim_plugins.feeds.catalogue_items import CatalogueItems
from kim_plugins.feeds.json_feed import write_json
from kim_plugins.feeds.kept import KeptItems
from kim_plugins.feeds.listings import (
    STYLESHEET,
    UNLISTED,
    FeedListing,
    begun,
    changed,
    channel_of,
    feed_listings,
    feed_paths,
    of_decision,
)
from kim_plugins.feeds.model import Channel, Outline, OutlineGroup, RenderedItem
from kim_plugins.feeds.opml import write_opml
from kim_plugins.feeds.podcasts import (
    episodes,
    owner_email,
    podcast_channel,
    podcast_listings,
    transcripts,
    write_playlist,
    write_transcript,
)
from kim_plugins.feeds.selection import Dated
from kim_plugins.feeds.stylesheet import write_stylesheet
from kim_plugins.feeds.xml_feeds import write_atom, write_rss
from kim_plugins.records import Kind

_WRITERS: Final = dict(zip(FORMATS, (write_rss, write_atom, write_json), strict=True))


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
    kept: KeptItems | None = None,
) -> Iterator[FeedFile]:
    """The files for subscribers whose paths are wanted, none of them made yet.

    The three feeds of a listing come together.

    `bytecode` keeps templates compiled, `kept` items rendered.
    """
    items = CatalogueItems(catalogue, bytecode, kept)
    for listing in feed_listings(catalogue, wanted):
        yield from _listed(catalogue, items, listing, wanted)
    actions = _actions(catalogue)
    if any(path in wanted for path in feed_paths(actions.address)):
        yield from _steps(catalogue, items, actions)
    yield from _followed(catalogue, items, wanted)
    for listing in podcast_listings(catalogue):
        if f"{listing.address}{PODCAST}" in wanted:
            yield _podcast(catalogue, items, listing)
    for path, entry in transcripts(catalogue):
        if path in wanted:
            yield FeedFile(path, partial(write_transcript, entry), (entry,))
    yield from _lists(catalogue, actions, wanted)


def _listed(
    catalogue: Catalogue, items: CatalogueItems, listing: FeedListing, wanted: Container[str]
) -> Iterator[FeedFile]:
    """The feeds of a listing and their archives."""
    archives = Archives(catalogue, items, listing) if listing.goes_on else None
    if any(path in wanted for path in feed_paths(listing.address)):
        newest = cache(partial(items.newest, listing.entries))
        shown = items.selection.bulletins(listing.entries)
        count = archives.count if archives else 0
        facts = (_head(catalogue, items, listing, shown), count)
        yield from _three(catalogue, listing, newest, shown, facts, archives)
    if archives is None:
        return
    head = (replace(listing, entries=()), begun(catalogue, listing), _is_alone(catalogue))
    for path, number, name in archives.addresses():
        if path in wanted:
            make = partial(_archive, archives, number, name)
            # A full one names those beside it from the beginning.
            is_last = number == archives.count
            yield FeedFile(path, make, archives.entries(number), (head, is_last))


def _steps(catalogue: Catalogue, items: CatalogueItems, listing: FeedListing) -> Iterator[FeedFile]:
    progress = ActionItems(catalogue, items)
    decisions = catalogue.syndication.by_kind.get(Kind.DECISION, ())
    steps = cache(lambda: items.top(progress.all()))
    # Which of their items the feed holds goes by the day, as many may have come on one.
    held = tuple([item.guid for item in items.selection.items(progress.all())])
    facts = (_head(catalogue, items, listing, decisions), held)
    return _three(catalogue, listing, steps, decisions, facts)


def _followed(
    catalogue: Catalogue, items: CatalogueItems, wanted: Container[str]
) -> Iterator[FeedFile]:
    """Of each decision that is followed, what became of it and which one goes on from it."""
    progress = ActionItems(catalogue, items)
    for entry in catalogue.syndication.by_kind.get(Kind.DECISION, ()):
        path = f"{entry.address}feed.xml"
        if path in wanted and is_followed(entry, catalogue.today):
            shown = (entry, *catalogue.followers.get(entry.path, ()))
            listing = of_decision(catalogue, entry, sorted(shown, key=latest_news_first))
            own = partial(_of_decision, items, progress, shown)
            held = tuple([item.guid for item in items.selection.items(own())])
            channel = partial(channel_of, catalogue, listing)
            make = partial(_written, write_rss, channel, partial(_topmost, items, own))
            yield FeedFile(path, make, shown, (_head(catalogue, items, listing, shown), held))


def _topmost(items: CatalogueItems, own: Callable[[], Iterable[Dated]]) -> list[RenderedItem]:
    return items.top(own())


def _of_decision(
    items: CatalogueItems, progress: ActionItems, shown: Sequence[BulletinEntry]
) -> Iterator[Dated]:
    yield from progress.of(shown[0])
    for entry in shown:
        yield from items.of(entry)


def _podcast(catalogue: Catalogue, items: CatalogueItems, listing: FeedListing) -> FeedFile:
    channel = partial(podcast_channel, catalogue, listing)
    make = partial(_written, write_rss, channel, partial(episodes, catalogue, items, listing))
    path, shown = f"{listing.address}{PODCAST}", items.selection.bulletins(listing.entries)
    facts = (_head(catalogue, items, listing, shown), owner_email(catalogue, listing))
    return FeedFile(path, make, shown, facts)


def _lists(
    catalogue: Catalogue, actions: FeedListing, wanted: Container[str]
) -> Iterator[FeedFile]:
    """What there is of the whole site once."""
    if (path := f"{BROADCAST}{PLAYLIST}") in wanted:
        yield FeedFile(path, partial(write_playlist, catalogue), catalogue.sounds.entries)
    if (path := f"{SUBSCRIPTIONS}feeds.opml") in wanted:
        listings = [*feed_listings(catalogue), actions]
        outlines = _outlines(catalogue, listings, list(podcast_listings(catalogue)))
        title = f"Langganan {catalogue.options.name}"
        yield FeedFile(path, partial(write_opml, title, outlines), facts=outlines)
    if STYLESHEET in wanted:
        yield FeedFile(STYLESHEET, partial(write_stylesheet, catalogue.options))


def _head(
    catalogue: Catalogue,
    items: CatalogueItems,
    listing: FeedListing,
    shown: Sequence[BulletinEntry],
) -> object:
    """What the feeds of a listing show beside some of its bulletins."""
    own, date = replace(listing, entries=()), changed(catalogue, listing)
    return (own, date, items.selection.announced(shown), _is_alone(catalogue))


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
    """The feeds of a listing; some go on in archives."""

    def channel(name: str) -> Channel:
        own = channel_of(catalogue, listing)
        return archives.subscription(own, name) if archives else own

    for path, (name, write) in zip(feed_paths(listing.address), _WRITERS.items(), strict=True):
        make = partial(_written, write, partial(channel, name), items)
        yield FeedFile(path, make, entries, facts)


def _written(
    write: Callable[[Channel, list[RenderedItem]], bytes],
    channel: Callable[[], Channel],
    items: Callable[[], list[RenderedItem]],
) -> bytes:
    return write(channel(), items())


def _archive(archives: Archives, number: int, name: str) -> bytes:
    return _WRITERS[name](archives.channel(number, name), archives.newest_first(number))


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
