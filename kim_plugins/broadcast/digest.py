"""A week's news for a chat group or an SMS: plain text, short, with one address each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
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
from kim_plugins.records import Decision, News, format_clock, format_day
from kim_plugins.records.fields.dates import Clock, format_zone
from kim_plugins.records.models.vocabulary import Priority, Status, Verification

DIGEST: Final = "/siaran/kabar.txt"
LIMIT: Final = 1_000
"""Characters: what a villager reads on one screen, and seven SMS."""
WEEK: Final = timedelta(days=7)

_LONGEST_TITLE: Final = 90
_LONGEST_FACT: Final = 160
_MARKUP: Final = re.compile(r"[*_~`]")
_INVISIBLE: Final = "\N{WORD JOINER}"
_OPEN: Final = (Status.NOT_STARTED, Status.UNDER_WAY)


def digest(catalogue: Catalogue, since: timedelta = WEEK, group: str | None = None) -> str:
    """The news of the last days in at most 1,000 characters, ending with a newline.

    `group` is the id of a group whose news alone is wanted. What doesn't fit is counted.
    """
    now, zone = catalogue.now, catalogue.options.zone
    first = datetime.combine((now - since).astimezone(zone).date(), time(), zone)
    here = [e for e in catalogue.bulletins if group is None or group in e.groups]
    wanted = [e for e in here if e.state is State.PUBLISHED and _matters(e, now, first)]
    wanted.sort(key=lambda entry: _rank(entry, now))
    urgent = [entry for entry in wanted if _is_urgent(entry)]
    turned = list(_turns(here, first))
    head = _head(catalogue, since, group)
    if not (wanted or turned):
        return f"{head}\n\nBelum ada kabar baru.\n"
    others = wanted[len(urgent) :]
    items = [_item(catalogue, entry) for entry in urgent]
    items += [_turn(catalogue, entry, event) for entry, event in turned]
    items += [_item(catalogue, entry) for entry in others]
    titles = [_title(entry) for entry in urgent]
    titles += [_turn_title(entry, event) for entry, event in turned]
    titles += [_title(entry) for entry in others]
    return _fitted(head, items, titles, catalogue.options.url)


def _turns(
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


# -- what is written ---------------------------------------------------------------------------


def _head(catalogue: Catalogue, since: timedelta, group: str | None) -> str:
    name = catalogue.group(group).record.title if group else catalogue.options.name
    zone = catalogue.options.zone
    last = catalogue.now.astimezone(zone)
    first = (catalogue.now - since).astimezone(zone)
    days = f"{_beginning(first.date(), last.date())}–{format_day(last.date())}"
    return f"*{_plain(_shortened(name, 60))}*\nKabar {days}"


def _beginning(first: date, last: date) -> str:
    """`17` before `24 November 2026`, `28 Oktober` before `3 November 2026`."""
    if first.year != last.year:
        return format_day(first)
    day = format_day(first).removesuffix(f" {first.year}")
    return str(first.day) if first.month == last.month else day


def _item(catalogue: Catalogue, entry: BulletinEntry) -> str:
    address = catalogue.options.absolute(short_address(entry.identifier))
    facts = " ".join(_facts(entry, catalogue.now))
    warning = "PERINGATAN: " if _is_urgent(entry) else ""
    return "\n".join(filter(None, (f"*{warning}{_title(entry)}*", facts, address)))


def _turn(catalogue: Catalogue, entry: BulletinEntry, event: Event) -> str:
    """What happened to a bulletin, in two sentences and with its address."""
    address = catalogue.options.absolute(short_address(entry.identifier))
    lines = [f"*{_turn_title(entry, event)}*", _turn_facts(entry, event), address]
    return "\n".join(filter(None, lines))


def _turn_title(entry: BulletinEntry, event: Event) -> str:
    """The title in a notice; that of a withdrawn bulletin isn't repeated."""
    record = entry.record
    if event.what is EventKind.WITHDRAWN:
        return f"Dicabut: kabar {format_day(record.publication.day)}"
    label = event.correction.kind.label if event.correction else "Terbit lagi"
    return f"{label}: {_title(entry)}"


def _turn_facts(entry: BulletinEntry, event: Event) -> str:
    record = entry.record
    if event.correction:
        before = f"Bukan {event.correction.before}, tetapi " if event.correction.before else ""
        return _plain(_shortened(f"{before}{event.correction.after}", _LONGEST_FACT))
    if event.what is EventKind.WITHDRAWN and record.withdrawn:
        return f"Alasan: {record.withdrawn.reason.label}. Jangan diteruskan lagi."
    return ""


def _title(entry: BulletinEntry) -> str:
    return _plain(_shortened(entry.record.title, _LONGEST_TITLE))


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
        name = f"{_shortened(record.event.title, 50)}: " if record.event.title else ""
        where = _shortened(record.event.place, 50)
        yield _plain(f"{name}{format_day(start.day, weekday=True)}{clock}, {where}")
    if _has_open_action(entry) and isinstance(record, Decision):
        count = sum(action.status in _OPEN for action in record.actions)
        yield f"({count} tindak lanjut belum selesai)"


def _plain(text: str) -> str:
    """Text that WhatsApp shows as it is: markup characters get an invisible neighbour.

    WhatsApp has no escape; `*`, `_`, `~` and a backtick mark only where they touch a word.
    """
    folded = " ".join("".join(map(_visible, text)).split())
    return _MARKUP.sub(lambda match: f"{_INVISIBLE}{match[0]}{_INVISIBLE}", folded)


def _visible(character: str) -> str:
    return " " if unicodedata.category(character) in {"Cc", "Co", "Cs"} else character


def _shortened(text: str, longest: int) -> str:
    """A text of at most so many characters, cut between words; empty if its first is longer."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:.–-")
    return f"{kept}…" if kept else "…"


def _fitted(head: str, items: Sequence[str], titles: Sequence[str], url: str) -> str:
    """As many items as fit; the others are counted, and named as far as there is room."""
    best, used = "", len(head) + 1
    for kept in range(len(items) + 1):
        used += len(items[kept - 1]) + 2 if kept else 0
        if used > LIMIT:
            break
        rest = len(items) - kept
        tail = f"\n\ndan {rest} kabar lain" if rest else ""
        if used + len(tail) + (len(url) + 1 if rest else 0) <= LIMIT:
            text = "\n\n".join([head, *items[:kept]]) + tail
            best = f"{_named(text, titles[kept:], url)}\n" if rest else f"{text}\n"
    return best or f"dan {len(items)} kabar lain\n"


def _named(text: str, rest: Sequence[str], url: str) -> str:
    room = LIMIT - len(text) - len(url) - 2
    names = ""
    for title in rest:
        longer = f"{names}; {title}" if names else f": {title}"
        if len(longer) > room:
            break
        names = longer
    return f"{text}{names}\n{url}"
