"""Checks that identifiers and addresses, short ones too, belong to one file each."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import cast

from kim_plugins.catalogue.addresses import HOME, identifier_of, short_address, short_digest
from kim_plugins.catalogue.checks.published import guid_for
from kim_plugins.catalogue.checks.site import Reporter
from kim_plugins.catalogue.entries import BulletinEntry, Entry
from kim_plugins.catalogue.reserved_addresses import LONGEST_PART, is_too_long, reserved_for
from kim_plugins.records import Bulletin, Page
from kim_plugins.records.problems import Fault, quote


def check_uniqueness(
    entries: Mapping[str, Entry[Page]], generated: AbstractSet[str], host: str, report: Reporter
) -> None:
    """Report identifiers and addresses that several files claim, or that are reserved."""
    identifiers: dict[str, str] = {}
    addresses: dict[str, str] = {}
    shortened: dict[bytes, Entry[Page]] = {}
    for path, entry in entries.items():
        if (other := identifiers.setdefault(entry.identifier, path)) != path:
            report.at_field(
                path,
                "id",
                _taken(
                    "K302",
                    "pengenal",
                    entry.identifier,
                    other,
                    f"tulis id lain, misalnya: id: {identifier_of(path)}",
                ),
            )
        _check_short_address(entry, shortened, report)
        if is_too_long(entry.address):
            report.at_field(path, "", _too_long(path))
        other = addresses.setdefault(entry.address, path)
        owner = _owner(path, entry.address, other, generated)
        if owner:
            fault = _taken("K303", "alamat", entry.address, owner, _renamed(path))
            report.at_field(path, "", fault)
    _check_guids(entries, host, report)
    taken = generated | {HOME}
    for path, entry in entries.items():
        for number, old in enumerate(entry.record.redirect_from):
            other = addresses.setdefault(old, path)
            owner = _owner(path, old, other, taken)
            if not owner and old == entry.address:
                owner = "halaman ini sendiri"
            if owner:
                fault = _taken("K303", "alamat", old, owner, "hapus alamat ini dari redirect_from")
                report.at_field(path, f"redirect_from[{number}]", fault)


def _check_guids(entries: Mapping[str, Entry[Page]], host: str, report: Reporter) -> None:
    """No guid that a file keeps of an earlier site is another file's as well."""
    bulletins = {
        path: cast(BulletinEntry, entry)
        for path, entry in entries.items()
        if isinstance(entry.record, Bulletin)
    }
    if not any(entry.record.guid for entry in bulletins.values()):
        return
    # Announcements have the guid of their bulletin with a fragment.
    owners = {
        guid_for(host, entry): path for path, entry in bulletins.items() if not entry.record.guid
    }
    for path, entry in bulletins.items():
        guid = entry.record.guid
        whole = guid.partition("#")[0] if guid and guid.startswith(f"tag:{host},") else guid
        if whole and (other := owners.setdefault(whole, path)) != path:
            hint = "bila tulisannya sama, hapus salah satunya; bila lain, hapus baris ini"
            report.at_field(path, "guid", _taken("K530", "guid", whole, other, hint))


def _owner(path: str, address: str, other: str, generated: AbstractSet[str]) -> str:
    """Who an address belongs to, if not to the file that claims it; `other` claimed it first."""
    if other != path:
        return other
    return "halaman buatan situs" if address in generated else reserved_for(address)


def _too_long(path: str) -> Fault:
    return Fault(
        "K020",
        f"jalur berkas ini terlalu panjang untuk sebuah alamat ({len(path)} huruf)",
        f"pendekkan nama berkas dan foldernya, paling banyak {LONGEST_PART} huruf tiap bagian, "
        "misalnya: berita/2026/panen-raya.md",
    )


def _check_short_address(
    entry: Entry[Page], shortened: dict[bytes, Entry[Page]], report: Reporter
) -> None:
    if not isinstance(entry.record, Bulletin):
        return
    other = shortened.setdefault(short_digest(entry.identifier), entry)
    # The same identifier is a fault of its own, and gives the same address.
    if other.identifier != entry.identifier:
        hint = f"beri berkas ini pengenal sendiri, misalnya: id: {entry.identifier}-2"
        address = short_address(entry.identifier)
        fault = _taken("K303", "alamat pendek", address, other.path, hint)
        report.at_field(entry.path, "id" if entry.record.id else "", fault)


def _taken(code: str, what: str, value: str, other: str, hint: str) -> Fault:
    return Fault(code, f"{what} {quote(value)} sudah dipakai oleh {other}", hint)


def _renamed(path: str) -> str:
    return f"ganti nama berkas ini, misalnya: {path.removesuffix('.md').lower()}-2.md"
