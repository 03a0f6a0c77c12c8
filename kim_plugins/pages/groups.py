"""The pages of groups: their list, and each one's profile with its bulletins and reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kim_plugins.catalogue import Catalogue, GroupEntry, group_id
from kim_plugins.catalogue.addresses import GROUPS, REPORTS
from kim_plugins.pages.paging import Board, Listing, Row
from kim_plugins.pages.reports import group_reports, report_links
from kim_plugins.pages.spec import Chapter, PageSpec, Planned, old_addresses


def _index(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of groups."""
    yield from Board(
        GROUPS,
        "groups.html",
        "Kelompok",
        "Kelompok Informasi Masyarakat yang menerbitkan di situs ini.",
        catalogue.last_change,
    ).pages([Row("", group) for group in catalogue.groups])


def group_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """The list of groups; of each its profile with its bulletins, and its reports."""
    yield Chapter(GROUPS, partial(_index, catalogue), (catalogue.groups, catalogue.last_change))
    for group in catalogue.groups:
        name, record = group_id(group), group.record
        links = report_links(catalogue, group)
        yield from Listing(
            group.address,
            record.title,
            record.description or f"{record.title}, {record.region.village}.",
            catalogue.listings.by_group.get(name, ()),
            GROUPS,
            {"group": group, "reports": links},
            # Whether a page offers a podcast depends on whether the group was ever heard.
            (group, (links, name in catalogue.sounds.by_group)),
            "group.html",
        ).chapters()
        reports = partial(_reports, catalogue, group)
        entries = catalogue.ledgers[name].entries
        yield Chapter(f"{group.address}{REPORTS[1:]}", reports, (group, entries, catalogue.today))


def _reports(catalogue: Catalogue, group: GroupEntry) -> Iterator[Planned]:
    yield from group_reports(catalogue, group)
    yield from old_addresses(group)
