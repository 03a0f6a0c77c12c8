"""Broken letters are named where they stand, and become what they were where that is certain."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records.fixing.fix import fix
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.mojibake import broken_letters, mended

PATH = "berita/2026/a.md"
SECONDS = 20
"""Several times what it takes on a slow machine."""
TYPED = [
    "“",
    "”",
    "‘",
    "’",
    "–",
    "—",
    "…",
    "•",
    "°",
    "½",
    "3 × 4",
    "café",
    "über",
    "Çelik",
    "→",
    "✅",
    "🌾",
    "²",
]
WORDS = st.lists(
    st.sampled_from([*TYPED, "kata", "Rp5.000", "RT", " ", " ", ", ", ".", "\n", "(", ")"]),
    min_size=1,
    max_size=12,
).map("".join)


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252, in which five bytes mean nothing and stay what they are."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@given(WORDS)
def test_what_was_misread_becomes_what_it_was(text: str) -> None:
    assert mended(misread(text)) == text


@given(WORDS)
def test_what_is_right_is_not_named(text: str) -> None:
    assert list(broken_letters(text)) == []


@pytest.mark.parametrize(
    "text",
    ["São Tomé", "CAFÉ”", "MANHÃ de sol", "â la carte", "Â", "السلام عليكم", "ã€", "naïve – l’été"],
)
def test_other_languages_are_not_named(text: str) -> None:
    assert list(broken_letters(text)) == []


@pytest.mark.parametrize(
    "written, meant",
    [
        ("â€œkataâ€ dan", "“kata” dan"),  # the last byte of the closing one got lost
        ("â€œkataâ€\ufffd", "“kata”"),
        ("No.Â 5", "No. 5"),  # a no-break space of which only half is left
        ("Ã¢â‚¬Å“kata", "“kata"),  # twice
    ],
)
def test_what_lost_a_byte_is_mended_too(written: str, meant: str) -> None:
    assert mended(written) == meant


def test_a_letter_that_is_gone_is_named_and_left() -> None:
    data = "---\ntitle: Kabar\n---\nSalat Jum\ufffdat, 5 inciâ€\n".encode()
    _, problems = read_document(PATH, data)
    assert [(one.line, one.column, one.code) for one in problems] == [
        (4, 10, "K345"),
        (4, 21, "K345"),
    ]
    assert all("ketik ulang" in one.hint for one in problems)
    assert fix(PATH, data, UTC).data == data


def test_a_word_is_named_once_with_what_it_was() -> None:
    _, problems = read_document(PATH, "---\ntitle: Kabar â€œbaikâ€\n---\nSuhu 30Â°C\n".encode())
    assert [(one.line, one.column) for one in problems] == [(2, 14), (4, 8)]
    assert ["“baik”" in problems[0].hint, "30°C" in problems[1].hint] == [True, True]


def test_a_right_file_needs_no_ftfy() -> None:
    code = (
        "import sys; from kim_plugins.records.reading.document import read_document;"
        "read_document('a.md', '---\\ntitle: “Café” – 30 °C\\n---\\nJum’at é”\\n'.encode());"
        "sys.exit('ftfy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_file_that_is_broken_throughout_is_read_in_time() -> None:
    text = "â€œkataâ€ Â°" * 20_000 + "â€" * 20_000
    start = process_time()
    assert mended(text).startswith("“kata” °“kata”")
    read_document(PATH, f"---\ntitle: Kabar\n---\n{text}".encode())
    assert process_time() - start < SECONDS
