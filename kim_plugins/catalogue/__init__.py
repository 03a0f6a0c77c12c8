"""All records of a site: cross-checked, ordered, queryable; no MkDocs and no clock in here."""

from kim_plugins.catalogue.addresses import page_address, slug, topic_address
from kim_plugins.catalogue.catalogue import (
    BULLETIN_KINDS,
    BulletinEntry,
    Catalogue,
    GroupEntry,
    Topic,
    group_id,
    last_change,
    media_of,
    newest_first,
)
from kim_plugins.catalogue.entries import Entry, State
from kim_plugins.catalogue.gather import Content, gather
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.preparing import Memory

__all__ = [
    "BULLETIN_KINDS",
    "BulletinEntry",
    "Catalogue",
    "Content",
    "Entry",
    "GroupEntry",
    "Media",
    "Memory",
    "SiteOptions",
    "State",
    "Topic",
    "gather",
    "group_id",
    "last_change",
    "media_of",
    "newest_first",
    "page_address",
    "slug",
    "topic_address",
]
