"""Sums of what actions cost, in rupiah."""

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
    """Rupiah that were agreed on, by the state of their actions: done, open, cancelled."""

    done: int
    open: int
    cancelled: int

    @property
    def total(self) -> int:
        """The sum of all three."""
        return sum(self)


def costs_of(tasks: Iterable[Task], day: date) -> Costs:
    """The costs of actions, by their state at the end of a day."""
    sums: Counter[Status | None] = Counter()
    for task in tasks:
        closed = task.closed
        has_ended = closed is not None and closed <= day
        sums[task.action.status if has_ended else None] += task.action.cost or 0
    return Costs(sums[Status.DONE], sums[None], sums[Status.CANCELLED])


def costs_by(tasks: Iterable[Task], key: Callable[[Task], K], day: date) -> dict[K, Costs]:
    """The costs of actions by any key, in order of appearance; keys without costs are left out."""
    found: dict[K, list[Task]] = defaultdict(list)
    for task in tasks:
        if task.action.cost:
            found[key(task)].append(task)
    return {one: costs_of(some, day) for one, some in found.items()}


def cost_by_funding(actions: Iterable[Action]) -> Mapping[str | None, int]:
    """The costs of actions by source of funds, the largest first; None is an unnamed source."""
    sums: Counter[str | None] = Counter()
    for action in actions:
        if action.cost:
            sums[action.funding] += action.cost
    return dict(sorted(sums.items(), key=lambda found: (-found[1], found[0] or "")))
