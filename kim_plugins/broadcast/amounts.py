"""How amounts are written: patterns that rules for money, measures and plain numbers share."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.lexicon import spelt
from kim_plugins.broadcast.numbers import fraction, spoken_number

NUMBER: Final = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)"
TO: Final = r"\s?(?:[–—~-]|s/d|s\.d\.|\bsd\b)\s?"
START: Final = r"(?<![\w.,/])"
PART_OF: Final = r"(?:\d{1,3} )?[1-9]\d?/[1-9]\d?(?!\d)"
SLASH: Final = re.compile("/")
WORD_AFTER_SLASH: Final = r"(?:[A-Z]{2,6}|[a-z]{2,})\b"
COUNTED: Final = (
    r"(?:orang|org|KK|jiwa|hari|bulan|bln|minggu|tahun|thn|jam|menit|detik|kali|rumah|keluarga|warga|"
    r"siswa|anak|bayi|balita|ekor|kepala|kelas|kandang|hektare|petak|pohon|lubang|tanaman|batang|"
    r"lembar|buah|bungkus|kilo|kilogram|liter|karung|sak|meter|paket|peserta|kelompok|tim|desa|dusun|"
    r"unit|kamar|meja|musim|semester|triwulan|kunjungan|dosis|sendok|botol|gelas|perahu|kapal|RT|RW)\b"
)
"""What is given, paid or counted for."""
_SHORT_WORDS: Final = {
    "org": "orang",
    "bln": "bulan",
    "thn": "tahun",
    "th": "tahun",
    "hr": "hari",
    "mgg": "minggu",
    "bh": "buah",
}
_MAGNITUDES: Final = {
    "rb": "ribu",
    "k": "ribu",
    "K": "ribu",
    "jt": "juta",
    "M": "miliar",
    "milyar": "miliar",
    "T": "triliun",
    **{word: word for word in ("ribu", "juta", "miliar", "triliun")},
    **{f"{word}an": f"{word}an" for word in ("ribu", "juta", "miliar")},
}
MAGNITUDE: Final = rf"(?:{'|'.join(sorted(_MAGNITUDES, key=len, reverse=True))})\b"


def amount(number: str, magnitude: str | None) -> str:
    """`1,5` and `jt` → `satu koma lima juta`."""
    said = spoken_number(number)
    if not magnitude:
        return said
    named = _MAGNITUDES[magnitude]
    return "seribu" if (said, named) == ("satu", "ribu") else f"{said} {named}"


def range_or_number(match: re.Match[str]) -> str:
    """The groups `sign`, `a` and, of a range, `b`, as they are said."""
    first = match["a"]
    said = spoken_fraction(first) if "/" in first else spoken_number(first)
    if match["b"]:
        said = f"{said} sampai {spoken_number(match['b'])}"
    return f"minus {said}" if match["sign"] else said


def spoken_fraction(written: str) -> str:
    """`2 1/2` → `dua setengah`."""
    whole, _, part = written.rpartition(" ")
    numerator, denominator = (int(number) for number in part.split("/"))
    said = fraction(numerator, denominator)
    return f"{spoken_number(whole)} {said}" if whole else said


def per(word: str) -> str:
    """A word after a slash that means `per`."""
    return _SHORT_WORDS.get(word) or (spelt(word) if word.isupper() else word)
