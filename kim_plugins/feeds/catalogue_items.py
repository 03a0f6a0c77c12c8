"""Bulletins → items of feeds, each made once, when the first feed asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from kim_plugins.catalogue import BulletinEntry, Catalogue, last_change
from kim_plugins.catalogue.addresses import LISTINGS, TOPICS
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.pictures import plain
from kim_plugins.feeds.items import render_item
from kim_plugins.feeds.model import Category, Item, Picture, RenderedItem, Sound, Withdrawal
from kim_plugins.records import Kind, format_clock, format_day, format_moment
from kim_plugins.records.common import Correction
from kim_plugins.records.vocabulary import Verification

NEWEST: Final = 20

KIND_LABELS: Final = {
    Kind.NEWS: "Berita",
    Kind.LESSON: "Literasi",
    Kind.DECISION: "Hasil musyawarah",
}

# The notice that Pedoman Pemberitaan Media Siber asks for (Peraturan Dewan Pers 1/2012, 2c).
_UNVERIFIED: Final = (
    "Berita ini masih memerlukan verifikasi. Kelompok kami sedang memeriksa kebenarannya "
    "kepada pihak yang bersangkutan."
)


class CatalogueItems:
    """Renders each item once, when the first feed asks for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rendered: dict[str, RenderedItem] = {}
        self._template = _environment().get_template("item.html")
        self._correction = _environment().get_template("correction.html")

    def newest(self, entries: Sequence[BulletinEntry]) -> list[RenderedItem]:
        """The newest items of a listing whose entries come latest change first."""
        # Each entry gives at least the item of its latest change, so no more entries are needed.
        made = [item for entry in entries[:NEWEST] for item in self._of(entry)]
        made.sort(key=lambda pair: (-pair[0].timestamp(), pair[1].guid))
        return [rendered for _, rendered in made[:NEWEST]]

    def _of(self, entry: BulletinEntry) -> Iterator[tuple[datetime, RenderedItem]]:
        guid = guid_of(self._catalogue, entry)
        record = entry.record
        if record.withdrawn:
            yield (
                record.withdrawn.date.at,
                self._render(guid, partial(self._withdrawal, entry, guid)),
            )
            return
        corrected = [correction.date.at for correction in record.corrections]
        yield (
            max([record.publication.at, *corrected]),
            self._render(guid, partial(self._item, entry, guid)),
        )
        for number, correction in enumerate(record.corrections, 1):
            own_guid = f"{guid}#pembetulan-{number}"
            make = partial(self._announcement, entry, correction, own_guid)
            yield correction.date.at, self._render(own_guid, make)

    def _render(self, guid: str, make: Callable[[], Item | Withdrawal]) -> RenderedItem:
        if guid not in self._rendered:
            self._rendered[guid] = render_item(make())
        return self._rendered[guid]

    def _authors(self, entry: BulletinEntry) -> tuple[str, ...]:
        return entry.record.authors or tuple(
            group.record.title for group in self._catalogue.groups_of(entry)
        )

    def _item(self, entry: BulletinEntry, guid: str) -> Item:
        record = entry.record
        options = self._catalogue.options
        picture = self._picture(entry)
        html = self._template.render(
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
            authors=self._authors(entry),
            categories=tuple(self._categories(entry)),
            lang=record.lang,
            picture=picture,
            sound=self._sound(entry),
            notice=_UNVERIFIED if record.verification is Verification.UNVERIFIED else None,
        )

    def _announcement(self, entry: BulletinEntry, correction: Correction, guid: str) -> Item:
        options = self._catalogue.options
        label = correction.kind.label
        before = f"Semula: {correction.before}. " if correction.before else ""
        after = correction.after.rstrip(".")
        summary = f"{label} atas «{entry.record.title}». {before}Menjadi: {after}."
        url = options.absolute(entry.address)
        html = self._correction.render(summary=summary, url=url, title=entry.record.title)
        return Item(
            guid=guid,
            url=url,
            title=f"{label}: {entry.record.title}",
            summary=summary,
            html=html.strip(),
            published=correction.date.at,
            updated=correction.date.at,
            authors=self._authors(entry),
            categories=tuple(self._categories(entry)),
            lang=None,
        )

    def _withdrawal(self, entry: BulletinEntry, guid: str) -> Withdrawal:
        withdrawn = entry.record.withdrawn
        assert withdrawn  # noqa: S101 - the caller has looked
        note = f" {withdrawn.note}" if withdrawn.note else ""
        return Withdrawal(
            guid=guid,
            url=self._catalogue.options.absolute(entry.address),
            title=f"{'Berita' if entry.kind is Kind.NEWS else KIND_LABELS[entry.kind]} ini dicabut",
            reason=f"Dicabut pada {format_moment(withdrawn.date)}. "
            f"Alasan: {withdrawn.reason.label}.{note}",
            when=withdrawn.date.at,
            published=entry.record.publication.at,
            authors=tuple(group.record.title for group in self._catalogue.groups_of(entry)),
        )

    def _categories(self, entry: BulletinEntry) -> Iterable[Category]:
        options = self._catalogue.options
        address = LISTINGS[entry.kind]
        yield Category(address.strip("/"), KIND_LABELS[entry.kind], options.absolute("/"))
        for topic in self._catalogue.topics_of(entry):
            yield Category(topic.slug, topic.label, options.absolute(TOPICS))
        if entry.record.activity:
            activity = entry.record.activity
            yield Category(activity.value, activity.label, options.absolute("/aktivitas/"))

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


def guid_of(catalogue: Catalogue, entry: BulletinEntry) -> str:
    """The permanent identifier of an item: a tag: URI (RFC 4151), the same in every feed."""
    return f"tag:{catalogue.options.host},{entry.record.date.day.year}:{entry.identifier}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kim_plugins.feeds"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=format_day, moment=format_moment, clock=format_clock)
    return environment
