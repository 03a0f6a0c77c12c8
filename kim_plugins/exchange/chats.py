"""Exported WhatsApp chats: reading their messages, and choosing those of a draft.

The program writes a line for each message, in the order of day, hour, sender and text, with the
signs of the telephone's language and its order of day and month; what follows until the next such
line belongs to the message. What the program says itself has no sender, or on some telephones an
unseen sign before its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

_UNSEEN: Final = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINE: Final = re.compile(
    rf"[{_UNSEEN}]*(?P<open>\[)?(?P<one>\d{{1,4}})[{_UNSEEN}]*[./-][{_UNSEEN}]*(?P<two>\d{{1,2}})"
    rf"[{_UNSEEN}]*[./-][{_UNSEEN}]*(?P<three>\d{{1,4}})[.,]?\s+"
    r"(?:[^\W\d_]{1,7}\.?\s+)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
    r"(?:\s?[^\W\d_]{1,5}\.?(?:\s?[^\W\d_]\.?)?)?"
    r"(?(open)\]\s|\s[-–]\s)(?P<rest>.*)"
)
_SENDER: Final = re.compile(
    r"\u200e?~?\s?(?P<name>[^:\n\"“”]{1,80}):(?:[ \n](?P<text>.*))?", re.DOTALL
)
_ATTACHED: Final = re.compile(
    r"\u200e?(?:<[^<>:\n]{3,24}: (?P<angled>[^<>\n]+\.\w{2,5})>"
    r"|(?P<plain>[^\n]+?\.\w{2,5}) \((?:file|berkas|fail) (?:terlampir|attached|dilampirkan)\)"
    r"|(?P<named>(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d{4}\.\w{2,5}) \([^()\n]{3,40}\))\u200e?"
)
_OMITTED: Final = re.compile(
    r"\u200e?<Media (?:tidak disertakan|omitted)>|"
    r"\u200e(?:[^\n]{0,80}\s)?[\w ]{3,20} (?:tidak disertakan|dihilangkan|diabaikan|omitted)"
)
_NOTHING: Final = re.compile(
    r"\u200e?(?:Pesan ini (?:telah )?dihapus\.?|Anda menghapus pesan ini\.?|"
    r"This message was deleted\.?|You deleted this message\.?|null)"
)
_EDITED: Final = re.compile(r"\s*\u200e?<(?:Pesan ini (?:telah )?diedit|This message was edited)>")
_EMBEDDED: Final = "\u202a\u202c\u200e"
_LEAST: Final = 2
_CENTURY: Final = 2000
_FIRST_YEAR: Final = 100
"""Numbers below are a day or a month, or a year of this century."""


@dataclass(frozen=True, slots=True)
class Message:
    """What one person sent at once; `attached` are names of files.

    `omitted` says that a picture or sound was sent, which the export left out.
    """

    day: date
    sender: str
    text: str
    attached: tuple[str, ...] = ()
    omitted: bool = False


def messages_of(text: str) -> list[Message]:
    """The messages of an exported chat; none where the text isn't one."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    starts = [(number, _LINE.match(line)) for number, line in enumerate(lines)]
    found = [(number, match) for number, match in starts if match]
    if len(found) < _LEAST or found[0][0] != 0:
        return []
    days = _days([match for _, match in found])
    ends = [number for number, _ in found[1:]] + [len(lines)]
    made = (
        _message(match["rest"], lines[number + 1 : end], day)
        for (number, match), end, day in zip(found, ends, days, strict=True)
    )
    return [message for message in made if message]


def _days(matches: Sequence[re.Match[str]]) -> list[date]:
    """The days of all lines, read in the one order that they have.

    Where no day is beyond twelve, the order in which time goes on; else day first, as here.
    """
    numbers = [(int(one["one"]), int(one["two"]), int(one["three"])) for one in matches]
    readings: tuple[Callable[[int, int, int], tuple[int, int, int]], ...] = (
        lambda day, month, year: (year, month, day),
        lambda month, day, year: (year, month, day),
        lambda year, month, day: (year, month, day),
    )
    read = [_in_order([reading(*three) for three in numbers]) for reading in readings]
    faults = [(missing, backwards) for missing, backwards, _ in read]
    return read[faults.index(min(faults))][2]


def _in_order(found: Sequence[tuple[int, int, int]]) -> tuple[int, int, list[date]]:
    """How many dates there aren't, how often time goes back, and the days."""
    days: list[date] = []
    missing = 0
    for year, month, day in found:
        whole = year if year > _FIRST_YEAR else _CENTURY + year
        try:
            days.append(date(whole, month, day))
        except ValueError:
            missing += 1
            days.append(days[-1] if days else date(_CENTURY, 1, 1))
    backwards = sum(later < earlier for earlier, later in pairwise(days))
    return missing, backwards, days


def _message(rest: str, more: Sequence[str], day: date) -> Message | None:
    said = _SENDER.fullmatch("\n".join([rest, *more]).rstrip())
    if said is None:  # the program itself says who came and went
        return None
    written = said["text"] or ""
    attached = tuple(
        one["angled"] or one["plain"] or one["named"] for one in _ATTACHED.finditer(written)
    )
    text = _EDITED.sub("", _ATTACHED.sub("", written))
    omitted = _OMITTED.fullmatch(text.strip()) is not None
    if omitted or _NOTHING.fullmatch(text.strip()) or (text.startswith("\u200e") and not attached):
        text = ""
    text = text.strip("\u200e \n")
    if not (text or attached or omitted):
        return None
    return Message(day, said["name"].strip(f"{_EMBEDDED} "), text, attached, omitted)


def filter_messages(messages: Sequence[Message], author: str, since: date | None) -> list[Message]:
    """The messages of one sender (by a part of the name), from a day on."""
    return [
        message
        for message in messages
        if author.casefold() in message.sender.casefold()
        and (since is None or message.day >= since)
    ]
