"""What other sites may say here: each for its own groups, and nothing that another said first.

What a source claims wrongly is held back and named; everything else of it is published. Whose a
group or a guid is, is told by who came first: content of one's own before that of sources, and of
these what was seen here earlier. Two bulletins of two sites may have the same path, as slugs of a
year are few: their guids differ, and here the later one stands under an address with the name of
its source behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Final

from kim_plugins.catalogue.addresses import group_name
from kim_plugins.catalogue.checks.published import guid_for
from kim_plugins.catalogue.checks.site import Reporter
from kim_plugins.catalogue.entries import Entry, State
from kim_plugins.records import Bulletin, Kind, Page, kind_of
from kim_plugins.records.collected import path_at_home, path_here, source_of
from kim_plugins.records.fields.dates import format_day
from kim_plugins.records.problems import Fault, quote

_AHEAD: Final = timedelta(days=366)
"""How far ahead of its day somebody may write: what lies beyond is a slip, or a trick."""

Entries = Mapping[str, Entry[Page]]


def admitted(
    entries: Entries, unreadable: AbstractSet[str], host: str, now: datetime, report: Reporter
) -> dict[str, Entry[Page]]:
    """The records without what sources may not say, which is reported, each at its place.

    `host` is that of our own guids.
    """
    owners, held = _owners(entries, report)
    entries = _answered_for(entries, held, unreadable)
    held |= _not_to_be_said(entries, owners, unreadable, now, report)
    held |= _said_twice({p: one for p, one in entries.items() if p not in held}, host, report)
    return _with_places({p: one for p, one in entries.items() if p not in held})


def _answered_for(
    entries: Entries, held: AbstractSet[str], unreadable: AbstractSet[str]
) -> Entries:
    """The same records; where a profile is held back, the one that is left answers for the rest."""
    sources = {source_of(path) for path in held}
    left: dict[str, list[str]] = {source: [] for source in sources}
    for path in (entries.keys() | unreadable) - held:
        is_draft = path in entries and entries[path].state is State.DRAFT
        if kind_of(path) is Kind.GROUP and source_of(path) in sources and not is_draft:
            left[source_of(path)].append(group_name(path))
    alone = {source: (names[0],) for source, names in left.items() if len(names) == 1}

    def answered(entry: Entry[Page]) -> Entry[Page]:
        source = source_of(entry.path)
        names_none = isinstance(entry.record, Bulletin) and not entry.groups
        return entry._replace(groups=alone[source]) if names_none and source in alone else entry

    return {path: answered(entry) for path, entry in entries.items()} if alone else entries


def _not_to_be_said(
    entries: Entries,
    owners: Mapping[str, str],
    unreadable: AbstractSet[str],
    now: datetime,
    report: Reporter,
) -> set[str]:
    """The bulletins for a group that isn't their source's, and those of a far day."""
    held: set[str] = set()
    last = (now + _AHEAD).timestamp()
    for path, entry in entries.items():
        if entry.origin is None or not isinstance(entry.record, Bulletin):
            continue
        if entry.published > last:
            held.add(path)
            day = datetime.fromtimestamp(entry.published, now.tzinfo)
            report.at_field(path, "date", _far_ahead(format_day(day)))
        for name in entry.groups:
            if owners.get(name) == entry.origin.id:
                continue
            held.add(path)
            profile = path_here(entry.origin.id, f"kelompok/{name}.md")
            if profile in unreadable:
                fault = _waits_for(name)
            else:
                fault = _not_theirs(name, entry.origin.id, owners)
            report.at_field(path, "group", fault)
    return held


def _said_twice(entries: Entries, host: str, report: Reporter) -> set[str]:
    """The bulletins with a guid that another source used first."""
    held: set[str] = set()
    first: dict[str, str] = {}
    for path in sorted(entries, key=lambda path: _rank(entries[path])):
        entry = entries[path]
        if not isinstance(entry.record, Bulletin):
            continue
        guid = guid_for(host, entry)  # type: ignore[arg-type]
        other = first.setdefault(guid, path)
        # Two of one site are told like two of one's own.
        if other != path and source_of(other) != source_of(path):
            held.add(path)
            report.at_field(path, "id" if entry.record.id else "", _said_before(guid, other))
    return held


def _with_places(entries: Entries) -> dict[str, Entry[Page]]:
    """The same records; what has the address of an earlier one, or its identifier, has another."""
    addresses = {entry.address for entry in entries.values() if entry.origin is None}
    identifiers = {entry.identifier for entry in entries.values() if entry.origin is None}
    placed: dict[str, Entry[Page]] = {}
    theirs = (path for path, entry in entries.items() if entry.origin)
    for path in sorted(theirs, key=lambda path: _rank(entries[path])):
        entry = entries[path]
        if isinstance(entry.record, Bulletin):
            address, identifier, source = entry.address, entry.identifier, source_of(path)
            if address in addresses:
                address = f"{address.removesuffix('/')}-{source}/"
            if identifier in identifiers:
                identifier = f"{identifier}-{source}"
            entry = entry._replace(address=address, identifier=identifier)
        addresses.add(entry.address)
        identifiers.add(entry.identifier)
        placed[path] = entry
    return {path: placed.get(path, entry) for path, entry in entries.items()}


def _rank(entry: Entry[Page]) -> tuple[bool, str, int, str]:
    origin = entry.origin
    if origin is None:
        return False, "", 0, entry.path
    return True, origin.since.get(path_at_home(entry.path), ""), origin.order, entry.path


def _owners(entries: Entries, report: Reporter) -> tuple[dict[str, str], set[str]]:
    """The source that each group belongs to, and the profiles that others have of it."""
    owners: dict[str, str] = {}
    held: set[str] = set()
    groups = (entry for entry in entries.values() if entry.kind is Kind.GROUP)
    for entry in sorted(groups, key=_rank):
        name, origin = group_name(entry.path), entry.origin
        if origin and origin.groups is not None and name not in origin.groups:
            held.add(entry.path)
            report.at_field(entry.path, "", _not_allowed(name, origin.id, origin.groups))
            continue
        source = source_of(entry.path)
        owner = owners.setdefault(name, source)
        if owner != source:
            held.add(entry.path)
            report.at_field(entry.path, "", _belongs_elsewhere(name, owner))
    return owners, held


def _far_ahead(day: str) -> Fault:
    return Fault(
        "K452",
        f"tulisan ditahan: baru akan terbit pada {day}, lebih dari setahun lagi",
        "di situs asalnya, betulkan tanggalnya, misalnya: date: 2026-11-28",
    )


def _shown(source: str) -> str:
    return f"sumber {quote(source)}" if source else "situs ini sendiri"


def _belongs_elsewhere(name: str, owner: str) -> Fault:
    return Fault(
        "K550",
        f"profil kelompok {quote(name)} ditahan: kelompok itu sudah ada dari {_shown(owner)}",
        "bila ini kelompok lain, ganti nama berkasnya di situs asalnya, misalnya: "
        f"kelompok/{name}-2.md",
    )


def _not_allowed(name: str, source: str, allowed: Iterable[str]) -> Fault:
    return Fault(
        "K551",
        f"profil kelompok {quote(name)} ditahan: sumber {quote(source)} hanya boleh berbicara atas "
        f"nama {', '.join(sorted(allowed))}",
        f"bila memang boleh, tambahkan di mkdocs.yml pada sumber itu: groups: [{name}]",
    )


def _not_theirs(name: str, source: str, owners: Mapping[str, str]) -> Fault:
    whose = f", milik {_shown(owners[name])}" if name in owners else ""
    return Fault(
        "K552",
        f"tulisan ditahan: sumber {quote(source)} menulis atas nama kelompok {quote(name)}{whose}, "
        "padahal tidak berhak",
        f"di situs asalnya, tulis kelompok sendiri atau lengkapi profilnya: kelompok/{name}.md",
    )


def _waits_for(name: str) -> Fault:
    return Fault(
        "K552",
        f"tulisan ditahan: menunggu profil kelompok {quote(name)} yang berkasnya masih salah",
        f"betulkan dulu kelompok/{name}.md di situs asalnya",
    )


def _said_before(guid: str, other: str) -> Fault:
    return Fault(
        "K553",
        f"tulisan ditahan: pengenalnya {quote(guid)} sudah dipakai oleh {path_at_home(other)} dari "
        f"{_shown(source_of(other))}, dan yang pertama tetap",
        "di situs asalnya, tulis guid_host sendiri di mkdocs.yml, atau beri tulisan ini id lain",
    )
