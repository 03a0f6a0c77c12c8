"""Bulletins by what a reader looks for: kind, year, group, topic, activity and region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeVar

from kim_plugins.catalogue.addresses import region_codes, topic_slug
from kim_plugins.catalogue.entries import BulletinEntry, GroupEntry
from kim_plugins.records import Kind
from kim_plugins.records.models.vocabulary import Activity

K = TypeVar("K")


class Level(IntEnum):
    """The levels of Kemendagri's region codes (PP.KK.CC.DDDD), from large to small."""

    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4


class Topic(NamedTuple):
    """A tag as readers see it: its first spelling, and its place in addresses."""

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
        """The code of the place that it belongs to; None for a province."""
        return self.code.rpartition(".")[0] or None


def regions_of(group: GroupEntry) -> tuple[Region, ...]:
    """The places that a group lies in, from its province down to its village."""
    region = group.record.region
    names = (region.province, region.regency, region.district, region.village)
    return tuple(map(Region, region_codes(region.code), names))


@dataclass(frozen=True)
class Listings:
    """The same bulletins in every grouping; each keeps the order of `entries`.

    A group, topic, activity or region without any isn't among the keys.
    """

    entries: Sequence[BulletinEntry]
    groups: Mapping[str, GroupEntry]

    @cached_property
    def by_kind(self) -> Mapping[Kind, tuple[BulletinEntry, ...]]:
        """By kind."""
        return self._by_one(attrgetter("kind"))

    @cached_property
    def by_kind_and_year(self) -> Mapping[tuple[Kind, int], tuple[BulletinEntry, ...]]:
        """By kind and year of the date."""
        return self._by_one(lambda entry: (entry.kind, entry.record.date.year))

    @cached_property
    def by_group(self) -> Mapping[str, tuple[BulletinEntry, ...]]:
        """By the id of each group that answers for them."""
        return self._by(attrgetter("groups"))

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[BulletinEntry, ...]]:
        """By the slug of each topic."""
        return self._by(lambda entry: _slugs(entry.record.tags))

    @cached_property
    def by_activity(self) -> Mapping[Activity, tuple[BulletinEntry, ...]]:
        """By core activity."""
        found = dict(self._by_one(attrgetter("record.activity")))
        found.pop(None, None)
        return found

    @cached_property
    def by_region(self) -> Mapping[str, tuple[BulletinEntry, ...]]:
        """By the code of each place, on every level, that one of their groups lies in."""
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

        return self._by(keys)

    def _by_one(self, key: Callable[[BulletinEntry], K]) -> dict[K, tuple[BulletinEntry, ...]]:
        found: dict[K, list[BulletinEntry]] = defaultdict(list)
        for entry in self.entries:
            found[key(entry)].append(entry)
        return {one: tuple(members) for one, members in found.items()}

    def _by(
        self, keys: Callable[[BulletinEntry], Iterable[K]]
    ) -> dict[K, tuple[BulletinEntry, ...]]:
        found: dict[K, list[BulletinEntry]] = defaultdict(list)
        for entry in self.entries:
            for key in keys(entry):
                found[key].append(entry)
        return {key: tuple(members) for key, members in found.items()}


def topic_slugs(entry: BulletinEntry) -> tuple[str, ...]:
    """The slugs of a bulletin's topics in the editor's order."""
    return _slugs(entry.record.tags)


@lru_cache(maxsize=1 << 16)
def _slugs(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(topic_slug, tags)))
