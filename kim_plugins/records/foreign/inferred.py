"""Infers a missing day and title from a file's name and its first line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Recast, Severity, SuggestedFix, quote

_DATED: Final = deferred(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?:[-_. T]\D.*|)\.md")
_HEADING: Final = deferred(r"#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*")
_BOLD: Final = deferred(r"(\*\*|__)(?P<text>[^*_]+)\1")
_SIGNS: Final = deferred(r"[*_`\[\]<>{}|]")
_LONGEST: Final = 120


class FirstLine(NamedTuple):
    """The first line of a body with a text: its number from 0, and its words."""

    number: int
    written: str
    text: str
    is_heading: bool


def day_in_name(path: str) -> str:
    """The date with which a file's name begins, as `2026-01-05-panen.md`; empty without one."""
    match = _DATED.fullmatch(path.rpartition("/")[2])
    if not match:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def first_line(body: str) -> FirstLine | None:
    """The first line of a body that may be a title; None where it is anything else."""
    for number, line in enumerate(body.split("\n", 50)[:50]):
        if not line.strip():
            continue
        match = _HEADING.fullmatch(line.strip())
        text = match["text"] if match else line.strip()
        if bold := _BOLD.fullmatch(text):
            text = bold["text"].strip()
        if not text or len(text) > _LONGEST or _SIGNS.search(text):
            return None
        return FirstLine(number, line, text, bool(match))
    return None


def with_inferred_value(key: str, fault: Fault, path: str, body: str) -> Fault:
    """The fault of a missing date or title, with a suggested fix where one can be inferred."""
    if key == "date" and (day := day_in_name(path)):
        line = f"date: {day}"
        hint = f"tulis tanggal dari nama berkasnya: {line}"
        return replace(fault, hint=hint, fix=Recast((), lines=(line,)))
    if key == "title" and (first := first_line(body)):
        line = f"title: {as_scalar(first.text)}"
        if first.is_heading:
            hint = f"tulis judul dari baris pertama isinya: {line}"
            return replace(fault, hint=hint, fix=Recast((), lines=(line,)))
        is_sentence = first.text[-1:] in ".,;:!" or not first.text[0].isalnum()
        if not is_sentence:
            return replace(fault, hint=f"bila baris pertama isinya adalah judulnya, tulis: {line}")
    return fault


def repeated_title_line(title: str, body: str) -> tuple[int, Fault] | None:
    """The number, from 0, of a heading that repeats the title, and the warning."""
    first = first_line(body)
    if first is None or not first.is_heading or _plain(first.text) != _plain(title):
        return None
    return first.number, Fault(
        "K128",
        f"judul {quote(title)} sudah tampil di atas tulisan, dan di sini tampil sekali lagi",
        "hapus baris ini; judulnya tetap ada di title",
        Severity.WARNING,
        SuggestedFix(first.written, ("",)),
    )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
