"""The items of bulletins, each rendered once for all feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain

from jinja2 import BytecodeCache

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    EntryList,
    events_of,
    last_change,
    recording,
)
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.guids import guid_of
from kim_plugins.catalogue.media.pictures import fallback_file
from kim_plugins.catalogue.templates import templates
from kim_plugins.catalogue.tracing import note_all
from kim_plugins.feeds.announcements import Announcements, noun_for, withdrawal_of
from kim_plugins.feeds.attribution import authors_of, categories_of, origin_of
from kim_plugins.feeds.item_store import ItemsInMemory, ItemStore, StoredItem
from kim_plugins.feeds.items import render_item
from kim_plugins.feeds.model import Item, Picture, RenderedItem, Sound, Withdrawal
from kim_plugins.feeds.selection import DatedItem, Selection, feed_contents, late_arrival
from kim_plugins.records import format_clock, format_day, format_moment, format_rupiah
from kim_plugins.records.models.vocabulary import UNVERIFIED_NOTICE, Verification


class CatalogueItems:
    """Renders the items of a catalogue's bulletins, each once.

    `bytecode` keeps compiled templates, `store` the rendered items that several feeds hold.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        bytecode: BytecodeCache | None = None,
        store: ItemStore | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._store = store or ItemsInMemory()
        self._environment = templates("kim_plugins.feeds", bytecode)
        self._environment.filters.update(
            day=format_day, moment=format_moment, clock=format_clock, rupiah=format_rupiah
        )
        self._announcements = Announcements(catalogue, self._environment)
        self.selection = Selection(catalogue)

    def newest(
        self,
        entries: EntryList[BulletinEntry],
        required: Sequence[tuple[BulletinEntry, int]] = (),
    ) -> list[RenderedItem]:
        """The items that the feeds of a listing hold; `required` ones by bulletin and place."""
        shown = {one.path: one for one in feed_contents(self._catalogue, entries.name).entries}
        shown |= {one.path: one for one, _ in required}
        items = {path: [*self.of(one)] for path, one in shown.items()}
        guids = {items[one.path][place].guid for one, place in required}
        return self.latest_items(chain.from_iterable(items.values()), guids)

    def latest_items(
        self, items: Iterable[DatedItem], required: AbstractSet[str] = frozenset()
    ) -> list[RenderedItem]:
        """The items that a feed selects, latest first, including the guids that are `required`."""
        held = self.selection.items(items, required)
        return [self._item_of(dated, keep=True) for dated in held]

    def all_of(self, entry: BulletinEntry) -> Iterator[StoredItem]:
        """All items of a bulletin, rendered."""
        return map(_rendered, self.of(entry))

    def archived(self, dated: DatedItem) -> RenderedItem:
        """An item of an archive; it isn't store, as not all items fit into memory."""
        return self._item_of(dated, keep=False)

    def _item_of(self, dated: DatedItem, *, keep: bool) -> RenderedItem:
        found = self._store.get(dated.guid)
        if found is None:
            found = _rendered(dated)
            if keep:
                self._store.put(found)
        note_all(found.reads)
        return found.item

    def of(self, entry: BulletinEntry) -> Iterator[DatedItem]:
        """The item of a bulletin, and one for each correction, withdrawal and restoration."""
        guid, record = guid_of(self._catalogue, entry), entry.record
        published = record.publication.at
        events = tuple(events_of(record))
        latest = max([published, *(event.at for event in events)])
        is_withdrawn = record.withdrawn is not None and record.withdrawn.restored is None
        make: Callable[[], Item | Withdrawal] = partial(self._item, entry, guid)
        if is_withdrawn:
            title = f"{noun_for(entry)} ini dicabut"
            make = partial(withdrawal_of, self._catalogue, entry, guid, title)
        yield DatedItem(guid, latest, make, latest > published, late_arrival(entry))
        yield from self._announcements.of(entry, guid, events, is_withdrawn=is_withdrawn)

    def withdrawal_items(self, entry: BulletinEntry) -> Iterator[DatedItem]:
        """The items that announce a withdrawal and a restoration."""
        guid = guid_of(self._catalogue, entry)
        events = tuple(event for event in events_of(entry.record) if event.correction is None)
        return self._announcements.of(entry, guid, events)

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
            authors=authors_of(self._catalogue, entry),
            categories=tuple(categories_of(self._catalogue, entry)),
            lang=record.lang,
            picture=picture,
            sound=self._sound(entry),
            notice=UNVERIFIED_NOTICE if record.verification is Verification.UNVERIFIED else None,
            origin=origin_of(self._catalogue, entry),
        )

    def _picture(self, entry: BulletinEntry) -> Picture | None:
        part = entry.record.image
        if part is None:
            return None
        shown = fallback_file(self._catalogue.medium(target_of(entry.path, part.src) or ""))
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
        media = self._catalogue.medium(target_of(entry.path, part.src) or "")
        url = self._catalogue.options.absolute(media.address)
        seconds = max(1, round(media.seconds)) if media.seconds else None
        return Sound(url, media.mime, media.length, part.title, seconds)


def _rendered(dated: DatedItem) -> StoredItem:
    with recording() as reads:
        item = render_item(dated.make())
    return StoredItem(item, frozenset(reads))
