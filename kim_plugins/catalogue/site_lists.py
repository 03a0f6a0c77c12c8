"""The lists of a site, and what is counted from them: follow-up, agenda and reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from kim_plugins.catalogue.agenda import Occurrence, occurrences
from kim_plugins.catalogue.entries import BulletinEntry
from kim_plugins.catalogue.entry_lists import KEYS, LIST, EntryList
from kim_plugins.catalogue.events import latest_news_first
from kim_plugins.catalogue.follow_up import FollowUp, has_work, is_followed, tasks_of
from kim_plugins.catalogue.listings import Listings, Topic
from kim_plugins.catalogue.periods import Period
from kim_plugins.catalogue.reports import Counts, Ledger
from kim_plugins.catalogue.site_records import SiteRecords
from kim_plugins.catalogue.tracing import (
    Clock,
    Query,
    queries,
    query,
    unrecorded,
    unrecorded_property,
)
from kim_plugins.records import Kind


class SiteLists(SiteRecords):
    """The bulletins of a site as listings, feeds, boards and reports hold them.

    A list is an `EntryList` with a name of its own, which stands in reads; `list_named` finds it.
    """

    @unrecorded_property
    def listings(self) -> Listings:
        """The listed bulletins in every grouping, newest first."""
        return Listings("listed", self.listed, self._groups_by_id)

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

    @unrecorded_property
    def syndication(self) -> Listings:
        """The bulletins of feeds in every grouping, latest change first."""
        entries = tuple(sorted(self.bulletins, key=latest_news_first))
        return Listings("syndicated", entries, self._groups_by_id)

    @unrecorded_property
    def syndicated(self) -> EntryList[BulletinEntry]:
        """The bulletins of the site's own feeds: expired as published, withdrawn as a notice."""
        return self.syndication.all

    @unrecorded_property
    def sounds(self) -> Listings:
        """The bulletins with sound in every grouping, latest change first, withdrawn ones too."""
        files = self.files
        sounding = [e for e in self.bulletins if files[e.path].media and e.untraced.audio]
        entries = tuple(sorted(sounding, key=latest_news_first))
        return Listings("sounds", entries, self._groups_by_id)

    @unrecorded_property
    def _reports(self) -> Listings:
        """All published bulletins, expired announcements too, in every grouping, newest first."""
        entries = tuple(entry for entry in self.bulletins if entry.shows_body)
        return Listings("reported", entries, self._groups_by_id)

    @unrecorded_property
    def reported(self) -> EntryList[BulletinEntry]:
        """All published bulletins, expired announcements too, newest first."""
        return self._reports.all

    @unrecorded_property
    def working(self) -> Listings:
        """The listed decisions with actions or aspirations, in every grouping, newest first."""
        decisions = self.listings.by_kind[Kind.DECISION].entries
        found = tuple(entry for entry in decisions if has_work(entry))
        return Listings("working", found, self._groups_by_id)

    @unrecorded_property
    def scopes(self) -> Mapping[str, Listings]:
        """All listings by the name that stands in reads."""
        return {
            found.name: found
            for found in (self.listings, self.syndication, self.sounds, self.working, self._reports)
        }

    def list_named(self, name: str) -> EntryList[BulletinEntry]:
        """A list by its name; an empty one where there is none."""
        listings = self.scopes.get(name.partition("/")[0])
        found = listings.lists.get(name) if listings else None
        return EntryList(name) if found is None else found

    @property
    def follow_up(self) -> FollowUp:
        """The actions and aspirations of all listed decisions."""
        return self.follow_up_in(self.working.all)

    def follow_up_in(self, entries: EntryList[BulletinEntry]) -> FollowUp:
        """The actions and aspirations of the decisions in a list."""
        self.overdue_in(entries.name)
        some = tuple(entries)
        with unrecorded():  # what the day decides was noted
            return FollowUp(some, self.today)

    @query(Clock.DAILY, of_list=True)
    def overdue_in(self, entries: str) -> int:
        """The number of overdue actions of a list: all of it that depends on the day."""
        overdue = self._overdue
        return sum(overdue.get(entry.path, 0) for entry in self.list_named(entries).entries)

    @unrecorded_property
    def _overdue(self) -> Mapping[str, int]:
        """The number of overdue actions of each decision that has any, by its path."""
        tasks, today = tasks_of(self.working.all.entries), self.today
        return Counter(task.entry.path for task in tasks if task.action.is_overdue(today))

    @query(Clock.DAILY)
    def is_followed(self, path: str) -> bool:
        """Whether a decision has a feed and a calendar of its own."""
        return is_followed(cast(BulletinEntry, self.entries[path]), self.today)

    @property
    @query(Clock.ALWAYS)
    def agenda(self) -> tuple[Occurrence, ...]:
        """The events to come of all listed news, the soonest first."""
        return occurrences(self.listed, self.instant)

    def reported_of(self, group: str | None = None) -> str:
        """The name of the list that reports count, of a group by its id or of the whole site."""
        return (self._reports.by_group[group] if group else self.reported).name

    def ledger_of(self, group: str) -> Ledger:
        """The ledger of a group, given by its id; of one without bulletins too."""
        return self.ledger_in(self.reported_of(group))

    @query(of_list=True)
    def ledger_in(self, entries: str) -> Ledger:
        """The ledger of a list, for reports."""
        return Ledger(self.list_named(entries).entries)

    @query(of_list=True)
    def active_years(self, entries: str) -> list[int]:
        """Every year in which a list has something to report, in order."""
        return sorted(self.ledger_in(entries).years)

    @query(of_list=True)
    def counts(self, entries: str, year: int) -> Counts:
        """The numbers of a list in a year."""
        return self.ledger_in(entries).counts(Period.year(year))

    @query(of_list=True)
    def quarters(self, entries: str, year: int) -> tuple[Counts, ...]:
        """The numbers of a list in each quarter of a year."""
        return tuple(map(self.ledger_in(entries).counts, Period.quarters(year)))


def _part(site: SiteLists, name: str, part: str, *place: Any) -> object:  # noqa: ANN401 - as reads have it
    """What a part of a list holds, which notes itself (`EntryList`)."""
    entries = cast(Mapping[str, BulletinEntry], site.entries)
    return site.list_named(name).answer(entries, part, *place)


def _keys(site: SiteLists, grouping: str) -> list[str]:
    """Which lists a grouping has, which notes itself (`Grouping`)."""
    return sorted(map(str, site.scopes[grouping.partition("/")[0]].groupings[grouping]))


queries[LIST] = Query(_part, Clock.NEVER, of_list=True)
queries[KEYS] = Query(_keys, Clock.NEVER, of_list=False)
