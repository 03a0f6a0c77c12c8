"""Which events are to come, and when each is next."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis.strategies import datetimes, sampled_from

from kim_plugins.catalogue import Entry, State, upcoming
from kim_plugins.records import Kind, Moment, News, format_moment, read_file
from kim_plugins.records.models.news import Event
from kim_plugins.records.models.vocabulary import Repeat
from tests.sites.memory import JAKARTA, NOW, OPTIONS, gathered, news

FILE, _ = read_file("berita/1990/a.md", news(date="1990-01-01").encode(), JAKARTA)
assert FILE
assert isinstance(FILE.record, News)
NEWS = FILE.record
ANY_TIME = datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001 - as hypothesis wants it


def dates(event: str, now: datetime = NOW, **fields: str) -> list[str]:
    """The event's next date at an instant, 1 October 2026 at noon unless told otherwise."""
    files = {
        "berita/2026/a.md": news(date="2026-01-01", event=f"{{place: Balai, {event}}}", **fields)
    }
    catalogue, problems = gathered(files, OPTIONS, now)
    assert [problem for problem in problems if problem.is_error] == []
    return [format_moment(found.start) for found in catalogue.agenda]


@pytest.mark.parametrize(
    "event, expected",
    [
        ("start: 2026-10-01 12:30 WIB", ["1 Oktober 2026 pukul 12.30 WIB"]),
        ("start: 2026-10-01 08:00 WIB, end: '11.00'", []),
        ("start: 2026-10-01 08:00 WIB, end: '12.30'", ["1 Oktober 2026 pukul 08.00 WIB"]),
        ("start: 2026-10-01 08:00 WIB, end: selesai", ["1 Oktober 2026 pukul 08.00 WIB"]),
        ("start: 2026-09-30 20:00 WIB, end: selesai", []),
        ("start: 2026-09-30 20:00 WIB, end: 2026-10-02", ["30 September 2026 pukul 20.00 WIB"]),
        ("start: 2026-10-01", ["1 Oktober 2026"]),
        ("start: 2026-09-30", []),
        ("start: 2026-01-02 15:00 WIB, repeat: mingguan", ["2 Oktober 2026 pukul 15.00 WIB"]),
        ("start: 2026-01-05 08:00 WIB, repeat: bulanan", ["5 Oktober 2026 pukul 08.00 WIB"]),
        ("start: 2026-12-05 08:00 WIB, repeat: bulanan", ["5 Desember 2026 pukul 08.00 WIB"]),
    ],
)
def test_next_date_of_an_event(event: str, expected: list[str]) -> None:
    assert dates(event) == expected


def test_a_month_without_the_day_is_left_out_as_calendars_do() -> None:
    event = "start: 2026-01-31 08:00 WIB, repeat: bulanan"
    assert dates(event, NOW.replace(month=11, day=2)) == ["31 Desember 2026 pukul 08.00 WIB"]


def test_a_repeated_event_ends_with_its_bulletin() -> None:
    event = "start: 2026-01-02 15:00 WIB, repeat: mingguan"
    assert dates(event, expires="2026-10-02 16:00 WIB") == ["2 Oktober 2026 pukul 15.00 WIB"]
    assert dates(event, expires="2026-10-02 14:00 WIB") == []


def test_a_repeated_event_is_found_at_once_however_old_it_is() -> None:
    event = "start: 1990-01-05 15:00 WIB, repeat: mingguan"
    later = datetime(2199, 1, 1, tzinfo=JAKARTA)
    files = {"berita/1990/a.md": news(date="1990-01-01", event=f"{{place: B, {event}}}")}
    (found,) = gathered(files, OPTIONS, later)[0].agenda
    assert found.start.day.weekday() == 4
    assert 0 <= (found.start.at - later).days < 7


@given(
    start=ANY_TIME,
    now=ANY_TIME,
    repeat=sampled_from(list(Repeat)),
)
@settings(max_examples=300)
def test_the_next_date_is_that_of_a_calendar(
    start: datetime, now: datetime, repeat: Repeat
) -> None:
    """The first day from today on that is one of its days; until the end of it one may come."""
    begins = start.replace(second=0, microsecond=0)
    expected = max(begins, now.replace(hour=begins.hour, minute=begins.minute, second=0))
    while (
        expected.weekday() != begins.weekday()
        if repeat is Repeat.WEEKLY
        else expected.day != begins.day
    ):
        expected += timedelta(days=1)
    expected = expected.replace(microsecond=0)
    moment = Moment(begins.replace(tzinfo=JAKARTA), has_time=True)
    event = Event.model_construct(start=moment, place="Balai", repeat=repeat)
    record = NEWS.model_copy(update={"event": event})
    entry = Entry("berita/1990/a.md", Kind.NEWS, record, "/a/", "a", State.PUBLISHED)
    found = upcoming(entry, now.replace(tzinfo=JAKARTA))
    assert found
    assert found.start.at.replace(tzinfo=None) == expected


def test_the_soonest_event_is_first() -> None:
    files = {
        f"berita/2026/{n}.md": news(
            f"Acara {n}", "2026-01-01", event=f"{{start: 2026-11-{30 - n} 08:00, place: Balai}}"
        )
        for n in range(10, 20)
    }
    found = [occurrence.start.at for occurrence in gathered(files)[0].agenda]
    assert len(found) == len(files)
    assert all(a < b for a, b in pairwise(found))
