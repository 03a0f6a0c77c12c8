"""Names of months, days and parts of a day, as they are written in Indonesia."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.problems import SuggestedFix

# The names are those of the Unicode CLDR, which a test compares: to ask Babel for them took a tenth
# of a command's start.
MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"),
    *("Oktober", "November", "Desember"),
)
WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def _numbers(names: tuple[str, ...], others: tuple[str, ...], first: int) -> dict[str, int]:
    """The number of each name and of its other spellings, in small letters."""
    both = zip(names, others, strict=True)
    return {
        spelling: number
        for number, (name, other) in enumerate(both, first)
        for spelling in (name.lower(), *other.split())
    }


# Short, older and regional spellings that are still written, and Roman numbers as on letters.
MONTH_NUMBERS: Final = _numbers(
    MONTHS,
    (
        *("i jan", "ii feb febr peb pebr pebruari", "iii mar mrt mart", "iv apr", "v", "vi jun"),
        *("vii jul", "viii agu agt ags agst agus agust", "ix sep sept", "x okt"),
        *("xi nov nop nopember", "xii des"),
    ),
    1,
)
_OLD_SPELLINGS: Final = {"pebruari": MONTHS[1], "nopember": MONTHS[10]}
ENGLISH_MONTHS: Final = _numbers(
    (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ),
    ("", "", "", "", "", "", "", "aug", "", "oct", "", "dec"),
    1,
)

WEEKDAY_NUMBERS: Final = _numbers(
    WEEKDAYS, ("sen", "sel", "rab", "kam", "jum jum'at jumaat", "sab", "min mgg ahad"), 0
)
ENGLISH_WEEKDAYS: Final = _numbers(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    0,
)

PARTS_OF_DAY: Final[dict[str, dict[int, int]]] = {
    "dini hari": {12: 0, **{hour: hour for hour in range(5)}},
    "subuh": {hour: hour for hour in range(3, 7)},
    "pagi": {hour: hour for hour in range(12)},
    "siang": {**{hour: hour for hour in range(10, 16)}, **{h: h + 12 for h in range(1, 4)}},
    "sore": {**{hour: hour for hour in range(14, 20)}, **{h: h + 12 for h in range(2, 8)}},
    "petang": {**{hour: hour for hour in range(16, 20)}, **{h: h + 12 for h in range(4, 8)}},
    "malam": {**{hour: hour for hour in range(18, 24)}, **{h: h + 12 for h in range(6, 12)}},
    "am": {12: 0, **{hour: hour for hour in range(12)}},
    "pm": {12: 12, **{hour: hour + 12 for hour in range(1, 12)}},
}
"""The hour of 24 for each hour that is said of a part of the day; others have no one meaning."""
_OLD_SPELLING: Final = re.compile(r"\b(?:pebruari|nopember)\b", re.IGNORECASE)


def new_spelling(text: str) -> SuggestedFix | None:
    """How the month of a date is spelt today, where it is spelt as it was before 1972."""
    found = _OLD_SPELLING.search(text)
    return SuggestedFix(found[0], (_OLD_SPELLINGS[found[0].lower()],)) if found else None
