"""The records of a site at one instant: bulletins, groups, topics and places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from kim_plugins.catalogue.addresses import group_name, topic_slug
from kim_plugins.catalogue.bodies import Body
from kim_plugins.catalogue.collected import NOTHING, Collected, Headline, Source
from kim_plugins.catalogue.entries import BulletinEntry, Entry, GroupEntry
from kim_plugins.catalogue.entry_lists import newest_first
from kim_plugins.catalogue.events import has_changed, last_change
from kim_plugins.catalogue.listings import Region, Topic, regions_of, topic_slugs
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import PreparedFile
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.partner_feeds import (
    NamedFeed,
    all_headlines,
    named_feeds,
    partner_sources,
)
from kim_plugins.catalogue.tracing import Clock, Read, query, unrecorded_property
from kim_plugins.records import Bulletin, Decision, Kind, Page
from kim_plugins.records.models.vocabulary import Priority

BULLETIN_KINDS = (Kind.NEWS, Kind.LESSON, Kind.DECISION)


@dataclass(frozen=True)
class SiteRecords:
    """The checked content of a site at one instant.

    `entries` holds every record that is free of errors, drafts too, by path; `media` every checked
    picture and sound; `bodies` the rendered bodies of those that show theirs, by path, each fetched
    when it is asked for; `files` what is known of every record's file without fetching anything;
    `words` tells by a digest whether a record says or is something else than in another build,
    `facts` the same of all but the words of bulletins and the fields of groups, and `structure` of
    all but the words of bulletins.
    `generated` are the addresses that the site makes by itself, where somebody knows them already;
    `collected` is what other sites gave besides records.

    What is made of a catalogue for readers asks its queries; each notes itself, as each record does
    (see catalogue/tracing.py). `answers` are those that were given.
    """

    options: SiteOptions
    instant: datetime
    entries: Mapping[str, Entry[Page]]
    bodies: Mapping[str, Body]
    files: Mapping[str, PreparedFile]
    media: Mapping[str, Media]
    words: Mapping[str, bytes]
    facts: Mapping[str, bytes]
    structure: bytes
    left_out: frozenset[str] = frozenset()
    generated: frozenset[str] | None = None
    collected: Collected = NOTHING
    answers: dict[Read, Any] = field(default_factory=dict, compare=False, repr=False)

    @unrecorded_property
    def host(self) -> str:
        """The authority in guids."""
        return self.options.host

    @property
    @query(Clock.ALWAYS)
    def now(self) -> datetime:
        """The instant of the build."""
        return self.instant

    @property
    @query(Clock.DAILY)
    def today(self) -> date:
        """The day of the build in the site's zone."""
        return self.instant.astimezone(self.options.zone).date()

    @property
    @query(Clock.DAILY)
    def year(self) -> int:
        """The year of the build in the site's zone."""
        return self.today.year

    @property
    @query()
    def bulletins(self) -> tuple[BulletinEntry, ...]:
        """Every bulletin that has a page, newest first."""
        found = (entry for entry in self.entries.values() if entry.kind in BULLETIN_KINDS)
        shown = cast(Iterable[BulletinEntry], (entry for entry in found if entry.has_page))
        return tuple(sorted(shown, key=newest_first))

    @property
    @query()
    def listed(self) -> tuple[BulletinEntry, ...]:
        """The bulletins that listings show: published, neither expired nor withdrawn."""
        return tuple(entry for entry in self.bulletins if entry.is_listed)

    @property
    @query()
    def urgent(self) -> tuple[BulletinEntry, ...]:
        """The urgent warnings that have not expired, newest first."""
        return tuple(e for e in self.listed if e.record.priority is Priority.URGENT)

    @property
    @query()
    def last_change(self) -> datetime | None:
        """When a listed bulletin last changed."""
        # They are in order, so but for the first one only what came after publication counts.
        changed = (entry for entry in self.listed if has_changed(entry.record))
        return max(map(last_change, (*self.listed[:1], *changed)), default=None)

    @property
    @query()
    def groups(self) -> tuple[GroupEntry, ...]:
        """Every published group by title."""
        found = (
            cast(GroupEntry, e)
            for e in self.entries.values()
            if e.kind is Kind.GROUP and e.has_page
        )
        return tuple(sorted(found, key=lambda entry: (entry.record.title.casefold(), entry.path)))

    @property
    @query()
    def pages(self) -> tuple[Entry[Page], ...]:
        """Every ordinary page by address."""
        found = (
            entry for entry in self.entries.values() if entry.kind is Kind.PAGE and entry.has_page
        )
        return tuple(sorted(found, key=lambda entry: entry.address))

    @property
    @query()
    def known_sources(self) -> tuple[Source, ...]:
        """The other sites and feeds that are shown here: those of mkdocs.yml, and of partners."""
        return *self.collected.sources, *partner_sources(self.partner_feeds, self.collected)

    @property
    @query()
    def partner_news(self) -> tuple[Headline, ...]:
        """What others published, newest first."""
        return all_headlines(self.partner_feeds, self.collected)

    @unrecorded_property
    def partner_feeds(self) -> tuple[NamedFeed, ...]:
        """The feeds that groups name with their partners."""
        return named_feeds(self.groups, self.collected.sources, self.options.url)

    @query()
    def published_of(self, source: str) -> int:
        """How many bulletins of a source are published here."""
        return self._counts[source]

    @unrecorded_property
    def _counts(self) -> Counter[str]:
        return Counter(entry.origin.id for entry in self.bulletins if entry.origin)

    @property
    @query()
    def topic_slugs(self) -> list[str]:
        """The slugs of all topics in order, those of withdrawn bulletins included."""
        return sorted(self._labels)

    @unrecorded_property
    def _labels(self) -> dict[str, Topic]:
        labels: dict[str, Topic] = {}
        # Oldest first, so that a new spelling doesn't rename a topic.
        for tags in dict.fromkeys(entry.record.tags for entry in reversed(self.bulletins)):
            for tag in tags:
                labels.setdefault(topic_slug(tag), Topic(topic_slug(tag), tag))
        return labels

    @query()
    def topic(self, slug: str) -> Topic:
        """A topic by its slug."""
        return self._labels[slug]

    def topics_of(self, entry: BulletinEntry) -> tuple[Topic, ...]:
        """The topics of a bulletin in the editor's order."""
        return tuple([self.topic(slug) for slug in topic_slugs(entry)])

    def group(self, identifier: str) -> GroupEntry:
        """A published group by its id."""
        return self._groups_by_id[identifier]

    @unrecorded_property
    def _groups_by_id(self) -> dict[str, GroupEntry]:
        return {group_id(entry): entry for entry in self.groups}

    def groups_of(self, entry: BulletinEntry) -> tuple[GroupEntry, ...]:
        """The groups that answer for a bulletin."""
        return tuple(self._groups_by_id[name] for name in entry.groups)

    @property
    @query()
    def regions(self) -> Mapping[str, Region]:
        """The places of all groups by code, each before those below it."""
        found: dict[str, Region] = {}
        for group in self.groups:
            for region in regions_of(group):
                found.setdefault(region.code, region)
        return dict(sorted(found.items()))

    @property
    @query()
    def region_names(self) -> Mapping[str, str]:
        """The name of each place with that of the place above: many villages share a name."""
        names = {code: region.name for code, region in self.regions.items()}
        above = {code: region.parent for code, region in self.regions.items()}
        return {
            code: f"{name}, {names[parent]}" if (parent := above[code]) else name
            for code, name in names.items()
        }

    @property
    @query()
    def groups_by_region(self) -> Mapping[str, tuple[GroupEntry, ...]]:
        """The groups of each place, on every level, by title."""
        found: dict[str, list[GroupEntry]] = defaultdict(list)
        for group in self.groups:
            for region in regions_of(group):
                found[region.code].append(group)
        return {code: tuple(groups) for code, groups in found.items()}

    @query()
    def followers_of(self, path: str) -> tuple[Entry[Decision], ...]:
        """The published decisions that follow a decision, oldest first."""
        return tuple(self._followers.get(path, ()))

    @unrecorded_property
    def _followers(self) -> Mapping[str, list[Entry[Decision]]]:
        found: dict[str, list[Entry[Decision]]] = defaultdict(list)
        for entry in reversed(self.bulletins):
            if isinstance(entry.record, Decision) and entry.shows_body:
                for path in dict.fromkeys((*entry.record.follows, *entry.record.supersedes)):
                    found[path].append(cast(Entry[Decision], entry))
        return found

    @query()
    def entry_at(self, path: str) -> Entry[Page] | None:
        """The record of a file; None if there is none or it has errors."""
        return self.entries.get(path)

    @unrecorded_property
    def next_change(self) -> datetime | None:
        """The next instant at which a date in some file falls due."""
        moments: list[datetime] = []
        for entry in self.entries.values():
            if isinstance(entry.record, Bulletin) and not entry.record.draft:
                moments.append(entry.record.publication.at)
                if entry.record.expires:
                    moments.append(entry.record.expires.end)
                if entry.waits:
                    moments.append(entry.waits)
        return min((moment for moment in moments if moment > self.instant), default=None)


def group_id(entry: GroupEntry) -> str:
    """The id by which bulletins name a group: the name of its file."""
    return group_name(entry.path)
