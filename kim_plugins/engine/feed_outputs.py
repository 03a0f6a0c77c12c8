"""What `kim/feeds` publishes."""

from __future__ import annotations

from functools import partial
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.chapters import ChapterCache, Kept
from kim_plugins.builder.outputs import place_of
from kim_plugins.engine.catalogue import cache_file, plugin_of
from kim_plugins.engine.feed_items import FeedItems
from kim_plugins.engine.publish import fingerprints_of, outputs_of, scratch_of
from kim_plugins.engine.theme import bytecode
from kim_plugins.feeds import CatalogueItems, FeedFile, feed_files, pictures, podcast_picture

_MANY: Final = 500
"""So many bulletins are rendered sooner by all processes together than by each for itself."""


def offer_feeds(config: MkDocsConfig) -> None:
    """Offer every file for subscribers."""
    plugin, outputs, fingerprints = plugin_of(config), outputs_of(config), fingerprints_of(config)
    catalogue = plugin.catalogue
    for address, title in pictures(catalogue):
        outputs.offer(address, fingerprints.of(title), partial(podcast_picture, title))
    kept = _rendered(config) if outputs.is_first and not plugin.preview else None
    find = partial(feed_files, catalogue, bytecode(config), kept=kept)
    if plugin.preview:
        for file in find():
            outputs.offer(file.path, "", file.render)
        return

    def again(path: str, place: str) -> bytes:  # noqa: ARG001 - each file is a chapter by itself
        return next(file for file in find(wanted={path}) if file.path == path).render()

    kept_in = cache_file(config).with_suffix(".umpan")
    made_with, seen = fingerprints.made_with, catalogue.sight
    cache = ChapterCache(kept_in, outputs, made_with, seen)
    for file in find(wanted=cache.keep_unchanged(again)):
        parts = (file.entries, file.facts)
        key = fingerprints.of_parts(parts)
        if not cache.keep(file.path, key, partial(_bytes, file)):
            outputs.offer(file.path, key, file.render)
            own = {place_of(file.path): key}
            cache.note(file.path, Kept(key, own, [], fingerprints.marks(parts)))
    cache.save()


def _rendered(config: MkDocsConfig) -> FeedItems | None:
    """The items of all bulletins, where everything will be made; None for a few."""
    plugin = plugin_of(config)
    entries = plugin.catalogue.syndicated
    if len(entries) < _MANY:
        return None
    items = FeedItems(scratch_of(config) / "items")
    items.fill(entries, CatalogueItems(plugin.catalogue, bytecode(config)).rendered, plugin.workers)
    return items


def _bytes(file: FeedFile, place: str) -> bytes:  # noqa: ARG001 - there is only one
    return file.render()
