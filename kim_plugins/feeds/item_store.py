"""Stores of rendered items, so that an item is rendered once for all feeds."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from kim_plugins.catalogue import Read
from kim_plugins.feeds.model import RenderedItem

_CAPACITY: Final = 10_000
"""Items in memory: all that several feeds of a large site share, though not of a province."""


class StoredItem(NamedTuple):
    """A rendered item with the reads of the catalogue that it depends on."""

    item: RenderedItem
    reads: frozenset[Read]


class ItemStore(Protocol):
    """Rendered items by guid; a store may forget items."""

    def get(self, guid: str) -> StoredItem | None:
        """The item of a guid, if it is stored."""

    def put(self, rendered: StoredItem) -> None:
        """Store an item."""


class ItemsInMemory:
    """A store in memory of bounded size."""

    def __init__(self) -> None:
        self._items: dict[str, StoredItem] = {}

    def get(self, guid: str) -> StoredItem | None:
        """The item of a guid, if it is stored."""
        return self._items.get(guid)

    def put(self, rendered: StoredItem) -> None:
        """Store an item; when the store is full, all others are forgotten."""
        if len(self._items) >= _CAPACITY:
            self._items.clear()
        self._items[rendered.item.guid] = rendered
