"""Hours as they are said on the air."""

from __future__ import annotations

from typing import Final

from kim_plugins.broadcast.numbers import cardinal, digits
from kim_plugins.catalogue.options import ClockStyle

ZONES: Final = {
    "WIB": "waktu Indonesia barat",
    "WITA": "waktu Indonesia tengah",
    "WIT": "waktu Indonesia timur",
}
PARTS: Final = ("dini hari", "pagi", "siang", "sore", "malam")
_BEFORE: Final = ((5, "dini hari"), (11, "pagi"), (15, "siang"), (18, "sore"), (25, "malam"))


def part_of_day(hour: int) -> str:
    """The part of the day: dini hari 0-4, pagi 5-10, siang 11-14, sore 15-17, malam 18-23."""
    return next(part for before, part in _BEFORE if hour < before)


def spoken_clock(
    hour: int, minute: int, style: ClockStyle, part: str | None = None, *, second: int = 0
) -> str:
    """`19, 30` → `setengah delapan malam`, or `sembilan belas tiga puluh` with 24 hours.

    `part` is the part of the day that the writer names; empty for none at all.
    """
    seconds = f" {cardinal(second)} detik" if second else ""
    if style is ClockStyle.FULL_DAY:
        named = f" {part}" if part else ""
        return f"{cardinal(hour)}{_minutes_after(minute)}{seconds and ' lewat'}{seconds}{named}"
    if part is None:
        # Midnight is the end of the evening, not the beginning of dini hari.
        part = "malam" if hour % 24 == 0 and minute == 0 else part_of_day(hour % 24)
    exact = f"{_hour(hour)} lewat{_whole_minutes(minute)}{seconds}"
    return f"{exact if second else _by_twelve(hour, minute)} {part}".strip()


def _whole_minutes(minute: int) -> str:
    return f" {cardinal(minute)} menit" if minute else ""


def _by_twelve(hour: int, minute: int) -> str:
    this, following = _hour(hour), _hour(hour + 1)
    if minute == 0:
        return this
    if minute == 30:  # noqa: PLR2004 - half an hour
        return f"setengah {following}"
    if minute >= 40 and minute % 5 == 0:  # noqa: PLR2004 - as people round on the clock's face
        return f"{following} kurang {cardinal(60 - minute)} menit"
    return f"{this} lewat {cardinal(minute)} menit"


def _hour(hour: int) -> str:
    return cardinal((hour - 1) % 12 + 1)


def _minutes_after(minute: int) -> str:
    if minute == 0:
        return ""
    return f" {digits(f'{minute:02}') if minute < 10 else cardinal(minute)}"  # noqa: PLR2004 - `nol lima`
