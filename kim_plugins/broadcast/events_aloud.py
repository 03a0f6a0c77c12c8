"""When and where an event is, and days and moments as they are said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import cast

from kim_plugins.catalogue import BulletinEntry, Catalogue, query
from kim_plugins.catalogue.agenda import NewsEntry, first_occurrence, upcoming
from kim_plugins.catalogue.tracing import Clock as Changes
from kim_plugins.records import Clock, Moment, News
from kim_plugins.records.fields.date_words import WEEKDAYS
from kim_plugins.records.fields.dates import format_clock, format_day, format_moment, format_zone
from kim_plugins.records.models.news import Event
from kim_plugins.records.models.vocabulary import Repeat


@query(Changes.ALWAYS)
def event_aloud(catalogue: Catalogue, path: str) -> str:
    """What is said of the event of a bulletin at this moment."""
    return event_sentence(cast(NewsEntry, catalogue.entries[path]), catalogue.now)


def event_sentence(entry: NewsEntry, now: datetime) -> str:
    """Say when and where an event is, in a sentence at the end of a script.

    Of an event that comes back its next date, if one is still to come; nothing once it is over
    for good.
    """
    event = first_occurrence(entry).event
    by = f" Penyelenggara: {event.organiser}." if event.organiser else ""
    name = f"Acaranya: {event.title}. " if event.title else ""
    if not is_over(event, now):
        again = f" Acara ini berulang {event.repeat.label.lower()}." if event.repeat else ""
        when = f"{_when(event, event.start, now)}, {_where(event)}"
        return f"{name}Catat waktunya: {when}.{by}{again}"
    following = next_date(entry, now)
    if following is None:
        return ""
    start = event.start
    clock = f" {_clock(event, start)}" if start.has_time else ""
    often = (
        f"setiap hari {WEEKDAYS[start.day.weekday()]}{clock}"
        if event.repeat is Repeat.WEEKLY
        else f"setiap bulan tanggal {start.day.day}{clock}"
    )
    day = said_weekday(following.day, now.year)
    return f"{name}Acara ini berulang {often}, {_where(event)}. Berikutnya {day}.{by}"


def _where(event: Event) -> str:
    """`di Balai Desa`, `secara daring`."""
    if event.place.lower().startswith(("daring", "online")):
        return f"secara {event.place[0].lower()}{event.place[1:]}"
    return event.place if event.place.startswith(("di ", "Di ")) else f"di {event.place}"


def is_over(event: Event, now: datetime) -> bool:
    """Whether the first date of an event is over."""
    end = event.end if isinstance(event.end, Moment) else event.start
    return end.at + timedelta(hours=0 if end.has_time else 24) <= now


def next_date(entry: BulletinEntry, now: datetime) -> Moment | None:
    """When an event takes place next; None when it has none, or no more before it expires."""
    if not (isinstance(entry.record, News) and entry.record.event):
        return None
    found = upcoming(cast(NewsEntry, entry), now)
    return found.start if found else None


def _when(event: Event, start: Moment, now: datetime) -> str:
    """`Sabtu, 12 Desember, pukul 20.00 WIB, ba'da Isya, sampai selesai`."""
    said = [said_weekday(start.day, now.year)]
    if start.has_time:
        said.append(_clock(event, start))
    if event.time_note:
        said.append(event.time_note)
    if isinstance(event.end, Moment):
        said.append(f"sampai {said_moment(event.end, now.year)}")
    elif event.end and not isinstance(event.end, Clock):
        said.append("sampai selesai")
    return ", ".join(said)


def _clock(event: Event, start: Moment) -> str:
    """The hours of a day, with the zone once: `pukul 16.00 sampai 17.00 WITA`."""
    until = f" sampai {event.end.at:%H.%M}" if isinstance(event.end, Clock) else ""
    return f"pukul {format_clock(Clock(start.at.time()))}{until} {format_zone(start.at)}"


def said_day(day: date, year: int) -> str:
    """A day, without its year if that is `year`."""
    return _without(year, format_day(day))


def said_weekday(day: date, year: int) -> str:
    """A day with its weekday, without its year if that is `year`."""
    return _without(year, format_day(day, weekday=True))


def said_moment(moment: Moment, year: int) -> str:
    """A moment with the day of the week, without its year if that is `year`."""
    return _without(year, format_moment(moment, weekday=True))


def _without(year: int, text: str) -> str:
    """Leave out the current year, which nobody says."""
    return text.replace(f" {year}", "", 1)
