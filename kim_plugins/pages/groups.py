"""The pages of groups: their list, and each one's profile with its bulletins and reports."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial
from typing import Final

from kim_plugins.catalogue import BulletinEntry, Catalogue, FollowUp, GroupEntry, group_id
from kim_plugins.catalogue.addresses import GROUPS, REPORTS
from kim_plugins.pages.paging import Board, Listing, Row, is_wanted
from kim_plugins.pages.reports import group_reports, report_links
from kim_plugins.pages.spec import Chapter, PageSpec, Planned, old_addresses
from kim_plugins.pages.words import waited

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


def group_chapters(catalogue: Catalogue, wanted: Container[str]) -> Iterator[Chapter]:
    """The list of groups; of each its profile with its bulletins, and its reports."""
    if GROUPS in wanted:
        yield Chapter(GROUPS, partial(_index, catalogue), (catalogue.groups, catalogue.last_change))
    for group in catalogue.groups:
        name = group_id(group)
        entries = catalogue.listings.by_group.get(name, ())
        if is_wanted(group.address, entries, wanted):
            yield from _listing(catalogue, group, entries).chapters(wanted)
        address = f"{group.address}{REPORTS[1:]}"
        if address in wanted:
            month = catalogue.today.strftime("%Y-%m")
            shown = (group, catalogue.ledgers[name].entries, month)
            yield Chapter(address, partial(_reports, catalogue, group), shown)


def _listing(catalogue: Catalogue, group: GroupEntry, entries: Sequence[BulletinEntry]) -> Listing:
    record, links = group.record, report_links(catalogue, group)
    work = FollowUp(entries, catalogue.today)
    tasks, requests = (*work.overdue, *work.open)[:OPEN_TASKS], work.waiting[:OPEN_REQUESTS]
    waits = [waited(request.days(catalogue.today)) for request in requests]
    return Listing(
        group.address,
        record.title,
        _description(group),
        entries,
        GROUPS,
        {"group": group},
        {"reports": links, "tasks": tasks, "requests": requests, "today": catalogue.today},
        (group,),
        (
            # Whether the profile offers a podcast depends on whether the group was ever heard.
            (links, group_id(group) in catalogue.sounds.by_group),
            (*(task.entry for task in tasks), *(request.entry for request in requests)),
            # What the day decides.
            (len(work.overdue), *waits),
        ),
        "group.html",
    )


def _description(group: GroupEntry) -> str:
    record = group.record
    return record.description or f"{record.title}, {record.region.village}."


def _reports(catalogue: Catalogue, group: GroupEntry) -> Iterator[Planned]:
    yield from group_reports(catalogue, group)
    # The profile is planned by its listing, with pages that don't change with it.
    title, told = group.record.title, _description(group)
    profile = PageSpec(group.address, "group.html", title, told, GROUPS, values={"group": group})
    yield from old_addresses(group, profile)
