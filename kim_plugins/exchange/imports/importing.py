"""The files that an import writes, an item at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kim_plugins.exchange.imports.bodies import Library, markdown
from kim_plugins.exchange.imports.items import Item, Picture
from kim_plugins.exchange.imports.planning import (
    ImportRules,
    distinct_items,
    moment_of,
    redirects_of,
)
from kim_plugins.exchange.imports.writing import Parts, written
from kim_plugins.records.describing.skeleton import clean_title
from kim_plugins.records.models.alternatives import is_meaningless


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """An imported item: its path, the files to write by path, and sentences on changes and losses.

    `media` are the new paths of the old site's files by their addresses, as far as they are new.
    """

    item: Item
    path: str
    is_draft: bool
    files: dict[str, bytes]
    media: dict[str, str] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def imported_items(library: Library, rules: ImportRules, now: datetime) -> Iterator[ImportedItem]:
    """The new items of a source, one at a time, in its order."""
    for item in distinct_items(library.source, partial=rules.partial):
        if item.key in library.plan.new:
            yield _imported(item, library, rules, now)
            library.files.new.clear()


def _imported(item: Item, library: Library, rules: ImportRules, now: datetime) -> ImportedItem:
    path = library.plan.places[item.key]
    year = moment_of(item, now).year
    known = set(library.files.taken)
    title = clean_title(item.title) or "tulisan ini"
    image, lost, changed = _image(item, path, year, title, library)
    body = markdown(item, path, year, title, library)
    redirects, dead = redirects_of(item, library.plan)
    lost += (f"alamat lama {url}, yang tidak dapat dialihkan ke sini" for url in dead)
    made = written(item, Parts(path, body.text, image, redirects), rules, now)
    media = {url: place for url, place in library.files.taken.items() if url not in known}
    return ImportedItem(
        item,
        path,
        made.is_draft,
        {**library.files.new, path: made.text.encode()},
        media,
        tuple(dict.fromkeys((*changed, *body.changed, *made.changed))),
        tuple(dict.fromkeys((*item.lost, *lost, *body.lost, *made.lost))),
    )


def _image(
    item: Item, path: str, year: int, title: str, library: Library
) -> tuple[tuple[str, str, str] | None, list[str], list[str]]:
    """The item's own picture as its file has it, and what is to be said of it."""
    found: Picture | None = library.source.picture(item)
    if found is None or item.is_page:
        return None, [], []
    place = library.find(item, path, year, found.src, None)
    if place is None:
        return None, [f"gambar utama {found.src}"], []
    if found.alt and not is_meaningless(found.alt, found.src):
        return (place, found.alt, found.caption), [], []
    alt = f"Gambar pada “{title}”"
    return (place, alt, found.caption), [], ["teks pengganti gambar utama belum ada"]
