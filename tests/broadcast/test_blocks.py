"""Whatever the nesting of HTML, each word is heard as a word of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_plugins.broadcast.blocks import BlockKind, blocks_of
from kim_plugins.broadcast.spans import BREAK
from kim_plugins.broadcast.tables import read_table
from kim_plugins.catalogue.bodies import plain_text
from kim_plugins.catalogue.bodies.sanitising import sanitise

CASES = Path(__file__).parents[1] / "cases/broadcast/tabel.yaml"
PHRASING = ("em", "u", "code", "small")
FLOW = ("p", "div", "blockquote", "h2", "ul", "ol", "dl", "details", "figure", "pre", "table")
PARTS = {"ul": "li", "ol": "li", "dl": "dd", "details": "summary", "figure": "figcaption"}
SENTENCE = "Ini kalimat yang cukup panjang "
DEEPEST = 3


def aloud(html: str) -> list[str]:
    """The text of each block, as the script gets it; of what is left out a note in brackets."""
    found = []
    for block in blocks_of(html):
        for read in read_table(block) if block.kind is BlockKind.TABLE else [block]:
            text = read.text.replace(BREAK, " / ")
            found.append(f"[{text}]" if read.kind is BlockKind.LEFT_OUT else text)
    return found


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda c: c["name"])
def test_tables_are_read_whatever_their_cells_hold(case: dict[str, str | list[str]]) -> None:
    clean = sanitise(str(case["html"]), lambda _tag, _name, value: value)
    assert aloud(clean) == case["aloud"]


class Written:
    """HTML drawn at random, and its words that have to be heard."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self.html = ""
        self.words: list[str] = []
        self._draw = draw

    def flow(self, depth: int) -> None:
        """Blocks in blocks, with texts between them and no blank anywhere."""
        self._text()
        for _ in range(self._draw(st.integers(0, 2)) if depth < DEEPEST else 0):
            self._block(depth + 1)
            if self._draw(st.booleans()):
                self._text()

    def _word(self) -> None:
        number = len(self.words)
        self.words.append(f"kata{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}q")
        self.html += self.words[-1]

    def _text(self, apart: Sequence[str] = ("<br>", "<hr>", " ")) -> None:
        self._word()
        if self._draw(st.booleans()):
            name = self._draw(st.sampled_from(PHRASING))
            self.html += f"{self._draw(st.sampled_from(apart))}<{name}>"
            self._word()
            self.html += f"</{name}>"

    def _element(self, name: str, depth: int, attributes: str = "") -> None:
        self.html += f"<{name}{attributes}>"
        self.flow(depth)
        self.html += f"</{name}>"

    def _block(self, depth: int) -> None:
        name = self._draw(st.sampled_from(FLOW))
        if name == "table":
            self._table(depth)
        elif name in PARTS:
            self.html += f"<{name}>"
            for _ in range(self._draw(st.integers(1, 2))):
                self._element(PARTS[name], depth)
            self.html += f"</{name}>"
        elif name in {"p", "h2", "pre"}:
            self.html += f"<{name}>{SENTENCE if name == 'pre' else ''}"
            self._text((" ", "\n", "\n\n") if name == "pre" else ("<br>", " "))
            self.html += f"</{name}>"
        else:
            self._element(name, depth)

    def _table(self, depth: int) -> None:
        self.html += "<table>"
        if self._draw(st.booleans()):
            self._element("caption", DEEPEST)
        for row in range(self._draw(st.integers(1, 3))):
            self.html += "<tr>"
            columns = self._draw(st.integers(1, 3))
            for column in range(columns):
                # The heading of a first column isn't said; that of a row is.
                is_row_head = row > 0 == column and columns > 1 and self._draw(st.booleans())
                merged = self._draw(st.sampled_from(("", ' colspan="2"', ' rowspan="2"')))
                self._element("th" if is_row_head else "td", depth, "" if column else merged)
            self.html += "</tr>"
        self.html += "</table>"


@settings(max_examples=150)
@given(st.data())
def test_every_word_is_heard_and_stands_apart(data: st.DataObject) -> None:
    written = Written(data.draw)
    written.flow(0)
    clean = sanitise(written.html, lambda _tag, _name, value: value)
    for said in (" ".join(aloud(clean)), plain_text(clean)):
        assert sorted(set(written.words) - set(re.findall(r"\w+", said))) == [], clean
