"""Errors of YAML and its parser as faults with a remedy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import yaml

from kim_plugins.records.problems import Fault, quote
from kim_plugins.records.reading.located import Mark, Value
from kim_plugins.records.reading.unclosed import unclosed

MAX_DEPTH: Final = 12

# What no editor can see: controls, YAML's own line breaks, and the marks that bodies use inside.
CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ue000\ue001\ufffe\uffff]"
)

Finding = tuple[Mark, str, Fault]
"""A place, the path of a field, and what is wrong there."""


class Unreadable(Exception):  # noqa: N818 - it is a finding on its way to the reader, not a failure
    """Raised where front matter can't be read any further."""

    def __init__(self, mark: Mark, fault: Fault, field: str = "") -> None:
        super().__init__(fault.message)
        self.finding: Finding = (mark, field, fault)


def repeated(key: str, first: Value) -> Fault:
    """The fault of a key that stands twice in one mapping."""
    return Fault(
        "K006",
        f"kunci {quote(key)} ditulis dua kali (yang pertama di baris {first.key_mark.line})",
        "satukan isinya di baris yang pertama, lalu hapus baris yang satunya",
    )


def cut_off(lost: str, whole: str) -> Fault:
    """The warning that YAML takes text for a comment; `whole` is the entry in quotes."""
    return Fault(
        "K011",
        f"{quote(lost)} dibaca YAML sebagai komentar, jadi hilang dari nilainya",
        f"apit nilainya dengan tanda kutip: {whole}",
    )


def control_character(character: str, where: str) -> Fault:
    """The fault of a control character, which feeds can't carry."""
    return Fault(
        "K010",
        f"ada karakter tak terlihat U+{ord(character):04X} di dalam {where}",
        "hapus karakter itu atau ketik ulang barisnya; biasanya terbawa saat menyalin-tempel",
    )


def command(written: str) -> Fault:
    """The fault of a character that YAML takes for an anchor, an alias or a tag."""
    return Fault(
        "K007",
        f"tanda {written[0]} di awal {quote(written)} dibaca YAML sebagai perintah, bukan teks",
        'apit dengan tanda kutip, misalnya: title: "*Panen* raya"',
    )


def key_not_text(line: str) -> Fault:
    """The fault of a list or a mapping as a key."""
    return Fault(
        "K004",
        f"kunci di baris {quote(line)} harus berupa satu kata, bukan tanda kurung",
        "tulis satu kata lalu titik dua, misalnya: title: Panen raya",
    )


def odd_blank(where: str, meant: str) -> Fault:
    """The fault of a no-break blank, which YAML takes for a letter."""
    return Fault(
        "K014",
        f"spasi {where} {quote(meant)} adalah spasi khusus (tak terputus)",
        f"hapus spasi itu dan ketik spasi biasa: {meant.strip()}",
    )


TOO_DEEP = Fault(
    "K008",
    f"bagian atas berkas bertingkat lebih dari {MAX_DEPTH} tingkat",
    "periksa spasi di awal baris; isian terdalam hanya perlu tiga tingkat",
)

_UNCLOSED_QUOTE: Final = (
    "tanda kutip pembuka di baris {line} tidak punya penutup",
    'tutup tanda kutipnya, misalnya: title: "Panen raya"',
)

# What libyaml and PyYAML say, and what an editor needs to know instead.
_TRANSLATIONS: Final = (
    (
        "mapping values are not allowed",
        "ada titik dua di tengah nilai pada baris {line}",
        'apit nilainya dengan tanda kutip, misalnya: title: "Musyawarah: jadwal air"',
    ),
    ("found unexpected end of stream", *_UNCLOSED_QUOTE),
    (
        "unknown escape character",
        "tanda \\ di dalam kutip ganda pada baris {line} tidak dikenal",
        "pakai kutip tunggal, misalnya: title: 'Panen raya'",
    ),
    (
        "did not find expected ',' or",
        "tanda kurung daftar di baris {line} tidak ditutup atau kurang koma",
        "tulis daftarnya lengkap, misalnya: tags: [pertanian, irigasi]",
    ),
    (
        "cannot start any token",
        "nilai di baris {line} diawali karakter yang punya arti lain dalam YAML",
        'apit nilainya dengan tanda kutip, misalnya: title: "@kim: kabar desa"',
    ),
    (
        "expected the node content",
        "nilai di baris {line} diawali karakter yang punya arti lain dalam YAML",
        'apit nilainya dengan tanda kutip, misalnya: title: "%: harga naik"',
    ),
    (
        "block sequence entries are not allowed",
        "nilai di baris {line} diawali tanda hubung dan spasi, yang berarti butir daftar",
        "hapus tanda hubungnya, atau tulis tiap butir daftar pada baris sendiri di bawah kuncinya",
    ),
    (
        "did not find expected",
        "baris {line} tidak sejajar dengan baris di atasnya",
        "samakan jumlah spasi di awal baris dengan baris sejenis di atasnya",
    ),
    (
        "expected <block end>",
        "baris {line} tidak sejajar dengan baris di atasnya",
        "samakan jumlah spasi di awal baris dengan baris sejenis di atasnya",
    ),
)
_TAB = Fault(
    "K009",
    "ada tab di awal baris; YAML hanya mengenal spasi",
    "ganti tab dengan dua spasi",
)


def translate(error: yaml.MarkedYAMLError, text: str, first_line: int) -> Unreadable:
    """The fault of a parser error, at the place where it is fixed."""
    place = error.problem_mark or error.context_mark
    if place is None:
        return Unreadable(Mark(first_line, 1), _unknown("?"))
    lines = text.split("\n")
    number = min(place.line, len(lines) - 1)
    mark = Mark(number + first_line, place.column + 1)
    said = f"{error.problem} {error.context}"
    line = lines[number]
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        return Unreadable(Mark(mark.line, indentation.index("\t") + 1), _TAB)
    if found := left_open(lines, first_line):
        return found
    # An unclosed quote or bracket is noticed later than where it was opened, and mended there.
    opened = error.context_mark
    if opened and any(what in str(error.context) for what in _NOTICED_LATE):
        mark = Mark(opened.line + first_line, opened.column + 1)
        line = lines[opened.line]
        if line[opened.column : opened.column + 1] in ("&", "*", "!"):
            return Unreadable(mark, command(line[opened.column :]))
    if "mapping values are not allowed" in said and ":" not in line[: mark.column - 1]:
        return _first_colon(lines, number, first_line)
    return Unreadable(mark, _explained(line, mark.column - 1, said))


def left_open(lines: Sequence[str], first_line: int, signs: str = "'\"[{|>") -> Unreadable | None:
    """The fault of a quote, a bracket or a block without an end, where it begins."""
    opener = unclosed(lines)
    if opener is None or opener.sign not in signs:
        return None
    mark = Mark(opener.line + first_line, opener.column + 1)
    line = lines[opener.line]
    if opener.sign in _OPEN:
        message, hint = _OPEN[opener.sign]
        return Unreadable(mark, Fault("K004", message.replace("{line}", quote(line)), hint))
    if opener.cut:
        what = f"{quote(opener.cut)} dibaca YAML sebagai komentar, jadi kurungnya tidak tertutup"
        hint = 'apit nilainya dengan tanda kutip, misalnya: {src: kabar.mp3, title: "Bagian # 2"}'
        return Unreadable(mark, Fault("K004", what, hint))
    kind, example = _BRACKETS[opener.sign]
    what = f"tanda kurung {kind} di baris {quote(line)} tidak ditutup atau kurang koma"
    return Unreadable(mark, Fault("K004", what, f"tulis lengkap, misalnya: {example}"))


_STRANDED: Final = (
    "teks di bawah baris {line} tidak menjorok, jadi bukan bagiannya",
    "awali tiap baris teksnya dengan dua spasi",
)
_OPEN: Final = {
    "'": _UNCLOSED_QUOTE,
    '"': _UNCLOSED_QUOTE,
    "|": _STRANDED,
    ">": _STRANDED,
}
_BRACKETS: Final = {
    "[": ("daftar", "tags: [pertanian, irigasi]"),
    "{": ("kurawal", "votes: {for: 30, against: 8}"),
}


def _explained(line: str, column: int, said: str) -> Fault:
    if special := _leftover(line, column, said):
        return special
    if "could not find expected ':'" in said:
        return _no_colon(line)
    for pattern, message, hint in _TRANSLATIONS:
        if pattern in said:
            return Fault("K004", message.replace("{line}", quote(line)), hint)
    return _unknown(line)


_NOTICED_LATE: Final = (
    *("quoted scalar", "flow sequence", "flow mapping"),
    *("simple key", "an alias", "an anchor", "a tag"),
)


def _no_colon(line: str) -> Fault:
    return Fault(
        "K004",
        f"baris {quote(line)} tidak punya titik dua dan spasi setelah kuncinya",
        "tulis kunci, titik dua, spasi, lalu nilainya, misalnya: title: Panen raya",
    )


def _first_colon(lines: list[str], number: int, first_line: int) -> Unreadable:
    """The fault of a key that YAML takes for the rest of the line above."""
    line = lines[number]
    if line[:1] == " ":
        fault = Fault(
            "K004",
            f"baris {quote(line)} menjorok, jadi terbaca sebagai sambungan baris di atasnya",
            "hapus spasi di awal baris, supaya sejajar dengan baris di atasnya",
        )
        return Unreadable(Mark(number + first_line, 1), fault)
    above = max((n for n in range(number) if lines[n].strip()), default=number)
    return Unreadable(Mark(above + first_line, 1), _no_colon(lines[above]))


def _leftover(line: str, column: int, said: str) -> Fault | None:
    """The fault of text behind a quote, a bracket or a deep indent, unnamed by the parser."""
    if not any(what in said for what in ("did not find expected", "expected <block end>")):
        return None
    value = line.partition(": ")[2].strip() if "flow" not in said else ""
    if value[:1] in ("'", '"'):
        return Fault(
            "K004",
            f"ada sisa {quote(line[column:])} setelah tanda kutip penutup",
            'apit seluruh nilainya dengan kutip ganda, misalnya: title: "Salat Jum\'at"',
        )
    if value[:1] in ("[", "{") and column > 0:
        return Fault(
            "K004",
            f"ada sisa {quote(line[column:])} setelah tanda kurung penutup",
            'apit seluruh nilainya dengan tanda kutip, misalnya: title: "[Foto] Panen raya"',
        )
    return None


def _unknown(line: str) -> Fault:
    return Fault(
        "K004",
        f"baris {quote(line)} tidak dapat dibaca",
        "tulis kunci, titik dua, spasi, lalu nilainya, misalnya: title: Panen raya",
    )
