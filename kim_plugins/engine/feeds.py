"""`kim/feeds`: writes what subscribers receive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from kim_plugins.engine.catalogue import cache_file

NAME = "kim/feeds"


class FeedsConfig(Config):
    """`kim/feeds` has no options."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Feeds at the root and at every listing, archives, podcasts, and their list as OPML.

    `reused` are sentences on guids that subscribers know as something else.
    """

    reused: Sequence[str] = ()

    @event_priority(50)
    def _offer(self, *, config: MkDocsConfig) -> None:
        """Offer every feed."""
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.engine.feed_outputs import offer_feeds  # noqa: PLC0415

        offer_feeds(config)

    @event_priority(-150)
    def _remember(self, *, config: MkDocsConfig) -> None:
        """After publishing: what subscribers may have read by now."""
        from kim_plugins.engine.feed_outputs import remember  # noqa: PLC0415 - as above

        self.reused = remember(config)

    on_post_build = CombinedEvent(_offer, _remember)


def register_file(config: MkDocsConfig, name: str) -> Path:
    """Where something about what was published is kept, beside the cache, which may be deleted."""
    cache = cache_file(config)
    return cache.parent.parent / name / f"{cache.stem}.json"
