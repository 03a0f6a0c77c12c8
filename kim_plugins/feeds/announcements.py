"""Items that announce corrections, withdrawals and restorations of bulletins (contract C5).

Clients that key by guid never show a bulletin again, so each announcement has a guid of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from jinja2 import Environment

from kim_plugins.catalogue import BulletinEntry, Catalogue, Event, EventKind, last_change
from kim_plugins.catalogue.addresses import KIND_TITLES
from kim_plugins.feeds.attribution import (
    authors_of,
    categories_of,
    kind_category,
    origin_of,
    publishers_of,
)
from kim_plugins.feeds.model import Item, Withdrawal
from kim_plugins.feeds.selection import DatedItem
from kim_plugins.records import Kind, format_day, format_moment
from kim_plugins.records.models.parts import Correction


class Announcements:
    """The announcements of a catalogue's bulletins."""

    def __init__(self, catalogue: Catalogue, environment: Environment) -> None:
        self._catalogue, self._environment = catalogue, environment

    def of(
        self,
        entry: BulletinEntry,
        guid: str,
        events: Sequence[Event],
        *,
        is_withdrawn: bool = False,
    ) -> Iterator[DatedItem]:
        """One item for each event; `is_withdrawn` withdraws those of corrections."""
        # A correction repeats what was withdrawn, so it goes and comes back with its bulletin.
        changes = [event.at for event in events if event.correction is None]
        for event in events:
            own = f"{guid}#{event.name}"
            if event.correction is None:
                announce = self._withdrawn if event.what is EventKind.WITHDRAWN else self._restored
                yield DatedItem(
                    own, event.at, partial(announce, entry, event.at, own), returns=True
                )
                continue
            latest = max([event.at, *changes])
            make: Callable[[], Item | Withdrawal]
            make = partial(self._corrected, entry, event.correction, event.at, latest, own)
            if is_withdrawn:
                title = f"{event.correction.kind.label} ini dicabut"
                make = partial(withdrawal_of, self._catalogue, entry, own, title, event.at)
            yield DatedItem(own, latest, make, returns=True)

    def _corrected(
        self,
        entry: BulletinEntry,
        correction: Correction,
        at: datetime,
        updated: datetime,
        guid: str,
    ) -> Item:
        label = correction.kind.label
        before = f"Semula: {correction.before}. " if correction.before else ""
        after = correction.after.rstrip(".")
        title, name = f"{label}: {entry.record.title}", entry.record.title
        summary = f"{label} atas «{name}». {before}Menjadi: {after}."
        return self._item(entry, guid, title, summary, at, updated)

    def _withdrawn(self, entry: BulletinEntry, at: datetime, guid: str) -> Item:
        """The notice of a withdrawal; it doesn't repeat the title."""
        record = entry.record
        assert record.withdrawn  # noqa: S101 - otherwise there is no such event
        what, day = noun_for(entry).lower(), format_day(record.publication.day)
        who = " dan ".join(publishers_of(self._catalogue, entry))
        note = f" {record.withdrawn.note}" if record.withdrawn.note else ""
        summary = (
            f"Pada {format_moment(record.withdrawn.date)} {who} mencabut {what} yang terbit pada "
            f"{day}. Alasan: {record.withdrawn.reason.label}.{note} "
            "Yang sudah memuat atau menyiarkannya kami mohon ikut mencabutnya."
        )
        title = f"Dicabut: {what} {day}"
        return self._item(entry, guid, title, summary, at, at, names_it=False)

    def _restored(self, entry: BulletinEntry, at: datetime, guid: str) -> Item:
        record = entry.record
        assert record.withdrawn  # noqa: S101 - otherwise there is no such event
        assert record.withdrawn.restored  # noqa: S101 - as above
        summary = (
            f"«{record.title}» terbit lagi sejak {format_moment(record.withdrawn.restored)}. "
            f"Pencabutannya pada {format_moment(record.withdrawn.date)} dibatalkan."
        )
        return self._item(entry, guid, f"Dipulihkan: {record.title}", summary, at, at)

    def _item(  # noqa: PLR0913, PLR0917 - as above
        self,
        entry: BulletinEntry,
        guid: str,
        title: str,
        summary: str,
        at: datetime,
        updated: datetime,
        *,
        names_it: bool = True,
    ) -> Item:
        url = self._catalogue.options.absolute(entry.address)
        of = entry.record.title if names_it else ""
        template = self._environment.get_template("announcement.html")
        authors = authors_of if names_it else publishers_of
        kind = (kind_category(self._catalogue, entry),)
        return Item(
            guid=guid,
            url=url,
            title=title,
            summary=summary,
            html=template.render(summary=summary, url=url, title=of).strip(),
            published=at,
            updated=updated,
            authors=authors(self._catalogue, entry),
            categories=tuple(categories_of(self._catalogue, entry)) if names_it else kind,
            origin=origin_of(self._catalogue, entry),
        )


def withdrawal_of(
    catalogue: Catalogue,
    entry: BulletinEntry,
    guid: str,
    title: str,
    since: datetime | None = None,
) -> Withdrawal:
    """What is left of an item of a withdrawn bulletin; `since` dates an announcement."""
    withdrawn = entry.record.withdrawn
    assert withdrawn  # noqa: S101 - the caller has checked
    note = f" {withdrawn.note}" if withdrawn.note else ""
    return Withdrawal(
        guid=guid,
        url=catalogue.options.absolute(entry.address),
        title=title,
        reason=f"Dicabut pada {format_moment(withdrawn.date)}. "
        f"Alasan: {withdrawn.reason.label}.{note}",
        # Never before the item was last changed: RFC 6721 compares the two.
        when=last_change(entry),
        published=since or entry.record.publication.at,
        authors=publishers_of(catalogue, entry),
    )


def noun_for(entry: BulletinEntry) -> str:
    """The noun for a bulletin in a sentence."""
    return "Berita" if entry.kind is Kind.NEWS else KIND_TITLES[entry.kind]
