"""Personal data that slips into a bulletin (contract C3, "Privacy lint"; UU 27/2022).

A NIK or KK number and a bank card number are errors wherever they stand; a mobile number in a body,
and a name beside a victim or a child, are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kim_plugins.records.problems import Fault, Severity
from kim_plugins.records.vocabulary import PrivacyKind

_CHILD_AGE: Final = 18
# Kemendagri's codes (Kepmendagri 100.1.1-6117/2022 and the four new ones of Papua).
_PROVINCES: Final = frozenset(
    (
        *(*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66)),
        *(*range(71, 77), 81, 82, *range(91, 98)),
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data at a place of a text: `start` counts characters from 0."""

    kind: PrivacyKind
    start: int
    value: str


def dialled(number: str) -> str:
    """A telephone number as it is dialled from abroad: 0812… is 62812…."""
    digits = re.sub(r"\D", "", number)
    return "62" + digits[1:] if digits.startswith("0") else digits


# 16 digits, alone or in groups; a NIK and a KK number begin with the code of a subdistrict and a
# date, the day of a woman's NIK plus 40 (Permendagri 104/2019 for the form of the numbers).
# Patterns begin with what is rare in a text, and look around it afterwards: so a search is quick.
_SIXTEEN = re.compile(r"\d(?<![\d.,/-].)(?:[ .-]?\d){15}(?![\d/]|[.,-]\d)")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CARD = re.compile(r"[3-6](?<![\d.,/-].)\d(?:[ -]?\d){11,17}(?![\d/]|[.,-]\d)")
_MOBILE = re.compile(
    r"(?:\+(?<![\d.,/-].)62[ -]?|6(?<![\d.,/-].)2[ -]?|0(?<![\d.,/-].))"
    r"8[1-9]\d(?:[ -]?\d){6,10}(?!\d)"
)
_NAME = r"(?:[A-Z][a-z'’]+|[A-Z]\.)(?: (?:bin|binti|[A-Z][a-z'’]+|[A-Z]\.)){0,3}"
_VICTIM = re.compile(rf"\b[Kk]orban(?:nya)?,? (?:bernama |yaitu |adalah |ialah )?({_NAME})")
_MINOR = re.compile(rf"({_NAME}),? (?:yang )?(?:masih )?di bawah umur")
_AGED = re.compile(
    rf"({_NAME})(?: \(|, |,? (?:yang )?(?:ber)?(?:usia|umur) )(\d{{1,2}})(?: tahun\b|\))"
)
# What must stand in a text before it is worth looking for names, each of which takes long to try.
_TELLING: Final = {
    _VICTIM: re.compile("orban"),
    _MINOR: re.compile("di bawah umur"),
    _AGED: re.compile(r"\d(?: tahun\b|\))"),
}
# Words that begin a sentence or a title with a capital letter and are nobody's name.
_NO_NAMES: Final = frozenset(
    (
        *("Anak", "Anda", "Balai", "Banjir", "Bayi", "Bila", "Dan", "Dari", "Desa", "Di", "Dusun"),
        *("Ia", "Ini", "Itu", "Jika", "Kali", "Kami", "Kecamatan", "Kelompok", "Kelurahan", "Kita"),
        *("Korban", "Mereka", "Para", "Polisi", "Rumah", "Saat", "Sekolah", "Semua", "Tidak"),
        *("Untuk", "Warga", "Yang"),
    )
)


def findings(text: str, body_start: int) -> Iterator[Finding]:
    """What a file's text gives away; telephone numbers and names count from `body_start` on."""
    for match in _SIXTEEN.finditer(text):
        is_amount = _AMOUNT.fullmatch(match[0])
        if not is_amount and _is_population_number(re.sub(r"\D", "", match[0])):
            yield Finding(PrivacyKind.NIK, match.start(), match[0])
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _passes_luhn(digits) and not _is_population_number(digits):
            yield Finding(PrivacyKind.CARD, match.start(), match[0])
    for match in _MOBILE.finditer(text, body_start):
        yield Finding(PrivacyKind.PHONE, match.start(), match[0])
    for pattern, telling in _TELLING.items():
        if not telling.search(text, body_start):
            continue
        for match in pattern.finditer(text, body_start):
            is_child = pattern is not _AGED or int(match[2]) < _CHILD_AGE
            if is_child and match[1].split()[0] not in _NO_NAMES:
                yield Finding(PrivacyKind.NAME, match.start(1), match[1])


def explain(finding: Finding) -> Fault:
    """The sentence for one finding, with its reason and both ways out."""
    what, severity, hint = _EXPLANATIONS[finding.kind]
    shown = f"{finding.value[:4]}…" if severity is Severity.ERROR else finding.value
    meant = f"bila memang disengaja, tulis: privacy: [{{allow: {finding.kind}, reason: …}}]"
    code = _CODES[finding.kind]
    return Fault(code, f"'{shown}' tampak seperti {what}", f"{hint}; {meant}", severity)


_CODES: Final = {
    PrivacyKind.NIK: "K401",
    PrivacyKind.CARD: "K402",
    PrivacyKind.PHONE: "K403",
    PrivacyKind.NAME: "K404",
}
_EXPLANATIONS: Final = {
    PrivacyKind.NIK: (
        "NIK atau nomor KK, data pribadi yang dilindungi UU 27/2022",
        Severity.ERROR,
        "hapus nomornya",
    ),
    PrivacyKind.CARD: (
        "nomor kartu bank, data pribadi yang dilindungi UU 27/2022",
        Severity.ERROR,
        "hapus nomornya",
    ),
    PrivacyKind.PHONE: (
        "nomor telepon seseorang, data pribadi menurut UU 27/2022",
        Severity.WARNING,
        "arahkan pembaca ke kontak kelompok",
    ),
    PrivacyKind.NAME: (
        "nama korban atau anak, yang dilindungi UU 27/2022",
        Severity.WARNING,
        "pakai inisial atau sebutan umum",
    ),
}


def _is_population_number(digits: str) -> bool:
    province, regency, district = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        len(digits) == 16  # noqa: PLR2004 - the length of a NIK
        and province in _PROVINCES
        and regency > 0
        and district > 0
        and (1 <= day <= 31 or 41 <= day <= 71)  # noqa: PLR2004 - days, a woman's plus 40
        and 1 <= month <= 12  # noqa: PLR2004 - months
    )


def _passes_luhn(digits: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, character in enumerate(reversed(digits)):
        digit = int(character) * (2 if position % 2 else 1)
        total += digit - 9 if digit > 9 else digit  # noqa: PLR2004 - the sum of two digits
    return total % 10 == 0 and len(set(digits)) > 1
