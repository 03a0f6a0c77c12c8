"""What villagers said through `/usul/` becomes a draft, a comment or a remark."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.catalogue.addresses import short_address
from kim_plugins.exchange import ChatFilter, Receipt, ReceivingSite, receive
from kim_plugins.exchange.feedback import with_correction_note
from kim_plugins.exchange.unpacking import Incoming
from kim_plugins.records import read_file
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.feedback import Feedback, FeedbackKind, feedback_text
from tests.catalogue.sites import picture
from tests.exchange.parcels import NEWS, NOW, WIB, site_with, text_of


def feedback(kind: str, text: str, address: str = "") -> Incoming:
    said = Feedback(FeedbackKind(kind), "tani", text, "Panen raya", address, "Warga Contoh", "0812")
    return Incoming("pesan.txt", feedback_text(said).encode())


def test_an_aspiration_begins_a_decision() -> None:
    receipt = receive([feedback("aspirasi", "Mohon jalan: diperbaiki.")], site_with())
    text = text_of(receipt)
    assert receipt.texts == ["keputusan/2026/panen-raya.md"]
    assert 'problem: "Mohon jalan: diperbaiki." # periksa' in text
    assert "\naspiration:\n  to: ''" in text
    assert "(Warga Contoh, balas ke 0812)" in text
    document, problems = read_document(receipt.texts[0], text.encode())
    assert document
    assert not problems
    assert "Warga Contoh" not in str(document.fields)


@pytest.mark.parametrize("kind", ["koreksi", "hak-jawab"])
@pytest.mark.parametrize("own", ["", "id: lama/panen\n"])
def test_a_correction_waits_as_a_comment_in_its_bulletin(kind: str, own: str) -> None:
    path, before = "berita/2026/panen.md", NEWS.replace("date:", f"{own}date:")
    there = {path: before.encode(), "berita/2026/lain.md": NEWS.encode()}
    short = short_address("lama/panen" if own else "berita/2026/panen")
    for address in (f"https://tani.example{short}", "https://tani.example/berita/2026/panen/"):
        site = ReceivingSite(there.get, frozenset(), ["tani"], NOW, bulletins=sorted(there))
        receipt = receive([feedback(kind, 'Bukan "40", 14 hektare.', address)], site)
        [(changed, data)] = receipt.files.items()
        assert changed == path
        assert f"dicatat sebagai komentar di {path}" in receipt.notes[0]
        old, new = (read_file(path, one, WIB)[0] for one in (there[path], data))
        assert old
        assert new
        assert old.record == new.record
        uncommented = re.sub(r"(?m)^#(?! )(.*)", r"\1", data.decode())
        uncommented = re.sub(r"(?m)^#(  .*)", r"\1", uncommented)
        record, problems = read_file(path, uncommented.encode(), WIB)
        assert record, [problem.as_text() for problem in problems]
        [correction] = record.record.corrections  # type: ignore[attr-defined]
        assert correction.kind == kind
        assert correction.after == 'Bukan "40", 14 hektare.'


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_a_villager_writes_stays_a_comment(text: str, name: str) -> None:
    listed = NEWS.replace("---", "---\ncorrections: []", 1)
    for before in (NEWS, NEWS.replace("\n", "\r\n"), listed):
        said = Feedback(FeedbackKind.CORRECTION, "tani", text, "", "", name, name)
        after = with_correction_note(before, said, NOW)
        assert after
        old, new = (read_document("berita/2026/a.md", one.encode())[0] for one in (before, after))
        assert old
        assert new
        assert (old.fields, old.body) == (new.fields, new.body)


def test_a_question_is_told_and_writes_nothing() -> None:
    receipt = receive([feedback("pertanyaan", "Kapan posyandu?")], site_with())
    assert not receipt.files
    assert "'Kapan posyandu?'; jawab langsung" in receipt.notes[0]


@pytest.mark.parametrize("kind", ["aspirasi", "koreksi", "hak-jawab"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_was_taken_is_not_taken_again_on_another_day(kind: str, end: str) -> None:
    """As a chat that is exported again brings it; another text is another matter."""
    there = {"berita/2026/panen.md": NEWS.encode()}
    address = "https://tani.example/berita/2026/panen/"

    def taken(*texts: str, day: int) -> Receipt:
        now = NOW.replace(day=day)
        site = ReceivingSite(there.get, frozenset(), ["tani"], now, bulletins=sorted(there))
        return receive([feedback(kind, text, address) for text in texts], site)

    first = taken("Jalan rusak di RT 3", "Jalan rusak di RT 3", day=28)
    there |= {one: data.replace(b"\n", end.encode()) for one, data in first.files.items()}
    assert len(first.files) == 1
    again = taken("Jalan rusak di RT 3", day=29)
    assert (again.files, again.known) == ({}, [*first.files])
    assert len(taken("Jalan rusak", day=29).files) == 1


def test_entries_that_wait_are_uncommented_under_one_key() -> None:
    after = NEWS
    for text in ("Satu.", "Dua."):
        said = Feedback(FeedbackKind.CORRECTION, "tani", text)
        after = with_correction_note(after, said, NOW) or ""
    assert after.count("corrections:") == 1 + after.count("pindahkan ke corrections:")


CHAT = """28/11/26 10.00 - Pak RT: Kerja bakti besok.
28/11/26 10.05 - Bu Ani: KIM-USUL aspirasi untuk tani

Jalan rusak.
28/11/26 10.06 - Pak RT: IMG-20261128-WA0001.jpg (file terlampir)
Jam tujuh.
"""


def test_a_chat_is_asked_for_feedback_and_its_other_messages_are_named() -> None:
    sent = [
        Incoming("chat.txt", CHAT.encode()),
        Incoming("IMG-20261128-WA0001.jpg", picture("JPEG")),
    ]
    receipt = receive(sent, site_with())
    assert [*receipt.files] == ["keputusan/2026/jalan-rusak.md"]
    assert "2 pesan lain di 'chat.txt' tidak diambil" in receipt.notes[-1]
    receipt = receive(sent[:1], site_with(), ChatFilter("Pak RT"))
    assert receipt.texts == ["berita/2026/kerja-bakti-besok.md"]
    assert receive(sent[:1], site_with(), ChatFilter("Ani")).texts == [
        "keputusan/2026/jalan-rusak.md"
    ]
