"""Repetition that serves the eye and not the ear is removed."""

from __future__ import annotations

import re
from typing import Final

_AGAIN: Final = re.compile(r"(?<=\w)\s?\((?P<again>[^()]{2,160})\)")
_WORDS: Final = "|".join(
    (
        *("rupiah", "persen", "nomor", "jalan", "gang", "desa", "dusun", "kecamatan", "kabupaten"),
        *("kelurahan", "tanggal", "pukul", "kilogram", "gram", "liter", "meter", "orang"),
        *("dan lain-lain", "dan sebagainya", "dan seterusnya", "derajat", "telepon", "atas nama"),
        *("bapak", "haji", "halaman", "sampai dengan", "yang terhormat", "tahun", "hektare"),
    )
)
_TWICE: Final = re.compile(rf"\b({_WORDS}):?\s\1(?![\w-])", re.IGNORECASE)
_LONGEST: Final = 200


def said_once(text: str) -> str:
    """Spoken words without their repetition: `tiga (tiga)`, `nomor nomor`.

    A bracket goes if it repeats what stands before it, with or without the name of the money.
    """
    if "(" in text:
        text = _AGAIN.sub(_without_again, text)
    return _TWICE.sub(lambda match: match[1], text)


def _without_again(match: re.Match[str]) -> str:
    again = " ".join(match["again"].casefold().split())
    start = max(0, match.start() - _LONGEST)
    said = " ".join(match.string[start : match.start()].casefold().split())
    for known in (again, f"{again} rupiah", again.removesuffix(" rupiah")):
        if said == known or said.endswith(f" {known}"):
            return ""
    return match[0]
