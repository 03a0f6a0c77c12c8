"""The yearly reports: of one group for its Dinas Kominfo, and of all groups side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import cast

from kim_plugins.catalogue import Catalogue, GroupEntry, Period, group_id, query, report_address
from kim_plugins.catalogue.addresses import COSTS_FILE, GROUPS, REPORT_FILE, REPORTS
from kim_plugins.pages.paging import Board, Row
from kim_plugins.pages.report_files import cost_table, group_table, site_table
from kim_plugins.pages.report_rows import (
    GroupLine,
    grid,
    group_lines,
    last_month,
    report_years,
)
from kim_plugins.pages.spec import (
    FileSpec,
    MenuItem,
    OldAddress,
    PageSpec,
    Planned,
    Target,
    newest_change,
)
from kim_plugins.pages.words import regency_of
from kim_plugins.records import Kind


def group_reports(catalogue: Catalogue, group: GroupEntry) -> Iterator[Planned]:
    """The reports of a group, each as a page and as spreadsheets."""
    ledger = catalogue.ledger_of(group_id(group))
    for year in report_years(catalogue, group_id(group)):
        page = _group_report(catalogue, group, year)
        yield page
        if year == catalogue.year:
            yield OldAddress(f"{group.address}{REPORTS[1:]}", None, page, has_moved=False)
        address = report_address(year, group_id(group)) + REPORT_FILE
        yield FileSpec(address, partial(group_table, ledger, year))
        if ledger.counts(Period.year(year)).cost:
            address = report_address(year, group_id(group)) + COSTS_FILE
            yield FileSpec(address, partial(cost_table, ledger, year))


@query()
def reports_changed(catalogue: Catalogue) -> datetime | None:
    """When something that the reports of all groups count last changed."""
    entries = catalogue.reported.entries
    decisions = tuple(entry for entry in entries if entry.kind is Kind.DECISION)
    changes = [newest_change(decisions), *(e.record.publication.at for e in entries[:1])]
    return max((change for change in changes if change), default=None)


def this_report(catalogue: Catalogue) -> Iterator[Planned]:
    """The report of all groups of this year, with the address that leads to it."""
    page, *others = _site_report(catalogue, catalogue.year)
    yield page
    # What every page's menu names, so that none of them changes with the year.
    yield OldAddress(REPORTS, None, cast(PageSpec, page), has_moved=False)
    yield from others


def past_reports(catalogue: Catalogue) -> Iterator[Target]:
    """The reports of all groups of the years before."""
    for year in report_years(catalogue)[1:]:
        yield Target(report_address(year), partial(_site_report, catalogue, year))


def report_links(catalogue: Catalogue, group: GroupEntry | None = None) -> list[MenuItem]:
    """Links to the reports of a group, or of all groups, the newest first."""
    name = group_id(group) if group else None
    return [
        MenuItem(report_address(year, name), str(year)) for year in report_years(catalogue, name)
    ]


def _group_report(catalogue: Catalogue, group: GroupEntry, year: int) -> PageSpec:
    name = group_id(group)
    account = catalogue.ledger_of(name).account(Period.year(year))
    address, last = report_address(year, name), last_month(catalogue, year)
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
            "bulletins": grid(account.bulletins, lambda e: e.record.publication.day, last),
            "meetings": grid(account.meetings, lambda e: e.record.meeting.date, last),
            "is_open": year == catalogue.year,
            "reports": report_links(catalogue, group),
            "file": address + REPORT_FILE,
            "costs": account.cost_by_decision,
            "costs_file": address + COSTS_FILE,
        },
    )


def _site_report(catalogue: Catalogue, year: int) -> Iterator[Planned]:
    """The report of all groups in a year, as pages and as a spreadsheet."""
    address = report_address(year)
    whole = catalogue.counts(catalogue.reported_of(), year)
    lines = list(group_lines(catalogue, year))
    yield from Board(
        address,
        "report.html",
        f"Laporan semua kelompok {year}",
        f"Keadaan dan kegiatan semua kelompok pada tahun {year}, menurut triwulan.",
        reports_changed(catalogue),
        {
            "year": year,
            "whole": whole,
            "groups": [line.group for line in lines],
            "silent": sum(not _is_heard(line) for line in lines),
            "reports": report_links(catalogue),
            "file": address + REPORT_FILE,
        },
        section=REPORTS,
    ).pages([Row(regency_of(line.group), line) for line in lines])
    yield FileSpec(address + REPORT_FILE, partial(site_table, catalogue, year))


def _is_heard(line: GroupLine) -> bool:
    return any(counts.bulletins or counts.meetings for _, counts in line.quarters)
