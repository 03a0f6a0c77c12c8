"""Telephone numbers: as they are written, dialled and linked."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Severity, SuggestedFix, fault, quote
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.located import Text

# Subscribers' numbers without the zero of the trunk: mobile ones begin with 8, others with their
# area. Numbers of services (112, 14045, 1500xxx) begin with 1 and have no area.
_MOBILE: Final = deferred(r"8[1-9]\d{7,11}")
_WITH_AREA: Final = deferred(r"[2-79]\d{8,10}")
_WITH_COUNTRY: Final = deferred(r"62\d{8,13}")
_COUNTRY: Final = "62"


def dialled(number: str) -> str:
    """A number in international form: 0812…, 812… and 0062812… become 62812…."""
    digits = re.sub(r"\D", "", number)
    if not number.strip().lstrip("(").startswith("+"):
        if digits.startswith("00"):
            digits = digits[2:]
        elif digits.startswith("0"):
            digits = _COUNTRY + digits[1:]
        elif _lacks_zero(digits):
            digits = _COUNTRY + digits
    # +62 (0)812 …
    return re.sub(f"^{_COUNTRY}0+", _COUNTRY, digits)


def call_address(number: str) -> str:
    """The `tel:` address of a number; service numbers have no country code."""
    digits = dialled(number)
    is_service = digits.startswith("1") and "+" not in number and not number.startswith("00")
    return f"tel:{digits}" if is_service else f"tel:+{digits}"


def restored(value: Text, reading: Reading) -> str:
    """A number with the leading zero that a tool removed.

    One that has no area either leads nowhere, and is refused.
    """
    number = value.strip()
    digits = re.sub(r"\D", "", number)
    if number.lstrip("(").startswith(("+", "0")) or digits.startswith("1"):
        return number
    if _lacks_zero(digits):
        what = f"nomor {quote(number)} tidak diawali 0, dibaca '0{number}'"
        hint = f'tulis di antara tanda kutip: {{key}}: "0{number}"'
        fix = SuggestedFix(value.as_written, (f'"0{number}"',))
        reading.warn(value, Fault("K120", what, hint, Severity.WARNING, fix))
        return f"0{number}"
    if _WITH_COUNTRY.fullmatch(digits):
        return number
    raise fault(
        "K114",
        f"nomor {quote(number)} tidak diawali kode daerah, jadi tidak sampai dari tempat lain",
        f'tulis kode daerahnya di depan, misalnya: {{key}}: "(0271) {number}"',
    )


def _lacks_zero(digits: str) -> bool:
    if _WITH_COUNTRY.fullmatch(digits):
        return False
    return bool(_MOBILE.fullmatch(digits) or _WITH_AREA.fullmatch(digits))
