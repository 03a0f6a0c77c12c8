"""Groupings of bulletins: by kind, year, group, topic, activity and region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from kim_plugins.catalogue.addresses import (
    region_codes,
    topic_address,
    topic_slug,
    year_address,
)
from kim_plugins.catalogue.entries import BulletinEntry, GroupEntry
from kim_plugins.catalogue.entry_lists import EntryList, Grouping
from kim_plugins.catalogue.tracing import unrecorded_property
from kim_plugins.records import Bulletin, Kind
from kim_plugins.records.kinds import YEARLY


class Level(IntEnum):
    """The levels of Kemendagri's region codes (PP.KK.CC.DDDD), from large to small."""

    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4


class Topic(NamedTuple):
    """A topic: its slug in addresses, and its label, the first spelling of the tag."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Region:
    """A place on one level: `33.14` is Kabupaten Sragen."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        """How many parts the code has."""
        return Level(self.code.count(".") + 1)

    @property
    def parent(self) -> str | None:
        """The code of the place above it; None for a province."""
        return self.code.rpartition(".")[0] or None


def regions_of(group: GroupEntry) -> tuple[Region, ...]:
    """The places that a group lies in, from its province down to its village."""
    region = group.record.region
    names = (region.province, region.regency, region.district, region.village)
    return tuple(map(Region, region_codes(region.code), names))


@dataclass(frozen=True)
class Listings:
    """Some bulletins in every grouping; each keeps the order of `entries`.

    A group, topic, activity or region without any isn't among the keys. `name` tells these
    bulletins from others of the catalogue.
    """

    name: str
    entries: Sequence[BulletinEntry]
    groups: Mapping[str, GroupEntry]

    @unrecorded_property
    def all(self) -> EntryList[BulletinEntry]:
        """All of them, as one list."""
        return EntryList(self.name, tuple(self.entries))

    @unrecorded_property
    def by_kind(self) -> Grouping[BulletinEntry]:
        """By kind."""
        return self._by("kind", lambda entry: (entry.kind,))

    @unrecorded_property
    def by_kind_and_year(self) -> Grouping[BulletinEntry]:
        """By kind and year of publication."""
        return self._by("year", lambda entry: ((entry.kind, entry.untraced.date.year),))

    @unrecorded_property
    def by_group(self) -> Grouping[BulletinEntry]:
        """By the ids of the groups that answer for them."""
        return self._by("group", attrgetter("groups"))

    @unrecorded_property
    def by_topic(self) -> Grouping[BulletinEntry]:
        """By the slug of each topic."""
        return self._by("topic", lambda entry: slugs_of(entry.untraced.tags))

    @unrecorded_property
    def by_activity(self) -> Grouping[BulletinEntry]:
        """By core activity."""
        return self._by(
            "activity", lambda entry: (one,) if (one := entry.untraced.activity) else ()
        )

    @unrecorded_property
    def by_region(self) -> Grouping[BulletinEntry]:
        """By the codes of the places, on every level, of their groups."""
        codes = {
            name: [region.code for region in regions_of(group)]
            for name, group in self.groups.items()
        }
        several: dict[tuple[str, ...], Iterable[str]] = {}

        def keys(entry: BulletinEntry) -> Iterable[str]:
            if entry.groups not in several:
                found = (code for name in entry.groups for code in codes[name])
                several[entry.groups] = tuple(dict.fromkeys(found))
            return several[entry.groups]

        return self._by("region", keys)

    @unrecorded_property
    def groupings(self) -> Mapping[str, Grouping[BulletinEntry]]:
        """Every grouping by the name that stands in reads."""
        found = (
            *(self.by_kind, self.by_kind_and_year, self.by_group, self.by_topic),
            *(self.by_activity, self.by_region),
        )
        return {grouping.name: grouping for grouping in found}

    @unrecorded_property
    def lists(self) -> Mapping[str, EntryList[BulletinEntry]]:
        """Every list by the name that stands in reads."""
        found = {self.all.name: self.all}
        for grouping in self.groupings.values():
            found |= grouping.lists
        return found

    def _by(
        self, what: str, keys: Callable[[BulletinEntry], Iterable[object]]
    ) -> Grouping[BulletinEntry]:
        found: dict[object, list[BulletinEntry]] = defaultdict(list)
        for entry in self.entries:
            for key in keys(entry):
                found[key].append(entry)
        lists = {key: tuple(members) for key, members in found.items()}
        return Grouping(f"{self.name}/{what}", lists)


def topic_slugs(entry: BulletinEntry) -> tuple[str, ...]:
    """The slugs of a bulletin's topics in the editor's order."""
    return slugs_of(entry.record.tags)


@lru_cache(maxsize=1 << 16)
def slugs_of(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The slugs of some tags in their order."""
    return tuple(dict.fromkeys(map(topic_slug, tags)))


def listing_addresses(kind: Kind, record: Bulletin) -> Iterator[str]:
    """The listings of a listed bulletin that exist for its sake: of its year and its topics."""
    if kind in YEARLY:
        yield year_address(kind, record.date.year)
    yield from _topic_addresses(record.tags)


@lru_cache(maxsize=1 << 16)
def _topic_addresses(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(topic_address, tags))
