"""Search entries for generated pages: sections, boards, places and reports.

Nothing here shows a bulletin: a new one leaves all of them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from kim_plugins.catalogue import Catalogue, activity_address, region_address, topic_address
from kim_plugins.catalogue.addresses import (
    BROADCAST,
    KIND_TITLES,
    follow_up_address,
    year_address,
)
from kim_plugins.catalogue.bodies import Body
from kim_plugins.catalogue.memory import digest_of
from kim_plugins.records import Kind, Moment
from kim_plugins.records.kinds import YEARLY
from kim_plugins.records.models.vocabulary import Activity
from kim_plugins.search.words import lines_of

_NO_BODY: Final = Body("", "", ())
_REPORT: Final = re.compile(r"(?:/kelompok/([^/]+))?/laporan/(\d{4})/")


class Section(NamedTuple):
    """A generated page as a document; `others` are further words that find it."""

    address: str
    title: str
    description: str
    others: str = ""
    published: Moment | None = None
    kind: Kind = Kind.PAGE
    day: str = ""
    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    next_date: tuple[str, str] | None = None
    lang: str | None = None

    @property
    def identifier(self) -> str:
        """The identifier; no record's begins like it."""
        return self.address

    @property
    def digest(self) -> bytes:
        """A digest of everything that search shows or finds."""
        return digest_of((self.address, self.title, self.description, self.others))

    @property
    def hidden_text(self) -> str:
        """The words that find it without being shown."""
        return self.others

    def body(self) -> Body:
        """Empty: such a page shows what others say."""
        return _NO_BODY


def sections(catalogue: Catalogue, *, has_programme: bool) -> Iterator[Section]:
    """Every such page; `has_programme` tells whether today's scripts have one."""
    for section in _fixed():
        if has_programme or section.address != BROADCAST:
            yield section
    for activity in Activity:
        told = f"Tulisan tentang {activity.label.lower()}, satu dari lima aktivitas pokok."
        others = f"aktivitas {activity} warga"
        yield Section(activity_address(activity), activity.label, told, others)
    for kind, year in sorted(catalogue.listings.by_kind_and_year):
        if kind in YEARLY:
            title = KIND_TITLES[kind]
            told = f"{title} sepanjang tahun {year}."
            yield Section(year_address(kind, year), f"{title} {year}", told)
    for topic in catalogue.topics:
        told = f"Semua tulisan tentang {topic.label}."
        yield Section(topic_address(topic.slug), f"Topik: {topic.label}", told)
    for code, name in catalogue.region_names.items():
        told = f"Kelompok informasi masyarakat dan tulisannya di {name}."
        yield Section(region_address(code), catalogue.regions[code].name, told, f"wilayah {code}")
    yield from _reports(catalogue)
    yield from _follow_ups(catalogue)


@cache
def _fixed() -> tuple[Section, ...]:
    rows = ([part.strip() for part in line.split("|")] for line in lines_of("sections.txt"))
    # Who types the name of a section means it before its parts.
    return tuple(
        Section(address, title, told, f"{title} {title} {more}" if more else "")
        for address, title, told, more in rows
    )


def _follow_ups(catalogue: Catalogue) -> Iterator[Section]:
    """What became of the decisions of a group or a village."""
    names = {group.address: group.record.title for group in catalogue.groups}
    names |= {region_address(code): f"di {n}" for code, n in catalogue.region_names.items()}
    for of, name in names.items():
        if (address := follow_up_address(of)) in catalogue.addresses:
            told = f"Sampai mana hasil musyawarah {name} dikerjakan, dan siapa yang mengerjakan."
            yield Section(address, f"Tindak lanjut {name}", told)


def _reports(catalogue: Catalogue) -> Iterator[Section]:
    titles = {group.address: group.record.title for group in catalogue.groups}
    for address in sorted(catalogue.addresses):
        if match := _REPORT.fullmatch(address):
            name, year = match[1], match[2]
            title = titles.get(f"/kelompok/{name}/") if name else "semua kelompok"
            if title:
                told = f"Tulisan, musyawarah, tindak lanjut dan aspirasi {title} tahun {year}."
                # Who names no group looks for that of all.
                others = "laporan kegiatan tahunan" if name else f"laporan {year} " * 3
                yield Section(address, f"Laporan {year}: {title}", told, others)
