"""What subscribers receive: RSS 2.0, Atom 1.0, JSON Feed 1.1 and OPML 2.0 (contract C5).

Each item is rendered once (`render_item`) and stands with the same bytes in every feed that lists
it; the writers only put a head before their items. Nothing here reads a file, the clock, the
locale or the environment.
"""

from kim_plugins.feeds.catalogue_items import CatalogueItems
from kim_plugins.feeds.item_store import ItemStore, StoredItem
from kim_plugins.feeds.items import render_item
from kim_plugins.feeds.json_feed import write_json
from kim_plugins.feeds.model import (
    Category,
    Channel,
    Item,
    Outline,
    OutlineGroup,
    Picture,
    RenderedItem,
    Sound,
    Withdrawal,
)
from kim_plugins.feeds.opml import write_opml
from kim_plugins.feeds.podcast_picture import PictureColours
from kim_plugins.feeds.site import FeedTarget, feed_targets, picture_targets, site_feeds
from kim_plugins.feeds.xml_feeds import write_atom, write_rss

__all__ = [
    "CatalogueItems",
    "Category",
    "Channel",
    "FeedTarget",
    "Item",
    "ItemStore",
    "Outline",
    "OutlineGroup",
    "Picture",
    "PictureColours",
    "RenderedItem",
    "Sound",
    "StoredItem",
    "Withdrawal",
    "feed_targets",
    "picture_targets",
    "render_item",
    "site_feeds",
    "write_atom",
    "write_json",
    "write_opml",
    "write_rss",
]
