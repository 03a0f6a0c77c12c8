"""Paths → addresses (contract C4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from markdown.extensions.toc import slugify

from kim_plugins.catalogue.entries import Entry, State
from kim_plugins.records import Bulletin, Kind, Page, kind_of

_SHAPES: Final = {
    Kind.NEWS: (re.compile(r"berita/(\d{4})/([^/]+)\.md"), "berita/2026/panen-raya.md"),
    Kind.DECISION: (re.compile(r"keputusan/(\d{4})/([^/]+)\.md"), "keputusan/2026/jadwal-air.md"),
    Kind.LESSON: (re.compile(r"literasi/([^/]+)\.md"), "literasi/mengenali-hoaks.md"),
    # A group's file is its id, which bulletins must be able to write.
    Kind.GROUP: (
        re.compile(r"kelompok/([a-z0-9]+(?:-[a-z0-9]+)*)\.md"),
        "kelompok/tirta-mandiri.md",
    ),
}


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """A text as part of an address: `Air bersih` → `air-bersih`."""
    return slugify(text, "-") or "tanpa-nama"


def expected_place(path: str) -> str | None:
    """An example of where such a file belongs, when it is in the wrong place; else None."""
    shape = _SHAPES.get(kind_of(path))
    return shape[1] if shape and not shape[0].fullmatch(path) else None


def folder_year(path: str) -> int | None:
    """The year that the folder of a bulletin names."""
    match = re.match(r"(?:berita|keputusan)/(\d{4})/", path)
    return int(match[1]) if match else None


def address_of(path: str) -> str:
    """`berita/2026/Panen Raya.md` → `/berita/2026/panen-raya/`; `index.md` is its folder."""
    segments = path.removesuffix(".md").split("/")
    if segments[-1] == "index":
        segments.pop()
    return "/" + "".join(f"{slug(segment)}/" for segment in segments)


def group_name(path: str) -> str:
    """The id of a group: the name of its file."""
    return path.removeprefix("kelompok/").removesuffix(".md")


def identifier_of(path: str) -> str:
    """The identifier of a file that names none: its path below the content folder."""
    return path.removesuffix(".md")


def topic_address(tag: str) -> str:
    """Where a topic is listed."""
    return f"/topik/{slug(tag)}/"


def page_address(listing: str, number: int) -> str:
    """The address of page `number` of a listing, counted from 1."""
    return listing if number == 1 else f"{listing}halaman/{number}/"


LISTINGS: Final = {Kind.NEWS: "/berita/", Kind.LESSON: "/literasi/", Kind.DECISION: "/keputusan/"}
YEARLY: Final = (Kind.NEWS, Kind.DECISION)
GROUPS: Final = "/kelompok/"
TOPICS: Final = "/topik/"
ARCHIVE: Final = "/arsip/"
SUBSCRIPTIONS: Final = "/langganan/"


def year_address(kind: Kind, year: int) -> str:
    """Where the bulletins of a kind and year are listed."""
    return f"{LISTINGS[kind]}{year}/"


def generated_addresses(entries: Iterable[Entry[Page]]) -> frozenset[str]:
    """The addresses that the site makes by itself, without the later pages of listings.

    A file may link to them, and may not take them.
    """
    found = {*LISTINGS.values(), GROUPS, TOPICS, ARCHIVE, SUBSCRIPTIONS}
    for entry in entries:
        if isinstance(entry.record, Bulletin) and entry.state is State.PUBLISHED:
            found.update(topic_address(tag) for tag in entry.record.tags)
            if entry.kind in YEARLY:
                found.add(year_address(entry.kind, entry.record.date.day.year))
    return frozenset(found)
