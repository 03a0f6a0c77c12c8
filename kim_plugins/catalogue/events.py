"""Events in the life of a published bulletin, and when subscribers are told of them (contract C5).

All of it is decided from the file and the clock: the same content gives the same announcements,
whatever earlier builds made. A day without an hour is never earlier than what it follows: somebody
who corrects in the evening what was published in the morning writes the day alone.

What happens to a bulletin is asked in one place. `catalogue/events.py` says when a correction, a
withdrawal and its undoing are told, from the file alone, and how a record stands at an instant
(`as_of`). The catalogue holds records as they stand, so that pages, boards, reports, scripts,
search and feeds never show what is dated in the future; an entry's `waits` is when its file next
says something else, which digests, the structure and the next scheduled moment take in. That a
withdrawal was undone is a field (`withdrawn.restored`), as bytes may depend on nothing that only an
earlier build knew.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeVar, cast

from kim_plugins.catalogue.addresses import encode_digest
from kim_plugins.catalogue.entries import BulletinEntry
from kim_plugins.records import Bulletin, Decision
from kim_plugins.records.models.action import Action, Aspiration
from kim_plugins.records.models.order import is_before
from kim_plugins.records.models.parts import Correction, Withdrawal

_MOMENT: Final = timedelta(seconds=1)
_NAME_SIZE: Final = 5

R = TypeVar("R", bound=Bulletin)


class EventKind(StrEnum):
    """The events that get an item of their own; the value is the suffix of its guid."""

    CORRECTED = "pembetulan"
    WITHDRAWN = "pencabutan"
    RESTORED = "pemulihan"


class Event(NamedTuple):
    """An event that is announced at `at`; `name` is the suffix of its guid."""

    what: EventKind
    name: str
    at: datetime
    correction: Correction | None = None


# -- what has happened -------------------------------------------------------------------------


def events_of(record: Bulletin) -> Iterator[Event]:
    """All events of a record, in no particular order.

    What is corrected while the bulletin is withdrawn is told when it comes back, if it does.
    """
    withdrawn = record.withdrawn
    if not (record.corrections or withdrawn):
        return
    gone = withdrawal_time(record) if withdrawn else None
    back = restoration_time(record) if withdrawn and withdrawn.restored else None
    for name, correction in named_corrections(record.corrections):
        at = max(correction.date.at, record.publication.at)
        if withdrawn and correction.date.day > withdrawn.date.day:
            if back is None:
                continue
            at = max(at, back)
        yield Event(EventKind.CORRECTED, name, at, correction)
    if gone:
        yield Event(EventKind.WITHDRAWN, EventKind.WITHDRAWN, gone)
    if back:
        yield Event(EventKind.RESTORED, EventKind.RESTORED, back)


def named_corrections(corrections: Sequence[Correction]) -> Iterator[tuple[str, Correction]]:
    """Each correction with the name of its event, made from what was corrected.

    So neither their order in the file nor their dates decide it, and a text that is put right once
    more is told once more. Where two read the same, the later one is numbered.
    """
    keys = {id(one): _key(one) for one in corrections}
    seen: Counter[str] = Counter()
    for one in sorted(corrections, key=lambda one: (one.date.at, keys[id(one)])):
        key = keys[id(one)]
        seen[key] += 1
        number = f"-{seen[key]}" if seen[key] > 1 else ""
        yield f"{EventKind.CORRECTED}-{key}{number}", one


def _key(correction: Correction) -> str:
    words = (_letters(correction.before or ""), _letters(correction.after))
    digest = hashlib.blake2b("\0".join(words).encode(), digest_size=_NAME_SIZE).digest()
    return encode_digest(digest)


def _letters(text: str) -> str:
    """A text without what small repairs change: marks, blanks and capitals."""
    return "".join(filter(str.isalnum, text.casefold()))


def withdrawal_time(record: Bulletin) -> datetime:
    """When a withdrawn bulletin was taken back: later than any other event of that day."""
    assert record.withdrawn  # noqa: S101 - the caller has looked
    day = record.withdrawn.date
    others = [one.date.at for one in record.corrections]
    if record.updated:
        others.append(record.updated.at)
    return max(record.publication.at, day.at, *(at for at in others if at < day.end))


def restoration_time(record: Bulletin) -> datetime:
    """When it was restored: later than it was withdrawn, as feeds compare the two (RFC 6721)."""
    assert record.withdrawn  # noqa: S101 - the caller has looked
    assert record.withdrawn.restored  # noqa: S101 - as above
    return max(record.withdrawn.restored.at, withdrawal_time(record) + _MOMENT)


def latest_news(entry: BulletinEntry) -> float:
    """When a bulletin last came to the top of its feeds, in seconds since 1970."""
    record, latest = entry.record, entry.published
    if record.corrections or record.withdrawn:
        latest = max([latest, *(event.at.timestamp() for event in events_of(record))])
    return latest


def last_change(entry: BulletinEntry) -> datetime:
    """When a bulletin last changed for subscribers."""
    record = entry.record
    if not has_changed(record):
        return record.publication.at
    moments = [record.publication.at, *(event.at for event in events_of(record))]
    if record.updated:
        moments.append(record.updated.at)
    return max(moments)


def has_changed(record: Bulletin) -> bool:
    """Whether a bulletin has changed since its publication."""
    return bool(record.corrections or record.updated or record.withdrawn)


def latest_news_first(entry: BulletinEntry) -> tuple[float, str]:
    """Sort key of feeds: a corrected or withdrawn item comes back to the top (C5)."""
    return (-latest_news(entry), entry.identifier)


# -- what is still to come ---------------------------------------------------------------------


def as_of(record: R, now: datetime) -> tuple[R, datetime | None]:
    """The record as it stands at an instant, and the next instant at which that changes.

    What is dated in the future waits for its day: a correction, a withdrawal and its undoing, an
    update, an entry of an action's progress, an answer.
    """
    is_decision = isinstance(record, Decision)
    if not (has_changed(record) or is_decision):
        return record, None
    changes: dict[str, Any] = {}
    waits: list[datetime] = []
    if has_changed(record):
        _hold_changes(record, now, changes, waits)
    if is_decision:
        _hold_work(cast(Decision, record), now, changes, waits)
    return (record.model_copy(update=changes) if changes else record), min(waits, default=None)


def _hold_changes(
    record: Bulletin, now: datetime, changes: dict[str, Any], waits: list[datetime]
) -> None:
    begun = record.publication.at
    due = tuple(one for one in record.corrections if max(one.date.at, begun) <= now)
    if len(due) < len(record.corrections):
        changes["corrections"] = due
        waits += (at for one in record.corrections if (at := max(one.date.at, begun)) > now)
    if record.withdrawn:
        withdrawn = _as_withdrawn(record, now, waits)
        if withdrawn is not record.withdrawn:
            changes["withdrawn"] = withdrawn
    updated = record.updated
    if updated and updated.at > now:
        changes["updated"] = None
        waits.append(updated.at)
    elif updated and is_before(updated, record.publication):
        changes["updated"] = None  # nobody had read it yet


def _as_withdrawn(record: Bulletin, now: datetime, waits: list[datetime]) -> Withdrawal | None:
    withdrawn, gone = record.withdrawn, withdrawal_time(record)
    if withdrawn is None or gone > now:
        waits.append(gone)
        return None
    if withdrawn.restored and (back := restoration_time(record)) > now:
        waits.append(back)
        return withdrawn.model_copy(update={"restored": None})
    return withdrawn


def _hold_work(
    record: Decision, now: datetime, changes: dict[str, Any], waits: list[datetime]
) -> None:
    today = now.date()
    # Entries come in order of their days, so the last one tells.
    if any(action.progress and action.progress[-1].date > today for action in record.actions):
        changes["actions"] = tuple(_action_as_of(action, today) for action in record.actions)
        waits += (
            midnight(step.date, now)
            for action in record.actions
            for step in action.progress
            if step.date > today
        )
    asked = record.aspiration
    if asked and asked.responded and asked.responded > today:
        changes["aspiration"] = _unanswered(asked)
        waits.append(midnight(asked.responded, now))


def _action_as_of(action: Action, today: date) -> Action:
    due = tuple(step for step in action.progress if step.date <= today)
    return action.model_copy(update={"progress": due})


def _unanswered(asked: Aspiration) -> Aspiration:
    return asked.model_copy(update={"responded": None, "response": None})


def midnight(day: date, here: datetime) -> datetime:
    """The instant at which a day begins in the zone of `here`."""
    return datetime.combine(day, time(), here.tzinfo)
