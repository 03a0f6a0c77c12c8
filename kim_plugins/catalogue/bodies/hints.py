"""Warnings on text that looks like markup and is not, each with its remedy (K332–338, 346, 451)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kim_plugins.catalogue.bodies import foreign, tables
from kim_plugins.catalogue.bodies.lists import Line
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Severity, quote

_BULLET: Final = deferred(r"(\s*[-+])(?=[^\W\d_])")
_NUMBER: Final = deferred(r"(\s*(?P<number>\d{1,2})[.)])(?=[^\W\d_])")
_HEADING: Final = deferred(r"(\s*#{2,6})(?=[^\s#])")
_PIPES: Final = deferred(r"\s*\|.*[^|\s].*\|\s*")
_FIELD: Final = deferred(r"\s*[A-Z][\w/ ]{1,30}\s*:\s+\S")
_TITLE: Final = deferred(r"\w.{0,59}[^\s.,;:!?]")
_ESCAPED: Final = deferred(
    r"`[^`]*`|(?P<strong>\\\*\\\*|\\_\\_)(?P<inner>[^\s\\](?:[^\\\n]*[^\s\\])?)(?P=strong)"
)
_LETTERS: Final = deferred(r"[^\W\d_][\w'-]*")
_FEWEST: Final = 2
_SHOWN: Final = 30


def hint_at_lines(lines: Sequence[Line], remarks: Remarks, *, line_breaks: bool) -> None:
    """Warn of lines of a paragraph that may be meant as headings, lists, rows or fields."""
    for line, text in lines:
        if (match := _HEADING.match(text)) and len(text.strip()) > len(match[1]):
            new = f"{match[1]} {text[match.end() :]}"
            remarks.at(line, text, _heading(text.strip(), new.strip()), new)
        if "**" in text:
            _spaced(line, text, remarks)
        if "\\" in text:
            _escaped(line, text, remarks)
    if len(lines) < _FEWEST:
        return
    _items(lines, remarks)
    _rows(lines, remarks)
    if not line_breaks:
        _fields(lines, remarks)


def _spaced(line: int, text: str, remarks: Remarks) -> None:
    """Warn of blanks that keep `**` from being strong: `** Penting **`, `**Penting **rapat`."""
    parts = text.split("**")
    if len(parts) % 2 == 0 or "***" in text:
        return
    for before, inner, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        core = inner.strip()
        lead, tail = inner[:1].isspace(), inner[-1:].isspace()
        # `gula** dan beras**` are the signs of notes.
        is_note = before[-1:].isalnum() and not (lead and tail)
        if not (lead or tail) or is_note or not _LETTERS.search(core):
            continue
        left = " " if lead and before[-1:].isalnum() else ""
        right = " " if tail and after[:1].isalnum() else ""
        fault = _blank_inside(f"**{inner}**", f"**{core}**")
        remarks.at(line, f"**{inner}**", fault, f"{left}**{core}**{right}")


def _escaped(line: int, text: str, remarks: Remarks) -> None:
    r"""`\*\*Penting\*\*`: a form's rich text takes signs that were typed into it for letters."""
    for match in _ESCAPED.finditer(text):
        if match["inner"]:
            remarks.at(line, match[0], _escaped_sign(match[0], f"**{match['inner']}**"))


def _items(lines: Sequence[Line], remarks: Remarks) -> None:
    for pattern in (_BULLET, _NUMBER):
        run: list[tuple[Line, re.Match[str]]] = []
        for line in (*lines, (0, "")):
            match = pattern.match(line[1])
            if match and _follows(run, match):
                run.append((line, match))
                continue
            if len(run) >= _FEWEST:
                for (number, text), found in run:
                    new = f"{found[1]} {text[found.end() :]}"
                    remarks.at(number, text, _item(text.strip(), new.strip()), new)
            run = [(line, match)] if match else []


def _follows(run: Sequence[tuple[Line, re.Match[str]]], match: re.Match[str]) -> bool:
    if not run:
        return False
    number = match.groupdict().get("number")
    return number is None or int(number) == int(run[-1][1]["number"]) + 1


def _rows(lines: Sequence[Line], remarks: Remarks) -> None:
    rows = [(line, text) for line, text in lines if _PIPES.fullmatch(text)]
    if len(rows) < _FEWEST:
        return
    widths = {len(tables.cells_of(text)) for _, text in rows}
    if len(widths) != 1 or max(widths) < _FEWEST:
        return
    line, text = rows[0]
    rule = "|" + " --- |" * max(widths)
    remarks.at(line, text, _table(text.strip(), rule), f"{text}\n{rule}")


def _fields(lines: Sequence[Line], remarks: Remarks) -> None:
    fields = [(line, text) for line, text in lines if _FIELD.match(text)]
    if len(fields) == len(lines):
        for line, text in fields[:-1]:
            if not text.endswith("  "):
                remarks.at(line, text, _field(text.strip()), f"{text.rstrip()}  ")


def unclosed_sign(line: int, sign: str, rest: str, remarks: Remarks) -> None:
    """Warn that strong or struck text has no end; `rest` begins with its sign."""
    if any(
        one.fault.code == "K346" and remarks.mark(one.place)[0] == line for one in remarks.found
    ):
        return
    written = rest.partition("\n")[0][:_SHOWN]
    word = _LETTERS.search(written)
    example = f"{sign}{word[0] if word else 'Penting'}{sign}"
    fault = Fault(
        "K346",
        f"tanda {sign} di depan {quote(written.removeprefix(sign))} tidak berpasangan; "
        "ia tampil apa adanya",
        f"tutup di belakang kata yang dimaksud, misalnya: {example}, atau hapus tandanya",
        Severity.WARNING,
    )
    remarks.at(line, written, fault)


def unclosed_strike(line: int, tag: str, remarks: Remarks) -> None:
    """Warn that a struck-out element has no end; nothing is struck then."""
    fault = Fault(
        "K346",
        f"{quote(tag)} tidak ditutup; ia tampil apa adanya, dan tidak ada yang tercoret",
        "coret dengan tanda ~ di kedua ujungnya, misalnya: ~Rp5.000~ Rp4.000",
        Severity.WARNING,
    )
    remarks.at(line, tag, fault)


def unclosed_fence(line: Line, remarks: Remarks) -> None:
    """Warn that code has no closing fence."""
    written = line[1].strip()
    fault = Fault(
        "K336",
        f"garis {quote(written)} membuka kutipan kode yang tidak ditutup; ia tampil apa adanya",
        f"tulis {written[:3]} sekali lagi di baris sesudah kodenya, atau hapus garis itu",
        Severity.WARNING,
    )
    remarks.at(line[0], written, fault)


def no_admonition(line: Line, remarks: Remarks) -> None:
    """Warn that a line with `!!!` opens no admonition."""
    written = line[1].strip()
    fault = Fault(
        "K337",
        f"{quote(written)} tampil sebagai teks biasa, bukan kotak",
        'kotak ditulis misalnya: !!! warning "Penting", lalu isinya menjorok empat spasi',
        Severity.WARNING,
    )
    remarks.at(line[0], written, fault)


def division(line: Line, remarks: Remarks) -> None:
    """Warn that a fence of another program's boxes isn't shown."""
    written = line[1].strip()
    remarks.spent.append(written)
    remarks.at(line[0], written, foreign.dropped(written), "")


def underline(lines: Sequence[Line], index: int, above: Sequence[Line], remarks: Remarks) -> None:
    """Warn that a line of signs is a rule here, where Markdown elsewhere sees a heading."""
    written = lines[index][1].strip()
    following = [text.strip() for _, text in lines[index + 1 : index + 3]]
    if len(above) != 1 or set(written) - set("-=") or following[:1] != [""] or not any(following):
        return
    title = above[0][1].strip()
    if _TITLE.fullmatch(title):
        fault = Fault(
            "K333",
            f"garis {quote(written)} di bawah {quote(title)} tampil sebagai garis pemisah",
            f"kalau itu judul, tulis: ## {title}",
            Severity.WARNING,
        )
        remarks.at(lines[index][0], written, fault)


def _heading(written: str, new: str) -> Fault:
    return Fault(
        "K333",
        f"{quote(written)} mirip judul bagian, tetapi tampil sebagai teks biasa",
        f"beri spasi setelah tanda #, misalnya: {new}",
        Severity.WARNING,
    )


def _blank_inside(written: str, new: str) -> Fault:
    return Fault(
        "K346",
        f"{quote(written)} tampil apa adanya, karena ada spasi di dalam tandanya",
        f"hapus spasi itu, misalnya: {new}",
        Severity.WARNING,
    )


def _escaped_sign(written: str, new: str) -> Fault:
    return Fault(
        "K451",
        f"{quote(written)} tampil dengan bintang atau garisnya, bukan sebagai huruf tebal",
        f"tulis tanpa tanda \\, misalnya: {new}; kalau memang tanda itu yang dimaksud, apit "
        "dengan `",
        Severity.WARNING,
    )


def _item(written: str, new: str) -> Fault:
    return Fault(
        "K332",
        f"{quote(written)} mirip butir daftar, tetapi tampil sebagai teks biasa",
        f"beri spasi setelah tandanya, misalnya: {new}",
        Severity.WARNING,
    )


def _table(written: str, rule: str) -> Fault:
    return Fault(
        "K334",
        f"baris {quote(written)} mirip tabel, tetapi tampil sebagai teks biasa",
        f"tulis garis ini di bawah baris pertamanya: {rule}",
        Severity.WARNING,
    )


def _field(written: str) -> Fault:
    return Fault(
        "K338",
        f"baris {quote(written)} menyatu dengan baris sesudahnya, karena line_breaks: false",
        "akhiri barisnya dengan dua spasi",
        Severity.WARNING,
    )
