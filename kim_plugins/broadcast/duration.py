"""How long a script takes, estimated from syllables, pauses and silences.

A duration is a range: that of a brisk and that of a calm reader. Syllables are counted, not words,
as figures in words are long, and the pauses that the script marks. Measured on the sample's four
recordings (209 words, 472 syllables): without their pauses people read 4.1 to 4.7 syllables a
second, and rest 0.6 to 0.8 seconds at a pause. These and espeak-ng's voice at "130" lie within the
range; a test holds the recordings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kim_plugins.broadcast.phrasing import FULL_STOP, SHORT_PAUSE, Phrase

SYLLABLES: Final = 2.3
"""Syllables of an Indonesian word; figures in words have more, so words alone tell little."""
_VOWELS: Final = re.compile(r"[aiueoAIUEO]|(?<![a-z])[B-DF-HJ-NP-TV-Z](?![a-z])")
"""A syllable each; a letter that is spelt is one as well."""
_BRISK: Final = {SHORT_PAUSE: 0.3, FULL_STOP: 0.6}
_CALM: Final = {SHORT_PAUSE: 0.5, FULL_STOP: 0.9}
_CALM_PACE: Final = 0.78
"""A calm reader's pace in a brisk one's."""
_STEP: Final = 5
"""Seconds to which an estimate is rounded; nobody reads to the second."""
_LONG: Final = 600
"""Seconds from which minutes are enough."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A range of seconds: that of a brisk reader and that of a calm one."""

    brisk: float
    calm: float

    def __str__(self) -> str:
        """`1 menit 20 detik sampai 1 menit 45 detik`."""
        step = 60 if self.calm >= _LONG else _STEP
        first = max(step, int(self.brisk / step) * step)
        last = max(first + step, -int(-self.calm // step) * step)
        if step > _STEP:
            return f"{first // 60} sampai {last // 60} menit"
        return f"{_spoken(first)} sampai {_spoken(last)}"


def total(durations: Iterable[Duration]) -> Duration:
    """The sum of several durations."""
    known = tuple(durations)
    return Duration(sum(one.brisk for one in known), sum(one.calm for one in known))


def duration(phrases: Iterable[Phrase], wpm: int, silence: int = 0) -> Duration:
    """The duration of phrases at `wpm` words a minute, with `silence` more seconds."""
    syllables, brisk, calm = 0.0, 0.0, 0.0
    for phrase in phrases:
        syllables += len(_VOWELS.findall(phrase.text)) or SYLLABLES * len(phrase.text.split())
        brisk += _BRISK.get(phrase.pause, 0)
        calm += _CALM.get(phrase.pause, 0)
    speech = syllables / SYLLABLES * 60 / wpm
    return Duration(speech + brisk + silence, speech / _CALM_PACE + calm + silence)


def _spoken(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} menit"] if minutes else []
    return " ".join([*parts, *([f"{rest} detik"] if rest or not minutes else [])])
