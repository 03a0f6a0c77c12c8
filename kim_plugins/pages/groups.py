"""The pages of groups: their list, profiles with bulletins, and reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from kim_plugins.catalogue import (
    Catalogue,
    Clock,
    FollowUp,
    GroupEntry,
    Request,
    Task,
    group_id,
    query,
)
from kim_plugins.catalogue.addresses import GROUPS, REPORTS
from kim_plugins.pages.paging import Board, Listing, Row, listing_targets
from kim_plugins.pages.reports import group_reports, report_links
from kim_plugins.pages.spec import PageSpec, Planned, Target, old_addresses

OPEN_TASKS: Final = 5
OPEN_REQUESTS: Final = 3


def _index(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of groups."""
    yield from Board(
        GROUPS,
        "groups.html",
        "Kelompok",
        f"{catalogue.options.long_form} (KIM) yang menerbitkan di situs ini.",
        catalogue.last_change,
    ).pages([Row("", group) for group in catalogue.groups])


def group_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The list of groups, and of each its profile and its reports."""
    yield Target(GROUPS, partial(_index, catalogue))
    for group in catalogue.groups:
        entries = catalogue.listings.by_group[group_id(group)]
        make = partial(_listing, catalogue, group)
        yield from listing_targets(group.address, entries, make)
        yield Target(f"{group.address}{REPORTS[1:]}", partial(_reports, catalogue, group))


def _listing(catalogue: Catalogue, group: GroupEntry, number: int | None) -> Listing:
    name = group_id(group)
    own: dict[str, object] = {}
    if number is None:
        work = open_work(catalogue, name)
        own = {
            "reports": report_links(catalogue, group),
            "tasks": work.tasks,
            "requests": work.requests,
        }
    return Listing(
        group.address,
        group.record.title,
        _description(group),
        catalogue.listings.by_group[name],
        GROUPS,
        {"group": group},
        own,
        "group.html",
    )


class OpenWork(NamedTuple):
    """The open actions and aspirations of a group, the most urgent first."""

    tasks: tuple[Task, ...]
    requests: tuple[Request, ...]


@query(Clock.DAILY)
def open_work(catalogue: Catalogue, group: str) -> OpenWork:
    """The first open actions and unanswered aspirations of a group."""
    work = FollowUp(catalogue.listings.by_group[group].entries, catalogue.today)
    return OpenWork((*work.overdue, *work.open)[:OPEN_TASKS], work.waiting[:OPEN_REQUESTS])


def _description(group: GroupEntry) -> str:
    record = group.record
    return record.description or f"{record.title}, {record.region.village}."


def _reports(catalogue: Catalogue, group: GroupEntry) -> Iterator[Planned]:
    yield from group_reports(catalogue, group)
    # The profile is planned by its listing, with pages that don't change with it.
    title, told = group.record.title, _description(group)
    profile = PageSpec(group.address, "group.html", title, told, GROUPS, values={"group": group})
    yield from old_addresses(group, profile)
