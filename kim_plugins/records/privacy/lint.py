"""Personal data that slips into a bulletin (contract C3, "Privacy lint"; UU 27/2022).

A NIK or KK number and a bank card number are errors wherever they stand; a mobile number in a body,
and a name beside a victim or a child, are warnings. What counts is what a reader would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kim_plugins.records.models.vocabulary import PrivacyKind
from kim_plugins.records.privacy.folding import Address, fold
from kim_plugins.records.privacy.numbers_of_people import numbers
from kim_plugins.records.privacy.people_named import names
from kim_plugins.records.problems import Fault, Severity

_TO_CALL: Final = re.compile(
    r"(?:tel:|sms:|callto:|whatsapp:|wa\.me/|[?&]phone=|whatsapp\.com/send/?\?\S*)", re.IGNORECASE
)
# The numbers that these give to posts, goods and pictures are as long.
_NUMBERS_OF_THEIR_OWN: Final = re.compile(
    r"(?:facebook|fb|fbcdn|instagram|cdninstagram|threads|tiktok|twitter|x|youtube|youtu|shopee|"
    r"tokopedia|bukalapak|lazada|google|goo|blogspot|wordpress|wp|pinterest|telegram|t)"
    r"\.(?:com|co|me|net|gl|be|id)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data at a place of a text: `start` counts characters from 0."""

    kind: PrivacyKind
    start: int
    value: str


def findings(text: str, body_start: int) -> Iterator[Finding]:
    """The personal data in a file's text; telephones and names count from `body_start` on."""
    folded = fold(text)
    body = folded.place(body_start)
    for kind, start, value in numbers(folded.text):
        if kind is not PrivacyKind.PHONE or start >= body:
            yield Finding(kind, folded.source(start), value)
    for address in folded.addresses:
        yield from _in_address(address, body_start)
    for start, value in names(folded.text, body):
        yield Finding(PrivacyKind.NAME, folded.source(start), value)


def _in_address(address: Address, body_start: int) -> Iterator[Finding]:
    called = _TO_CALL.search(address.text)
    foreign = _NUMBERS_OF_THEIR_OWN.search(address.text)
    for kind, start, value in numbers(address.text):
        if kind is PrivacyKind.PHONE:
            wanted = called and start >= called.start() and address.start >= body_start
        else:
            wanted = kind is PrivacyKind.NIK and not foreign
        if wanted:
            yield Finding(kind, address.start + start, value)


def explain(finding: Finding) -> Fault:
    """The fault of a finding, with its reason and both remedies."""
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
