"""The activity of a group in a period, in the numbers for its Dinas Kominfo.

A bulletin counts on the day on which it was published, a meeting on the day on which it was held,
an action on the day on which it was given out and ended, an aspiration when it was sent and
answered. So for every period: open before + new = done + given up + still open.

Boards are queries, reports are balances. What the site knows beyond single bulletins is asked of
the catalogue once: `catalogue.follow_up`, `catalogue.agenda`, `catalogue.quarters`. A ledger counts
everything on its own day (published, held, given out, ended, sent, answered), so that for any
period open before + new = done + given up + still open. `pages` turns them into `PageSpec`s and
into `FileSpec`s (tables, the calendar), whose bytes are made when they are asked for; the engine
writes both alike. CSV has semicolons, because the comma is Indonesia's decimal sign
(`pages/spreadsheet.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from kim_plugins.catalogue.costs import Costs, cost_by_funding, costs_by
from kim_plugins.catalogue.entries import BulletinEntry
from kim_plugins.catalogue.follow_up import (
    DecisionEntry,
    Request,
    Task,
    decisions_of,
    requests_of,
    tasks_of,
)
from kim_plugins.catalogue.periods import Period
from kim_plugins.catalogue.tracing import unrecorded_property
from kim_plugins.catalogue.years import active_years
from kim_plugins.records.models.vocabulary import Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a period, and the balance at its end."""

    bulletins: int
    meetings: int
    last_publication: date | None
    open_tasks: int
    waiting: int
    cost: int


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """Everything that happened in a period, each list in order of days."""

    period: Period
    bulletins: Sequence[BulletinEntry]
    meetings: Sequence[DecisionEntry]
    tasks_before: int
    new_tasks: Sequence[Task]
    done: Sequence[Task]
    cancelled: Sequence[Task]
    open: Sequence[Task]
    requests_before: int
    sent: Sequence[Request]
    answered: Sequence[Request]
    waiting: Sequence[Request]

    @property
    def last_day(self) -> date | None:
        """The day of the latest thing that is counted."""
        days = [
            *(entry.record.publication.day for entry in self.bulletins[-1:]),
            *(entry.record.meeting.date for entry in self.meetings[-1:]),
            *(task.closed for task in (*self.done, *self.cancelled)),
            *(request.aspiration.sent for request in self.sent),
            *(request.answered for request in self.answered),
        ]
        return max((day for day in days if day), default=None)

    @property
    def men(self) -> int:
        """Attendance of men summed over meetings."""
        return sum(entry.record.meeting.attendance.men for entry in self.meetings)

    @property
    def women(self) -> int:
        """Attendance of women summed over meetings."""
        return sum(entry.record.meeting.attendance.women for entry in self.meetings)

    @property
    def cost(self) -> int:
        """Rupiah of all new actions, as far as they name their cost."""
        return sum(task.action.cost or 0 for task in self.new_tasks)

    @property
    def cost_by_funding(self) -> Mapping[str | None, int]:
        """The same by source of funds, the largest first; None is an unnamed source."""
        return cost_by_funding(task.action for task in self.new_tasks)

    @property
    def cost_by_decision(self) -> Sequence[tuple[DecisionEntry, Costs]]:
        """The same by decision, by the state at the end of the period."""
        entries = {task.entry.path: task.entry for task in self.new_tasks}
        costs = costs_by(self.new_tasks, lambda task: task.entry.path, self.period.end)
        return [(entries[path], found) for path, found in costs.items()]


@dataclass(frozen=True)
class Ledger:
    """The activity that some bulletins report, to be counted for any period."""

    entries: Sequence[BulletinEntry]

    @unrecorded_property
    def years(self) -> frozenset[int]:
        """Every year with something to report."""
        return frozenset().union(*(active_years(entry.record) for entry in self.entries))

    def counts(self, period: Period) -> Counts:
        """The numbers of a period."""
        published = bisect_right(self._published, period.end)
        return Counts(
            bulletins=published - bisect_left(self._published, period.start),
            meetings=len(_between(self._meetings, self._held, period)),
            last_publication=self._published[published - 1] if published else None,
            open_tasks=_balance(self._opened, self._closed, period.end),
            waiting=_balance(self._sent, self._answered, period.end),
            cost=sum(task.action.cost or 0 for task in _between(self._tasks, self._opened, period)),
        )

    def account(self, period: Period) -> PeriodReport:
        """The report of a period."""
        before = period.start - timedelta(days=1)
        ended = sorted(
            (task for task in self._tasks if task.closed and task.closed in period),
            key=lambda task: task.closed or period.end,
        )
        return PeriodReport(
            period,
            bulletins=_between(self._bulletins, self._published, period),
            meetings=_between(self._meetings, self._held, period),
            tasks_before=_balance(self._opened, self._closed, before),
            new_tasks=[task for task in self._tasks if task.opened in period],
            done=[task for task in ended if task.action.status is Status.DONE],
            cancelled=[task for task in ended if task.action.status is Status.CANCELLED],
            open=[
                task
                for task in self._tasks
                if task.opened <= period.end and not (task.closed and task.closed <= period.end)
            ],
            requests_before=_balance(self._sent, self._answered, before),
            sent=[r for r in self._requests if r.aspiration.sent in period],
            answered=[r for r in self._requests if r.answered and r.answered in period],
            waiting=[
                r
                for r in self._requests
                if r.aspiration.sent <= period.end and not (r.answered and r.answered <= period.end)
            ],
        )

    # -- everything by its days ------------------------------------------------------------

    @unrecorded_property
    def _bulletins(self) -> list[BulletinEntry]:
        return sorted(self.entries, key=lambda e: (e.record.publication.day, e.identifier))

    @unrecorded_property
    def _published(self) -> list[date]:
        return [entry.record.publication.day for entry in self._bulletins]

    @unrecorded_property
    def _meetings(self) -> list[DecisionEntry]:
        """One entry a meeting, so that two summaries of one evening don't count twice."""
        found: dict[tuple[object, ...], DecisionEntry] = {}
        for entry in decisions_of(self._bulletins):
            meeting = entry.record.meeting
            found[meeting.date, meeting.start, meeting.place.casefold(), entry.groups] = entry
        return sorted(found.values(), key=lambda e: (e.record.meeting.date, e.identifier))

    @unrecorded_property
    def _held(self) -> list[date]:
        return [entry.record.meeting.date for entry in self._meetings]

    @unrecorded_property
    def _tasks(self) -> tuple[Task, ...]:
        return tuple(sorted(tasks_of(self._bulletins), key=lambda task: task.opened))

    @unrecorded_property
    def _opened(self) -> list[date]:
        return [task.opened for task in self._tasks]

    @unrecorded_property
    def _closed(self) -> list[date]:
        return sorted(task.closed for task in self._tasks if task.closed)

    @unrecorded_property
    def _requests(self) -> tuple[Request, ...]:
        return tuple(sorted(requests_of(self._bulletins), key=lambda r: r.aspiration.sent))

    @unrecorded_property
    def _sent(self) -> list[date]:
        return [request.aspiration.sent for request in self._requests]

    @unrecorded_property
    def _answered(self) -> list[date]:
        return sorted(request.answered for request in self._requests if request.answered)


def _between(items: Sequence[T], days: list[date], period: Period) -> Sequence[T]:
    return items[bisect_left(days, period.start) : bisect_right(days, period.end)]


def _balance(began: list[date], ended: list[date], day: date) -> int:
    """How many had begun and not ended by the end of a day."""
    return bisect_right(began, day) - bisect_right(ended, day)
