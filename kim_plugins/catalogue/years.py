"""The years in which a bulletin reports some activity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kim_plugins.records import Bulletin, Decision


def active_years(record: Bulletin) -> Iterable[int]:
    """Every year whose report counts something of this bulletin."""
    if not isinstance(record, Decision):
        return (record.publication.year,)
    return {day.year for day in _days(record)}


def _days(record: Decision) -> Iterator[date]:
    yield record.publication.day
    yield record.meeting.date
    for action in record.actions:
        yield from (step.date for step in action.progress)
    if record.aspiration:
        yield record.aspiration.sent
        if record.aspiration.responded:
            yield record.aspiration.responded
