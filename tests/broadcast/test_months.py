"""A group's month on one page: every date of every event, and nothing of anybody else's."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.broadcast import BroadcastOptions, MonthSheet, month_sheets
from kim_plugins.broadcast.months import hours
from kim_plugins.broadcast.render import PrintRenderer
from kim_plugins.catalogue import Period, dates_within
from tests.sites.memory import NOW, gathered, news


def sheets(event: str, now: datetime = NOW, **fields: str) -> list[MonthSheet]:
    """The sheets of a site with one event."""
    catalogue, problems = gathered({"berita/2026/a.md": news(event=event, **fields)}, now=now)
    assert [problem for problem in problems if problem.is_error] == []
    return list(month_sheets(catalogue))


def days(sheet: MonthSheet) -> list[int]:
    return [one.start.day.day for one in sheet.dates]


def test_a_weekly_event_stands_once_with_all_of_its_days() -> None:
    this, following = sheets("{start: 2026-10-03 20:00, repeat: mingguan, place: Pos ronda}")
    assert (this.name, following.name) == ("Oktober 2026", "November 2026")
    assert [found for _, found in this.weekly] == [(3, 10, 17, 24, 31)]
    assert [found for _, found in following.weekly] == [(7, 14, 21, 28)]
    assert not this.days
    assert this.address == "/kelompok/tani/jadwal/"
    assert following.address == "/kelompok/tani/jadwal/bulan-depan/"


def test_a_monthly_event_has_a_day_and_leaves_out_months_without_it() -> None:
    event = "{start: 2026-08-31 08:00, repeat: bulanan, place: Balai}"
    assert [days(sheet) for sheet in sheets(event)] == [[31]]  # November has 30


def test_what_has_been_this_month_stands_there_too_and_what_has_expired_does_not() -> None:
    now = NOW.replace(day=20)
    event = "{start: 2026-10-03 20:00, repeat: mingguan, place: Balai}"
    assert days(sheets(event, now)[0]) == [3, 10, 17, 24, 31]
    assert days(sheets(event, now, expires="2026-10-23")[0]) == [3, 10, 17]
    assert sheets("{start: 2026-08-01 20:00, place: Balai}") == []


def test_the_last_month_of_a_year_is_followed_by_the_first() -> None:
    event = "{start: 2026-12-25, place: Gereja}", "{start: 2027-01-01, place: Balai}"
    (own,) = sheets(event[0], NOW.replace(month=12))
    (following,) = sheets(event[1], NOW.replace(month=12))
    assert (own.name, following.name) == ("Desember 2026", "Januari 2027")


@pytest.mark.parametrize(
    "event, said",
    [
        ("{start: 2026-10-05 08:00 WITA, end: '11.00', place: B}", "08.00–11.00 WITA"),
        ("{start: 2026-10-05 20:00, end: selesai, place: B}", "20.00 WIB sampai selesai"),
        ("{start: 2026-10-05, end: 2026-10-07, place: B}", "sampai 7 Oktober"),
        ("{start: 2026-10-05 20:00, time_note: ba'da Isya, place: B}", "20.00 WIB (ba'da Isya)"),
        ("{start: 2026-10-05, place: B}", ""),
    ],
)
def test_hours_are_written_as_on_a_notice(event: str, said: str) -> None:
    (sheet,) = sheets(event)
    assert hours(sheet.dates[0]) == said


def test_the_page_names_what_when_and_where() -> None:
    event = "{title: Posyandu, start: 2026-10-05 08:00, repeat: bulanan, place: Balai RW}"
    catalogue, _ = gathered({"berita/2026/a.md": news(event=event)})
    sheet = next(iter(month_sheets(catalogue)))
    html = PrintRenderer(catalogue, BroadcastOptions()).month(sheet)
    for text in ("Jadwal Oktober 2026", "Senin, 5", "Posyandu", "Balai RW", "Setiap bulan"):
        assert text in html


def test_much_is_small_and_little_is_large() -> None:
    def size(count: int) -> int:
        files = {
            f"berita/2026/{n}.md": news(event=f"{{start: 2026-10-{n:02} 08:00, place: Balai}}")
            for n in range(1, count + 1)
        }
        return next(iter(month_sheets(gathered(files)[0]))).size

    assert size(2) == 24
    assert size(2) > size(12) > size(30) >= 11


@given(
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["mingguan", "bulanan"]),
    st.integers(2025, 2027),
    st.integers(1, 12),
)
def test_dates_within_a_month_are_those_that_a_calendar_has(
    first: date, repeat: str, year: int, month: int
) -> None:
    event = f"{{start: {first} 08:00, repeat: {repeat}, place: Balai}}"
    catalogue, _ = gathered({"berita/2026/a.md": news(date="2025-01-01", event=event)})
    found = [one.start.day for one in dates_within(catalogue.listed, Period.month(year, month))]
    every = (date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1]))
    expected = [
        day
        for day in every
        if day >= first
        and (
            (day - first) % timedelta(7) == timedelta(0)
            if repeat == "mingguan"
            else day.day == first.day
        )
    ]
    assert found == expected
