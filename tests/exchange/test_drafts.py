"""A text of any kind becomes a draft that says all of it, and that `kim check` reads."""

from __future__ import annotations

import re
from datetime import UTC, date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kim_plugins.exchange.drafts import draft_news, has_front_matter, marked_as_draft
from kim_plugins.records import read_file
from kim_plugins.records.describing.skeleton import clean_title
from kim_plugins.records.reader import is_draft

DAY = date(2026, 11, 28)
PATH = "berita/2026/a.md"
PIECES = (
    *(
        "kata ",
        "air",
        "\n",
        "\n\n",
        "---",
        "---\n",
        ": ",
        "# ",
        "*",
        "**",
        "_",
        "|",
        "[",
        "](",
        ")",
    ),
    *(
        "\\",
        '"',
        "'",
        "- ",
        "1. ",
        "{",
        "}",
        "@",
        "&",
        "!!",
        "%",
        "<b>",
        "🌾",
        "ق",
        "e\u0301",
        "\u200b",
    ),
    *(
        "no",
        "012",
        "19.30",
        "~",
        "title: x",
        "\t",
        "… ",
        "kata " * 40,
        "katakata" * 30,
        "![a](b.jpg)",
    ),
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=12
).map("".join)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


@given(TEXTS.filter(lambda text: bool(text.strip()) and not has_front_matter(text)))
@example("---\nSalam\n---\nIsi")
@example("0**kata \nkata ")
def test_any_text_becomes_a_draft_that_says_all_of_it(text: str) -> None:
    written = draft_news(text, DAY, "tani")
    found, problems = read_file(PATH, written.encode(), UTC)
    assert found, [one.as_text() for one in problems]
    assert not [one for one in problems if one.is_error and one.field], text
    said = words(f"{found.record.title} {written.partition('---')[2].partition('---')[2]}")
    assert words(clean_title(text)) <= said


def test_a_long_first_line_is_said_whole() -> None:
    first = "Warga RT 02 bergotong royong membersihkan saluran air " * 4
    written = draft_news(f"{first}\nBesok lagi.", DAY, "")
    assert first.strip() in written.partition("---\n\n")[2]


@pytest.mark.parametrize(
    "said", ["", "draft: false\n", "draft: no # x\n", "konsep: tidak\n", "draft: true\n"]
)
def test_what_is_received_is_a_draft_whatever_it_says(said: str) -> None:
    text = f"---\ntitle: Panen\n{said}date: 2026-11-20\n---\n\nIsi.\ndraft: false\n"
    for ending in ("\n", "\r\n"):
        marked = marked_as_draft(text.replace("\n", ending), DAY)
        assert is_draft(PATH, marked.encode()), marked
        assert marked.replace("\r", "").endswith("Isi.\ndraft: false\n")
        assert marked_as_draft(marked, DAY) == marked


@pytest.mark.parametrize("length", [199, 200, 201])
def test_a_sentence_that_is_longer_than_a_summary_is_cut_at_a_word(length: int) -> None:
    sentence = ("kata " * 50)[: length - 2] + "a."
    found, _ = read_file(PATH, draft_news(f"Judul\n\n{sentence}", DAY, "tani").encode(), UTC)
    assert found
    said = found.record.description or ""
    assert (said == sentence) == (length <= 200), said
    assert 190 < len(said) <= 200


def test_a_sentence_without_a_blank_is_cut_where_the_summary_ends() -> None:
    found, _ = read_file(PATH, draft_news(f"Judul\n\n{'a' * 300}", DAY, "tani").encode(), UTC)
    assert found
    assert found.record.description == f"{'a' * 199}…"
