"""Bulletins → items of feeds, each made once, when the first feed asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from heapq import nsmallest
from typing import Final, NamedTuple

from jinja2 import BytecodeCache

from kim_plugins.catalogue import BulletinEntry, Catalogue, last_change
from kim_plugins.catalogue.addresses import (
    ACTIVITIES,
    KIND_TITLES,
    LISTINGS,
    SUBSCRIPTIONS,
    TOPICS,
)
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.guids import guid_of
from kim_plugins.catalogue.pictures import plain
from kim_plugins.catalogue.templates import templates
from kim_plugins.feeds.items import render_item
from kim_plugins.feeds.model import Category, Item, Origin, Picture, RenderedItem, Sound, Withdrawal
from kim_plugins.records import Kind, format_clock, format_day, format_moment, format_rupiah
from kim_plugins.records.common import Correction
from kim_plugins.records.vocabulary import UNVERIFIED_NOTICE, Priority, Verification

NEWEST: Final = 20
_MOST_KEPT: Final = 10_000
"""Rendered items in memory: all that stand in several feeds of a large site, of a province not."""


class Dated(NamedTuple):
    """An item that can be made, and when it last came to the top."""

    guid: str
    latest: datetime
    make: Callable[[], Item | Withdrawal]


class CatalogueItems:
    """Renders each item once, when a feed asks for it; `bytecode` keeps templates compiled."""

    def __init__(self, catalogue: Catalogue, bytecode: BytecodeCache | None = None) -> None:
        self._catalogue = catalogue
        self._rendered: dict[str, RenderedItem] = {}
        self._environment = templates("kim_plugins.feeds", bytecode)
        self._environment.filters.update(
            day=format_day, moment=format_moment, clock=format_clock, rupiah=format_rupiah
        )

    def newest(self, entries: Sequence[BulletinEntry]) -> list[RenderedItem]:
        """The newest items of a listing whose entries come latest change first."""
        # Each entry gives at least the item of its latest change, so no more entries are needed.
        return self.top(dated for entry in entries[:NEWEST] for dated in self.of(entry))

    def top(self, items: Iterable[Dated]) -> list[RenderedItem]:
        """The newest of any items, latest first."""
        newest = nsmallest(NEWEST, items, key=lambda item: (-item.latest.timestamp(), item.guid))
        if len(self._rendered) >= _MOST_KEPT:
            self._rendered.clear()
        for item in newest:
            if item.guid not in self._rendered:
                self._rendered[item.guid] = render_item(item.make())
        return [self._rendered[item.guid] for item in newest]

    def once(self, item: Dated) -> RenderedItem:
        """An item for an archive; it isn't kept, as every bulletin of a site is in one."""
        return self._rendered.get(item.guid) or render_item(item.make(), with_json=False)

    def of(self, entry: BulletinEntry) -> Iterator[Dated]:
        """The item of a bulletin, and one for each of its corrections."""
        guid = guid_of(self._catalogue, entry)
        record = entry.record
        published, withdrawn = record.publication.at, record.withdrawn
        latest = max([published, *(correction.date.at for correction in record.corrections)])
        make: Callable[[], Item | Withdrawal] = partial(self._item, entry, guid)
        if withdrawn:
            what = "Berita" if entry.kind is Kind.NEWS else KIND_TITLES[entry.kind]
            make = partial(withdrawal_of, self._catalogue, entry, guid, what)
            latest = withdrawn.date.at
        yield Dated(guid, latest, make)
        for number, correction in enumerate(record.corrections, 1):
            # Its announcement tells what was withdrawn, so it is withdrawn as well.
            own_guid, at = f"{guid}#pembetulan-{number}", correction.date.at
            make = partial(self._announcement, entry, correction, own_guid)
            if withdrawn:
                label = correction.kind.label
                make = partial(withdrawal_of, self._catalogue, entry, own_guid, label, at)
            yield Dated(own_guid, withdrawn.date.at if withdrawn else at, make)

    def origin(self, entry: BulletinEntry) -> Origin | None:
        """The feed of the one group that answers, where many groups publish together."""
        if len(entry.groups) > 1 or len(self._catalogue.groups) == 1:
            return None
        (group,) = self._catalogue.groups_of(entry)
        feed_url = self._catalogue.options.absolute(f"{group.address}feed.xml")
        return Origin(group.record.title, feed_url)

    def authors(self, entry: BulletinEntry) -> tuple[str, ...]:
        """Who wrote it; the groups stand in, as OpenDK drops an item without author."""
        return entry.record.authors or tuple(
            group.record.title for group in self._catalogue.groups_of(entry)
        )

    def _item(self, entry: BulletinEntry, guid: str) -> Item:
        record = entry.record
        options = self._catalogue.options
        picture = self._picture(entry)
        html = self._environment.get_template("item.html").render(
            record=record,
            kind=entry.kind,
            picture=picture,
            body=self._catalogue.body_html(entry, options.url),
            groups=self._catalogue.groups_of(entry),
        )
        return Item(
            guid=guid,
            url=options.absolute(entry.address),
            title=record.title,
            summary=record.description,
            html=html.strip(),
            published=record.publication.at,
            updated=last_change(entry),
            authors=self.authors(entry),
            categories=tuple(self.categories(entry)),
            lang=record.lang,
            picture=picture,
            sound=self._sound(entry),
            notice=UNVERIFIED_NOTICE if record.verification is Verification.UNVERIFIED else None,
            origin=self.origin(entry),
        )

    def _announcement(self, entry: BulletinEntry, correction: Correction, guid: str) -> Item:
        options = self._catalogue.options
        label = correction.kind.label
        before = f"Semula: {correction.before}. " if correction.before else ""
        after = correction.after.rstrip(".")
        summary = f"{label} atas «{entry.record.title}». {before}Menjadi: {after}."
        url = options.absolute(entry.address)
        template = self._environment.get_template("correction.html")
        html = template.render(summary=summary, url=url, title=entry.record.title)
        return Item(
            guid=guid,
            url=url,
            title=f"{label}: {entry.record.title}",
            summary=summary,
            html=html.strip(),
            published=correction.date.at,
            updated=correction.date.at,
            authors=self.authors(entry),
            categories=tuple(self.categories(entry)),
            origin=self.origin(entry),
        )

    def categories(self, entry: BulletinEntry) -> Iterable[Category]:
        """How urgent it is, its kind, topics and activity, told apart by their schemes."""
        options = self._catalogue.options
        priority = entry.record.priority
        if priority is not Priority.ORDINARY:
            yield Category(priority.value, priority.label, options.absolute(SUBSCRIPTIONS))
        address = LISTINGS[entry.kind]
        yield Category(address.strip("/"), KIND_TITLES[entry.kind], options.absolute("/"))
        for topic in self._catalogue.topics_of(entry):
            yield Category(topic.slug, topic.label, options.absolute(TOPICS))
        if entry.record.activity:
            activity = entry.record.activity
            yield Category(activity.value, activity.label, options.absolute(ACTIVITIES))

    def _picture(self, entry: BulletinEntry) -> Picture | None:
        part = entry.record.image
        if part is None:
            return None
        shown = plain(self._catalogue.media[target_of(entry.path, part.src) or ""])
        return Picture(
            self._catalogue.options.absolute(shown.address),
            shown.mime,
            None,
            shown.width,
            shown.height,
            part.alt,
            part.credit,
            part.caption,
        )

    def _sound(self, entry: BulletinEntry) -> Sound | None:
        part = entry.record.audio
        if part is None:
            return None
        media = self._catalogue.media[target_of(entry.path, part.src) or ""]
        url = self._catalogue.options.absolute(media.address)
        return Sound(url, media.mime, media.length, part.title, round(media.seconds or 0) or None)


def withdrawal_of(
    catalogue: Catalogue, entry: BulletinEntry, guid: str, what: str, since: datetime | None = None
) -> Withdrawal:
    """What is left of an item of a withdrawn bulletin; `since` dates what isn't its own item."""
    withdrawn = entry.record.withdrawn
    assert withdrawn  # noqa: S101 - the caller has looked
    note = f" {withdrawn.note}" if withdrawn.note else ""
    return Withdrawal(
        guid=guid,
        url=catalogue.options.absolute(entry.address),
        title=f"{what} ini dicabut",
        reason=f"Dicabut pada {format_moment(withdrawn.date)}. "
        f"Alasan: {withdrawn.reason.label}.{note}",
        when=withdrawn.date.at,
        published=since or entry.record.publication.at,
        authors=tuple(group.record.title for group in catalogue.groups_of(entry)),
    )
