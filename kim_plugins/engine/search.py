"""`kim/search`: publishes the index of search, and keeps what the next build needs of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.builder.groups import Group
from kim_plugins.builder.sealed_files import Damaged
from kim_plugins.builder.workers import run_all
from kim_plugins.engine.broadcast_options import NAME as BROADCAST
from kim_plugins.engine.catalogue import catalogue_of, plugin_of
from kim_plugins.engine.options import Options, Texts
from kim_plugins.engine.publish import background_of, outputs_of

if TYPE_CHECKING:
    from kim_plugins.builder.outputs import Outputs
    from kim_plugins.search import Blobs, Index, Part, Put

_GROUP: Final = "cari"
_AROUND: Final = "sekitar"
"""The key of the words that our templates say around what editors write."""


class SearchConfig(Options):
    """Options of `kim/search` in mkdocs.yml."""

    synonyms = Texts("['sumur, belik']")
    """Groups of words that mean the same here, such as `sumur, belik`; added to ours."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """The search index, in parts that a browser fetches by need."""

    _anew: dict[str, Part] | None = None

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Bring the index up to date and offer its parts."""
        self._anew = None
        background_of(config).add(partial(self._offer, config))

    def _offer(self, config: MkDocsConfig) -> None:
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.search import text_at, text_keys  # noqa: PLC0415

        plugin, outputs = plugin_of(config), outputs_of(config)
        kept = Group(plugin.store, _GROUP)
        # Where all documents are read for a whole site, whoever reads one publishes its text, too.
        put = None if kept or plugin.preview or not outputs.is_first else _put(outputs)
        try:
            index, parts = self._parts(config, kept, plugin.workers, put)
        except Damaged:
            kept = Group(plugin.store, _GROUP)
            index, parts = self._parts(config, kept, plugin.workers)
        index.state.save(kept)
        kept.save()
        for part in parts:
            outputs.offer(part.address, part.key, partial(self._rendered, config, part))
        texts = {address[1:]: key for address, key in text_keys(index).items()}
        if put:
            outputs.add_put(texts)
        else:
            outputs.offer_all(texts, lambda place: text_at(index, f"/{place}"))

    def _parts(
        self, config: MkDocsConfig, blobs: Blobs, workers: int | None, put: Put | None = None
    ) -> tuple[Index, list[Part]]:
        from kim_plugins.search import (  # noqa: PLC0415 - as above
            Documents,
            build_index,
            search_parts,
            synonym_group,
        )

        plugin = plugin_of(config)
        run_tasks = partial(run_all, workers=1 if plugin.preview else workers)
        documents = Documents(plugin.catalogue, has_programme=BROADCAST in config.plugins)
        index = build_index(documents, blobs, run_tasks, put)
        own_synonyms = [synonym_group(line) for line in self.config.synonyms]
        around = _words_around(config, blobs)
        return index, search_parts(index, plugin.catalogue, own_synonyms, around)

    def _rendered(self, config: MkDocsConfig, part: Part) -> bytes:
        """A part; what is kept of it is read only now, and may turn out to be damaged."""
        try:
            return part.render()
        except Damaged:
            if self._anew is None:
                # Whoever asks may be one of many workers.
                _, parts = self._parts(config, {}, 1)
                self._anew = {one.address: one for one in parts}
            return self._anew[part.address].render()


def _put(outputs: Outputs) -> Put:
    return lambda address, key, data: outputs.put(address[1:], key, data)


def _words_around(config: MkDocsConfig, blobs: Blobs) -> list[str]:
    """The words that pages say around what editors write; those of our own templates are kept."""
    from kim_plugins.engine.interface_texts import interface_texts, texts_below  # noqa: PLC0415
    from kim_plugins.search import label_words  # noqa: PLC0415 - as above

    if _AROUND not in blobs:
        blobs[_AROUND] = [*label_words(interface_texts())]
    options, folder = catalogue_of(config).options, config.theme.custom_dir
    own = label_words(
        (
            *texts_below(Path(folder) if folder else None),
            *(options.name, options.description, options.long_form, options.license_name or ""),
            *(config.copyright or "", repr(config.nav or "")),
        )
    )
    return sorted({*blobs[_AROUND], *own})
