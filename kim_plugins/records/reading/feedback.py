"""What a villager has to say, as the text that a telephone sends (contract C11).

A text begins with a line that a program knows again, whatever comes before and after it in a chat:

    KIM-USUL koreksi untuk tirta-mandiri
    Tentang: Jadwal air musim kemarau
    Alamat: https://kim.example/s/abcd1234/
    Nama: Warga Contoh
    Balas ke: 0812-0000-1234

    Gilirannya Rabu, bukan Kamis.

theme/assets/usul.js writes the same from FIRST_LINE and LABELS, which the page hands to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kim_plugins.records.patterns import deferred


class FeedbackKind(StrEnum):
    """What a text is; MESSAGE where a villager didn't say."""

    ASPIRATION = "aspirasi"
    QUESTION = "pertanyaan"
    CORRECTION = "koreksi"
    REPLY = "hak-jawab"
    MESSAGE = "pesan"


FIRST_LINE: Final = "KIM-USUL {kind} untuk {group}"
LABELS: Final[Mapping[str, str]] = {
    "about": "Tentang",
    "address": "Alamat",
    "name": "Nama",
    "reply": "Balas ke",
}
"""Of the lines that may follow the first one, in their order, by the field of a Voice."""

_FIRST: Final = deferred(
    rf"(?:.*[^\w-])?KIM-USUL[^\S\n]+({'|'.join(FeedbackKind)})[^\S\n]+untuk[^\S\n]+"
    r"([a-z0-9]+(?:-[a-z0-9]+)*)[^\w\n]*",
    re.IGNORECASE,
)
_LABELLED: Final = deferred(rf"({'|'.join(LABELS.values())})\s*:(.*)", re.IGNORECASE)
_QUOTED: Final = deferred(r"(?:>[ \t]?)+")
_FIELDS: Final = {label.casefold(): field for field, label in LABELS.items()}


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody says to a group, given by its id; what they didn't give is empty.

    `about` and `address` name what they talk of, `reply` says how they can be answered.
    """

    kind: FeedbackKind
    group: str
    text: str = ""
    about: str = ""
    address: str = ""
    name: str = ""
    reply: str = ""


def feedback_text(feedback: Feedback) -> str:
    """The text to send; `read_feedback` reads the same from it."""
    lines = [FIRST_LINE.format(kind=feedback.kind, group=feedback.group)]
    for field, label in LABELS.items():
        value = " ".join(getattr(feedback, field).split())
        if value:
            lines.append(f"{label}: {value}")
    return "\n".join([*lines, "", _plain(feedback.text)])


def read_feedback(text: str) -> Feedback | None:
    """What such a text says; None where no line of it begins one.

    What stands before is a chat's own. A message may have been forwarded, quoted or set in bold;
    where a program quotes each of its lines, the signs of that are none of its text.
    """
    lines = _plain(text).split("\n")
    for place, line in enumerate(lines):
        if found := _FIRST.fullmatch(line):
            kind, group = FeedbackKind(found[1].lower()), found[2].lower()
            told = lines[place + 1 :]
            if line.startswith(">") and all(one.startswith(">") for one in told if one.strip()):
                told = [_QUOTED.sub("", one) for one in told]
            return _read(kind, group, told)
    return None


def _read(kind: FeedbackKind, group: str, lines: list[str]) -> Feedback:
    values: dict[str, str] = {}
    for place, line in enumerate(lines):
        found = _LABELLED.fullmatch(line.strip())
        if found is None:
            return Feedback(kind, group, _plain("\n".join(lines[place:])), **values)
        values.setdefault(_FIELDS[found[1].casefold()], " ".join(found[2].split()))
    return Feedback(kind, group, **values)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
