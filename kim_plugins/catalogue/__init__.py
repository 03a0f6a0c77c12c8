"""All records of a site: cross-checked, ordered, queryable; no MkDocs and no clock in here."""

from kim_plugins.catalogue.addresses import (
    activity_address,
    page_address,
    region_address,
    short_address,
    slug,
    topic_address,
)
from kim_plugins.catalogue.catalogue import (
    BULLETIN_KINDS,
    Catalogue,
    group_id,
    last_change,
    media_of,
    newest_first,
)
from kim_plugins.catalogue.entries import BulletinEntry, Entry, GroupEntry, State
from kim_plugins.catalogue.gather import Content, gather
from kim_plugins.catalogue.listings import Level, Listings, Region, Topic, regions_of
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import BodyStore, Memory, Prepared
from kim_plugins.catalogue.options import SiteOptions

__all__ = [
    "BULLETIN_KINDS",
    "BodyStore",
    "BulletinEntry",
    "Catalogue",
    "Content",
    "Entry",
    "GroupEntry",
    "Level",
    "Listings",
    "Media",
    "Memory",
    "Prepared",
    "Region",
    "SiteOptions",
    "State",
    "Topic",
    "activity_address",
    "gather",
    "group_id",
    "last_change",
    "media_of",
    "newest_first",
    "page_address",
    "region_address",
    "regions_of",
    "short_address",
    "slug",
    "topic_address",
]
