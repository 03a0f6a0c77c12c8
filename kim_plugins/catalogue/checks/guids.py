"""Faults of published guids that would change, and of published bulletins whose file is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kim_plugins.catalogue.addresses import folder_year, page_of
from kim_plugins.catalogue.checks.site import Reporter
from kim_plugins.catalogue.entries import BulletinEntry
from kim_plugins.catalogue.events import EventKind
from kim_plugins.catalogue.memory import PublishedState, Register
from kim_plugins.records import Problem, Severity
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.problems import Fault, quote

VANISHED: Final = "K377"
"""The code of what is said of published bulletins whose file is gone."""
HIDDEN: Final = "K374"
"""The code of what is said of published bulletins that became drafts, or wait again."""
_FEW: Final = 10
"""More that are gone at once are a site that begins anew, and told in one sentence."""


def check_guids(
    new: Mapping[str, BulletinEntry], lost: Register, report: Reporter
) -> dict[str, str]:
    """Report bulletins that would get another guid; return them with the guid that they had."""
    by_identifier = {identifier_of_known(guid, known): guid for guid, known in lost.items()}
    by_content = {(known.title, known.instant): guid for guid, known in lost.items()}
    renamed: dict[str, str] = {}
    for guid, entry in new.items():
        record = entry.record
        old = by_identifier.get(entry.identifier)
        if old and (record.guid or lost[old].identifier):
            report.at_field(entry.path, "guid" if record.guid else "", _other_guid(old, lost[old]))
        elif old and old.split(",")[0] == guid.split(",")[0]:
            fault = _other_year(old, guid)
            report.at_field(entry.path, "id" if record.id else "date", fault)
        elif old := by_content.get((record.title, record.publication.at)):
            where = "guid" if record.guid else "id" if record.id else ""
            report.at_field(entry.path, where, _other_name(old, lost[old], entry))
        else:
            continue
        renamed[guid] = old
    return renamed


def _other_year(old: str, new: str) -> Fault:
    before, now = _year(old), _year(new)
    return Fault(
        "K370",
        f"sudah terbit dengan pengenal tahun {before}; sekarang tahunnya {now}, sehingga pelanggan "
        "akan menerimanya sekali lagi",
        f"pertahankan pengenalnya, tulis: id: {before}:{old.split(':', 2)[2]}",
    )


def _other_name(old: str, known: PublishedState, entry: BulletinEntry) -> Fault:
    if known.identifier or entry.record.guid:
        return _other_guid(old, known)
    return Fault(
        "K371",
        f"sudah terbit dengan pengenal {quote(identifier_of_known(old, known))}; dengan nama "
        "berkas ini pelanggan akan menerimanya sekali lagi",
        f"pertahankan pengenalnya, tulis: {_written(old, known)}; atau kembalikan nama berkasnya, "
        "lalu pindahkan dengan: kim move",
    )


def _other_guid(old: str, known: PublishedState) -> Fault:
    without = "" if known.identifier else ", tanpa guid"
    return Fault(
        "K371",
        f"sudah terbit dengan pengenal {quote(old)}; dengan pengenal lain pelanggan akan "
        "menerimanya sekali lagi",
        f"pertahankan pengenalnya, tulis: {_written(old, known)}{without}",
    )


def _year(guid: str) -> str:
    return guid.split(":")[1].rpartition(",")[2]


def identifier_of_known(guid: str, known: PublishedState) -> str:
    """The identifier of a file that was published: a guid of ours ends in it."""
    return known.identifier or guid.split(":", 2)[2]


def _written(guid: str, known: PublishedState) -> str:
    """The `id` that gives this guid, wherever the file lies."""
    if known.identifier:
        return f"guid: {as_scalar(guid)}"
    identifier, year = identifier_of_known(guid, known), _year(guid)
    is_said = str(folder_year(identifier)) == year
    return f"id: {identifier if is_said else f'{year}:{identifier}'}"


def vanished(gone: Register, arrived: Iterable[BulletinEntry], today: str) -> Iterator[Problem]:
    """A warning for each published bulletin whose file is gone, at the path where it was.

    `arrived` are new ones: one of the same title or of the same moment may be the same bulletin
    under another name and with other words. What was withdrawn may go.
    """
    told = {guid: known for guid, known in sorted(gone.items()) if not _may_go(known)}
    if len(told) > _FEW:
        yield _problem(*next(iter(told.items())), _many(len(told)))
        return
    new = list(arrived)
    for guid, known in told.items():
        yield _problem(guid, known, _vanished(guid, known, _likely(known, new), today))


def _may_go(known: PublishedState) -> bool:
    return known.gone or EventKind.WITHDRAWN in known.told.split()


def _likely(known: PublishedState, arrived: Iterable[BulletinEntry]) -> str:
    """The path of the new bulletin that is probably this one, moved."""
    for entry in arrived:
        record = entry.record
        is_same_moment = known.instant == record.publication.at
        if known.title.casefold() == record.title.casefold() or is_same_moment:
            return entry.path
    return ""


def _problem(guid: str, known: PublishedState, fault: Fault) -> Problem:
    return fault.at(f"{identifier_of_known(guid, known)}.md")


def _vanished(guid: str, known: PublishedState, likely: str, today: str) -> Fault:
    withdraw = (
        f"kembalikan berkasnya, lalu cabutlah: withdrawn: {{date: {today}, reason: salah-terbit}}"
    )
    written = _written(guid, known)
    renamed = (
        f"bila ia sekarang {likely}, tulis di sana: {written}"
        if likely
        else f"bila hanya berganti nama, tulis di berkas barunya: {written}"
    )
    move = "atau kembalikan namanya dan pakai: kim move"
    return Fault(
        VANISHED,
        f"tulisan yang sudah terbit, {quote(known.title)}, tidak ada lagi di "
        f"{page_of(identifier_of_known(guid, known))} tanpa pemberitahuan kepada pelanggan",
        f"{renamed}, {move}; bila memang harus hilang, {withdraw}"
        if likely
        else f"{withdraw}; {renamed}, {move}",
        Severity.WARNING,
    )


def _many(count: int) -> Fault:
    return Fault(
        VANISHED,
        f"{count} tulisan yang sudah terbit tidak ada lagi, di antaranya ini",
        "bila situs ini dimulai dari awal, biarkan; bila tidak, kembalikan berkasnya: yang pindah "
        "dipindahkan dengan kim move, yang harus hilang dicabut dengan withdrawn",
        Severity.WARNING,
    )
