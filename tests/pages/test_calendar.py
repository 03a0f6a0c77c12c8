"""The calendar of events (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from kim_plugins.catalogue import Catalogue
from kim_plugins.pages import FileSpec, planned
from tests.sites.memory import gathered, news


def data(catalogue: Catalogue) -> bytes:
    return next(
        file.make()
        for file in planned(catalogue, FileSpec)
        if file.address == "/agenda/kalender.ics"
    )


def event(text: str, title: str = "Panen", **fields: str) -> Any:  # noqa: ANN401 - a component's values have 30 types
    """The only event of a calendar."""
    content = {"berita/2026/a.md": news(title, "2026-08-17", event=f"{{{text}}}", **fields)}
    catalogue, problems = gathered(content)
    assert [problem for problem in problems if problem.is_error] == []
    found = icalendar.Calendar.from_ical(data(catalogue))
    assert found.errors == []
    (only,) = found.walk("VEVENT")
    return only


def test_an_event_has_its_zone_its_identifier_and_the_date_of_its_last_change() -> None:
    found = event("start: 2026-12-05 08:00 WITA, end: '11.00', place: Balai, organiser: Kader")
    assert found["UID"] == "berita/2026/a@kabar.example"
    assert found["DTSTART"].to_ical() == b"20261205T080000"
    assert found["DTSTART"].params["TZID"] == "Asia/Makassar"
    assert found["DTEND"].to_ical() == b"20261205T110000"
    assert found["DTSTAMP"].dt == datetime(2026, 8, 16, 17, tzinfo=UTC)
    assert found["URL"] == "https://kabar.example/berita/2026/a/"
    assert "Penyelenggara: Kader" in found["DESCRIPTION"]


def test_an_event_until_it_is_done_has_no_end() -> None:
    found = event("start: 2026-12-05 20:00, end: selesai, time_note: ba'da Isya, place: Balai")
    assert "DTEND" not in found
    assert "sampai selesai (ba'da Isya)" in found["DESCRIPTION"]


def test_an_event_without_an_hour_lasts_whole_days() -> None:
    found = event("start: 2026-12-05, end: 2026-12-06, place: Balai")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 12, 5), date(2026, 12, 7))


def test_an_event_that_ends_on_another_day_without_an_hour_ends_with_that_day() -> None:
    found = event("start: 2026-12-05 20:00 WIB, end: 2026-12-06, place: Balai")
    assert found["DTEND"].to_ical() == b"20261207T000000"


@pytest.mark.parametrize(
    "repeat, expected", [("mingguan", b"FREQ=WEEKLY"), ("bulanan", b"FREQ=MONTHLY")]
)
def test_a_repeated_event_has_a_rule_and_its_first_date(repeat: str, expected: bytes) -> None:
    found = event(f"start: 2026-01-05 08:00 WIB, repeat: {repeat}, place: Balai")
    assert found["RRULE"].to_ical() == expected
    assert found["DTSTART"].to_ical() == b"20260105T080000"


def test_a_repeated_event_ends_with_its_bulletin() -> None:
    found = event("start: 2026-12-05 08:00, repeat: mingguan, place: B", expires="2027-01-31")
    assert found["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270131T165959Z"


def test_text_that_means_something_to_a_calendar_is_text() -> None:
    found = event("start: 2026-12-05, place: 'Balai; RT 1, RW 2'", title="'Rapat, \\; dan lain'")
    assert found["LOCATION"] == "Balai; RT 1, RW 2"
    assert found["SUMMARY"] == "Rapat, \\; dan lain"


def test_every_zone_that_is_used_is_defined_once() -> None:
    content = {
        f"berita/2026/{zone}.md": news(event=f"{{start: 2026-12-05 08:00 {zone}, place: B}}")
        for zone in ("WIB", "WITA", "WIT")
    }
    calendar = icalendar.Calendar.from_ical(data(gathered(content)[0]))
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert zones == ["Asia/Jakarta", "Asia/Jayapura", "Asia/Makassar"]


def test_a_moment_of_another_zone_stands_in_that_of_the_site() -> None:
    """02.30 in Greenwich is half past nine for those who come."""
    start = event("start: '2026-12-05T08:00:00+05:30', place: B")["DTSTART"]
    assert (start.to_ical(), start.params["TZID"]) == (b"20261205T093000", "Asia/Jakarta")
    assert start.dt == datetime(2026, 12, 5, 2, 30, tzinfo=UTC)


def test_a_calendar_without_events_is_valid() -> None:
    """RFC 5545, 3.6: it must hold at least one component."""
    calendar = icalendar.Calendar.from_ical(data(gathered({})[0]))
    assert calendar.subcomponents
    assert calendar.walk("VEVENT") == []


def test_lines_end_and_fold_as_the_format_wants() -> None:
    """RFC 5545, 3.1: CRLF, and at most 75 octets."""
    content = {
        "berita/2026/a.md": news("é" * 100, event="{start: 2026-12-05, place: Balai}"),
    }
    found = data(gathered(content)[0])
    assert found.count(b"\n") == found.count(b"\r\n")
    assert max(map(len, found.split(b"\r\n"))) <= 75


def test_an_event_has_a_file_of_its_own_with_its_own_name_and_the_same_identifier() -> None:
    text = "{title: Panen bersama, start: 2026-12-05 08:00 WITA, repeat: mingguan, place: Sawah}"
    catalogue, _ = gathered({"berita/2026/a.md": news("Kabar panen", event=text)})
    files = {file.address: file.make() for file in planned(catalogue, FileSpec)}
    (own,) = icalendar.Calendar.from_ical(files["/berita/2026/a/acara.ics"]).walk("VEVENT")
    (listed,) = icalendar.Calendar.from_ical(files["/agenda/kalender.ics"]).walk("VEVENT")
    assert own.to_ical() == listed.to_ical()
    assert own["SUMMARY"] == "Panen bersama"
    assert str(own["DESCRIPTION"]).startswith("Kabar panen")
    assert own["DTSTART"].params["TZID"] == "Asia/Makassar"
    assert b"TZID:Asia/Makassar" in files["/berita/2026/a/acara.ics"]
    assert own["RRULE"].to_ical() == b"FREQ=WEEKLY"


def test_an_event_that_is_over_keeps_its_file_and_leaves_the_agenda() -> None:
    """A link that was shared goes on to work."""
    text = "{start: 2026-08-18 08:00, place: Sawah}"
    catalogue, _ = gathered({"berita/2026/a.md": news(event=text)})
    files = {file.address: file.make() for file in planned(catalogue, FileSpec)}
    assert b"BEGIN:VEVENT" in files["/berita/2026/a/acara.ics"]
    assert b"BEGIN:VEVENT" not in files["/agenda/kalender.ics"]
