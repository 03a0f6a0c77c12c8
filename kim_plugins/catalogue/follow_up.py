"""The follow-up of decisions: every action, and every aspiration with its answer.

A decision is followed while something is to come. A feed and a calendar of each decision would be
4,000 files of 41,000 at 10,000 bulletins. So `catalogue.is_followed` gives them to decisions that
want something done or ask for something, until half a year after the last that is known of it (some
400 of the 2,000): the end is told to those who follow, and what nobody tells of any more goes. One
format, RSS, as readers of one decision are people. Boards of groups and villages are made where
there is something on them (some 290 files).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, cast

from kim_plugins.catalogue.entries import BulletinEntry, Entry
from kim_plugins.catalogue.events import last_change
from kim_plugins.catalogue.tracing import unrecorded_property
from kim_plugins.records import Decision
from kim_plugins.records.models.action import Action, Aspiration
from kim_plugins.records.models.vocabulary import Status

DecisionEntry = Entry[Decision]

_FOLLOWED: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Task:
    """An action, with its number, from 1, in the decision that asks for it."""

    entry: DecisionEntry
    action: Action
    number: int

    @property
    def opened(self) -> date:
        """The day of the meeting that decided it."""
        return self.entry.record.meeting.date

    @property
    def closed(self) -> date | None:
        """The day on which it was done or cancelled; None while it is open."""
        ended = self.action.status in (Status.DONE, Status.CANCELLED)
        return self.action.progress[-1].date if ended else None


@dataclass(frozen=True, slots=True)
class Request:
    """An aspiration, with the decision that it comes from."""

    entry: DecisionEntry
    aspiration: Aspiration

    @property
    def answered(self) -> date | None:
        """The day of the answer; None while there is none.

        An answer without a day counts from when the bulletin told of it.
        """
        record = self.entry.record
        if self.aspiration.responded or not self.aspiration.response:
            return self.aspiration.responded
        return max((record.updated or record.publication).day, self.aspiration.sent)

    def days(self, today: date) -> int:
        """How many days the answer took, or has been waited for."""
        return max(0, ((self.answered or today) - self.aspiration.sent).days)


def tasks_of(entries: Iterable[BulletinEntry]) -> tuple[Task, ...]:
    """Every action of some decisions, in their order."""
    return tuple(
        Task(entry, action, number)
        for entry in decisions_of(entries)
        for number, action in enumerate(entry.record.actions, 1)
    )


def requests_of(entries: Iterable[BulletinEntry]) -> tuple[Request, ...]:
    """Every aspiration of some decisions, in their order."""
    return tuple(
        Request(entry, entry.record.aspiration)
        for entry in decisions_of(entries)
        if entry.record.aspiration
    )


def decisions_of(entries: Iterable[BulletinEntry]) -> Iterable[DecisionEntry]:
    """The decisions among some bulletins."""
    return (cast(DecisionEntry, entry) for entry in entries if isinstance(entry.record, Decision))


@dataclass(frozen=True)
class FollowUp:
    """The actions and aspirations of some bulletins as they stand on one day.

    What of it the day decides is a query of its own, `Catalogue.overdue_in`: most days change none.
    """

    entries: Sequence[BulletinEntry]
    today: date = field(compare=False)

    @unrecorded_property
    def tasks(self) -> tuple[Task, ...]:
        """Every action, the most urgent first."""
        return tuple(sorted(tasks_of(self.entries), key=_by_due))

    @unrecorded_property
    def overdue(self) -> tuple[Task, ...]:
        """Actions that are open after their due date, the longest overdue first."""
        return tuple(task for task in self.tasks if task.action.is_overdue(self.today))

    @unrecorded_property
    def open(self) -> tuple[Task, ...]:
        """Actions that are open and not overdue, the next due first, those without a date last."""
        late = set(map(id, self.overdue))
        return tuple(task for task in self.tasks if not task.closed and id(task) not in late)

    @unrecorded_property
    def due(self) -> tuple[Task, ...]:
        """Open actions with a due date to come, the next first."""
        return tuple(task for task in self.open if task.action.due)

    @unrecorded_property
    def done(self) -> tuple[Task, ...]:
        """Actions that are done, the latest first."""
        return self._ended(Status.DONE)

    @unrecorded_property
    def cancelled(self) -> tuple[Task, ...]:
        """Actions that were cancelled, the latest first."""
        return self._ended(Status.CANCELLED)

    def _ended(self, status: Status) -> tuple[Task, ...]:
        found = [task for task in self.tasks if task.action.status is status]
        return tuple(sorted(found, key=lambda task: task.closed or self.today, reverse=True))

    @unrecorded_property
    def waiting(self) -> tuple[Request, ...]:
        """Aspirations without an answer, the oldest first."""
        return tuple(sorted((r for r in self._requests if not r.answered), key=_by_sent))

    @unrecorded_property
    def answered(self) -> tuple[Request, ...]:
        """Answered aspirations, the latest answer first."""
        found = sorted((r for r in self._requests if r.answered), key=_by_sent)
        return tuple(sorted(found, key=lambda r: r.answered or self.today, reverse=True))

    @unrecorded_property
    def _requests(self) -> tuple[Request, ...]:
        return requests_of(self.entries)


def has_work(entry: BulletinEntry) -> bool:
    """Whether a decision wants something done, or asks for something."""
    record = cast(Decision, entry.record)
    return bool(record.actions or record.aspiration)


def is_followed(entry: BulletinEntry, today: date) -> bool:
    """Whether a decision has a feed and a calendar of its own.

    One that wants something done or asks for something, for half a year after the last that is
    known of it: its end is told to those who follow it, and what nobody tells of any more costs
    nothing.
    """
    record = entry.record
    if not isinstance(record, Decision) or not (record.actions or record.aspiration):
        return False
    return last_change(entry).date() >= today - _FOLLOWED or any(
        day >= today - _FOLLOWED for day in _days_of(record)
    )


def _days_of(record: Decision) -> Iterator[date]:
    """The days on which an action was done, an aspiration answered, or either is due."""
    for action in record.actions:
        yield from (step.date for step in action.progress)
        if action.due and not action.has_ended:
            yield action.due
    if asked := record.aspiration:
        yield asked.responded or asked.sent


def _by_due(task: Task) -> tuple[date, date, str]:
    return (task.action.due or date.max, task.opened, task.entry.identifier)


def _by_sent(request: Request) -> tuple[date, str]:
    return (request.aspiration.sent, request.entry.identifier)
