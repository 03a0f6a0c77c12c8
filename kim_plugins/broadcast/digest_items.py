"""What is news of a week, item by item: the chat digest, the letter and the messages tell it.

An item's `key` says what is told, so that what was sent once isn't sent again: a bulletin, an event
that comes near after its bulletin was told of, a correction, a withdrawal, or what undoes it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Event,
    EventKind,
    State,
    events_of,
    short_address,
)
from kim_plugins.records import Decision, Lesson, News, format_clock, format_day
from kim_plugins.records.fields.dates import Clock, format_zone
from kim_plugins.records.models.common import Correction
from kim_plugins.records.models.vocabulary import Priority, Status, Verification

WEEK: Final = timedelta(days=7)
_LONGEST_PLACE: Final = 50
_LONGEST_FACT: Final = 160
_LONGEST_PHRASE: Final = 4
"""Words that are a phrase (`Bukan 40 hektare, tetapi …`); more are a sentence."""
_OPEN: Final = (Status.NOT_STARTED, Status.UNDER_WAY)


class Part(StrEnum):
    """What an item belongs to, in the order in which it is told; the value is its heading."""

    URGENT = "Peringatan darurat"
    CHANGED = "Ralat dan pencabutan"
    EVENT = "Acara"
    DECISION = "Hasil musyawarah"
    NEWS = "Kabar"
    LESSON = "Bahan belajar"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One item of the news; texts are on one line and hold no control character.

    `label` stands before the title where it is no news, `facts` are short remarks and the day and
    place of an event, `summary` is empty for changes, `groups` are names.
    """

    key: str
    part: Part
    label: str
    title: str
    facts: tuple[str, ...]
    summary: str
    address: str
    groups: tuple[str, ...]
    lang: str | None


def items_of(
    catalogue: Catalogue, since: timedelta = WEEK, group: str | None = None
) -> list[DigestItem]:
    """The news of the last days: urgent warnings, changes, and the others, what matters first.

    `group` is the id of a group whose news alone is wanted.
    """
    now, zone = catalogue.now, catalogue.options.zone
    first = datetime.combine((now - since).astimezone(zone).date(), time(), zone)
    here = [e for e in catalogue.bulletins if group is None or group in e.groups]
    wanted = [e for e in here if e.state is State.PUBLISHED and _matters(e, now, first)]
    wanted.sort(key=lambda entry: _rank(entry, now))
    urgent = [_item(catalogue, entry, first) for entry in wanted if _is_urgent(entry)]
    others = [_item(catalogue, entry, first) for entry in wanted if not _is_urgent(entry)]
    return [*urgent, *(_change(catalogue, *one) for one in _changes(here, first)), *others]


def period(catalogue: Catalogue, since: timedelta) -> str:
    """`17–24 November 2026`."""
    zone = catalogue.options.zone
    last = catalogue.now.astimezone(zone)
    first = (catalogue.now - since).astimezone(zone)
    return f"{_beginning(first.date(), last.date())}–{format_day(last.date())}"


def sender_name(catalogue: Catalogue, group: str | None) -> str:
    """Whose news it is: the group's, or the site's."""
    return one_line(catalogue.group(group).record.title if group else catalogue.options.name)


def one_line(text: str) -> str:
    """A text without line breaks and control characters."""
    return " ".join("".join(map(_visible, text)).split())


def shortened(text: str, longest: int) -> str:
    """At most so many characters, cut between words; a single endless word is left out."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:.–-")
    return f"{kept}…" if kept else "…"


def _visible(character: str) -> str:
    return " " if unicodedata.category(character) in {"Cc", "Co", "Cs"} else character


def _beginning(first: date, last: date) -> str:
    """`17` before `24 November 2026`, `28 Oktober` before `3 November 2026`."""
    if first.year != last.year:
        return format_day(first)
    day = format_day(first).removesuffix(f" {first.year}")
    return str(first.day) if first.month == last.month else day


# -- what is news ------------------------------------------------------------------------------


def _changes(
    entries: Sequence[BulletinEntry], first: datetime
) -> Iterator[tuple[BulletinEntry, Event]]:
    """What was corrected, withdrawn or came back since `first`, the latest first.

    A correction of what is withdrawn tells what nobody should read any more.
    """
    found = [
        (entry, event)
        for entry in entries
        for event in events_of(entry.record)
        if event.at >= first and (entry.shows_body or event.correction is None)
    ]
    return iter(sorted(found, key=lambda one: (one[1].at, one[0].identifier), reverse=True))


def _is_urgent(entry: BulletinEntry) -> bool:
    return entry.record.priority is Priority.URGENT


def _matters(entry: BulletinEntry, now: datetime, first: datetime) -> bool:
    """Whether a bulletin is news since `first`, in whole days, so that hours change nothing."""
    if _is_urgent(entry):
        return True  # until it expires, however old it is
    return entry.record.publication.at >= first or _is_soon(entry, now, first.tzinfo)


def _is_soon(entry: BulletinEntry, now: datetime, zone: tzinfo | None) -> bool:
    """Whether an event is in the coming week: it is news again, whenever it was announced."""
    event = entry.record.event if isinstance(entry.record, News) else None
    return (
        event is not None
        and now < event.start.end
        and (event.start.at.astimezone(zone).date() <= (now + WEEK).astimezone(zone).date())
    )


def _has_open_action(entry: BulletinEntry) -> bool:
    record = entry.record
    return isinstance(record, Decision) and any(one.status in _OPEN for one in record.actions)


def _rank(entry: BulletinEntry, now: datetime) -> tuple[int, float, str]:
    """Sort key: urgent warnings; coming events, the next first; open decisions; the newest."""
    record = entry.record
    if _is_urgent(entry):
        return -1, -record.publication.at.timestamp(), entry.identifier
    event = record.event if isinstance(record, News) else None
    if event is not None and event.start.end > now:
        return 0, event.start.at.timestamp(), entry.identifier
    order = 1 if _has_open_action(entry) else 2
    return order, -record.publication.at.timestamp(), entry.identifier


# -- what is told of it ------------------------------------------------------------------------


def _item(catalogue: Catalogue, entry: BulletinEntry, first: datetime) -> DigestItem:
    record, now = entry.record, catalogue.now
    event = record.event if isinstance(record, News) and record.event else None
    is_to_come = event is not None and event.start.end > now
    if _is_urgent(entry):
        part = Part.URGENT
    elif is_to_come:
        part = Part.EVENT
    elif isinstance(record, Decision):
        part = Part.DECISION
    else:
        part = Part.LESSON if isinstance(record, Lesson) else Part.NEWS
    is_old = not _is_urgent(entry) and record.publication.at < first
    return DigestItem(
        f"{entry.identifier}#acara:{event.start.at.isoformat()}"
        if is_old and event
        else entry.identifier,
        part,
        "PERINGATAN" if part is Part.URGENT else "",
        one_line(record.title),
        tuple(map(one_line, _facts(entry, now))),
        one_line(record.description),
        catalogue.options.absolute(short_address(entry.identifier)),
        _names(catalogue, entry),
        record.lang,
    )


def _change(catalogue: Catalogue, entry: BulletinEntry, event: Event) -> DigestItem:
    """What happened to a bulletin; of a withdrawn one not even the title is repeated."""
    record, is_gone = entry.record, event.what is EventKind.WITHDRAWN
    label = event.correction.kind.label if event.correction else "Terbit lagi"
    return DigestItem(
        f"{entry.identifier}#{event.name}",
        Part.CHANGED,
        "Dicabut" if is_gone else label,
        f"kabar {format_day(record.publication.day)}" if is_gone else one_line(record.title),
        tuple(map(one_line, filter(None, [_change_facts(entry, event)]))),
        "",
        catalogue.options.absolute(short_address(entry.identifier)),
        _names(catalogue, entry),
        None if is_gone else record.lang,
    )


def _names(catalogue: Catalogue, entry: BulletinEntry) -> tuple[str, ...]:
    return tuple(one_line(group.record.title) for group in catalogue.groups_of(entry))


def _change_facts(entry: BulletinEntry, event: Event) -> str:
    record = entry.record
    if event.correction:
        return shortened(_corrected(event.correction), _LONGEST_FACT)
    if event.what is EventKind.WITHDRAWN and record.withdrawn:
        return f"Alasan: {record.withdrawn.reason.label}. Jangan diteruskan lagi."
    return ""


def _corrected(correction: Correction) -> str:
    """What was wrong and what is right; sentences stand beside each other."""
    before, after = (correction.before or "").rstrip("."), correction.after
    if not before:
        return after
    if len(before.split()) > _LONGEST_PHRASE:
        return f"Semula: {before}. Yang benar: {after}"
    return f"Bukan {before}, tetapi {after}"


def _facts(entry: BulletinEntry, now: datetime) -> Iterator[str]:
    record = entry.record
    if record.verification is Verification.UNVERIFIED:
        yield "(Belum dipastikan)"
    if record.corrections:
        yield f"(Ada {record.corrections[-1].kind.label.lower()})"
    if isinstance(record, News) and record.event and record.event.start.end > now:
        start = record.event.start
        clock = (
            f", {format_clock(Clock(start.at.time()))} {format_zone(start.at)}"
            if start.has_time
            else ""
        )
        name = f"{shortened(record.event.title, _LONGEST_PLACE)}: " if record.event.title else ""
        where = shortened(record.event.place, _LONGEST_PLACE)
        yield f"{name}{format_day(start.day, weekday=True)}{clock}, {where}"
    if _has_open_action(entry) and isinstance(record, Decision):
        count = sum(action.status in _OPEN for action in record.actions)
        yield f"({count} tindak lanjut belum selesai)"
