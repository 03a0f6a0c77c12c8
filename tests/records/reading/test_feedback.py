"""The text of what a villager says is read as it was written (contract C11)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.records.reading.feedback import (
    LABELS,
    Feedback,
    FeedbackKind,
    feedback_text,
    read_feedback,
)

TEXTS = st.text(max_size=200) | st.sampled_from(
    [
        "Nama: bukan nama\n\nIsi",
        "KIM-USUL aspirasi untuk lain\nTentang: x",
        "\n\nBaris kosong\r\n\r\nlalu",
        *(f"{label}: x" for label in LABELS.values()),
    ]
)
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
VOICES = st.builds(Feedback, st.sampled_from(FeedbackKind), IDS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)


def normal(feedback: Feedback) -> Feedback:
    """What of a feedback a text can carry: single lines, and a body without blanks around it."""
    lines = (" ".join(getattr(feedback, field).split()) for field in LABELS)
    text = feedback.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return Feedback(feedback.kind, feedback.group, text, *lines)


@given(VOICES)
def test_what_is_written_is_read(feedback: Feedback) -> None:
    assert read_feedback(feedback_text(feedback)) == normal(feedback)


@given(VOICES)
def test_a_chat_that_hands_it_on_changes_nothing(feedback: Feedback) -> None:
    """An export names day and sender before it, a mail program ends lines otherwise."""
    sent = feedback_text(feedback)
    assert read_feedback(f"24/11/26 08.00 - Warga Contoh: {sent}") == normal(feedback)
    assert read_feedback(f"Assalamualaikum\n\n{sent}".replace("\n", "\r\n")) == normal(feedback)


@given(VOICES.filter(lambda said: ">" not in feedback_text(said)))
def test_a_program_that_quotes_each_line_changes_nothing(feedback: Feedback) -> None:
    for sign in ("> ", ">", "> > "):
        quoted = "".join(f"\n{sign}{line}" for line in feedback_text(feedback).split("\n"))
        found = read_feedback(f"Pada 28 Nov Budi menulis:{quoted}")
        assert found
        assert found.text.split() == normal(feedback).text.split()
        assert replace(found, text="") == replace(normal(feedback), text="")


@given(st.text())
def test_other_texts_are_none(text: str) -> None:
    assert read_feedback(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "*KIM-USUL koreksi untuk tirta-mandiri*\nAlamat: https://a.example/s/b/\n\nSalah.",
        "> kim-usul Koreksi untuk Tirta-Mandiri.\nALAMAT : https://a.example/s/b/\n\nSalah.",
        "KIM-USUL koreksi untuk tirta-mandiri\nAlamat: https://a.example/s/b/\nSalah.",
    ],
)
def test_hands_and_chats_leave_it_readable(text: str) -> None:
    """Set in bold, quoted, in other letters, or without the blank line before what is said."""
    wanted = Feedback(
        FeedbackKind.CORRECTION, "tirta-mandiri", "Salah.", address="https://a.example/s/b/"
    )
    assert read_feedback(text) == wanted


@pytest.mark.parametrize(
    "line", ["KIM-USUL untuk a", "KIM-USUL kabar untuk a", "XKIM-USUL pesan untuk a"]
)
def test_a_line_that_only_looks_like_it_is_none(line: str) -> None:
    assert read_feedback(f"{line}\n\nIsi") is None
