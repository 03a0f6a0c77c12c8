"""Bulletins by what a reader looks for: kind, year, group, topic, activity and region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

from kim_plugins.catalogue.addresses import region_codes, slug
from kim_plugins.catalogue.entries import BulletinEntry, GroupEntry
from kim_plugins.records import Kind
from kim_plugins.records.vocabulary import Activity

K = TypeVar("K")


class Level(IntEnum):
    """The levels of Kemendagri's region codes (PP.KK.CC.DDDD), from large to small."""

    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4


@dataclass(frozen=True, slots=True)
class Topic:
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
        return self._by(lambda entry: (entry.kind,))

    @cached_property
    def by_kind_and_year(self) -> Mapping[tuple[Kind, int], tuple[BulletinEntry, ...]]:
        """By kind and year of the date."""
        return self._by(lambda entry: ((entry.kind, entry.record.date.day.year),))

    @cached_property
    def by_group(self) -> Mapping[str, tuple[BulletinEntry, ...]]:
        """By the id of each group that answers for them."""
        return self._by(lambda entry: entry.groups)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[BulletinEntry, ...]]:
        """By the slug of each topic."""
        return self._by(topic_slugs)

    @cached_property
    def by_activity(self) -> Mapping[Activity, tuple[BulletinEntry, ...]]:
        """By core activity."""
        return self._by(lambda entry: (entry.record.activity,) if entry.record.activity else ())

    @cached_property
    def by_region(self) -> Mapping[str, tuple[BulletinEntry, ...]]:
        """By the code of each place, on every level, that one of their groups lies in."""
        codes = {
            name: [region.code for region in regions_of(group)]
            for name, group in self.groups.items()
        }
        return self._by(
            lambda entry: dict.fromkeys(code for name in entry.groups for code in codes[name])
        )

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
    return tuple(dict.fromkeys(map(slug, entry.record.tags)))
