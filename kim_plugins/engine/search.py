"""`kim/search`: publishes the index of search, and keeps what the next build needs of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from kim_plugins.engine.cache import prepared_with
from kim_plugins.engine.catalogue import CataloguePlugin, cache_file, plugin_of
from kim_plugins.engine.publish import asides_of, outputs_of
from kim_plugins.engine.search_cache import Damaged, SearchCache
from kim_plugins.engine.workers import run_all

if TYPE_CHECKING:
    from kim_plugins.search import Index, Part

log = get_plugin_logger("kim/search")


class SearchConfig(Config):
    """Options of `kim/search` in mkdocs.yml."""

    synonyms = c.ListOfItems(c.Type(str), default=[])
    """Groups of words that mean the same here, such as `sumur, belik`; added to ours."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """The search index, in parts that a browser fetches by need."""

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Bring the index up to date and offer its parts."""
        asides_of(config).add(partial(self._offer, config))

    def _offer(self, config: MkDocsConfig) -> None:
        plugin, outputs = plugin_of(config), outputs_of(config)
        file = cache_file(config).with_suffix(".cari")
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.search import text_at, text_keys  # noqa: PLC0415

        try:
            index, parts = self._parts(plugin, file, clean=plugin.clean)
        except Damaged:
            log.warning("tembolok %s rusak dan dibuat ulang", file)
            index, parts = self._parts(plugin, file, clean=True)
        for part in parts:
            outputs.offer(part.address, part.key, part.render)
        outputs.offer_all(text_keys(index), partial(text_at, index))

    def _parts(
        self, plugin: CataloguePlugin, file: Path, *, clean: bool
    ) -> tuple[Index, list[Part]]:
        from kim_plugins.search import (  # noqa: PLC0415 - as above
            Documents,
            indexed,
            search_parts,
            synonym_group,
        )

        cache = SearchCache(file, prepared_with(plugin.catalogue.options), clean=clean)
        together = partial(run_all, workers=1 if plugin.preview else plugin.workers)
        index = indexed(Documents(plugin.catalogue), cache, together)
        own_synonyms = [synonym_group(line) for line in self.config.synonyms]
        parts = search_parts(index, plugin.catalogue, own_synonyms)
        index.main.save(cache)
        cache.save()
        return index, parts
