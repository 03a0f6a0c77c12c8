"""Where rendered items are kept, so that an item is made once however many feeds hold it."""

from __future__ import annotations

from typing import Final, Protocol

from kim_plugins.feeds.model import RenderedItem

_MOST: Final = 10_000
"""Items in memory: all that stand in several feeds of a large site, of a province not."""


class KeptItems(Protocol):
    """Rendered items by their guid; one may forget what it was given."""

    def get(self, guid: str) -> RenderedItem | None:
        """The item, if it is kept."""

    def put(self, item: RenderedItem) -> None:
        """Keep an item that several feeds hold."""


class InMemory:
    """Keeps as many as a large site has."""

    def __init__(self) -> None:
        self._items: dict[str, RenderedItem] = {}

    def get(self, guid: str) -> RenderedItem | None:
        """The item, if it is kept."""
        return self._items.get(guid)

    def put(self, item: RenderedItem) -> None:
        """Keep it; where there are too many, the others are forgotten."""
        if len(self._items) >= _MOST:
            self._items.clear()
        self._items[item.guid] = item
