"""What actions cost, in rupiah, as a treasurer adds it up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from kim_plugins.catalogue.follow_up import Task
from kim_plugins.records.models.action import Action
from kim_plugins.records.models.vocabulary import Status

K = TypeVar("K")


class Costs(NamedTuple):
    """What was agreed on, by what had become of it: done, given up, or still to be done."""

    done: int
    open: int
    cancelled: int

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self)


def costs_of(tasks: Iterable[Task], day: date) -> Costs:
    """What some actions cost, as they stood at the end of a day."""
    sums: Counter[Status | None] = Counter()
    for task in tasks:
        closed = task.closed
        has_ended = closed is not None and closed <= day
        sums[task.action.status if has_ended else None] += task.action.cost or 0
    return Costs(sums[Status.DONE], sums[None], sums[Status.CANCELLED])


def costs_by(tasks: Iterable[Task], key: Callable[[Task], K], day: date) -> dict[K, Costs]:
    """The same by anything, in the order in which it comes; without what costs nothing."""
    found: dict[K, list[Task]] = defaultdict(list)
    for task in tasks:
        if task.action.cost:
            found[key(task)].append(task)
    return {one: costs_of(some, day) for one, some in found.items()}


def cost_by_funding(actions: Iterable[Action]) -> Mapping[str | None, int]:
    """What some actions cost by source of funds, the largest first; None where none was named."""
    sums: Counter[str | None] = Counter()
    for action in actions:
        if action.cost:
            sums[action.funding] += action.cost
    return dict(sorted(sums.items(), key=lambda found: (-found[1], found[0] or "")))
