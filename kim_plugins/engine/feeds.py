"""`kim/feeds`: publishes feeds and keeps the register of guids."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from kim_plugins.builder.register import write_register
from kim_plugins.engine.catalogue import PUBLISHED, catalogue_of, plugin_of
from kim_plugins.engine.options import Options
from kim_plugins.engine.project_files import register_file
from kim_plugins.engine.publish import making_of
from kim_plugins.records.system_errors import why_unwritable

NAME = "kim/feeds"

Register = tuple[bytes, Sequence[str]]
"""The register of guids as it shall be kept, empty where it stays; and what is odd about them."""

log = get_plugin_logger(NAME)


class FeedsConfig(Options):
    """`kim/feeds` has no options."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Plugin for feeds, archives, podcasts and their list as OPML.

    `reused` are sentences on guids that subscribers know as something else.
    """

    reused: Sequence[str] = ()
    _register: Register = b"", ()

    @event_priority(-50)
    def _offer(self, *, config: MkDocsConfig) -> None:
        """Declare every feed, after everything else: to find them takes longest."""
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.engine.feed_outputs import feeds  # noqa: PLC0415

        making_of(config).add(feeds(config))

    @event_priority(-90)
    def _compare(self, *, config: MkDocsConfig) -> None:
        """Compare guids with those of the register."""
        from kim_plugins.builder.register import register  # noqa: PLC0415 - as above

        self._register = register(catalogue_of(config), register_file(config, PUBLISHED))

    @event_priority(-150)
    def _remember(self, *, config: MkDocsConfig) -> None:
        """Write the register after publishing."""
        data, self.reused = self._register
        for sentence in self.reused:
            log.info(sentence)
        if data and plugin_of(config).state.is_kept:
            try:
                write_register(register_file(config, PUBLISHED), data)
            except OSError as error:
                # The site is published; only a later mistake goes unnoticed.
                plugin_of(config).say(
                    f"pengenal yang terbit tidak dapat dicatat: {why_unwritable(error)}"
                )

    on_post_build = CombinedEvent(_offer, _compare, _remember)
