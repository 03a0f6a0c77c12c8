"""Admonitions, `!!! note "Judul"`, and lines that only look like one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kim_plugins.catalogue.bodies.lists import Line, dedented, indent_of
from kim_plugins.records.patterns import deferred

_BOX: Final = deferred(r"!!![ ]?([\w-]+)((?: +(?:inline|end))*)(?: +[\"“](.*)[\"”])?[ ]*")
_TITLES: Final = {
    "note": "Catatan",
    "abstract": "Ringkasan",
    "info": "Info",
    "tip": "Kiat",
    "success": "Berhasil",
    "question": "Pertanyaan",
    "warning": "Peringatan",
    "failure": "Gagal",
    "danger": "Bahaya",
    "bug": "Kesalahan",
    "example": "Contoh",
    "quote": "Kutipan",
    "hint": "Kiat",
    "important": "Penting",
    "caution": "Awas",
    "attention": "Perhatian",
    "error": "Kesalahan",
}
_INDENTED: Final = 2
_DIVISION: Final = deferred(r":{3,}[ \t]*(?:\{[^{}]*\}|[\w-]*(?:[ \t]*\{[^{}]*\})?)[ \t]*:*[ \t]*")


class Admonition:
    """An admonition: its kind, as written and as it is known, and its title."""

    def __init__(self, written: str, title: str) -> None:
        self.written, self.kind, self.title = written, written.lower(), title


def admonition_of(text: str) -> Admonition | None:
    """The admonition that a line begins; None where it begins none."""
    match = _BOX.fullmatch(text)
    if not match or match[1].lower() not in _TITLES:
        return None
    title = _TITLES[match[1].lower()] if match[3] is None else match[3]
    return Admonition(match[1], title)


def content_of(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """The indented lines from an index on, without their indentation, and the index after them."""
    found: list[Line] = []
    width = 0
    index = end = start
    while index < len(lines):
        line, text = lines[index]
        if text.strip():
            indent = indent_of(text)
            if indent < _INDENTED:
                break
            width = width or min(indent, 4)
            found.append((line, dedented(text, width)))
            end = index + 1
        else:
            found.append((line, ""))
        index += 1
    return found[: end - start], end


def is_division(text: str) -> bool:
    """Whether a line is a fence of pandoc or of another program's boxes: `::: {.kotak}`."""
    return _DIVISION.fullmatch(text) is not None
