"""`kim/feeds`: writes what subscribers receive."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.files import Output
from kim_plugins.feeds import feed_files


class FeedsConfig(Config):
    """`kim/feeds` has no options."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Feeds at the root and at every listing, archives, podcasts, and their list as OPML."""

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write every feed."""
        output = Output(Path(config.site_dir))
        for file in feed_files(catalogue_of(config)):
            output.write(file.path, file.render())
