"""YAML events → located tree; what YAML would quietly turn into something else is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml

from kim_plugins.records.located import Fields, Items, Mark, Text, Value, join
from kim_plugins.records.problems import Fault, quote

MAX_DEPTH: Final = 12

# What no editor can see: controls, YAML's own line breaks, and the marks that bodies use inside.
CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ue000\ue001\ufffe\uffff]"
)

# Libyaml is 5-10 times faster; the pure parser reports the same events where it is missing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTES: Final = ("'", '"', "|", ">")

# PyYAML's events and marks come without types that say enough.
_Event: TypeAlias = Any
_Place: TypeAlias = Any

Finding = tuple[Mark, str, Fault]


class Unreadable(Exception):  # noqa: N818 - it is a finding on its way to the reader, not a failure
    """Front matter that can't be read any further."""

    def __init__(self, mark: Mark, fault: Fault, field: str = "") -> None:
        super().__init__(fault.message)
        self.finding: Finding = (mark, field, fault)


def read_yaml(text: str, first_line: int) -> tuple[Value | None, list[Finding]]:
    """Front matter as a located tree.

    `first_line` is the number of its first line in the file. Duplicate keys are findings, the
    first value stays; what stops the parser raises `Unreadable`.
    """
    if control := CONTROL.search(text):
        # Some of them count as the end of a line in YAML, and would shift every mark after them.
        line = text.count("\n", 0, control.start())
        mark = Mark(first_line + line, control.start() - text.rfind("\n", 0, control.start()))
        raise Unreadable(mark, control_character(control[0], "keterangan di atas berkas"))
    builder = _Builder(text, first_line)
    try:
        return builder.document(), builder.findings
    except yaml.MarkedYAMLError as error:
        raise _translate(error, text, first_line) from None


class _Builder:
    def __init__(self, text: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self._events: Iterator[_Event] = yaml.parse(text, Loader=_Loader)
        self._first_line = first_line
        self._lines = text.split("\n")
        self._may_lose_text = " #" in text or "\t#" in text

    def document(self) -> Value | None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                return self._value(next(self._events), "", None, 0)
        return None

    def _mark(self, mark: _Place) -> Mark:
        # Libyaml sees a last line that isn't there when the text ends in a line break.
        line = min(mark.line, len(self._lines) - 1)
        return Mark(line + self._first_line, mark.column + 1)

    def _refuse_commands(self, event: _Event, path: str) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None):
            mark = self._mark(event.start_mark)
            written = self._lines[event.start_mark.line][event.start_mark.column :]
            raise Unreadable(mark, _command(written), path)

    def _value(self, event: _Event, path: str, key_mark: Mark | None, depth: int) -> Value:
        mark = self._mark(event.start_mark)
        self._refuse_commands(event, path)
        if depth > MAX_DEPTH:
            raise Unreadable(mark, _TOO_DEEP, path)
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event, mark, path)
            text = Text(event.value)
            text.quoted = event.style in _QUOTES
            return text.at(mark, key_mark or mark, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(path, depth).at(mark, key_mark or mark, path)
        return self._fields(path, depth).at(mark, key_mark or mark, path)

    def _check_scalar(self, event: _Event, mark: Mark, path: str) -> None:
        if control := CONTROL.search(event.value):
            fault = control_character(control[0], "nilai ini")
            self.findings.append((mark, path, fault))
        if self._may_lose_text and event.style in (None, ""):
            line = min(event.end_mark.line, len(self._lines) - 1)
            rest = self._lines[line][event.end_mark.column :]
            # `# word` is a comment and `#word` a tag that the editor wants to be read.
            if lost := _LOST.match(rest):
                column = event.end_mark.column + lost.start(1) + 1
                place = Mark(line + self._first_line, column)
                self.findings.append((place, path, _cut_off(lost[1])))

    def _items(self, path: str, depth: int) -> Items:
        items = Items()
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{path}[{len(items)}]", None, depth + 1))
        return items

    def _fields(self, path: str, depth: int) -> Fields:
        fields = Fields()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            mark = self._mark(event.start_mark)
            self._refuse_commands(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise Unreadable(mark, _KEY_NOT_TEXT, path)
            key = str(event.value)
            value = self._value(next(self._events), join(path, key), mark, depth + 1)
            if key in fields:
                self.findings.append((mark, join(path, key), _repeated(key, fields[key])))
            else:
                fields[key] = value
        return fields


_LOST: Final = re.compile(r"[ \t]+(#\S.*)")


def _repeated(key: str, first: Value) -> Fault:
    return Fault(
        "K006",
        f"kunci {quote(key)} ditulis dua kali (yang pertama di baris {first.key_mark.line})",
        "hapus salah satunya, sisakan satu baris saja",
    )


def _cut_off(lost: str) -> Fault:
    return Fault(
        "K011",
        f"{quote(lost)} dibaca YAML sebagai komentar, jadi hilang dari nilainya",
        'apit nilainya dengan tanda kutip, misalnya: title: "Rapat #2"',
    )


def control_character(character: str, where: str) -> Fault:
    """A character that nobody sees and that feeds can't carry."""
    return Fault(
        "K010",
        f"ada karakter tak terlihat U+{ord(character):04X} di dalam {where}",
        "hapus karakter itu atau ketik ulang barisnya; biasanya terbawa saat menyalin-tempel",
    )


def _command(written: str) -> Fault:
    return Fault(
        "K007",
        f"tanda {written[0]} di awal {quote(written)} dibaca YAML sebagai perintah, bukan teks",
        'apit dengan tanda kutip, misalnya: title: "*Panen* raya"',
    )


_TOO_DEEP = Fault(
    "K008",
    f"bagian atas berkas bertingkat lebih dari {MAX_DEPTH} tingkat",
    "periksa spasi di awal baris; isian terdalam hanya perlu tiga tingkat",
)
_KEY_NOT_TEXT = Fault(
    "K004",
    "kunci harus berupa satu kata, bukan daftar atau tanda kurung",
    "tulis satu kata lalu titik dua, misalnya: title: Panen raya",
)

# What libyaml and PyYAML say, and what an editor needs to know instead.
_TRANSLATIONS: Final = (
    (
        "mapping values are not allowed",
        "ada titik dua di tengah nilai pada baris {line}",
        'apit nilainya dengan tanda kutip, misalnya: title: "Musyawarah: jadwal air"',
    ),
    (
        "found unexpected end of stream",
        "tanda kutip pembuka di baris {line} tidak punya penutup",
        'tutup tanda kutipnya, misalnya: title: "Panen raya"',
    ),
    (
        "unknown escape character",
        "tanda \\ di dalam kutip ganda pada baris {line} tidak dikenal",
        "pakai kutip tunggal, misalnya: title: 'Panen raya'",
    ),
    (
        "could not find expected ':'",
        "baris {line} tidak punya titik dua dan spasi setelah kuncinya",
        "tulis kunci, titik dua, spasi, lalu nilainya, misalnya: title: Panen raya",
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
        "did not find expected",
        "baris {line} tidak sejajar dengan baris di atasnya, atau ada sisa setelah tanda kutip",
        "samakan jumlah spasi di awal baris dengan baris sejenis di atasnya",
    ),
    (
        "expected <block end>",
        "baris {line} tidak sejajar dengan baris di atasnya, atau ada sisa setelah tanda kutip",
        "samakan jumlah spasi di awal baris dengan baris sejenis di atasnya",
    ),
)
_TAB = Fault(
    "K009",
    "ada tab di awal baris; YAML hanya mengenal spasi",
    "ganti tab dengan dua spasi",
)


def _translate(error: yaml.MarkedYAMLError, text: str, first_line: int) -> Unreadable:
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
    # An unclosed quote is noticed at the end of the text; it is mended where it was opened.
    if error.context_mark and "quoted scalar" in str(error.context):
        mark = Mark(error.context_mark.line + first_line, error.context_mark.column + 1)
        line = lines[error.context_mark.line]
    for pattern, message, hint in _TRANSLATIONS:
        if pattern in said:
            return Unreadable(mark, Fault("K004", message.replace("{line}", quote(line)), hint))
    return Unreadable(mark, _unknown(line))


def _unknown(line: str) -> Fault:
    return Fault(
        "K004",
        f"baris {quote(line)} tidak dapat dibaca",
        "tulis kunci, titik dua, spasi, lalu nilainya, misalnya: title: Panen raya",
    )
