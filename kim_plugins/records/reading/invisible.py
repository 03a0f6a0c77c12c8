"""Invisible characters: direction marks, word breakers and leftovers.

They come along when text is copied; search and links fail on them, and a turned line reads as
another one. Joiners that a script or an emoji needs stay, and so do marks beside Arabic writing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from kim_plugins.records.problems import Fault, Severity
from kim_plugins.records.reading.located import Mark
from kim_plugins.records.reading.mojibake import broken_letters

STRAYS: Final = (
    "\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0"
)
"""Characters that nobody sees, for a class of a regular expression."""
_STRAY: Final = re.compile(f"[{STRAYS}]")
_JOINERS: Final = "\u200c\u200d"
_OVERRIDES: Final = "\u202d\u202e"
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Scripts that need joiners, and emoji; Latin, Greek and Cyrillic letters stand before them.
_FIRST_JOINED: Final = "\u0590"
_PUNCTUATION: Final = ("\u2000", "\u20ff")
_BOM: Final = "\ufeff"

_CALLED: Final = {
    "\xad": "tanda hubung lunak",
    "\u200b": "spasi tanpa lebar",
    _BOM: "penanda awal berkas",
    **dict.fromkeys(_JOINERS, "penyambung huruf"),
    **dict.fromkeys(_OVERRIDES, "pembalik arah tulisan"),
    **dict.fromkeys(_DIRECTIONS, "pengarah tulisan"),
}


@dataclass(frozen=True, slots=True)
class InvisibleCharacter:
    """An unneeded invisible character at a place; `removable` if removing it changes nothing."""

    start: int
    character: str
    removable: bool


def invisible_characters(text: str) -> Iterator[InvisibleCharacter]:
    """The invisible characters of a text that no script and no emoji needs."""
    if text.isascii():
        return
    end, is_arabic = -1, False
    for match in _STRAY.finditer(text):
        start, character = match.start(), match[0]
        if character in _JOINERS:
            if not _joins(text, start):
                yield InvisibleCharacter(start, character, removable=True)
            continue
        if start > end:
            begin = text.rfind("\n", 0, start) + 1
            end = text.find("\n", start) % (len(text) + 1)
            is_arabic = _RIGHT_TO_LEFT.search(text, begin, end) is not None
        if character in _OVERRIDES or not (is_arabic and character in _DIRECTIONS):
            removable = character not in _OVERRIDES or not is_arabic
            yield InvisibleCharacter(start, character, removable=removable)


def without_invisible(text: str) -> str:
    """A text without such characters."""
    gone = {stray.start for stray in invisible_characters(text) if stray.removable}
    if not gone:
        return text
    return "".join(sign for place, sign in enumerate(text) if place not in gone)


def _joins(text: str, start: int) -> bool:
    beside = (text[start - 1 : start], text[start + 1 : start + 2])
    first, last = _PUNCTUATION
    return any(one >= _FIRST_JOINED and not first <= one <= last for one in beside)


def findings(text: str) -> Iterator[tuple[Mark, str, Fault]]:
    """One warning for each kind of such a character on each line."""
    line, begin, looked_at = 1, 0, 0
    told: set[str] = set()
    broken = _broken(text) if "\xad" in text else range(0)
    for stray in invisible_characters(text):
        if stray.start in broken:
            continue
        # From the last one on: a line may hold 100,000 of them.
        if passed := text.count("\n", looked_at, stray.start):
            line, begin = line + passed, text.rfind("\n", looked_at, stray.start) + 1
            told.clear()
        looked_at = stray.start
        # A control character is an error of its own (K010).
        if stray.character not in told and stray.character != _BOM:
            told.add(stray.character)
            yield Mark(line, stray.start - begin + 1), "", invisible_fault(stray.character)


def _broken(text: str) -> Container[int]:
    """The places within broken letters, in which a soft hyphen may be half a letter."""
    return {
        place
        for one in broken_letters(text)
        for place in range(one.start, one.start + len(one.written))
    }


def invisible_fault(character: str) -> Fault:
    """The fault of an invisible character."""
    called = _CALLED.get(character, "pengisi kosong")
    return Fault(
        "K012",
        f"ada karakter tak terlihat U+{ord(character):04X} ({called})",
        "hapus karakter itu, atau jalankan `kim check --fix`; biasanya terbawa saat disalin",
        Severity.WARNING,
    )
