"""Numbers → Indonesian words; num2words' faults are mended here and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_DIGITS: Final = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
)
_LONGEST: Final = 15
"""Digits of the longest number that is said as one: kuadriliun and beyond mean nothing on air."""

LONGEST_GROUP: Final = 6
"""Figures of a telephone number or an account that are read in one breath."""

_PARTS: Final = {2: "setengah", 3: "sepertiga", 4: "seperempat", 5: "seperlima"}
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """`12500` → `dua belas ribu lima ratus`; digit by digit where it is too long to be one."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if len(str(number)) > _LONGEST:
        return digits(str(number))
    # Few builds say a number, and a dozen languages come with it.
    from num2words import num2words  # noqa: PLC0415

    words = str(num2words(number, lang="id"))
    # num2words says `seribu` only at the beginning of a number.
    return f"{words} ".replace(" satu ribu ", _thousand(number)).strip()


def _thousand(number: int) -> str:
    # 21.000 is `dua puluh satu ribu`, 1.001.000 is `satu juta seribu`.
    return " seribu " if number // 1000 % 1000 == 1 else " satu ribu "


def ordinal(number: int) -> str:
    """`3` → `ketiga`; the first is `pertama`."""
    return "pertama" if number == 1 else f"ke{cardinal(number)}"


def digits(text: str) -> str:
    """Each digit of a text by itself: `0812` → `nol delapan satu dua`; the rest is left out."""
    return " ".join(_DIGITS[unicodedata.digit(one)] for one in text if one.isdigit())


def telephone(written: str) -> str:
    """A telephone number digit by digit, in its groups."""
    groups = re.findall(r"\d+", written)
    said = []
    for group in groups:
        whole = len(group) <= LONGEST_GROUP and len(groups) > 1
        said += [group] if whole else re.findall(r"\d{1,4}", group)
    return ("plus " if written.startswith("+") else "") + ", ".join(map(digits, said))


def spoken_number(written: str) -> str:
    """A number as Indonesians write it: `1.487`, `6,1`, `04`, `19.30`.

    A leading zero, and what follows a decimal comma, is read digit by digit.
    """
    whole, _, fraction = written.partition(",")
    first, *groups = whole.split(".")
    if groups and not is_grouped(whole):
        return " titik ".join([_whole(first), *(digits(group) for group in groups)])
    spoken = _whole(whole.replace(".", ""))
    return f"{spoken} koma {digits(fraction)}" if fraction else spoken


def is_grouped(whole: str) -> bool:
    """Whether the dots of a number separate thousands: `12.500`, but not `19.30`."""
    first, *groups = whole.split(".")
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)  # noqa: PLR2004 - thousands


def _whole(text: str) -> str:
    if (len(text) > 1 and text[0] == "0") or len(text) > _LONGEST:
        return digits(text)
    return cardinal(int(text))


def fraction(numerator: int, denominator: int) -> str:
    """`1/2` → `setengah`, `3/4` → `tiga perempat`, `5/12` → `lima per dua belas`."""
    if numerator == 1 and denominator in _PARTS:
        return _PARTS[denominator]
    if denominator in (3, 4, 5):
        return f"{cardinal(numerator)} per{cardinal(denominator)}"
    return f"{cardinal(numerator)} per {cardinal(denominator)}"


def roman(text: str) -> int | None:
    """The value of a Roman numeral that is written as it should be; None for anything else."""
    total = 0
    for letter, following in zip(text, f"{text[1:]}I", strict=False):
        value = _ROMAN.get(letter, 0)
        total += -value if value < _ROMAN.get(following, 0) else value
    return total if text and 0 < total < 90 and _as_roman(total) == text else None  # noqa: PLR2004 - nothing on paper counts further


def _as_roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens] + (
        ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    )
