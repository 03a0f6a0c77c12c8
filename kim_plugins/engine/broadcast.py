"""`kim/broadcast`: publishes radio scripts, wall sheets and the chat digest."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from kim_plugins.engine.broadcast_options import BroadcastConfig
from kim_plugins.engine.publish import making_of


class BroadcastPlugin(BasePlugin[BroadcastConfig]):
    """Plugin for everything that is read aloud, printed or sent to a chat."""

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Declare the targets; each is made by itself."""
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.engine.print_outputs import print_targets  # noqa: PLC0415

        making_of(config).add(print_targets(config))
