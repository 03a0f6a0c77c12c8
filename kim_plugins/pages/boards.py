"""Boards of the whole site: agenda, access points, partners and enterprises.

A page that depends on the clock shows what holds for a while (overdue or not, waited for more than
two weeks) and not the day itself, so that most days change no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import itemgetter

from kim_plugins.catalogue import Catalogue, GroupEntry, Occurrence, Task
from kim_plugins.catalogue.addresses import (
    ACCESS_POINTS,
    AGENDA,
    CALENDAR,
    ENTERPRISES,
    PARTNERS,
)
from kim_plugins.pages.paging import Board, Row
from kim_plugins.pages.spec import FileSpec, PageSpec, Planned, newest_change
from kim_plugins.pages.words import PARTNER_SENTENCES, regency_of
from kim_plugins.records import MONTHS
from kim_plugins.records.models.resources import Enterprise, Facility, Partner
from kim_plugins.records.models.vocabulary import PartnerKind


@dataclass(frozen=True, slots=True)
class GroupItem:
    """A facility or an enterprise, with its group."""

    group: GroupEntry
    thing: Facility | Enterprise


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner in one role, with every group that it works with."""

    partner: Partner
    groups: tuple[GroupEntry, ...]


def _calendar(catalogue: Catalogue) -> bytes:
    # Most builds find the agenda as it was, and icalendar takes its time to be imported.
    from kim_plugins.pages.calendar import agenda_calendar  # noqa: PLC0415

    return agenda_calendar(catalogue, catalogue.follow_up.due)


def agenda(catalogue: Catalogue) -> Iterator[Planned]:
    """The agenda: coming events and due dates, and the calendar of both."""
    due = catalogue.follow_up.due
    yield FileSpec(CALENDAR, partial(_calendar, catalogue))
    dated: list[tuple[date, Occurrence | Task]] = [(one.start.day, one) for one in catalogue.agenda]
    dated += [(task.action.due, task) for task in due if task.action.due]
    dated.sort(key=itemgetter(0))
    yield from Board(
        AGENDA,
        "agenda.html",
        "Agenda",
        "Acara warga yang akan datang, dan batas waktu pekerjaan hasil musyawarah.",
        newest_change([one.entry for _, one in dated]),
        {"calendar": CALENDAR},
    ).pages([Row(f"{MONTHS[day.month - 1]} {day.year}", one) for day, one in dated])


def access_points(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The board of facilities with access to the internet."""
    found = _facilities(catalogue)
    yield from Board(
        ACCESS_POINTS,
        "access-points.html",
        "Tempat internet",
        "Tempat memakai komputer dan internet: di mana, kapan buka, dan untuk siapa.",
        catalogue.last_change,
    ).pages([Row(regency_of(owned.group), owned) for owned in found])


def _facilities(catalogue: Catalogue) -> list[GroupItem]:
    return [
        GroupItem(group, facility)
        for group in _by_regency(catalogue.groups)
        for facility in sorted(group.record.ict.facilities, key=lambda f: not f.public)
    ]


def public_access(catalogue: Catalogue) -> list[GroupItem]:
    """The facilities that anybody may use."""
    return [
        owned
        for owned in _facilities(catalogue)
        if isinstance(owned.thing, Facility) and owned.thing.public
    ]


def enterprises(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The board of enterprises of groups."""
    found = [
        GroupItem(group, enterprise)
        for group in _by_regency(catalogue.groups)
        for enterprise in group.record.enterprises
    ]
    yield from Board(
        ENTERPRISES,
        "enterprises.html",
        "Usaha warga",
        "Usaha kelompok dan warganya: apa yang dijual dan cara memesannya.",
        catalogue.last_change,
    ).pages([Row(regency_of(owned.group), owned) for owned in found])


def partners(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The board of partners."""
    found: dict[tuple[object, ...], tuple[Partner, list[GroupEntry]]] = {}
    for group in catalogue.groups:
        for partner in group.record.partners:
            key = (partner.kind, partner.name.casefold(), partner.role)
            found.setdefault(key, (partner, []))[1].append(group)
    kinds = list(PartnerKind)
    ordered = sorted(
        (Partnership(partner, tuple(groups)) for partner, groups in found.values()),
        key=lambda p: (kinds.index(p.partner.kind), p.partner.name.casefold(), p.partner.role),
    )
    yield from Board(
        PARTNERS,
        "partners.html",
        "Mitra",
        "Pemerintah, swasta, media massa, dan lembaga masyarakat yang bekerja bersama kelompok.",
        catalogue.last_change,
        {"sentences": {kind.label: PARTNER_SENTENCES[kind] for kind in PartnerKind}},
    ).pages([Row(p.partner.kind.label, p) for p in ordered])


def _by_regency(groups: Iterable[GroupEntry]) -> list[GroupEntry]:
    return sorted(groups, key=lambda group: (regency_of(group), group.record.title.casefold()))
