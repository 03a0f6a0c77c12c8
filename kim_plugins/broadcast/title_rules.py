"""Rules for what stands before and after a name: titles, ranks, degrees, firms, initials."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.rule import MARK, Rule, after, before

_NAME_FOLLOWS: Final = rf"(?=\s?(?:[A-Z“\"({MARK}]|dr\b|drg\b|drh\b))"
_STOP: Final = re.compile(r"\b[A-Z]{1,2}\.")
"""A capital with a full stop: an initial, a firm, a pilgrim."""
_DEGREE: Final = re.compile(r"\b[A-Z][a-z]?\.[A-Z]|\b(?:Ns|Lc|Bdn|Pr)\b")
_COMPANY: Final = re.compile(r"(?<![\w.])(PT|CV|UD|PD|PO|NV|Fa)\.(?=\s?[A-Z])")
_SHORT: Final = re.compile(r"\b(?:[A-Z][a-z]|[A-Z]{2})")
_AFTER_NAME: Final = re.compile(rf"(?:,|[{MARK}]|\b[A-Z][a-z]+)\s?$")
_CORPS: Final = {
    "Inf": "Infanteri",
    "Kav": "Kavaleri",
    "Arm": "Artileri Medan",
    "Arh": "Artileri Pertahanan Udara",
    "Czi": "Zeni",
    "Cpl": "Peralatan",
    "Chb": "Perhubungan",
    "Cba": "Perbekalan dan Angkutan",
    "Cpm": "Polisi Militer",
    "Caj": "Ajudan Jenderal",
    "Cku": "Keuangan",
    "Ckm": "Kesehatan",
    "Mar": "Marinir",
    "Pnb": "Penerbang",
    "Pol": "Polisi",
    "Purn": "Purnawirawan",
}
_CORPS_PATTERN: Final = re.compile(rf"\b({'|'.join(_CORPS)})\b\.?(?=\)|\s?[A-Z(])")
_RANK: Final = re.compile(rf"(?:[{MARK}]|\b(?:Kapten|Mayor|Kolonel|Jenderal))\s?\(?$")
_CLASS: Final = re.compile(
    r"\b(?:vitamin|hepatitis|golongan|kelas|blok|tipe|grup|kelompok|kategori|kode|seri|huruf|nilai|"
    r"peringkat|akreditasi|sim|gang|jalur|rute|ruang|lantai|zona|wilayah|sertifikat|rencana|titik|"
    r"pilihan|jawaban|jawabannya|opsi|bagian|regu|tim|pos|darah|sektor|influenza|lampiran)\s"
    r"(?:[A-Z0-9](?:,| dan| atau|/)\s?){0,4}$",
    re.IGNORECASE,
)


def title_rules(lexicon: Lexicon) -> tuple[Rule, ...]:
    """Rules for titles, ranks and firms; their full stops end no sentence."""

    def title(match: re.Match[str]) -> str | None:
        key = match["title"].rstrip(".")
        said = lexicon.titles.get(f"{key}.") if match["dot"] else None
        return said or lexicon.titles.get(key)

    def degree(match: re.Match[str]) -> str | None:
        if not _AFTER_NAME.search(before(match, 20)):
            return None
        said = lexicon.degrees[match["degree"]]
        # A degree ends a name, and what begins with a capital after it is another sentence.
        ends = match[0].endswith(".") and re.match(r"\s[A-Z][a-z]+\s", after(match))
        return f"{said}." if ends else said

    return (
        Rule("company", _COMPANY, lambda match: "-".join(match[1].upper()), _STOP),
        Rule("degree in full", lexicon.degree, degree, _DEGREE),
        Rule(
            "title",
            rf"(?<![\w.])(?P<title>{lexicon.title})(?![\w])(?P<dot>\.?){_NAME_FOLLOWS}",
            title,
            _SHORT,
        ),
        # `H.M. Sholeh` has been to Mecca, and his first name is short.
        Rule("hajj", r"(?<![\w.])H\.(?=[MA]\.\s?[A-Z])", lambda _: "Haji", _STOP),
        Rule("corps", _CORPS_PATTERN, _corps, _CORPS_PATTERN),
        Rule(
            "initial",
            r"(?<![\w.])([A-Z])\.(?=[A-Z][a-z]{2,}(?![\w.])|\s[A-Z][a-z]|\s[A-Z]\. |,|\s[a-z])",
            _initial,
            _STOP,
        ),
    )


def _corps(match: re.Match[str]) -> str | None:
    return _CORPS[match[1]] if _RANK.search(before(match, 12)) else None


def _initial(match: re.Match[str]) -> str | None:
    """`M. Natsir` is one name; `vitamin A. Bayi …` are two sentences."""
    return None if _CLASS.search(before(match)) else match[1]
