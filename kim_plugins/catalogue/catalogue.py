"""All records of a site, in an explicit order, with the queries that pages and feeds ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from kim_plugins.catalogue.addresses import group_name, topic_slug
from kim_plugins.catalogue.agenda import Occurrence, occurrences
from kim_plugins.catalogue.bodies import Body, Target, resolve
from kim_plugins.catalogue.entries import BulletinEntry, Entry, GroupEntry
from kim_plugins.catalogue.entry_lists import EntryList, newest_first
from kim_plugins.catalogue.events import has_changed, last_change, latest_news_first
from kim_plugins.catalogue.follow_up import FollowUp, has_work, is_followed
from kim_plugins.catalogue.generated import generated_addresses
from kim_plugins.catalogue.listings import Listings, Region, Topic, regions_of, topic_slugs
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.media.pictures import animated_file, fallback_file, variants
from kim_plugins.catalogue.memory import PreparedFile
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.reports import Ledger
from kim_plugins.catalogue.tracing import (
    RECORD,
    Clock,
    Read,
    note,
    query,
    unrecorded,
    unrecorded_property,
)
from kim_plugins.records import Bulletin, Decision, Kind, Page
from kim_plugins.records.models.vocabulary import Priority

BULLETIN_KINDS = (Kind.NEWS, Kind.LESSON, Kind.DECISION)


@dataclass(frozen=True)
class Catalogue:
    """The checked content of a site at one instant.

    `entries` holds every record that is free of errors, drafts too, by path; `media` every checked
    picture and sound; `bodies` the rendered bodies of those that show theirs, by path, each fetched
    when it is asked for; `files` what is known of every record's file without fetching anything;
    `words` tells by a digest whether a record says or is something else than in another build,
    `facts` the same of all but the words of bulletins, and `structure` of the facts of everything.
    `generated` are the addresses that the site makes by itself, where somebody knows them already.

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
        """The day of the build where the site is."""
        return self.instant.astimezone(self.options.zone).date()

    @property
    @query(Clock.DAILY)
    def year(self) -> int:
        """The year of the build where the site is."""
        return self.today.year

    # -- what there is ---------------------------------------------------------------------

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
        """When something of what listings show last changed."""
        # They are in order, so but for the first one only what came after publication counts.
        changed = (entry for entry in self.listed if has_changed(entry.record))
        return max(map(last_change, (*self.listed[:1], *changed)), default=None)

    @unrecorded_property
    def syndicated(self) -> EntryList[BulletinEntry]:
        """The bulletins that feeds hold: expired ones as published, withdrawn ones as a notice."""
        return self.syndication.all

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
    def topics(self) -> tuple[Topic, ...]:
        """The topics of everything that has a listed bulletin, by label."""
        return tuple(
            sorted(
                (self._labels[name] for name in self.listings.by_topic),
                key=lambda t: (t.label.casefold(), t.slug),
            )
        )

    @property
    @query()
    def topic_slugs(self) -> list[str]:
        """The slugs of all topics, of withdrawn bulletins too, in order."""
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
        """A topic as it is called."""
        return self._labels[slug]

    def topics_of(self, entry: BulletinEntry) -> tuple[Topic, ...]:
        """The topics of one bulletin in the editor's order."""
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

    # -- listings --------------------------------------------------------------------------

    @unrecorded_property
    def listings(self) -> Listings:
        """The listed bulletins in every grouping, newest first."""
        return Listings("listed", self.listed, self._groups_by_id)

    @unrecorded_property
    def syndication(self) -> Listings:
        """What feeds hold in every grouping, latest change first."""
        entries = tuple(sorted(self.bulletins, key=latest_news_first))
        return Listings("syndicated", entries, self._groups_by_id)

    @unrecorded_property
    def sounds(self) -> Listings:
        """The bulletins with sound in every grouping, latest change first, withdrawn ones too."""
        files = self.files
        sounding = [e for e in self.bulletins if files[e.path].media and e.untraced.audio]
        entries = tuple(sorted(sounding, key=latest_news_first))
        return Listings("sounds", entries, self._groups_by_id)

    @unrecorded_property
    def reported(self) -> EntryList[BulletinEntry]:
        """All that was published, expired announcements too, newest first."""
        return EntryList("reported", tuple(e for e in self.bulletins if e.shows_body))

    @unrecorded_property
    def working(self) -> Listings:
        """The listed decisions that want something done or ask for something, newest first."""
        decisions = self.listings.by_kind[Kind.DECISION].entries
        found = tuple(entry for entry in decisions if has_work(entry))
        return Listings("working", found, self._groups_by_id)

    @unrecorded_property
    def scopes(self) -> Mapping[str, Listings]:
        """All listings by what they are called in reads."""
        return {
            found.name: found
            for found in (self.listings, self.syndication, self.sounds, self.working)
        }

    def list_named(self, name: str) -> EntryList[BulletinEntry]:
        """A list by its name; an empty one where there is none."""
        return self.lists.get(name, EntryList(name))

    @unrecorded_property
    def lists(self) -> Mapping[str, EntryList[BulletinEntry]]:
        """Every list of bulletins by the name that stands in reads."""
        found = {self.reported.name: self.reported}
        for listings in self.scopes.values():
            found[listings.all.name] = listings.all
            for grouping in listings.groupings.values():
                found |= grouping.lists
        return found

    @property
    @query()
    def regions(self) -> Mapping[str, Region]:
        """The places of all groups by code, each before those that belong to it."""
        found: dict[str, Region] = {}
        for group in self.groups:
            for region in regions_of(group):
                found.setdefault(region.code, region)
        return dict(sorted(found.items()))

    @property
    @query()
    def region_names(self) -> Mapping[str, str]:
        """What each place is called, with what it belongs to: many villages share their name."""
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
        """The record of a file; None without one that is free of errors."""
        return self.entries.get(path)

    # -- what comes of it ------------------------------------------------------------------

    @property
    def follow_up(self) -> FollowUp:
        """The actions and aspirations of all listed decisions."""
        return self.follow_up_in(self.working.all)

    def follow_up_in(self, entries: EntryList[BulletinEntry]) -> FollowUp:
        """The same of those in a list."""
        self.overdue_in(entries.name)
        some = tuple(entries)
        with unrecorded():  # what the day decides was noted
            return FollowUp(some, self.today)

    @query(Clock.DAILY, of_list=True)
    def overdue_in(self, entries: str) -> int:
        """How many tasks are overdue: all that the day decides of those in a list."""
        return len(FollowUp(self.list_named(entries).entries, self.today).overdue)

    @query(Clock.DAILY)
    def is_followed(self, path: str) -> bool:
        """Whether a decision has a feed and a calendar of its own."""
        return is_followed(cast(BulletinEntry, self.entries[path]), self.today)

    @property
    @query(Clock.ALWAYS)
    def agenda(self) -> tuple[Occurrence, ...]:
        """The events to come of all listed news, the soonest first."""
        return occurrences(self.listed, self.instant)

    @property
    @query()
    def ledger(self) -> Ledger:
        """All that was published, expired announcements too, to be counted for reports."""
        return Ledger(self.reported.entries)

    @query()
    def ledger_of(self, group: str) -> Ledger:
        """The same of a group by its id; of one without bulletins too."""
        return Ledger(self._reported_by_group[group].entries)

    @unrecorded_property
    def _reported_by_group(self) -> Mapping[str, EntryList[BulletinEntry]]:
        return Listings("reported", self.reported.entries, self._groups_by_id).by_group

    # -- bodies and media ------------------------------------------------------------------

    def body_html(self, entry: Entry[Page], base: str) -> str:
        """The sanitised body with addresses below `base`.

        `../../` for a page, the site's URL for a feed.
        """
        note((RECORD, entry.path))
        if entry.path not in self.bodies:
            return ""
        marked = self.bodies[entry.path].html
        html = resolve(marked, base, self.find, responsive="://" not in base)
        if not base.startswith("../"):
            return html
        # A footnote stays on its page, wherever the page is opened from.
        return html.replace(f'href="{base}{entry.address[1:]}#', 'href="#')

    @query()
    def medium(self, path: str) -> Media:
        """A checked picture, sound or document."""
        return self.media[path]

    @query()
    def find(self, target: str) -> Target | None:
        """The published target of a link: a bulletin, a group, a page, a picture or a sound."""
        if target in self.published_media:
            media = self.media[target]
            if media.is_picture:
                return Target(
                    media.address,
                    fallback_file(media),
                    variants(media),
                    motion=animated_file(media),
                )
            return Target(media.address, note=media.note)
        entry = self.entries.get(target)
        if entry:
            return Target(entry.address) if entry.has_page else None
        return Target(target) if target in self.addresses else None

    @unrecorded_property
    def addresses(self) -> frozenset[str]:
        """Every address of this site that a body may link to."""
        published = [entry for entry in self.entries.values() if entry.has_page]
        own = {
            address
            for entry in published
            for address in (entry.address, *entry.record.redirect_from)
        }
        generated = self.generated
        if generated is None:
            generated = generated_addresses(published, self.today.year)
        return generated | own

    @unrecorded_property
    def published_media(self) -> frozenset[str]:
        """The pictures and sounds that something published uses; nothing else leaves the folder."""
        used: set[str] = set()
        for entry in self.entries.values():
            file = self.files[entry.path]
            if (file.media or file.links) and entry.shows_body:
                used.update(file.media)
                used.update(link.target for link in file.links)
        return frozenset(used & set(self.media))

    @unrecorded_property
    def next_change(self) -> datetime | None:
        """The next instant at which something that a file says falls due."""
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
    """How bulletins name a group: the name of its file."""
    return group_name(entry.path)
