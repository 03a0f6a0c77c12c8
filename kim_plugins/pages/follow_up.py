"""The follow-up boards of the site, of each group and of each village."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Clock,
    EntryList,
    FollowUp,
    GroupEntry,
    Level,
    follow_up_address,
    group_id,
    query,
    region_address,
)
from kim_plugins.catalogue.addresses import FOLLOW_UP, FOLLOW_UP_GROUPS
from kim_plugins.catalogue.costs import costs_by
from kim_plugins.pages.paging import Board, Row
from kim_plugins.pages.spec import MenuItem, PageSpec, Target, newest_change
from kim_plugins.pages.words import regency_of

FEEDS: Final = MenuItem(FOLLOW_UP, "Tindak lanjut musyawarah")
FEW: Final = 8
"""The most groups that are listed on the board itself; more have a page of their own."""
_FINISHED: Final = ("Sudah selesai", "Aspirasi yang sudah dijawab", "Batal")


class Progress(NamedTuple):
    """How many actions are done, overdue, and neither."""

    done: int
    late: int
    open: int

    @classmethod
    def of(cls, work: FollowUp) -> Progress:
        """The progress of some decisions."""
        return cls(len(work.done), len(work.overdue), len(work.open))


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """A group with its progress and the addresses of its boards."""

    group: GroupEntry
    address: str
    village: str
    progress: Progress


def follow_up_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The boards of the site, and of groups and villages that have decisions."""
    yield Target(FOLLOW_UP, partial(_site, catalogue))
    yield Target(FOLLOW_UP_GROUPS, partial(_by_group, catalogue))
    for group in catalogue.groups:
        if catalogue.working.by_group[group_id(group)]:
            yield Target(follow_up_address(group.address), partial(_of_group, catalogue, group))
    for code, place in catalogue.regions.items():
        if place.level is Level.VILLAGE and catalogue.working.by_region[code]:
            address = follow_up_address(region_address(code))
            yield Target(address, partial(_of_village, catalogue, code))


@query(Clock.DAILY)
def progress_by_group(catalogue: Catalogue) -> dict[str, Progress]:
    """The progress of each group with decisions, by its id."""
    groups = catalogue.working.by_group
    return {name: Progress.of(catalogue.follow_up_in(groups[name])) for name in groups}


def _group_progress(catalogue: Catalogue) -> list[GroupProgress]:
    found = progress_by_group(catalogue)
    return [
        GroupProgress(
            group,
            follow_up_address(group.address),
            follow_up_address(region_address(group.record.region.code)),
            found[group_id(group)],
        )
        for group in catalogue.groups
        if group_id(group) in found
    ]


def _site(catalogue: Catalogue) -> Iterator[PageSpec]:
    groups = _group_progress(catalogue)
    few = groups if 1 < len(groups) <= FEW else ()
    more = {"groups": few, "all_groups": FOLLOW_UP_GROUPS if len(groups) > FEW else None}
    yield from _board(catalogue, FOLLOW_UP, "Tindak lanjut", catalogue.working.all, None, more)


def _of_group(catalogue: Catalogue, group: GroupEntry) -> Iterator[PageSpec]:
    entries = catalogue.working.by_group[group_id(group)]
    work = catalogue.follow_up_in(entries)
    years = costs_by(work.tasks, lambda task: task.opened.year, work.today)
    above = MenuItem(group.address, group.record.title)
    title, address = f"Tindak lanjut {group.record.title}", follow_up_address(group.address)
    costs = sorted(years.items(), reverse=True)
    yield from _board(catalogue, address, title, entries, above, {"costs": costs})


def _of_village(catalogue: Catalogue, code: str) -> Iterator[PageSpec]:
    name, entries = catalogue.region_names[code], catalogue.working.by_region[code]
    above = MenuItem(region_address(code), catalogue.regions[code].name)
    address = follow_up_address(region_address(code))
    yield from _board(catalogue, address, f"Tindak lanjut di {name}", entries, above)


def _board(  # noqa: PLR0913, PLR0917 - a board is all of this
    catalogue: Catalogue,
    address: str,
    title: str,
    entries: EntryList[BulletinEntry],
    above: MenuItem | None,
    more: dict[str, Any] | None = None,
) -> Iterator[PageSpec]:
    work = catalogue.follow_up_in(entries)
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
            "sums": [(heading, len(values)) for heading, values in parts if values],
            "progress": Progress.of(work),
            "finished": _FINISHED,
            "above": above,
            "groups": (),
            "all_groups": None,
            "costs": (),
            **(more or {}),
        },
        section=FOLLOW_UP,
        feeds=FEEDS,
    ).pages([Row(heading, value) for heading, values in parts for value in values])


def _by_group(catalogue: Catalogue) -> Iterator[PageSpec]:
    groups = _group_progress(catalogue)
    yield from Board(
        FOLLOW_UP_GROUPS,
        "follow-up-groups.html",
        "Tindak lanjut menurut kelompok dan desa",
        "Berapa pekerjaan yang sudah selesai, lewat batas waktu, dan belum selesai.",
        newest_change(catalogue.working.all),
        section=FOLLOW_UP,
        feeds=FEEDS,
    ).pages([Row(regency_of(one.group), one) for one in sorted(groups, key=_place)])


def _place(one: GroupProgress) -> tuple[str, str, str]:
    return (regency_of(one.group), one.group.record.title.casefold(), one.group.path)
