"""What became of decisions: the boards of the site, of each group and of each village."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final, NamedTuple

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    FollowUp,
    GroupEntry,
    Level,
    Listings,
    follow_up_address,
    group_id,
    region_address,
)
from kim_plugins.catalogue.addresses import FOLLOW_UP, STANDINGS
from kim_plugins.catalogue.costs import costs_by
from kim_plugins.pages.paging import Board, Row
from kim_plugins.pages.spec import Chapter, MenuItem, PageSpec, newest_change
from kim_plugins.pages.words import waited
from kim_plugins.records import Kind

FEEDS: Final = MenuItem(FOLLOW_UP, "Tindak lanjut musyawarah")
FEW: Final = 8
"""Up to so many groups stand on the board itself; more have a page of their own."""
_FINISHED: Final = ("Sudah selesai", "Aspirasi yang sudah dijawab", "Batal")


class Standing(NamedTuple):
    """How much of what was promised is done, late, and neither."""

    done: int
    late: int
    open: int

    @classmethod
    def of(cls, work: FollowUp) -> Standing:
        """Of some decisions."""
        return cls(len(work.done), len(work.overdue), len(work.open))


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """A group, how far it is, and where its board and that of its village are."""

    group: GroupEntry
    address: str
    village: str
    standing: Standing


class FollowUps:
    """What became of decisions, of the site and of each group and village."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _listings(self) -> Listings:
        """The decisions that want something done or ask for something, in every grouping."""
        decisions = self._catalogue.listings.by_kind.get(Kind.DECISION, ())
        found = tuple(entry for entry in decisions if _has_work(entry))
        return Listings(found, self._catalogue.listings.groups)

    def chapters(self, wanted: Container[str]) -> Iterator[Chapter]:
        """Every board that is wanted; those of groups and villages that have something on it."""
        if FOLLOW_UP in wanted:
            entries = self._listings.entries
            by_day = (self._by_day(entries), self._late_by_group())
            yield Chapter(FOLLOW_UP, self._site, (entries, by_day, self._catalogue.groups))
        if STANDINGS in wanted:
            entries, late = self._listings.entries, self._late_by_group()
            yield Chapter(STANDINGS, self._standings, (entries, late, self._catalogue.groups))
        for group in self._catalogue.groups:
            address = follow_up_address(group.address)
            if address not in wanted:
                continue
            if entries := self._listings.by_group.get(group_id(group), ()):
                board = partial(self._of_group, group, entries)
                yield Chapter(address, board, (group, entries, self._by_day(entries)))
        for code, place in self._catalogue.regions.items():
            address = follow_up_address(region_address(code))
            if place.level is not Level.VILLAGE or address not in wanted:
                continue
            if entries := self._listings.by_region.get(code, ()):
                name = self._catalogue.region_names[code]
                above = MenuItem(region_address(code), place.name)
                board = partial(self._board, address, f"Tindak lanjut di {name}", entries, above)
                yield Chapter(address, board, (entries, self._by_day(entries), name))

    def _by_day(self, entries: Sequence[BulletinEntry]) -> object:
        """What the day decides: which tasks are overdue, and since when all wait."""
        work = FollowUp(entries, self._catalogue.today)
        waits = [waited(request.days(self._catalogue.today)) for request in work.waiting]
        return len(work.overdue), waits

    def _late_by_group(self) -> object:
        return [(name, standing.late) for name, standing in self._by_group().items()]

    def _by_group(self) -> dict[str, Standing]:
        today, groups = self._catalogue.today, self._listings.by_group
        return {name: Standing.of(FollowUp(some, today)) for name, some in groups.items()}

    def _groups_standing(self) -> list[GroupStanding]:
        standings = self._by_group()
        return [
            GroupStanding(
                group,
                follow_up_address(group.address),
                follow_up_address(region_address(group.record.region.code)),
                standings[group_id(group)],
            )
            for group in self._catalogue.groups
            if group_id(group) in standings
        ]

    def _site(self) -> Iterator[PageSpec]:
        groups = self._groups_standing()
        few = groups if 1 < len(groups) <= FEW else ()
        more = {"standings": few, "all_standings": STANDINGS if len(groups) > FEW else None}
        yield from self._board(FOLLOW_UP, "Tindak lanjut", self._listings.entries, None, more)

    def _of_group(self, group: GroupEntry, entries: Sequence[BulletinEntry]) -> Iterator[PageSpec]:
        today = self._catalogue.today
        tasks = FollowUp(entries, today).tasks
        years = costs_by(tasks, lambda task: task.opened.year, today)
        above = MenuItem(group.address, group.record.title)
        title, address = f"Tindak lanjut {group.record.title}", follow_up_address(group.address)
        costs = sorted(years.items(), reverse=True)
        yield from self._board(address, title, entries, above, {"costs": costs})

    def _board(
        self,
        address: str,
        title: str,
        entries: Sequence[BulletinEntry],
        above: MenuItem | None,
        more: dict[str, Any] | None = None,
    ) -> Iterator[PageSpec]:
        today = self._catalogue.today
        work = FollowUp(entries, today)
        parts: Sequence[tuple[str, Sequence[object]]] = (
            ("Lewat batas waktu", work.overdue),
            ("Belum selesai", work.open),
            ("Aspirasi yang menunggu jawaban", work.waiting),
            *zip(_FINISHED, (work.done, work.answered, work.cancelled), strict=True),
        )
        yield from Board(
            address,
            "follow-up.html",
            title,
            "Sampai mana hasil musyawarah dikerjakan, siapa yang mengerjakan, "
            "dan apa jawaban pemerintah atas aspirasi warga.",
            newest_change(entries),
            {
                "today": today,
                "sums": [(heading, len(values)) for heading, values in parts if values],
                "standing": Standing.of(work),
                "finished": _FINISHED,
                "above": above,
                "standings": (),
                "all_standings": None,
                "costs": (),
                **(more or {}),
            },
            section=FOLLOW_UP,
            feeds=FEEDS,
        ).pages([Row(heading, value) for heading, values in parts for value in values])

    def _standings(self) -> Iterator[PageSpec]:
        groups = self._groups_standing()
        yield from Board(
            STANDINGS,
            "standings.html",
            "Tindak lanjut menurut kelompok dan desa",
            "Berapa pekerjaan yang sudah selesai, lewat batas waktu, dan belum selesai.",
            newest_change(self._listings.entries),
            section=FOLLOW_UP,
            feeds=FEEDS,
        ).pages([Row(_regency(one.group), one) for one in sorted(groups, key=_place)])


def _has_work(entry: BulletinEntry) -> bool:
    record: Any = entry.record
    return bool(record.actions or record.aspiration)


def _place(one: GroupStanding) -> tuple[str, str, str]:
    return (_regency(one.group), one.group.record.title.casefold(), one.group.path)


def _regency(group: GroupEntry) -> str:
    return f"{group.record.region.regency}, {group.record.region.province}"
