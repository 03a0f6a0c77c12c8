"""Remarks on what a .docx holds and its converted text lacks: nothing is lost in silence."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final
from xml.etree import ElementTree as ET

from kim_plugins.records.problems import quote

_MAIN: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK: Final = _CHOICE.replace("Choice", "Fallback")
_TEXTS: Final = (
    f"{_MAIN}t",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
)
_GAPS: Final = tuple(f"{_MAIN}{name}" for name in ("tab", "br", "cr", "p", "tc"))
_MOVED: Final = (f"{_MAIN}moveFrom", f"{_MAIN}del")
_PARTS: Final = (
    (re.compile(r"word/header\d*\.xml"), "kepala halaman"),
    (re.compile(r"word/footer\d*\.xml"), "kaki halaman"),
    (re.compile(r"word/comments\.xml"), "komentar"),
    (re.compile(r"word/charts/chart\d*\.xml"), "bagan"),
    (re.compile(r"word/diagrams/data\d*\.xml"), "diagram"),
)
_BODY: Final = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_WORD: Final = re.compile(r"[^\W_]+")
_WITHIN_WORDS: Final = ("a", "strong", "em", "s", "sup", "sub")
_MOST: Final = 5
"""Lost paragraphs that are quoted."""


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _WITHIN_WORDS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def left_out(document: bytes, html: str) -> list[str]:
    """Remarks on what isn't in the HTML that was made of a document.

    Raises `ParseError` where a part isn't XML.
    """
    notes: list[str] = []
    here = Counter(_WORD.findall("".join(_Text(html).parts)))
    with zipfile.ZipFile(io.BytesIO(document)) as opened:
        for name in opened.namelist():
            what = next((what for part, what in _PARTS if part.fullmatch(name)), None)
            if what is None and not _BODY.fullmatch(name):
                continue
            tree = ET.fromstring(opened.read(name))  # noqa: S314 - bounded, and expat's own limits
            texts = [text for text in _paragraphs(tree) if _WORD.search(text)]
            if what:
                notes += [f"{what} tidak ikut: {quote(' '.join(texts))}"] if texts else []
                continue
            lost = [text for text in texts if _take(text, here)]
            notes += [f"tidak terbaca dan tidak ikut: {quote(text)}" for text in lost[:_MOST]]
            if len(lost) > _MOST:
                notes.append(f"… dan {len(lost) - _MOST} alinea lain yang tidak ikut")
            if tree.find(f".//{_MAIN}delText") is not None:
                notes.append("kata yang ditandai dihapus (lacak perubahan) tidak ikut")
            if tree.find(f".//{_MAIN}ins//{_MAIN}t") is not None:
                notes.append("kata yang baru diusulkan (lacak perubahan) ikut; periksa")
            if tree.find(f".//{_MAIN}altChunk") is not None:
                notes.append("naskah lain yang disisipkan di dalamnya tidak ikut; salin sendiri")
    return notes


def _take(text: str, here: Counter[str]) -> bool:
    """Whether words of a paragraph are missing; those that aren't are used up."""
    words = Counter(_WORD.findall(text))
    is_lost = any(here[word] < count for word, count in words.items())
    here.subtract(words)
    return is_lost


def _paragraphs(tree: ET.Element) -> Iterator[str]:
    """The text of each paragraph, without that of the paragraphs in its boxes."""
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        pieces: list[str] = []
        waiting += reversed(list(_inside(element, pieces)))
        if pieces:
            yield "".join(pieces)


def _inside(element: ET.Element, pieces: list[str]) -> Iterator[ET.Element]:
    """Gather the text of an element; yields what stands for itself in it."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if child.tag in _TEXTS:
            pieces.append(child.text or "")
        elif child.tag == f"{_MAIN}p":
            yield child
        elif child.tag in _GAPS:
            pieces.append(" ")
            stack += reversed(child)
        elif child.tag == _FALLBACK or child.tag in _MOVED:
            continue  # the same again, or what is deleted
        else:
            stack += reversed(child)
