"""Renders one item in all three formats."""

from __future__ import annotations

from kim_plugins.feeds.json_feed import json_item
from kim_plugins.feeds.model import Item, RenderedItem, Withdrawal
from kim_plugins.feeds.prepared import prepare
from kim_plugins.feeds.xml_items import atom_entry, atom_tombstone, rss_item


def render_item(item: Item | Withdrawal) -> RenderedItem:
    """Return what every feed that lists the item holds of it.

    A withdrawal becomes a notice with the guid of what was withdrawn in RSS and JSON Feed, and a
    tombstone in Atom (RFC 6721). Raises ValueError for a date without zone and for a sound
    whose type isn't `audio/…`.
    """
    prepared = prepare(item)
    return RenderedItem(
        guid=prepared.item.guid,
        updated=prepared.item.updated,
        rss=rss_item(prepared),
        atom=atom_tombstone(item) if isinstance(item, Withdrawal) else atom_entry(prepared),
        json=json_item(prepared),
        is_tombstone=isinstance(item, Withdrawal),
    )
