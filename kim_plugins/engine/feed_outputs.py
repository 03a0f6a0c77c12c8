"""The targets of `kim/feeds`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import chain
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.making import File, Find, Target
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.feed_items import FeedItems
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.publish import is_asked, outputs_of, scratch_of
from kim_plugins.engine.theme import bytecode
from kim_plugins.feeds import CatalogueItems, FeedTarget, feed_targets, picture_targets

_MANY: Final = 500
"""So many bulletins are rendered sooner by all processes together than by each for itself."""


def feeds(config: MkDocsConfig) -> Find:
    """Every target for subscribers."""
    plugin = plugin_of(config)
    makes_all = outputs_of(config).is_first and not plugin.preview and not is_asked(config)
    kept = cache(partial(_rendered, config))

    def find() -> Iterator[Target]:
        items = kept() if makes_all else None
        found = feed_targets(plugin.catalogue, bytecode(config), items)
        pictures = picture_targets(plugin.catalogue, Look(config).podcast_colours)
        for target in chain(found, pictures):
            yield Target(target.name, partial(_files, target))

    return find


def _files(target: FeedTarget) -> Iterator[File]:
    return (File(path, data) for path, data in target.make())


def _rendered(config: MkDocsConfig) -> FeedItems | None:
    """The items of all bulletins, rendered at once for a first build; None for later ones."""
    plugin = plugin_of(config)
    entries = plugin.catalogue.syndicated.entries
    if len(entries) < _MANY:
        return None
    items = FeedItems(scratch_of(config) / "items")
    items.fill(entries, CatalogueItems(plugin.catalogue, bytecode(config)).all_of, plugin.workers)
    return items
