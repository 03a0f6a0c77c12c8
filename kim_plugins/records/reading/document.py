"""Bytes → document: one strict reading of the fences, for our models and for MkDocs alike.

python-frontmatter does the splitting and keeps its place as the library for it; the handler makes
it strict, because by itself it answers a broken fence, a list or a BOM with `{}` and no word.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import frontmatter
from frontmatter.default_handlers import BaseHandler

from kim_plugins.records.problems import Fault, Problem, quote
from kim_plugins.records.reading import invisible, mojibake
from kim_plugins.records.reading.keys import IsKey
from kim_plugins.records.reading.located import START, Fields, Mark, Value, mark_at
from kim_plugins.records.reading.yaml_messages import (
    CONTROL,
    Finding,
    Unreadable,
    control_character,
)
from kim_plugins.records.reading.yaml_reader import read_yaml

MAX_FILE_BYTES: Final = 2 * 1024 * 1024
MAX_FRONT_MATTER_CHARACTERS: Final = 64 * 1024

_OPENING = re.compile(r"\A---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


_NEARLY_CLOSING = re.compile(r"^[ \t]*[-—–]{1,8}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its front matter with places, and its body.

    `body_line` is the number of the body's first line in the file.
    """

    path: str
    fields: Fields
    body: str
    body_line: int


class _StrictHandler(BaseHandler):
    FM_BOUNDARY = _OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, text: str, is_key: IsKey | None) -> None:
        super().__init__()
        self._is_key = is_key
        self.meant: dict[int, str] = {}
        self.faults: list[Finding] = []
        self._text = text.lstrip("\n")
        self._first_line = first_line = 1 + len(text) - len(self._text)
        self.findings: list[Finding] = []
        self.fields = Fields().at(START, START, "")
        self.body = ""
        self.body_line = first_line

    def split(self, text: str) -> tuple[str, str]:
        # Not what python-frontmatter hands over: it strips blanks that mean something.
        text = self._text
        opening = _OPENING.match(text)
        if not opening:
            raise Unreadable(Mark(self._first_line, 1), self._missing_fence(text))
        closing = _CLOSING.search(text, opening.end())
        if not closing:
            raise self._unclosed(text, opening.end())
        front_matter = text[opening.end() : closing.start()]
        if len(front_matter) > MAX_FRONT_MATTER_CHARACTERS:
            raise Unreadable(Mark(self._first_line, 1), _FRONT_MATTER_TOO_LONG)
        self.body = text[closing.end() :].removeprefix("\n")
        self.body_line = self._first_line + text.count("\n", 0, closing.end()) + 1
        return front_matter, self.body

    def _missing_fence(self, text: str) -> Fault:
        # Few files come here.
        from kim_plugins.records.foreign.other_fences import other_fence  # noqa: PLC0415

        found = other_fence(text, self._is_key)
        return found[0] if found else _missing_fence(text)

    def _unclosed(self, text: str, start: int) -> Unreadable:
        nearly = _NEARLY_CLOSING.search(text, start)
        if not nearly:
            return Unreadable(Mark(self._first_line, 1), _UNCLOSED)
        line = self._first_line + text.count("\n", 0, nearly.start())
        return Unreadable(Mark(line, 1), _nearly_closed(nearly[0]))

    def _tree(self, front_matter: str) -> tuple[Value | None, list[Finding]]:
        try:
            return read_yaml(front_matter, self._first_line + 1)
        except Unreadable:
            if self._is_key is None:
                raise
            # Few files come here.
            from kim_plugins.records.reading.recovering import read_with_recovery  # noqa: PLC0415

            found = read_with_recovery(front_matter, self._first_line + 1, self._is_key)
            self.faults, self.meant = found.faults, found.meant
            return found.tree, found.findings

    def load(self, fm: str) -> dict[str, Any]:
        tree, findings = self._tree(fm)
        self.findings += findings
        if tree is not None and not isinstance(tree, Fields):
            if self.faults:
                return {}
            raise Unreadable(tree.mark, _not_a_mapping(fm))
        if tree is not None:
            # The file's mapping starts where the file starts: that is where missing keys belong.
            self.fields = tree.at(START, START, "")
        return dict(self.fields)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What could be read of a file whose front matter may be faulty.

    `meant` are lines that YAML stumbles over, by their numbers, as they can be read; `is_whole`
    says that it stumbled nowhere.
    """

    document: Document | None
    problems: list[Problem]
    meant: Mapping[int, str]
    is_whole: bool

    def placed(self, problems: Sequence[Problem], data: bytes) -> list[Problem]:
        """Problems at places of the file: lines that were read as meant may be longer than it."""
        if not self.meant:
            return list(problems)
        lines = decode(data).split("\n")
        return [
            replace(one, column=min(one.column, len(lines[one.line - 1]) + 1))
            if one.line in self.meant
            else one
            for one in problems
        ]


def read_document(path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """A file's bytes as a document, or the reason why it can't be read."""
    attempt = read_leniently(path, data, None)
    return attempt.document, attempt.problems


def read_leniently(path: str, data: bytes, is_key: IsKey | None) -> Attempt:
    """A file's bytes as a document, with every fault; front matter is read on behind each.

    Without `is_key` the first fault of front matter ends the reading.
    """
    garbled: list[Finding] = []
    try:
        text = decode(data)
        garbled += mojibake.findings(text)
        handler = _StrictHandler(text, is_key)
        frontmatter.parse(text, handler=handler)
    except Unreadable as error:
        found = [error.finding, *garbled]
        problems = [fault.at(path, mark, field) for mark, field, fault in found]
        return Attempt(None, problems, {}, is_whole=False)
    found = [*handler.faults, *handler.findings, *garbled, *invisible.findings(text)]
    problems = [fault.at(path, mark, field) for mark, field, fault in found]
    if handler.faults and not handler.fields:
        return Attempt(None, problems, handler.meant, is_whole=False)
    document = Document(path, handler.fields, handler.body, handler.body_line)
    if control := CONTROL.search(document.body):
        mark = mark_at(document.body, control.start(), document.body_line)
        problems.append(control_character(control[0], "isi").at(path, mark))
    return Attempt(document, problems, handler.meant, is_whole=not handler.faults)


def decode(data: bytes) -> str:
    """A file's text, without its BOM and with one kind of line ending."""
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(START, _too_large(len(data)))
    # Not `utf-8-sig`, which counts the place of an error from behind the BOM.
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(plain[: error.start].decode("utf-8"))
        mark = mark_at(before, len(before))
        raise Unreadable(mark, _not_utf8(plain, error.start)) from None
    return _with_line_feeds(text)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(data: bytes, position: int) -> Fault:
    return Fault(
        "K001",
        f"berkas ini bukan teks UTF-8 (bita 0x{data[position]:02X}); {_likely_encoding(data)}",
        "simpan ulang dengan penyandian (encoding) UTF-8, pilihannya ada di «Simpan sebagai»",
    )


def _likely_encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "kemungkinan UTF-16 («Unicode» di Notepad)"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "mungkin bukan berkas teks"
    return "kemungkinan Windows-1252 («ANSI» di Notepad)"


def _missing_fence(text: str) -> Fault:
    first = text.split("\n", 1)[0]
    if first.strip() == "---":
        return Fault(
            "K003",
            "garis pembuka `---` tidak tepat di awal baris",
            "hapus spasi di depannya, sehingga barisnya hanya berisi `---`",
        )
    if first.strip().startswith("---") or first.strip(" -—–") == "" != first.strip():
        return Fault(
            "K003",
            f"garis pembuka {quote(first)} bukan tepat tiga tanda hubung di awal baris",
            "tulis `---` saja, tanpa spasi di depannya",
        )
    return Fault(
        "K002",
        "berkas ini tidak diawali keterangan di antara dua garis `---`",
        "mulai berkas dengan `---`, lalu `title: Judul kabar`, lalu `---`",
    )


def _not_a_mapping(front_matter: str) -> Fault:
    first = front_matter.strip().split("\n", 1)[0]
    return Fault(
        "K005",
        f"keterangan di atas berkas berisi {quote(first)}, padahal harus baris `kunci: nilai`",
        "tulis kunci, titik dua, spasi, lalu nilainya, misalnya: title: Panen raya",
    )


def _too_large(size: int) -> Fault:
    return Fault(
        "K008",
        f"berkas ini {size // 1024} KB, lebih besar dari batas {MAX_FILE_BYTES // 1024} KB",
        "bagi menjadi beberapa berkas; gambar dan suara ditaruh di folder media/",
    )


def _nearly_closed(line: str) -> Fault:
    return Fault(
        "K003",
        f"garis penutup {quote(line)} bukan tepat tiga tanda hubung di awal baris",
        "tulis `---` saja, tanpa spasi di depannya",
    )


_UNCLOSED = Fault(
    "K003",
    "keterangan di atas berkas tidak ditutup dengan garis `---`",
    "tulis `---` pada baris tersendiri setelah keterangan yang terakhir",
)
_FRONT_MATTER_TOO_LONG = Fault(
    "K008",
    f"keterangan di atas berkas lebih dari {MAX_FRONT_MATTER_CHARACTERS // 1024} ribu huruf",
    "pindahkan uraian yang panjang ke bawah garis `---` yang kedua",
)
