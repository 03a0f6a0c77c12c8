"""Times of day as Indonesians write them (contract C3)."""

from __future__ import annotations

import re
from datetime import time, timedelta, timezone, tzinfo
from typing import Final

from kim_plugins.records.fields.date_words import PARTS_OF_DAY
from kim_plugins.records.fields.dates import ZONES, Clock, zone_name
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import fault, quote

_CLOCK: Final = deferred(
    r"(?P<said>(?:pukul|pkl|pk|jam)\b\.?\s*)?"
    r"(?P<hour>\d{1,2})(?:[:.,](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?\s*"
    rf"(?P<part>{'|'.join(PARTS_OF_DAY)})?\s*"
    r"(?P<zone>WIB|WITA|WIT|Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?\.?",
    re.IGNORECASE,
)
_RANGE: Final = deferred(
    r"[^\d]*\d{1,2}(?:[:.]\d{2})?[^\d+-]*(?:-|sampai|s/d|s\.d\.?|hingga|~)\s*"
    r"(?:pukul|pkl|jam)?\.?\s*(?:\d{1,2}(?:[:.]\d{2})?(?!\d)|selesai)",
    re.IGNORECASE,
)
_CUT: Final = deferred(r"(\d{1,2})[:.](\d)")
_HINT: Final = 'tulis jam dan menit, misalnya: {key}: "19.30" atau {key}: "08:00 WIB"'


def read_clock(text: str) -> Clock:
    """`19.30`, `19:30`, `pukul 19.30 WITA`, `jam 7 malam`."""
    clock, zone = split_clock(text.strip(), _HINT)
    if zone and zone not in ZONES.values():
        what = f"jam {quote(text)} bukan jam WIB, WITA atau WIT"
        raise fault("K105", what, f"tulis jam setempat; {_HINT}")
    return Clock(clock, zone_name(zone.utcoffset(None)) if zone else "")


def is_clock(text: str) -> bool:
    """Whether a text is a time of day and nothing else."""
    return _matched(text.strip()) is not None


def split_clock(text: str, hint: str) -> tuple[time, tzinfo | None]:
    """Read a time of day and the zone that it names; `hint` shows what may be written."""
    match = _matched(text)
    if not match:
        raise _not_a_clock(text, hint)
    try:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if part := match["part"]:
            hour = PARTS_OF_DAY[part.lower()][hour]
        return time(hour, minute, int(match["second"] or 0)), _zone(match["zone"])
    except KeyError:
        what = f"jam {quote(text)} tidak jelas"
        raise fault("K105", what, f"pakai jam 0 sampai 23; {hint}") from None
    except ValueError:
        raise fault("K105", f"jam {quote(text)} tidak ada", hint) from None


def _matched(text: str) -> re.Match[str] | None:
    match = _CLOCK.fullmatch(text)
    # A number by itself is no hour.
    named = match and any(match[name] for name in ("said", "minute", "part"))
    return match if named or (match and (match["zone"] or "").upper() in ZONES) else None


def _not_a_clock(text: str, hint: str) -> Exception:
    if _RANGE.match(text):
        what = f"{quote(text)} berisi jam mulai dan jam selesai sekaligus"
        return fault("K105", what, f"pisahkan: di sini satu jam saja; {hint}")
    if cut := _CUT.fullmatch(text):
        what = f"jam {quote(text)} kurang satu angka"
        return fault("K105", what, f"tulis menitnya dua angka, misalnya {cut[1]}.{cut[2]}0")
    return fault("K105", f"{quote(text)} bukan jam yang dapat dibaca", hint)


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name.upper() in ZONES:
        return ZONES[name.upper()]
    offset = re.fullmatch(r"\D*([+-])(\d{1,2}):?(\d{2})?", name)
    if not offset:
        return timezone(timedelta())
    hours, minutes = int(offset[2]), int(offset[3] or 0)
    if minutes >= 60:  # noqa: PLR2004 - minutes of an hour
        raise ValueError(name)
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if offset[1] == "-" else away)
