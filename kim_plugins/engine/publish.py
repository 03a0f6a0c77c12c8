"""`kim/publish`: builds in a staging folder and swaps it in at the very end."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from math import inf
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from kim_plugins.builder.background import BackgroundOffers, ForkedCall
from kim_plugins.builder.files import shown_folder
from kim_plugins.builder.made_with import digest_of
from kim_plugins.builder.making import Making
from kim_plugins.builder.manifests import Version
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.publishing import Progress, Publication
from kim_plugins.builder.stopping import too_late
from kim_plugins.catalogue import Catalogue
from kim_plugins.engine.catalogue import catalogue_of, plugin_of
from kim_plugins.engine.lost_addresses import addresses_told, missed, sentences
from kim_plugins.engine.made_with import parts_of, settings_of
from kim_plugins.engine.options import Options
from kim_plugins.engine.preview_site import PreviewSite

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

NAME = "kim/publish"
_FOR_ALL: Final = 0o022
_FOR_ME: Final = 0o077
log = get_plugin_logger(NAME)


class Explained(Exception):  # noqa: N818 - an answer on its way to who asked
    """What was asked instead of a site; nothing was published."""


class PublishConfig(Options):
    """`kim/publish` has no options."""


class PublishPlugin(BasePlugin[PublishConfig]):
    """Redirects `site_dir` while the site is built, and gives it back.

    What MkDocs and other plugins write into `site_dir` goes to a folder of its own and is published
    with the rest. `offline` is where a copy for reading without a network goes too, if anywhere,
    and `changed` a list of the files that are others than before; `lost` are the addresses of the
    replaced site that the new one has no more; `progress` is told how many files are written, of
    how many. `explain` says why the preview can't be built again. `why` is asked for what to say
    instead of publishing, and given the published folder. `once` says that no build follows on this
    machine.
    """

    offline: Path | None = None
    changed: Path | None = None
    lost: Sequence[str] = ()
    progress: Progress | None = None
    explain: Callable[[Exception], str] = str
    why: Callable[[MkDocsConfig, Path], str] | None = None
    once: bool = False
    _publication: Publication | None = None
    _looking: ForkedCall[Version | None] | None = None
    outputs: Outputs
    background: BackgroundOffers | None = None
    making: Making
    _shown: PreviewSite | None = None
    _lock = Lock()
    _umask: int
    _config: MkDocsConfig | None = None
    _site_dir: str = ""
    _docs_dir: str = ""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs keeps a plugin with this hook over rebuilds, and so what the preview asks."""

    @event_priority(110)
    def _remember(self, config: MkDocsConfig) -> None:
        """Keep the configuration, before any other plugin can fail."""
        self._config = config
        plugin_of(config).meanwhile = self._look

    def _look(self, config: MkDocsConfig) -> None:
        """Look through the standby in a copy of this process, while content is read."""
        if not plugin_of(config).clean:
            look = self._publication_of(config).sound_standby
            self._looking = ForkedCall(look, plugin_of(config).workers)

    @event_priority(-100)
    def _open(self, config: MkDocsConfig) -> MkDocsConfig:
        """Redirect `site_dir`, which MkDocs wipes next, after all other plugins agreed to build."""
        site = Path(config.site_dir).resolve()
        for needed in (config.docs_dir, config.config_file_path):
            if needed and Path(needed).resolve().is_relative_to(site):
                raise PluginError(
                    f"site_dir '{config.site_dir}' memuat {needed}; pilih folder lain"
                )
        catalogue = plugin_of(config)
        self._site_dir, self._docs_dir = config.site_dir, config.docs_dir
        self._publication = self._publication_of(config)
        # A site is for everybody, whatever the umask of who builds it; a preview for nobody else.
        self._umask = os.umask(_FOR_ME if catalogue.preview else _FOR_ALL)
        sound = self._looking.result() if self._looking else None
        self.outputs = self._publication.open(clean=catalogue.clean, sound=sound)
        self._end_looking()
        settings = b"" if catalogue.preview else digest_of(settings_of(config))
        self.making = Making(self.outputs, catalogue.workers, settings)
        workers = 1 if catalogue.preview else catalogue.workers
        self.background = BackgroundOffers(self.outputs, workers)
        config.site_dir = str(self._publication.scratch / "site")
        return config

    on_config = CombinedEvent(_remember, _open)

    def _publication_of(self, config: MkDocsConfig) -> Publication:
        catalogue = plugin_of(config)
        # The preview's site lives as long as its command: nothing of it is worth keeping.
        is_kept = not catalogue.preview and self.why is None
        kept = (catalogue.state.folder / "terbit", catalogue.store) if is_kept else ()
        return Publication(Path(config.site_dir), *kept, once=self.once)

    def _end_looking(self) -> None:
        if self._looking:
            self._looking.end()
            self._looking = None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Show MkDocs an empty folder: it would look at each of our files, and use none."""
        if self._publication:
            config.docs_dir = str(self._publication.scratch / "docs")

    @event_priority(100)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Give `docs_dir` back, after MkDocs has looked through it."""
        config.docs_dir = self._docs_dir
        return files

    @event_priority(-80)
    def _make(self, *, config: MkDocsConfig) -> None:
        """Make what has changed, after everything is offered."""
        plugin = plugin_of(config)
        if self._publication is None or plugin.preview:
            return
        if self.why is not None:
            raise Explained(self.why(config, Path(self._site_dir)))
        for done, of in self.making.run(plugin.store, plugin.catalogue):
            if self.progress:
                self.progress(done, of)
        if self.making.is_anew:
            plugin.store.note_parts(parts_of(config))

    @event_priority(-100)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Publish, after every other plugin has written."""
        publication = self._publication
        if publication is None:
            return
        is_preview = plugin_of(config).preview
        if not is_preview:
            background_of(config).join()
            _hold_to_strict(config)
        from kim_plugins.engine.folders import offer_others  # noqa: PLC0415 - few commands build

        offer_others(config, self.outputs, self.making)
        if is_preview:
            # Nobody waits for what isn't looked at; but MkDocs itself shows 404.html.
            self.outputs.defer(except_for="404.html")
        workers = plugin_of(config).workers
        also = self._also(publication, catalogue_of(config))
        # A command that has published is about to end anyway; the preview goes on.
        published = None if is_preview else too_late
        with self._lock:
            lost = publication.publish(workers, self.progress, also, published)
            # Until here the preview shows the site that was before.
            self._shown = PreviewSite(self.making, self.outputs, background_of(config))
        folder = shown_folder(Path(config.docs_dir))
        told = addresses_told(plugin_of(config).problems, folder, self.making.gone)
        self.lost = [] if is_preview else missed(lost, told)
        self._publication = None
        background_of(config).end()
        self._give_back()
        for sentence in sentences(self.lost):
            log.info("%s", sentence)

    on_post_build = CombinedEvent(_make, _publish)

    @contextmanager
    def _also(self, publication: Publication, catalogue: Catalogue) -> Iterator[None]:
        """Write the offline copy and the list of changes; they are renamed after the swap."""
        folder, keys = publication.folder, self.outputs.keys
        url = catalogue.options.url
        with ExitStack() as stack:
            if self.offline:
                from kim_plugins.engine.offline import offline_copy  # noqa: PLC0415 - as few need it

                stack.enter_context(offline_copy(folder, keys, self.offline, url, catalogue.today))
            if self.changed:
                from kim_plugins.builder.changes import list_of_changes  # noqa: PLC0415 - as above

                stack.enter_context(
                    list_of_changes(
                        publication.site, publication.before, folder, keys, self.changed
                    )
                )
            yield

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """Have the preview make a file when it is asked for, so that a change shows at once."""
        from kim_plugins.engine.serving import make_on_demand  # noqa: PLC0415 - only the preview is asked

        return make_on_demand(server, config, self._lock, lambda: self._shown, self.explain)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the published site as it was, and say whose code it was that failed."""
        from kim_plugins.engine.blame import blamed  # noqa: PLC0415 - few builds fail

        said = blamed(error, self._config) if self._config else None
        self._discard()
        if said:
            raise PluginError(said) from None

    def on_shutdown(self) -> None:
        """Discard a build that was stopped, within a second: to MkDocs that is no error."""
        self._discard(seconds=1)

    def _discard(self, seconds: float = inf) -> None:
        self._end_looking()
        if self.background:
            self.background.end()
        if self._publication:
            self._publication.discard(seconds)
            self._publication = None
            self._give_back()

    def _give_back(self) -> None:
        """Restore what was redirected; `mkdocs gh-deploy` reads site_dir after the build."""
        assert self._config  # noqa: S101 - a build has begun
        self._config.site_dir, self._config.docs_dir = self._site_dir, self._docs_dir
        os.umask(self._umask)


def _hold_to_strict(config: MkDocsConfig) -> None:
    """Stop the build at a warning where `strict` asks for it, before anything is published."""
    if not config.strict:
        return
    counted = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    if plugin_of(config).problems or any(one.get_counts() for one in counted):
        raise Abort("strict: true, dan ada peringatan; betulkan, atau hapus strict")


def replace_catalogue(config: MkDocsConfig, catalogue: Catalogue) -> None:
    """Go on with another catalogue: plugins have made other words of some bodies."""
    plugin_of(config).catalogue = catalogue


def making_of(config: MkDocsConfig) -> Making:
    """Where a plugin says what it makes of the catalogue."""
    return _plugin(config).making


def is_asked(config: MkDocsConfig) -> bool:
    """Whether a build only says why something is made."""
    return _plugin(config).why is not None


def outputs_of(config: MkDocsConfig) -> Outputs:
    """Where a plugin publishes a file in this build."""
    return _plugin(config).outputs


def scratch_of(config: MkDocsConfig) -> Path:
    """A folder for files that only this build needs."""
    publication = _plugin(config)._publication  # noqa: SLF001 - the plugin's own module
    assert publication  # noqa: S101 - a build has begun
    return publication.scratch


def background_of(config: MkDocsConfig) -> BackgroundOffers:
    """Where a plugin begins what is offered beside the pages; before those (priority 90)."""
    background = _plugin(config).background
    assert background  # noqa: S101 - a build has begun
    return background


def _plugin(config: MkDocsConfig) -> PublishPlugin:
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, PublishPlugin):
        raise PluginError(f"plugin '{NAME}' harus ada di mkdocs.yml, paling akhir")
    return plugin
