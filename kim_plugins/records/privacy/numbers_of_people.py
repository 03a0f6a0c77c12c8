"""Finds numbers that identify people: NIK and KK, bank cards, telephones.

A chain of digits is cut where its separators change. Its groups are put together again and known by
what the number itself says: a province and a date, a check digit, the prefix of a mobile network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kim_plugins.records.models.vocabulary import PrivacyKind
from kim_plugins.records.patterns import deferred

# Kemendagri's codes (Kepmendagri 100.1.1-6117/2022 and the four new ones of Papua).
_PROVINCES: Final = frozenset(
    (
        *(*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66)),
        *(*range(71, 77), 81, 82, *range(91, 98)),
    )
)
_NIK_LENGTH: Final = 16
_WOMAN: Final = 40
"""What is added to the day of birth in a woman's NIK (Permendagri 104/2019)."""

# At most this many characters stand between two groups of one number.
_BETWEEN: Final = r"(?:[ ]?[-./_,()+·•][ ]?[()]?[ ]?|[ ])"
_CHAIN: Final = deferred(rf"[0-9]+(?:{_BETWEEN}[0-9]+)*")
_GROUP: Final = deferred("[0-9]+")
_BEFORE: Final = deferred(r"(?:nik|kk|ktp|no|nomor|hp|wa|telp?|telepon|kartu)$", re.IGNORECASE)
_CARD: Final = deferred(
    r"4[0-9]{12}(?:[0-9]{3}){0,2}|3[47][0-9]{13}|6[0-9]{15}(?:[0-9]{3})?"
    r"|(?:5[0-8]|2[2-7]|3[0568])[0-9]{14}|1946[0-9]{12}"
)
_MOBILE: Final = deferred(r"(?:0|(?:00)?620?)(8[1-9][0-9]{7,10})")
_YEAR: Final = deferred("(?:19|20)[0-9]{2}")
_SHORTEST: Final = 10
_MANY: Final = 200
_LONGEST: Final = 19

Number = tuple[PrivacyKind, int, str]
"""A kind, where it begins, and how it is written."""


def numbers(text: str) -> Iterator[Number]:
    """The personal numbers in a folded text."""
    for chain in _CHAIN.finditer(text):
        if chain.end() - chain.start() < _SHORTEST:
            continue
        start = chain.start()
        # A plus or a bracket belongs to a telephone number.
        start -= text[start - 1 : start] in ("+", "(")
        before = text[max(0, start - 8) : start]
        if before[-1:].isalpha() and not _BEFORE.search(before):
            continue  # a part of a code or of a name
        if text[chain.end() : chain.end() + 1].isalpha():
            continue
        yield from _in_chain(text, chain)


def _in_chain(text: str, chain: re.Match[str]) -> Iterator[Number]:
    groups = list(_GROUP.finditer(text, chain.start(), chain.end()))
    if len(groups) > _MANY and chain.end() - chain.start() < len(groups) * 3:
        return  # figures of a table or a game, each by itself
    digits = [group[0] for group in groups]
    pairs = pairwise(groups)
    signs = ["", *(_sign(text[one.end() : other.start()]) for one, other in pairs)]
    number = 0
    while number < len(groups):
        kind, behind = _from(digits, signs, number)
        if kind:
            start, end = groups[number].start(), groups[behind - 1].end()
            if kind is PrivacyKind.PHONE and text[start - 1 : start] in ("+", "("):
                start -= 1
            yield kind, start, text[start:end]
        number = behind


def _sign(between: str) -> str:
    """The sign between two groups of digits, without brackets and blanks."""
    return between.strip(" ()+")[:1] or " "


def _from(groups: list[str], signs: list[str], first: int) -> tuple[PrivacyKind | None, int]:
    """The kind of the number that begins with a group, and the first group behind it."""
    digits, sizes, changes = "", list[int](), 0
    separator = ""
    found: tuple[PrivacyKind | None, int] = (None, first + 1)
    for number in range(first, len(groups)):
        if number > first:
            changes += separator not in ("", signs[number])
            separator = signs[number]
        digits += groups[number]
        sizes.append(len(groups[number]))
        length = len(digits)
        # Numbers that happen to stand side by side are parted in many ways.
        if length > _LONGEST or separator == "," or changes > (length > len(sizes)):
            break
        if length >= _SHORTEST and (kind := _kind(digits, sizes, separator)):
            found = (kind, number + 1)
    if found[0] and first and _is_decimal(groups, signs, first):
        return None, first + 1
    return found


def _is_decimal(groups: list[str], signs: list[str], first: int) -> bool:
    """Whether digits are the decimals of an amount: `Rp0,3309…`, but not an item of a list."""
    return signs[first] in (",", ".") and len(groups[first - 1]) < len(groups[first]) // 2


def _kind(digits: str, sizes: list[int], separator: str) -> PrivacyKind | None:
    if is_population_number(digits) and _in_pairs(sizes, separator):
        return PrivacyKind.NIK
    if _is_card(digits) and _in_fours(sizes):
        return PrivacyKind.CARD
    if _MOBILE.fullmatch(digits) and _as_dialled(digits, sizes, separator):
        return PrivacyKind.PHONE
    return None


def is_population_number(digits: str) -> bool:
    """Whether digits have the form of a NIK or KK number."""
    if len(digits) != _NIK_LENGTH:
        return False
    province, regency, district = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        province in _PROVINCES
        and regency > 0
        and district > 0
        and (1 <= day <= 31 or 1 <= day - _WOMAN <= 31)  # noqa: PLR2004 - days of a month
        and 1 <= month <= 12  # noqa: PLR2004 - months
    )


def _is_card(digits: str) -> bool:
    return _CARD.fullmatch(digits) is not None and _passes_luhn(digits)


def _in_pairs(sizes: list[int], separator: str) -> bool:
    """Whether sixteen digits are grouped as people write them."""
    broken = len(sizes) <= 2 and separator in ("", " ")  # noqa: PLR2004 - by one line
    return broken or set(sizes) == {1} or all(size % 2 == 0 for size in sizes)


def _in_fours(sizes: list[int]) -> bool:
    return (
        len(sizes) == 1
        or set(sizes) == {1}
        or set(sizes[:-1]) == {4}
        or sizes[:2] == [4, 6]
        or (len(sizes) == 2 and min(sizes) > 3)  # noqa: PLR2004 - broken once by a line
    )


def _as_dialled(digits: str, sizes: list[int], separator: str) -> bool:
    """Whether digits form a telephone number as people group it."""
    if len(sizes) == 1 or set(sizes) == {1}:
        return True
    if separator in ("/", ","):
        return sizes[0] == 4 and not _YEAR.fullmatch(digits[4:8])  # noqa: PLR2004 - 0812/0000/…
    if sizes[:2] == [2, 2] and _YEAR.fullmatch(digits[4:8]):
        return False  # 08 12 2026 is a day
    abroad = digits.startswith(("62", "0062")) and sizes[0] in (2, 4)
    groups = sizes[1:] if abroad else sizes
    # +62 (0)812 …
    if abroad and groups[0] == 1 and digits[sizes[0]] == "0":
        groups = groups[1:]
    return min(groups) > 1


def _passes_luhn(digits: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, character in enumerate(reversed(digits)):
        digit = int(character) * (2 if position % 2 else 1)
        total += digit - 9 if digit > 9 else digit  # noqa: PLR2004 - the sum of two digits
    return total % 10 == 0 and len(set(digits)) > 1
