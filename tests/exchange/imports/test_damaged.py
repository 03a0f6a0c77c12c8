"""Exports that were damaged at random: taken or refused, and what is taken passes our checks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kim_plugins.exchange.imports.items import NotImported
from kim_plugins.exchange.imports.planning import ImportRules
from tests.exchange.imports.golden_imports import imported, source
from tests.sites.memory import gathered

CASES = Path(__file__).parents[2] / "cases" / "imports"
EXPORTS = sorted(path for path in CASES.glob("*/ekspor.*"))
PIECES = (
    *(b"<", b">", b"&", b"'", b'"', b"]]>", b"\\", b"[gallery]", b"<!--", b"\0", b"<p><b>", b"%"),
    *(b"://", b"http://[", b"{{<", b"NULL", b"(", b")", b"\xff\xfe", b"\x93", b"&#0;", b"<td>"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(found))
        end = start + chance.randint(1, 60)
        found[start : chance.choice((start, end))] = chance.choice(
            (
                b"",
                chance.choice(PIECES),
                chance.randbytes(3),
                found[start:end].upper(),
                found[chance.randrange(len(found)) :][:80],
            )
        )
    return bytes(found)


@pytest.mark.parametrize("seed", range(30))
def test_nothing_but_a_sentence_comes_of_it(seed: int) -> None:
    chance = random.Random(seed)
    export = chance.choice(EXPORTS)
    rules = ImportRules("tani", None, publish=chance.random() < 0.5, partial=chance.random() < 0.7)
    try:
        found = imported(source(damaged(export.read_bytes(), chance), export.name), rules=rules)
    except NotImported:
        return
    _, problems = gathered(found.site)
    assert [problem.as_text() for problem in problems if problem.is_error] == []


def test_letters_of_windows_are_read_and_told() -> None:
    export = (CASES / "rss" / "ekspor.xml").read_bytes()
    mixed = export.replace("“kedua”".encode(), b"\x93kedua\x94").replace(b"ISO-8859-1", b"UTF-8")
    found = imported(source(mixed))
    assert found.source
    assert "“kedua”" in found.texts["berita/2025/musim-tanam.md"]
    assert any(note.startswith("2 huruf") for note in found.source.notes())
