"""iCalendar files (RFC 5545) of events and due dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneStandard
from icalendar import Event as CalendarEvent

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    NewsEntry,
    Occurrence,
    SiteOptions,
    Task,
    first_occurrence,
    last_change,
    occurrence_time,
)
from kim_plugins.records import Moment, format_zone
from kim_plugins.records.models.vocabulary import Repeat, Status

# Indonesia's zones have had these offsets since 1988 (Keppres 41/1987), without summer time.
_ZONES: Final = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_FREQUENCIES: Final = {Repeat.WEEKLY: "WEEKLY", Repeat.MONTHLY: "MONTHLY"}


def agenda_calendar(catalogue: Catalogue, due: Sequence[Task]) -> bytes:
    """The calendar of all coming events, repeated ones with their rule, and of due dates.

    Nothing in it comes from the clock but what is over: each entry keeps its UID, and its DTSTAMP
    is the last change of its bulletin.
    """
    first = [first_occurrence(upcoming.entry) for upcoming in catalogue.agenda]
    return _calendar(f"Agenda {catalogue.options.name}", catalogue.options, first, due)


def event_calendar(options: SiteOptions, entry: NewsEntry) -> bytes:
    """The calendar of one event; its UID is that in the agenda's calendar."""
    first = first_occurrence(entry)
    return _calendar(first.title, options, [first], ())


def decision_calendar(options: SiteOptions, title: str, tasks: Sequence[Task]) -> bytes:
    """The calendar of a decision's due dates, with the state of each action."""
    return _calendar(f"Tindak lanjut: {title}", options, (), tasks)


def _calendar(
    name: str, options: SiteOptions, occurrences: Sequence[Occurrence], due: Iterable[Task]
) -> bytes:
    found = Calendar()
    for key, value in (
        ("prodid", "-//KIM//kim_plugins//ID"),
        ("version", "2.0"),
        ("x-wr-calname", name),
        ("name", name),
    ):
        found.add(key, value)
    zones = {zone for occurrence in occurrences for zone in _zones_of(occurrence)}
    tasks = list(due)
    # A calendar without any component isn't valid: an empty one holds a zone.
    for zone in sorted(zones) or ([] if occurrences or tasks else ["WIB"]):
        found.add_component(_timezone(zone))
    for occurrence in occurrences:
        found.add_component(_event(occurrence, options))
    for task in tasks:
        found.add_component(_due(task, options))
    return bytes(found.to_ical())


def _zones_of(occurrence: Occurrence) -> Iterator[str]:
    for moment in (occurrence.start, occurrence.end):
        if moment and occurrence.start.has_time and format_zone(moment.at) in _ZONES:
            yield format_zone(moment.at)


def _timezone(name: str) -> Timezone:
    offset = datetime(2000, 1, 1, tzinfo=ZoneInfo(_ZONES[name])).utcoffset()
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - in the zone that it defines
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", name)
    zone = Timezone()
    zone.add("tzid", _ZONES[name])
    zone.add_component(standard)
    return zone


def _entry(uid: str, entry: BulletinEntry, options: SiteOptions) -> CalendarEvent:
    """The properties that events and due dates share."""
    changed = last_change(entry).astimezone(UTC)
    found = CalendarEvent()
    found.add("uid", f"{uid}@{options.host}")
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    found.add("url", options.absolute(entry.address))
    return found


def _event(occurrence: Occurrence, options: SiteOptions) -> CalendarEvent:
    entry, event = occurrence.entry, occurrence.event
    found = _entry(entry.identifier, entry, options)
    found.add("summary", occurrence.title)
    found.add("description", _description(occurrence))
    found.add("location", event.place)
    if entry.record.tags:
        found.add("categories", list(entry.record.tags))
    for key, value in _times(occurrence).items():
        found.add(key, value)
    if event.repeat:
        found.add("rrule", _rule(occurrence))
    return found


def _due(task: Task, options: SiteOptions) -> CalendarEvent:
    """An all-day event that blocks no time, as most telephones show no VTODO."""
    action, entry = task.action, task.entry
    found = _entry(f"{entry.identifier}#tindak-{task.number}", entry, options)
    label = "Batas waktu" if not task.closed else action.status.label
    found.add("summary", f"{label}: {action.task}")
    found.add("description", f"Dikerjakan {action.owner}\nHasil musyawarah: {entry.record.title}")
    found.add("dtstart", action.due)
    found.add("transp", "TRANSPARENT")
    if action.status is Status.CANCELLED:
        found.add("status", "CANCELLED")
    return found


def _description(occurrence: Occurrence) -> str:
    event, record = occurrence.event, occurrence.entry.record
    lines = [record.title] if event.title else []
    lines += [record.description, f"Waktu: {occurrence_time(occurrence)}"]
    if event.time_note:
        lines[-1] += f" ({event.time_note})"
    if event.organiser:
        lines.append(f"Penyelenggara: {event.organiser}")
    return "\n".join(lines)


def _times(occurrence: Occurrence) -> dict[str, date]:
    """Start and end, both of one type; without an end an event is open-ended."""
    start, end = occurrence.start, occurrence.end
    if not start.has_time:
        # DTEND is the first day on which it is over.
        last = {"dtend": end.day + timedelta(days=1)} if end else {}
        return {"dtstart": start.day, **last}
    return {"dtstart": _timed(start), **({"dtend": _ending(end)} if end else {})}


def _timed(moment: Moment) -> datetime:
    zone = _ZONES.get(format_zone(moment.at))
    return moment.at.astimezone(ZoneInfo(zone) if zone else UTC)


def _ending(end: Moment) -> datetime:
    return _timed(Moment(end.end, has_time=True))


def _rule(occurrence: Occurrence) -> dict[str, object]:
    rule: dict[str, object] = {"freq": _FREQUENCIES[occurrence.event.repeat or Repeat.WEEKLY]}
    if expires := occurrence.entry.record.expires:
        # UNTIL is the last moment at which it may still begin.
        last = expires.end - timedelta(seconds=1)
        rule["until"] = last.astimezone(UTC) if occurrence.start.has_time else last.date()
    return rule
