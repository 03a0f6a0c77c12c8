"""The pages of groups: their list, and each one's profile with its bulletins and reports."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kim_plugins.catalogue import Catalogue, GroupEntry, group_id
from kim_plugins.catalogue.addresses import GROUPS
from kim_plugins.pages.paging import Row, board_pages, listing_pages
from kim_plugins.pages.reports import group_reports, report_links
from kim_plugins.pages.spec import Chapter, PageSpec, Planned, newest_change, old_addresses


def group_index(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The list of groups."""
    yield from board_pages(
        GROUPS,
        "groups.html",
        "Kelompok",
        "Kelompok Informasi Masyarakat yang menerbitkan di situs ini.",
        [Row("", group) for group in catalogue.groups],
        modified=newest_change(catalogue.listed),
        values={},
    )


def group_chapters(catalogue: Catalogue) -> Iterator[Chapter]:
    """What there is of each group; its reports know the day, and its page whether it is heard."""
    for group in catalogue.groups:
        name = group_id(group)
        entries = catalogue.ledgers[name].entries
        facts = (catalogue.today, name in catalogue.sounds.by_group)
        plan = partial(_planned, catalogue, group)
        yield Chapter(group.address, plan, ((group,), entries), facts)


def _planned(catalogue: Catalogue, group: GroupEntry) -> Iterator[Planned]:
    yield from listing_pages(
        group.address,
        group.record.title,
        group.record.description or f"{group.record.title}, {group.record.region.village}.",
        catalogue.listings.by_group.get(group_id(group), ()),
        section=GROUPS,
        template="group.html",
        values={"group": group, "reports": report_links(catalogue, group)},
    )
    yield from group_reports(catalogue, group)
    yield from old_addresses(group)
