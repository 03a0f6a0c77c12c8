"""The yearly reports as spreadsheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pydantic import BaseModel

from kim_plugins.catalogue import Catalogue, Ledger, Period
from kim_plugins.pages.report_rows import UNNAMED, GroupLine, group_lines
from kim_plugins.pages.spreadsheet import Cell, table
from kim_plugins.pages.words import decree_number
from kim_plugins.records import MONTHS, Group, format_day
from kim_plugins.records.models.organisation import Headcount, Region, Span
from kim_plugins.records.models.vocabulary import Activity

_GROUP_COLUMNS: Final = (
    "Tulisan",
    "Rapat",
    "Hadir laki-laki",
    "Hadir perempuan",
    "Tindak lanjut baru",
    "Tindak lanjut selesai",
    "Tindak lanjut batal",
    "Biaya tindak lanjut baru (rupiah)",
    "Aspirasi dikirim",
    "Aspirasi dijawab",
)


def group_table(ledger: Ledger, year: int) -> bytes:
    """A row for each month and activity with something done; the columns can be summed."""
    account = ledger.account(Period.year(year))
    sums: Counter[tuple[int, Activity | None, str]] = Counter()

    def add(column: str, day: date | None, activity: Activity | None, number: int = 1) -> None:
        if day:
            sums[day.month, activity, column] += number

    for bulletin in account.bulletins:
        add("Tulisan", bulletin.record.publication.day, bulletin.record.activity)
    for entry in account.meetings:
        meeting = entry.record.meeting
        add("Rapat", meeting.date, entry.record.activity)
        add("Hadir laki-laki", meeting.date, entry.record.activity, meeting.attendance.men)
        add("Hadir perempuan", meeting.date, entry.record.activity, meeting.attendance.women)
    for task in account.new_tasks:
        activity = task.entry.record.activity
        add("Tindak lanjut baru", task.opened, activity)
        add("Biaya tindak lanjut baru (rupiah)", task.opened, activity, task.action.cost or 0)
    for task in account.done:
        add("Tindak lanjut selesai", task.closed, task.entry.record.activity)
    for task in account.cancelled:
        add("Tindak lanjut batal", task.closed, task.entry.record.activity)
    for request in account.sent:
        add("Aspirasi dikirim", request.aspiration.sent, request.entry.record.activity)
    for request in account.answered:
        add("Aspirasi dijawab", request.answered, request.entry.record.activity)
    return table(("Tahun", "Bulan", "Aktivitas", *_GROUP_COLUMNS), _lines(sums, year))


def cost_table(ledger: Ledger, year: int) -> bytes:
    """A row for each action of a year that costs something."""
    headings = (
        *("Tanggal musyawarah", "Hasil musyawarah", "Pekerjaan", "Dikerjakan", "Batas waktu"),
        *("Keadaan", "Biaya (rupiah)", "Sumber dana"),
    )
    return table(
        headings,
        (
            (
                *(task.opened, task.entry.record.title, task.action.task, task.action.owner),
                *(task.action.due, task.action.status, task.action.cost, task.action.funding),
            )
            for task in ledger.account(Period.year(year)).new_tasks
            if task.action.cost
        ),
    )


def _lines(
    sums: Counter[tuple[int, Activity | None, str]], year: int
) -> Iterator[tuple[Cell, ...]]:
    busy = {(month, activity) for month, activity, _ in sums}
    for month, name in enumerate(MONTHS, 1):
        for activity in (*Activity, None):
            if (month, activity) in busy:
                numbers = (sums[month, activity, column] for column in _GROUP_COLUMNS)
                yield (year, name, activity.label if activity else UNNAMED, *numbers)


def site_table(catalogue: Catalogue, year: int) -> bytes:
    """A row for each group and quarter."""
    headings = (
        *("Kelompok", "Alamat"),
        *_titles(Region, "village", "district", "regency", "province"),
        *_titles(Group, "status", "members"),
        *_titles(Headcount, "men", "women"),
        _title(Group, "decree"),
        f"{_title(Group, 'term')}: {_title(Span, 'end').lower()}",
        *("Tahun", "Triwulan", "Tulisan", "Rapat", "Terakhir terbit"),
        *("Tindak lanjut terbuka", "Aspirasi menunggu", "Biaya tindak lanjut baru (rupiah)"),
    )
    return table(headings, _site_lines(catalogue, group_lines(catalogue, year), year))


def _site_lines(
    catalogue: Catalogue, lines: Iterable[GroupLine], year: int
) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        record = line.group.record
        region, members, decree = record.region, record.members, record.decree
        own: tuple[Cell, ...] = (
            record.title,
            catalogue.options.absolute(line.group.address),
            # Alone, a code would be a number to Excel and a decree's number perhaps a date.
            f"{region.village} ({region.code})",
            *(region.district, region.regency, region.province),
            *(record.status, members.total, members.men, members.women),
            f"{decree_number(decree)}, {format_day(decree.date)}" if decree else None,
            record.term.end if record.term else None,
        )
        for number, counts in line.quarters:
            yield (
                *own,
                *(year, number, counts.bulletins, counts.meetings, counts.last_publication),
                *(counts.open_tasks, counts.waiting, counts.cost),
            )


def _titles(model: type[BaseModel], *names: str) -> tuple[str, ...]:
    return tuple(_title(model, name) for name in names)


def _title(model: type[BaseModel], name: str) -> str:
    return str(model.model_fields[name].title)
