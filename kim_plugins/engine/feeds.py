"""`kim/feeds`: writes what subscribers receive."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.publish import outputs_of
from kim_plugins.feeds import site_feeds


class FeedsConfig(Config):
    """`kim/feeds` has no options."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """RSS, Atom and JSON feeds at the root and at every listing, and their list as OPML."""

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write every feed."""
        output = outputs_of(config)
        for path, data in site_feeds(catalogue_of(config)):
            output.write(path, data)
