"""The records of a whole site: checked against each other, ordered, queried; without MkDocs."""

from kim_plugins.catalogue.addresses import (
    activity_address,
    board_address,
    follow_up_address,
    page_address,
    region_address,
    report_address,
    short_address,
    slug,
    topic_address,
)
from kim_plugins.catalogue.agenda import (
    NewsEntry,
    Occurrence,
    dates_within,
    first_occurrence,
    occurrence_time,
    upcoming,
)
from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.content import Content, Unreadable
from kim_plugins.catalogue.entries import BulletinEntry, Entry, GroupEntry, State
from kim_plugins.catalogue.entry_lists import EntryList, Grouping, newest_first
from kim_plugins.catalogue.events import Event, EventKind, events_of, last_change
from kim_plugins.catalogue.follow_up import DecisionEntry, FollowUp, Request, Task, is_followed
from kim_plugins.catalogue.gather import gather
from kim_plugins.catalogue.listings import Level, Listings, Region, Topic, regions_of
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import BodyStore, Memory, PreparedFile
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.periods import Period
from kim_plugins.catalogue.preparing import Workers
from kim_plugins.catalogue.reports import Counts, Ledger, PeriodReport
from kim_plugins.catalogue.site_records import BULLETIN_KINDS, group_id
from kim_plugins.catalogue.tracing import Clock, Memo, Read, query, recording

__all__ = [
    "BULLETIN_KINDS",
    "BodyStore",
    "BulletinEntry",
    "Catalogue",
    "Clock",
    "Content",
    "Counts",
    "DecisionEntry",
    "Entry",
    "EntryList",
    "Event",
    "EventKind",
    "FollowUp",
    "GroupEntry",
    "Grouping",
    "Ledger",
    "Level",
    "Listings",
    "Media",
    "Memo",
    "Memory",
    "NewsEntry",
    "Occurrence",
    "Period",
    "PeriodReport",
    "PreparedFile",
    "Read",
    "Region",
    "Request",
    "SiteOptions",
    "State",
    "Task",
    "Topic",
    "Unreadable",
    "Workers",
    "activity_address",
    "board_address",
    "dates_within",
    "events_of",
    "first_occurrence",
    "follow_up_address",
    "gather",
    "group_id",
    "is_followed",
    "last_change",
    "newest_first",
    "occurrence_time",
    "page_address",
    "query",
    "recording",
    "region_address",
    "regions_of",
    "report_address",
    "short_address",
    "slug",
    "topic_address",
    "upcoming",
]
