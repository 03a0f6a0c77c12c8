"""Refuses bodies that would take the renderer too long, with line and remedy.

Python-Markdown and its extensions look for the end of each sign in all that follows it, so some
texts take time that grows with the square of their length. What such a text will cost is estimated
here, in one pass, from what was measured (tests/test_growth.py holds both); a text that a person
wrote stays a hundred times below the limit.

What would take long is refused, not stopped. A limit of time would depend on the machine. So what a
body costs is estimated in one pass before it is rendered (`bodies/limits.py`), by what was measured
of each sign; `tests/test_growth.py` holds 270 of the worst texts to it, from the file to script,
feeds and search. A renderer that an exception interrupted is thrown away: Python-Markdown would go
on in the middle of the next body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from kim_plugins.catalogue.bodies.remarks import Remark
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, quote

MAX_CHARACTERS: Final = 100_000
"""Fifteen thousand words, forty sheets of paper; what is densest takes a second to render."""

_BUDGET: Final = 0.4
"""Seconds that one kind of sign may cost in one body, on a machine of the year 2020."""
_HARMLESS: Final = 1_000
"""Characters of which no arrangement takes long."""
_LONGEST_WORD: Final = 4_000
_MOST_CELLS: Final = 30_000
_MOST_FOOTNOTES: Final = 500
_DEEPEST: Final = 40

_BLOCK: Final = deferred(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_WORD: Final = deferred(rf"\S{{{_LONGEST_WORD + 1},}}")
_TAG: Final = deferred(r"<(?:[A-Za-z/]|(!\[CDATA\[))")
_ELEMENT: Final = deferred(
    r"<(/?)(?!(?:br|hr|img|wbr|input|source|track|col|p|li|d[dt]|t[dhr]|option)\b)[A-Za-z]",
    re.IGNORECASE,
)
"""An element that stays open until it is closed."""
_BRACKET: Final = deferred(r"\](\()?|\[|\)")
_TICKS: Final = deferred("`+")
_INTERRUPTION: Final = deferred(
    r"^ {0,3}(?:(?:[-*+•]|\w{1,9}[.)])(?=[ \t]+[^-_*\s])()"
    r"|#|=+[ \t]*$|[-_*][-_* \t]*$|:|\*\[|\[[^\]\n]*\]:|!!!)",
    re.MULTILINE,
)
_SEPARATOR: Final = deferred(r"^[ \t>]*\|?[ \t]*:?-[-:| \t]*$", re.MULTILINE)
_ABBREVIATION: Final = deferred(r"^ {0,3}\*\[", re.MULTILINE)
_FOOTNOTE: Final = deferred(r"\[\^([^\]\n]{1,60})\]")
_NOTE: Final = deferred(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_NESTED: Final = deferred(rf"^(?:[ \t]*+(?:>|[-*+](?=[ \t]))){{{_DEEPEST + 1},}}+", re.MULTILINE)


class _Cost(NamedTuple):
    """What a kind of sign costs: `seconds` a character that is looked at, and its remedy."""

    seconds: float
    message: str
    hint: str

    def allows(self, looked_at: float) -> bool:
        return looked_at * self.seconds <= _BUDGET

    def fault(self) -> Fault:
        return Fault("K341", self.message, self.hint)


_OPEN_BRACKETS: Final = _Cost(
    175e-9,
    "terlalu banyak kurung '[' atau '](' yang tidak ditutup",
    "tutup tiap kurung, misalnya: [teks](https://www.example.id/), atau hapus kurungnya",
)
_OPEN_TAGS: Final = _Cost(
    35e-9,
    "terlalu banyak tanda '<' yang tidak ditutup dengan '>'",
    "tulis tanda lebih kecil sebagai &lt; atau hapus, misalnya: suhu &lt; 20 derajat",
)
_OPEN_ELEMENTS: Final = _Cost(
    5e-9,
    "terlalu banyak elemen HTML yang tidak ditutup",
    "tutup tiap elemen, misalnya: <div>isi</div>, atau hapus",
)
_MANY_TICKS: Final = _Cost(
    85e-9,
    "terlalu banyak tanda '`' dalam satu paragraf",
    "hapus tandanya, atau beri baris kosong di antara bagian-bagiannya",
)
_MANY_LINES: Final = _Cost(
    45e-9,
    "terlalu banyak judul, butir, garis atau keterangan berurutan tanpa baris kosong",
    "beri baris kosong di antara bagian-bagiannya",
)
_MANY_ABBREVIATIONS: Final = _Cost(
    45e-9,
    "terlalu banyak penjelasan singkatan *[…]:",
    "jelaskan singkatannya langsung di dalam kalimat",
)
_MANY_REFERENCES: Final = _Cost(
    800e-9,
    "satu catatan kaki dirujuk terlalu sering",
    "rujuk sekali saja, misalnya: menurut berita acara[^1]",
)


def excess(body: str) -> Remark | None:
    """The first thing in a body that is too much; None for nearly every body."""
    if len(body) <= _HARMLESS:
        return None
    if len(body) > MAX_CHARACTERS:
        return Remark(0, _too_long(len(body)))
    return next((found for look in _LOOKS if (found := look(body))), None)


def _long_word(body: str) -> Remark | None:
    found = _WORD.search(body)
    if found is None:
        return None
    message = f"{quote(found[0], 20)} panjangnya {len(found[0])} tanda tanpa spasi"
    hint = "beri spasi; gambar dan berkas ditaruh di folder media/, misalnya: ../../media/panen.png"
    return Remark(found.start(), Fault("K341", message, hint))


def _deep(body: str) -> Remark | None:
    runs = _NESTED.finditer(body)
    # A line of dashes or stars alone is a rule.
    found = next(
        (run for run in runs if ">" in run[0] or body[run.end() : run.end() + 2].strip()), None
    )
    if found is None:
        return None
    message = f"kutipan atau daftar bertingkat lebih dari {_DEEPEST}"
    return Remark(found.start(), Fault("K341", message, "tulis paling banyak tiga tingkat"))


def _brackets(body: str) -> Remark | None:
    if _OPEN_BRACKETS.allows(body.count("[") * len(body)):
        return None
    return _first(body, _open_brackets, _OPEN_BRACKETS)


def _open_brackets(block: str) -> float:
    """The sum of the distances to the end of each `[` and `](`."""
    total, end = 0, len(block)
    squares: list[int] = []
    rounds: list[int] = []
    for found in _BRACKET.finditer(block):
        sign, place = found[0], found.start()
        if sign == "[":
            squares.append(place)
        elif sign == ")":
            total += place - rounds.pop() if rounds else 0
        else:
            total += place - squares.pop() if squares else 0
            if found[1]:
                rounds.append(place)
    return total + sum(end - place for place in (*squares, *rounds))


def _tags(body: str) -> Remark | None:
    if _OPEN_TAGS.allows(10 * body.count("<") * len(body)):
        return None
    # Whoever looks for the end of an element looks beyond its paragraph.
    looked_at = 0
    ends = {">": -1, "]]>": -1}
    first = None
    for found in _TAG.finditer(body):
        sign, weight = ("]]>", 10) if found[1] else (">", 1)
        place = found.start()
        if ends[sign] < place:
            end = body.find(sign, place)
            ends[sign] = len(body) if end < 0 else end
        looked_at += weight * (ends[sign] - place)
        first = place if first is None and ends[sign] == len(body) else first
        if not _OPEN_TAGS.allows(looked_at):
            return Remark(place if first is None else first, _OPEN_TAGS.fault())
    return None


def _open_elements(body: str) -> Remark | None:
    """Elements in one another: a parser of HTML looks through all that are open at each of them."""
    if _OPEN_ELEMENTS.allows(body.count("<") ** 2 / 2):
        return None
    depth = looked_at = 0
    for found in _ELEMENT.finditer(body):
        depth = max(0, depth + (-1 if found[1] else 1))
        looked_at += depth
        if not _OPEN_ELEMENTS.allows(looked_at):
            return Remark(found.start(), _OPEN_ELEMENTS.fault())
    return None


def _ticks(body: str) -> Remark | None:
    if _MANY_TICKS.allows(body.count("`") * len(body)):
        return None
    return _first(body, lambda block: len(_TICKS.findall(block)) * len(block) / 2, _MANY_TICKS)


def _lines(body: str) -> Remark | None:
    if _MANY_LINES.allows(body.count("\n") * len(body)):
        return None
    return _first(body, _interruptions, _MANY_LINES)


def _interruptions(block: str) -> float:
    """Lines that begin another block than the line before, each searched in all that follows."""
    changes, before = 0, ""
    for found in _INTERRUPTION.finditer(block):
        # The items of one list are taken together.
        kind = found[0][-1:] if found[1] is not None else ""
        changes += not kind or kind != before
        before = kind
    return changes * len(block) / 2


def _cells(body: str) -> Remark | None:
    if body.count("|") * body.count("\n") <= _MOST_CELLS:
        return None
    for block in _BLOCK.finditer(body):
        for line in _SEPARATOR.finditer(block[0]):
            columns = line[0].count("|") + 1
            rows = block[0].count("\n", line.end()) + 1
            if columns * rows > _MOST_CELLS:
                message = f"tabel ini berisi {columns} kolom dan {rows} baris"
                hint = "bagi menjadi beberapa tabel, atau taruh sebagai berkas PDF di folder media/"
                return Remark(block.start() + line.start(), Fault("K341", message, hint))
    return None


def _abbreviations(body: str) -> Remark | None:
    found = [match.start() for match in _ABBREVIATION.finditer(body)]
    if _MANY_ABBREVIATIONS.allows(len(found) * len(body)):
        return None
    return Remark(found[0], _MANY_ABBREVIATIONS.fault())


def _footnotes(body: str) -> Remark | None:
    if body.count("[^") <= _MOST_FOOTNOTES:
        return None
    notes = list(_NOTE.finditer(body))
    if len(notes) > _MOST_FOOTNOTES:
        message = f"tulisan ini berisi {len(notes)} catatan kaki"
        hint = f"bagi menjadi beberapa tulisan, masing-masing paling banyak {_MOST_FOOTNOTES}"
        return Remark(notes[_MOST_FOOTNOTES].start(), Fault("K341", message, hint))
    if _MANY_REFERENCES.allows(body.count("[^") ** 2 / 2):
        return None
    ((label, count),) = Counter(_FOOTNOTE.findall(body)).most_common(1) or [("", 0)]
    if _MANY_REFERENCES.allows(count**2 / 2):
        return None
    return Remark(body.find(f"[^{label}]"), _MANY_REFERENCES.fault())


_LOOKS: Final[tuple[Callable[[str], Remark | None], ...]] = (
    *(_long_word, _deep, _brackets, _tags, _open_elements),
    *(_ticks, _lines, _cells, _abbreviations, _footnotes),
)


def _first(body: str, looked_at: Callable[[str], float], cost: _Cost) -> Remark | None:
    """The block in which the looked-at characters exceed their cost."""
    total = 0.0
    for block in _blocks(body):
        total += looked_at(block[0])
        if not cost.allows(total):
            return Remark(block.start(), cost.fault())
    return None


def _blocks(body: str) -> Iterator[re.Match[str]]:
    """Runs of lines without a blank one: as far as most signs reach."""
    return _BLOCK.finditer(body)


def _too_long(length: int) -> Fault:
    return Fault(
        "K340",
        f"isi tulisan ini {length // 1000} ribu huruf, batasnya {MAX_CHARACTERS // 1000} ribu",
        "bagi menjadi beberapa tulisan; lampiran yang panjang ditaruh sebagai PDF di folder media/",
    )
