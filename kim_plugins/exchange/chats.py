"""A WhatsApp chat that was exported: its messages, and those that shall become a draft.

The program writes a line for each message, in the order of day, hour, sender and text, with the
signs of the telephone's language; what follows until the next such line belongs to the message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

_LINE: Final = re.compile(
    r"\u200e?\[?(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2}),?\s+"
    r"(?:pukul\s+)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?\]?(?:\s+-)?\s+(?P<rest>.*)"
)
_SENDER: Final = re.compile(r"\u200e?~?\s?(?P<name>[^:]{1,60}): (?P<text>.*)", re.DOTALL)
_ATTACHED: Final = re.compile(
    r"\u200e?(?:<(?:terlampir|attached): (?P<angled>[^>]+)>"
    r"|(?P<plain>[^\n]+?\.\w{2,4}) \((?:file|berkas) (?:terlampir|attached)\))\u200e?"
)
_NOTHING: Final = re.compile(
    r"\u200e?(?:<Media (?:tidak disertakan|omitted)>|Pesan ini (?:telah )?dihapus\.?|"
    r"Anda menghapus pesan ini\.?|This message was deleted\.?|null)"
)
_LEAST: Final = 2
_CENTURY: Final = 2000
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Message:
    """What one person sent at once; `attached` are names of files."""

    day: date
    sender: str
    text: str
    attached: tuple[str, ...] = ()


def messages_of(text: str) -> list[Message]:
    """The messages of an exported chat; none where the text isn't one."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    starts = [(number, _LINE.match(line)) for number, line in enumerate(lines)]
    found = [(number, match) for number, match in starts if match]
    if len(found) < _LEAST or found[0][0] != 0:
        return []
    ends = [number for number, _ in found[1:]] + [len(lines)]
    made = (
        _message(match, lines[n + 1 : end]) for (n, match), end in zip(found, ends, strict=True)
    )
    return [message for message in made if message]


def _message(match: re.Match[str], more: Sequence[str]) -> Message | None:
    said = _SENDER.fullmatch("\n".join([match["rest"], *more]).rstrip())
    if said is None:  # the program itself says who came and went
        return None
    one, other = int(match["day"]), int(match["month"])
    # Some telephones put the month first.
    day, month = (one, other) if other <= _MONTHS else (other, one)
    try:
        sent = date(int(match["year"]) % 100 + _CENTURY, month, day)
    except ValueError:
        return None
    attached = tuple(one["angled"] or one["plain"] for one in _ATTACHED.finditer(said["text"]))
    text = _NOTHING.sub("", _ATTACHED.sub("", said["text"])).strip("\u200e \n")
    return Message(sent, said["name"].strip(), text, attached) if text or attached else None


def filter_messages(messages: Sequence[Message], author: str, since: date | None) -> list[Message]:
    """Those of one sender (by a part of the name), from a day on."""
    return [
        message
        for message in messages
        if author.casefold() in message.sender.casefold()
        and (since is None or message.day >= since)
    ]
