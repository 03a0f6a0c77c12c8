"""The yearly reports: of one group for its Dinas Kominfo, and of all groups side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from kim_plugins.catalogue import Catalogue, GroupEntry, Period, group_id, report_address
from kim_plugins.catalogue.addresses import COSTS_FILE, GROUPS, REPORT_FILE, REPORTS
from kim_plugins.pages.accounts import GroupLine, grid, group_lines, report_years
from kim_plugins.pages.paging import Board, Row
from kim_plugins.pages.report_files import cost_table, group_table, site_table
from kim_plugins.pages.spec import (
    Chapter,
    FileSpec,
    MenuItem,
    OldAddress,
    PageSpec,
    Planned,
    newest_change,
)
from kim_plugins.records import Kind


def group_reports(catalogue: Catalogue, group: GroupEntry) -> Iterator[Planned]:
    """The report of every year of a group, as a page and as a table."""
    ledger = catalogue.ledgers[group_id(group)]
    for year in report_years(catalogue, group):
        page = _group_report(catalogue, group, year)
        yield page
        if year == catalogue.today.year:
            yield OldAddress(f"{group.address}{REPORTS[1:]}", None, page, has_moved=False)
        address = report_address(year, group_id(group)) + REPORT_FILE
        yield FileSpec(address, partial(group_table, ledger, year), ledger)
        if ledger.counts(Period.year(year)).cost:
            address = report_address(year, group_id(group)) + COSTS_FILE
            yield FileSpec(address, partial(cost_table, ledger, year), ledger)


def site_reports(catalogue: Catalogue) -> Chapter:
    """The report of every year of all groups, as a page and as a table.

    It counts bulletins by day and group; of decisions it tells more.
    """
    entries = catalogue.ledger.entries
    decisions = tuple(entry for entry in entries if entry.kind is Kind.DECISION)
    counted = [
        (entry.record.publication.day.toordinal(), entry.groups)
        for entry in entries
        if entry.kind is not Kind.DECISION
    ]
    changes = [newest_change(decisions), *(e.record.publication.at for e in entries[:1])]
    modified = max((change for change in changes if change), default=None)
    today = catalogue.today
    quarter = f"{today.year}-{(today.month + 2) // 3}"
    shown = (catalogue.groups, decisions, counted, quarter, modified)
    return Chapter(REPORTS, partial(_site_reports, catalogue, modified, shown), shown)


def _site_reports(
    catalogue: Catalogue, modified: datetime | None, shown: object
) -> Iterator[Planned]:
    for year in report_years(catalogue):
        pages = list(_site_report(catalogue, year, modified))
        yield from pages
        if year == catalogue.today.year:
            # What every page's menu names, so that none of them changes with the year.
            yield OldAddress(REPORTS, None, pages[0], has_moved=False)
        address = report_address(year) + REPORT_FILE
        yield FileSpec(address, partial(site_table, catalogue, year), shown)


def report_links(catalogue: Catalogue, group: GroupEntry | None = None) -> list[MenuItem]:
    """The reports of a group, or of all groups, the newest first."""
    name = group_id(group) if group else None
    return [
        MenuItem(report_address(year, name), str(year)) for year in report_years(catalogue, group)
    ]


def _group_report(catalogue: Catalogue, group: GroupEntry, year: int) -> PageSpec:
    name = group_id(group)
    account = catalogue.ledgers[name].account(Period.year(year))
    address = report_address(year, name)
    today = catalogue.today
    return PageSpec(
        address,
        "group-report.html",
        f"Laporan kegiatan {year}: {group.record.title}",
        f"Tulisan, musyawarah, tindak lanjut, dan aspirasi {group.record.title} "
        f"sepanjang tahun {year}.",
        GROUPS,
        modified=newest_change(account.bulletins),
        values={
            "group": group,
            "year": year,
            "account": account,
            "bulletins": grid(account.bulletins, lambda e: e.record.publication.day, year, today),
            "meetings": grid(account.meetings, lambda e: e.record.meeting.date, year, today),
            "is_open": year == today.year,
            "reports": report_links(catalogue, group),
            "file": address + REPORT_FILE,
            "costs": account.cost_by_decision,
            "costs_file": address + COSTS_FILE,
        },
    )


def _site_report(catalogue: Catalogue, year: int, modified: datetime | None) -> Iterator[PageSpec]:
    address = report_address(year)
    whole = catalogue.ledger.counts(Period.year(year))
    lines = list(group_lines(catalogue, year))
    yield from Board(
        address,
        "report.html",
        f"Laporan semua kelompok {year}",
        f"Keadaan dan kegiatan semua kelompok pada tahun {year}, menurut triwulan.",
        modified,
        {
            "year": year,
            "whole": whole,
            "groups": [line.group for line in lines],
            "silent": sum(not _is_heard(line) for line in lines),
            "reports": report_links(catalogue),
            "file": address + REPORT_FILE,
        },
        section=REPORTS,
    ).pages([Row(_regency(line.group), line) for line in lines])


def _is_heard(line: GroupLine) -> bool:
    return any(counts.bulletins or counts.meetings for _, counts in line.quarters)


def _regency(group: GroupEntry) -> str:
    return f"{group.record.region.regency}, {group.record.region.province}"
