"""Where rendered items are kept, so that an item is made once however many feeds hold it."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from kim_plugins.catalogue import Read
from kim_plugins.feeds.model import RenderedItem

_MOST: Final = 10_000
"""Items in memory: all that stand in several feeds of a large site, of a province not."""


class StoredItem(NamedTuple):
    """An item, and what was read of the catalogue for it: whoever shows it depends on that."""

    item: RenderedItem
    reads: frozenset[Read]


class ItemStore(Protocol):
    """Rendered items by their guid; one may forget what it was given."""

    def get(self, guid: str) -> StoredItem | None:
        """The item, if it is kept."""

    def put(self, rendered: StoredItem) -> None:
        """Keep an item that several feeds hold."""


class ItemsInMemory:
    """Keeps as many as a large site has."""

    def __init__(self) -> None:
        self._items: dict[str, StoredItem] = {}

    def get(self, guid: str) -> StoredItem | None:
        """The item, if it is kept."""
        return self._items.get(guid)

    def put(self, rendered: StoredItem) -> None:
        """Keep it; where there are too many, the others are forgotten."""
        if len(self._items) >= _MOST:
            self._items.clear()
        self._items[rendered.item.guid] = rendered
