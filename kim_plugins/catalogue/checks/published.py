"""Compares bulletins with what earlier builds published: guids stay, and changes are announced.

What is remembered makes warnings and stops, and never a byte of the site. Whoever loses it is told
less, once.

What was published makes warnings and stops. `.kim/pengenal` remembers for each guid its title, its
publication and the digest of its words (`catalogue/wording.py`); `catalogue/checks/published.py`
compares. No byte depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from kim_plugins.catalogue.addresses import guid_year, identifier_in, identifier_of
from kim_plugins.catalogue.checks.guids import HIDDEN, check_guids, identifier_of_known, vanished
from kim_plugins.catalogue.checks.site import Reporter
from kim_plugins.catalogue.entries import BulletinEntry, Entry, State
from kim_plugins.catalogue.events import EventKind, events_of, latest_news
from kim_plugins.catalogue.listings import topic_slugs
from kim_plugins.catalogue.memory import PreparedFile, PublishedState, Register, digest_of
from kim_plugins.records import Bulletin, Page, Severity, format_day
from kim_plugins.records.problems import Fault

_NEWEST: Final = 20
_SEEN_FOR: Final = timedelta(days=2)
_RETURNS_FOR: Final = timedelta(days=14)
_MANY: Final = 50
"""More that are new at once are brought in from elsewhere, and nobody waits for them."""


def known_of(entry: BulletinEntry, file: PreparedFile) -> PublishedState:
    """What is remembered of a published bulletin."""
    record = entry.record
    return PublishedState(
        title=record.title,
        published=record.publication.at.isoformat(),
        key=file.key.hex(),
        wording=file.wording,
        stated=_stated(file),
        told=" ".join(sorted(event.name for event in events_of(record))),
        identifier=entry.identifier if record.guid else "",
    )


def guid_for(host: str, entry: BulletinEntry) -> str:
    """The permanent identifier of an item, the same in every feed.

    A tag: URI (RFC 4151), unless the file keeps the one of the site that it comes from.
    """
    identifier = entry.identifier
    record: Bulletin = entry.record
    if record.guid:
        return str(record.guid)
    if entry.origin:
        # Here it may have another one, where two sites have the same.
        identifier = identifier_in(record.id) if record.id else identifier_of(entry.path)
        host = entry.origin.host or host
    return f"tag:{host},{guid_year(entry.path, record)}:{identifier}"


@dataclass(frozen=True, slots=True)
class PublishedCheck:
    """Reports what subscribers would get wrong, twice or never.

    `before` is what they have, `host` the authority in guids, `now` the clock where the site is.
    """

    before: Register
    host: str
    now: datetime
    report: Reporter

    def run(
        self,
        entries: Mapping[str, Entry[Page]],
        files: Mapping[str, PreparedFile],
        unreadable: AbstractSet[str],
    ) -> None:
        """Compare all bulletins with what was published; `unreadable` files may be any of them."""
        if not self.before or other_host(self.before, self.host):
            return  # nobody has anything; or all would be new, which stops the build elsewhere
        bulletins = cast(
            Iterable[BulletinEntry],
            (e for e in entries.values() if isinstance(e.record, Bulletin) and e.origin is None),
        )
        found = {guid_for(self.host, entry): entry for entry in bulletins}
        new = {guid: e for guid, e in found.items() if guid not in self.before and e.has_page}
        unread = {identifier_of(path) for path in unreadable}
        lost = {
            guid: known
            for guid, known in self.before.items()
            if guid not in found and identifier_of_known(guid, known) not in unread
        }
        renamed = check_guids(new, lost, self.report) if new and lost else {}
        arrived = [entry for guid, entry in new.items() if guid not in renamed]
        self._check_age(arrived, found)
        # What can't be read may be any of them under another name.
        identifiers = (identifier_of_known(guid, known) for guid, known in self.before.items())
        if lost and unread <= set(identifiers):
            gone = {guid: lost[guid] for guid in lost.keys() - set(renamed.values())}
            self.report.problems += vanished(gone, arrived, self._day)
        for guid, known in self.before.items():
            entry = found.get(guid)
            if entry is None or known.gone:
                continue
            file = files[entry.path]
            if not entry.has_page:
                self._report_hidden(entry)
            elif known.key and known.key != file.key.hex():
                _check_change(entry, file, known, self.report)
                self._check_announcements(entry, known, found)

    def _report_hidden(self, entry: BulletinEntry) -> None:
        is_draft = entry.state is State.DRAFT
        what = "menjadi konsep lagi" if is_draft else "ditunda terbitnya"
        fault = Fault(
            HIDDEN,
            f"tulisan yang sudah terbit {what}, sehingga hilang tanpa pemberitahuan kepada "
            "pelanggan",
            f"bila memang harus hilang, cabutlah: withdrawn: {{date: {self._day}, "
            "reason: salah-terbit}",
            Severity.WARNING,
        )
        where = "draft" if is_draft else "embargo" if entry.record.embargo else "date"
        self.report.at_field(entry.path, where, fault)

    def _check_announcements(
        self, entry: BulletinEntry, known: PublishedState, found: Mapping[str, BulletinEntry]
    ) -> None:
        told = set(known.told.split())
        events = {event.name: event for event in events_of(entry.record)}
        taken_away = sorted(told - events.keys())
        if entry.record.withdrawn:
            # That it was withdrawn tells enough; what it said of others may be what has to go.
            taken_away = [
                name for name in taken_away if name in (EventKind.WITHDRAWN, EventKind.RESTORED)
            ]
        for name in taken_away:
            self.report.at_field(entry.path, "corrections", _taken_away(name, self._day))
        since = self.now - _RETURNS_FOR
        late = [event for name, event in events.items() if name not in told and event.at < since]
        if late and not _is_seen(entry, found.values()):
            field = "withdrawn.date" if late[-1].correction is None else "corrections"
            fault = _too_late("pengumumannya", late[-1].at, f"date: {self._day}")
            self.report.at_field(entry.path, field, fault)

    def _check_age(self, new: Sequence[BulletinEntry], found: Mapping[str, BulletinEntry]) -> None:
        """Warn of a new bulletin with an old date: feeds no longer reach back to it."""
        if len(new) > _MANY:
            return
        for entry in new:
            if entry.record.guid:
                continue  # who follows the earlier site has it
            at = entry.record.publication.at
            if at < self.now - _SEEN_FOR and not _is_seen(entry, found.values()):
                fault = _too_late("tanggalnya", at, f"embargo: {self._day}")
                self.report.at_field(entry.path, "date", fault)

    @property
    def _day(self) -> str:
        return self.now.date().isoformat()


def other_host(before: Register, host: str) -> str:
    """The authority that published guids have, where none of them has the one of this site."""
    hosts = {
        guid.split(":")[1].rpartition(",")[0]
        for guid, known in before.items()
        if not known.identifier and not known.gone
    }
    return "" if host in hosts else min(hosts, default="")


# -- changes -------------------------------------------------------------------------------------


def _check_change(
    entry: BulletinEntry, file: PreparedFile, known: PublishedState, report: Reporter
) -> None:
    if known.stated != _stated(file) or not known.wording:
        return
    if known.wording != file.wording:
        report.at_field(entry.path, "", _SILENT_WORDS)
    elif known.instant != entry.record.publication.at:
        report.at_field(entry.path, "date", _SILENT_DATE)


_SILENT_WORDS: Final = Fault(
    "K372",
    "isi yang sudah terbit berubah, tetapi pelanggan tidak diberi tahu",
    "bila ada yang keliru, tulis corrections; bila isinya bertambah, tulis updated dengan tanggal "
    "hari ini; bila hanya salah ketik, biarkan",
    Severity.WARNING,
)
_SILENT_DATE: Final = Fault(
    "K373",
    "waktu terbit tulisan yang sudah terbit berubah, tetapi pelanggan tidak diberi tahu",
    "tulis updated dengan tanggal hari ini",
    Severity.WARNING,
)


def _stated(file: PreparedFile) -> str:
    """The fields by which an editor announces changes, those still to come included."""
    record = file.record
    assert isinstance(record, Bulletin)  # noqa: S101 - only those are remembered
    return digest_of((record.updated, record.corrections, record.withdrawn)).hex()[:16]


def _taken_away(name: str, day: str) -> Fault:
    if name == EventKind.WITHDRAWN:
        return Fault(
            "K375",
            "pencabutan yang sudah diumumkan dihapus, tetapi pelanggan tidak diberi tahu",
            f"kembalikan withdrawn dan tambahkan di dalamnya: restored: {day}",
            Severity.WARNING,
        )
    what = "pemulihan" if name == EventKind.RESTORED else "ralat"
    return Fault(
        "K375",
        f"{what} yang sudah diumumkan diubah atau dihapus; pelanggan masih memegang yang lama",
        f"kembalikan, lalu tambahkan butir baru di corrections dengan date: {day}",
        Severity.WARNING,
    )


def _too_late(what: str, at: datetime, today: str) -> Fault:
    return Fault(
        "K376",
        f"{what} {format_day(at.date())} begitu lampau sehingga tidak sampai kepada satu pelanggan "
        "pun",
        f"tulis hari ini, {today}; tanggal kejadiannya cukup disebut di dalam isi",
        Severity.WARNING,
    )


def _is_seen(entry: BulletinEntry, others: Iterable[BulletinEntry]) -> bool:
    """Whether a bulletin is among the newest of any of its feeds.

    Those of its places and the site's hold all that its groups' hold, so they needn't be asked.
    """
    latest = latest_news(entry)
    newer = [e for e in others if e.has_page and latest_news(e) > latest]
    own = set(_feeds_of(entry))
    counts = dict.fromkeys(own, 0)
    for other in newer:
        for name in own.intersection(_feeds_of(other)):
            counts[name] += 1
    return any(count < _NEWEST for count in counts.values())


def _feeds_of(entry: BulletinEntry) -> Iterator[tuple[str, str]]:
    yield "kind", entry.kind
    yield from (("group", name) for name in entry.groups)
    yield from (("topic", name) for name in topic_slugs(entry))
    if entry.record.activity:
        yield "activity", entry.record.activity
