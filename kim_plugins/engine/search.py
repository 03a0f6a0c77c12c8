"""`kim/search`: publishes the index of search, and keeps what the next build needs of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.builder.groups import Group
from kim_plugins.builder.sealed_files import Damaged
from kim_plugins.builder.workers import run_all
from kim_plugins.catalogue.memory import digest_of
from kim_plugins.engine.broadcast_options import NAME as BROADCAST
from kim_plugins.engine.catalogue import catalogue_of, plugin_of
from kim_plugins.engine.options import Options, Texts
from kim_plugins.engine.publish import background_of, outputs_of

if TYPE_CHECKING:
    from kim_plugins.builder.outputs import Outputs
    from kim_plugins.search import Documents, Files, Put, Rows

_GROUP: Final = "cari"
_FILES: Final = "berkas"
"""The key of the files of the index by place, and of what they were made of."""
_AROUND: Final = "sekitar"
"""The key of the words that our templates say around what editors write."""


class SearchConfig(Options):
    """Options of `kim/search` in mkdocs.yml."""

    synonyms = Texts("['sumur, belik']")
    """Groups of words that mean the same here, such as `sumur, belik`; added to ours."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """The search index, in parts that a browser fetches by need."""

    @event_priority(90)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Bring the index up to date and offer its files, beside what pages and feeds do."""
        catalogue = catalogue_of(config)
        _ = catalogue.listed, catalogue.sounds, catalogue.topic_slugs  # asked once, for all of them
        background_of(config).start(partial(self._offer, config))

    def _offer(self, config: MkDocsConfig) -> None:
        plugin, outputs = plugin_of(config), outputs_of(config)
        kept = Group(plugin.store, _GROUP)
        # Where all documents are read for a whole site, whoever reads one publishes its text, too.
        is_first = outputs.is_first and not kept and not plugin.preview
        try:
            digest, before = self._digest(config, kept), kept.get(_FILES, (b"", {}))
            if before[0] == digest and not outputs.missing(before[1]):
                outputs.offer_all(before[1], self._maker(config, None))
                return
            files = self._files(config, kept, plugin.workers, _put(outputs) if is_first else None)
        except Damaged:
            kept = Group(plugin.store, _GROUP)
            digest = self._digest(config, kept)
            files = self._files(config, kept, plugin.workers)
        keys = {address[1:]: key for address, key in files.keys.items()}
        files.index.state.save(kept)
        kept[_FILES] = digest, keys
        kept.save()
        if is_first:
            outputs.add_put({p: keys.pop(p) for p in [*keys] if f"/{p}" not in files.parts})
        outputs.offer_all(keys, self._maker(config, files))

    def _digest(self, config: MkDocsConfig, kept: Rows) -> bytes:
        """While this is the same, so are all files."""
        words = _words_around(config, kept), self.config.synonyms
        return digest_of((_documents(config).digest, *words))

    def _files(
        self, config: MkDocsConfig, kept: Rows, workers: int | None, put: Put | None = None
    ) -> Files:
        from kim_plugins.search import build_index, index_files, synonym_group  # noqa: PLC0415

        plugin = plugin_of(config)
        run_tasks = partial(run_all, workers=1 if plugin.preview else workers)
        index = build_index(_documents(config), kept, run_tasks, put)
        own_synonyms = [synonym_group(line) for line in self.config.synonyms]
        return index_files(index, plugin.catalogue, own_synonyms, _words_around(config, kept))

    def _maker(self, config: MkDocsConfig, files: Files | None) -> Callable[[str], bytes]:
        """What makes a file of the index; all anew where what is kept turns out to be damaged."""
        # Whoever asks may be one of many workers.
        anew = cache(partial(self._files, config, {}, 1))

        def make(place: str) -> bytes:
            try:
                return (files or anew()).render(f"/{place}")
            except Damaged:
                return anew().render(f"/{place}")

        return make


def _documents(config: MkDocsConfig) -> Documents:
    # `kim check` loads every plugin, and should not wait for what only a build needs.
    from kim_plugins.search import Documents  # noqa: PLC0415

    return Documents(catalogue_of(config), has_programme=BROADCAST in config.plugins)


def _put(outputs: Outputs) -> Put:
    return lambda address, key, data: outputs.put(address[1:], key, data)


def _words_around(config: MkDocsConfig, rows: Rows) -> list[str]:
    """The words that pages say around what editors write; those of our own templates are kept."""
    from kim_plugins.engine.interface_texts import interface_texts, texts_below  # noqa: PLC0415
    from kim_plugins.search import label_words  # noqa: PLC0415 - as above

    if _AROUND not in rows:
        rows[_AROUND] = [*label_words(interface_texts())]
    options, folder = catalogue_of(config).options, config.theme.custom_dir
    own = label_words(
        (
            *texts_below(Path(folder) if folder else None),
            *(options.name, options.description, options.long_form, options.license_name or ""),
            *(config.copyright or "", repr(config.nav or "")),
        )
    )
    return sorted({*rows[_AROUND], *own})
