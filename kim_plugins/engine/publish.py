"""`kim/publish`: builds in a staging folder and swaps it in at the very end."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.offline import offline_copy
from kim_plugins.engine.publishing import Staging, lost_addresses

NAME = "kim/publish"
LOST = "alamat %s tidak ada lagi; bila tulisannya pindah, tulis redirect_from di berkas barunya"

log = get_plugin_logger(NAME)


class PublishConfig(Config):
    """`kim/publish` has no options."""


class PublishPlugin(BasePlugin[PublishConfig]):
    """Redirects `site_dir` while the site is built, and gives it back.

    `offline` is where a copy for reading without a network goes too, if anywhere; `lost` are the
    addresses of the replaced site that the new one has no more.
    """

    offline: Path | None = None
    lost: Sequence[str] = ()
    _staging: Staging | None = None
    _site_dir: str = ""

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """After every other plugin has agreed to build: MkDocs wipes `site_dir` next."""
        site = Path(config.site_dir).resolve()
        for needed in (config.docs_dir, config.config_file_path):
            if needed and Path(needed).resolve().is_relative_to(site):
                raise PluginError(
                    f"site_dir '{config.site_dir}' memuat {needed}; pilih folder lain"
                )
        self._config, self._site_dir = config, config.site_dir
        self._staging = Staging(Path(config.site_dir))
        config.site_dir = str(self._staging.open())
        return config

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After every other plugin has written: publish."""
        staging = self._staging
        if staging is None:
            return
        self.lost = lost_addresses(staging.site, staging.folder)
        url = catalogue_of(config).options.url
        copy = offline_copy(staging.folder, self.offline, url) if self.offline else nullcontext()
        with copy:
            staging.publish()
        self._staging = None
        # `mkdocs gh-deploy` reads it after the build.
        config.site_dir = self._site_dir
        for address in self.lost:
            log.info(LOST, address)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave the published site as it was."""
        if self._staging:
            self._staging.discard()
            self._staging = None
            self._config.site_dir = self._site_dir
