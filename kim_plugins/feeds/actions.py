"""The feeds of follow-up: an item for each progress entry and each answer (C5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from html import escape
from typing import cast

from kim_plugins.catalogue import BulletinEntry, Catalogue, events_of
from kim_plugins.catalogue.addresses import FOLLOW_UP
from kim_plugins.catalogue.events import midnight
from kim_plugins.catalogue.guids import guid_of
from kim_plugins.feeds.announcements import withdrawal_of
from kim_plugins.feeds.attribution import authors_of, categories_of, origin_of
from kim_plugins.feeds.catalogue_items import CatalogueItems
from kim_plugins.feeds.model import Category, Item
from kim_plugins.feeds.selection import DatedItem
from kim_plugins.records import Decision, Kind, format_day
from kim_plugins.records.models.action import Action, Aspiration, Progress
from kim_plugins.records.models.vocabulary import Status


class ActionItems:
    """The items of the feed of actions, made from the decisions alone."""

    def __init__(self, catalogue: Catalogue, items: CatalogueItems) -> None:
        self._catalogue, self._items = catalogue, items
        self._local_now = catalogue.instant.astimezone(catalogue.options.zone)

    def all(self) -> Iterator[DatedItem]:
        """The items of every published decision, with those of its withdrawal."""
        for entry in self._catalogue.syndication.by_kind[Kind.DECISION]:
            found = list(self.of(entry))
            yield from found
            if found:
                yield from self._items.withdrawal_items(entry)

    def of(self, entry: BulletinEntry) -> Iterator[DatedItem]:
        """The items of one decision."""
        record = cast(Decision, entry.record)
        for number, action in enumerate(record.actions, 1):
            yield from self._of_action(entry, number, action)
        aspiration = record.aspiration
        if aspiration and aspiration.responded:
            make = partial(self._answer, entry, aspiration, aspiration.responded)
            yield self._dated(entry, "jawaban", aspiration.responded, make)

    def _of_action(self, entry: BulletinEntry, number: int, action: Action) -> Iterator[DatedItem]:
        """Items whose guids hold number, day and status, so that edited notes aren't news again."""
        seen: Counter[str] = Counter()
        for progress in action.progress:
            name = f"tindak-{number}-{progress.date}-{progress.status}"
            seen[name] += 1
            name = f"{name}-{seen[name]}" if seen[name] > 1 else name
            make = partial(self._progress, entry, action, progress)
            yield self._dated(entry, name, progress.date, make)

    def _dated(self, entry: BulletinEntry, name: str, day: date, make: partial[Item]) -> DatedItem:
        guid, record = f"{guid_of(self._catalogue, entry)}#{name}", entry.record
        # Progress from before the publication of its bulletin is news with it.
        at = max(midnight(day, self._local_now), record.publication.at)
        if record.withdrawn:
            changed = max(event.at for event in events_of(record) if event.correction is None)
            if record.withdrawn.restored is None:
                title = "Tindak lanjut ini dicabut"
                gone = partial(withdrawal_of, self._catalogue, entry, guid, title, at)
                return DatedItem(guid, max(at, changed), gone, returns=True)
            updated = max(at, changed)
            return DatedItem(guid, updated, partial(make, guid, at, updated), returns=updated > at)
        return DatedItem(guid, at, partial(make, guid, at, at))

    def _progress(  # noqa: PLR0913, PLR0917 - an item is all of this
        self,
        entry: BulletinEntry,
        action: Action,
        progress: Progress,
        guid: str,
        at: datetime,
        updated: datetime,
    ) -> Item:
        label = progress.status.label
        note = f" {_sentence(progress.note)}" if progress.note else ""
        due = f", paling lambat {format_day(action.due)}" if action.due else ""
        who = _sentence(f"Dikerjakan {action.owner}{due}")
        facts = f"{format_day(progress.date)}: {label.lower()}.{note} {who}"
        title, moments = f"{label}: {action.task}", (at, updated)
        return self._item(entry, guid, moments, title, facts, progress.status)

    def _answer(  # noqa: PLR0913, PLR0917 - as above
        self,
        entry: BulletinEntry,
        asked: Aspiration,
        day: date,
        guid: str,
        at: datetime,
        updated: datetime,
    ) -> Item:
        answer = _sentence(asked.response) if asked.response else "Isi jawabannya belum ditulis."
        ticket = f" dengan nomor {asked.ticket}" if asked.ticket else ""
        facts = (
            f"{format_day(day)}: {asked.to} menjawab aspirasi yang disampaikan pada "
            f"{format_day(asked.sent)}{ticket}. {answer}"
        )
        title = f"Jawaban {asked.to}: {entry.record.title}"
        return self._item(entry, guid, (at, updated), title, facts, None)

    def _item(  # noqa: PLR0913, PLR0917 - as above
        self,
        entry: BulletinEntry,
        guid: str,
        moments: tuple[datetime, datetime],
        title: str,
        facts: str,
        status: Status | None,
    ) -> Item:
        options = self._catalogue.options
        url = options.absolute(entry.address)
        link = f'<a href="{escape(url)}">{escape(entry.record.title)}</a>'
        scheme = options.absolute(FOLLOW_UP)
        own = Category(status.value, status.label, scheme) if status else _ANSWERED(scheme)
        return Item(
            guid=guid,
            url=url,
            title=title,
            summary=facts,
            html=f"<p>{escape(facts, quote=False)}</p><p>Keputusannya: {link}</p>",
            published=moments[0],
            updated=moments[1],
            authors=authors_of(self._catalogue, entry),
            categories=(*categories_of(self._catalogue, entry), own),
            origin=origin_of(self._catalogue, entry),
        )


_ANSWERED = partial(Category, "dijawab", "Dijawab")


def _sentence(text: str) -> str:
    """A text that ends with a full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
