"""Asks for the feeds that groups name with their partners, as feeds in mkdocs.yml are asked for.

A profile of somebody else can't open the way into a closed network: `allowed_hosts` is for what
one's own mkdocs.yml and profiles name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kim_plugins.builder.copies import Copies
from kim_plugins.builder.files import shown_folder
from kim_plugins.catalogue import Catalogue, Content
from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.catalogue.partner_feeds import PREFIX, NamedFeed
from kim_plugins.cli.collecting.asking import Collector, Outcome
from kim_plugins.engine.sources import SourceSetting
from kim_plugins.exchange.fetching import Fetcher
from kim_plugins.exchange.guarding import Guard
from kim_plugins.records import Kind, kind_of, locate
from kim_plugins.records.collected import path_at_home, source_of


def asker_of_partners(collector: Collector) -> Callable[[NamedFeed], Outcome]:
    """What asks one of these feeds."""
    for_strangers = replace(collector, fetcher=Fetcher(Guard(frozenset())))

    def ask(feed: NamedFeed) -> Outcome:
        chosen = for_strangers if source_of(feed.path) else collector
        return chosen.ask(SourceSetting(feed.id, SourceKind.FEED, feed.url))

    return ask


def forget_others(copies: Copies, feeds: Sequence[NamedFeed], catalogue: Catalogue) -> None:
    """Keep no copy of a feed that nobody names; a profile with a fault may well name one."""
    if any(kind_of(path) is Kind.GROUP for path in catalogue.left_out):
        return
    for name in {*copies.named(PREFIX)} - {feed.id for feed in feeds}:
        copies.remove(name)


def place_in_profile(feed: NamedFeed, content: Content, folder: str, copies: Copies) -> str:
    """Where a profile names a feed, as `content/kelompok/tirta.md:31:11`."""
    line, column = locate(content.read(feed.path), feed.path, feed.field)
    source = source_of(feed.path)
    below = shown_folder(copies.files(source)) if source else folder
    return f"{below}/{path_at_home(feed.path)}:{line}:{column}"
