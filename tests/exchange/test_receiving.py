"""`kim receive`: nothing is lost, nothing overwritten, and nothing leaves the content folder."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, timedelta, timezone
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.catalogue.addresses import short_address
from kim_plugins.exchange import ChatFilter, Receipt, ReceivingSite, receive
from kim_plugins.exchange.chats import messages_of
from kim_plugins.exchange.feedback import with_correction_note
from kim_plugins.exchange.unpacking import Incoming, Refused
from kim_plugins.records import read_file
from kim_plugins.records.reader import is_draft
from kim_plugins.records.reading.document import read_document
from kim_plugins.records.reading.feedback import Feedback, FeedbackKind, feedback_text
from tests.catalogue.sites import picture
from tests.exchange.letters import letter

WIB = timezone(timedelta(hours=7), "WIB")
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=WIB)
NEWS = """---
title: "Panen raya: blok barat"
description: "Warga memanen."
date: 2026-11-20
group: tani
image:
  src: "../../media/a b.jpg"
  alt: "Petani memotong padi"
---

Isi dengan ![Sawah di blok barat](../../media/a%20b.jpg).
"""
CHAT = """28/11/26 19.29 - Pesan dan panggilan dienkripsi secara end-to-end.
28/11/26 19.30 - Budi: Air sumur keruh di gang Dahlia
sudah dua hari: mohon hati-hati
28/11/26 19.31 - Sari: Betul
29/11/26 06.10 - Budi: IMG-1.jpg (file terlampir)
29/11/26 06.11 - Budi: <Media tidak disertakan>
"""


def desk(there: dict[str, bytes] | None = None, *, publish: bool = False) -> ReceivingSite:
    return ReceivingSite((there or {}).get, frozenset(), ["tani"], NOW, publish)


def zipped(files: dict[str, bytes | str]) -> Incoming:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return Incoming("2026-11-20-panen.zip", data.getvalue())


def text_of(receipt: Receipt) -> str:
    [path] = receipt.texts
    return receipt.files[path].decode()


def test_a_parcel_of_the_writing_desk_goes_to_its_place_as_a_draft() -> None:
    parcel = zipped({"berita/2026/panen.md": NEWS, "media/a b.jpg": picture()})
    receipt = receive([parcel], desk())
    assert sorted(receipt.files) == ["berita/2026/panen.md", "media/a-b.jpg"]
    data = receipt.files["berita/2026/panen.md"]
    assert is_draft("berita/2026/panen.md", data)
    record, problems = read_file("berita/2026/panen.md", data, WIB)
    assert record
    assert not problems
    assert text_of(receipt).count("../../media/a-b.jpg") == 2
    assert (
        receive([parcel], desk(publish=True))
        .files["berita/2026/panen.md"]
        .startswith(b'---\ntitle: "Panen raya: blok barat"')
    )


@pytest.mark.parametrize(
    "front, path",
    [
        ("title: Panen\ndate: 2025-12-31\n", "berita/2025/panen.md"),
        (
            "title: Jadwal air\ndate: 2026-11-20\nproblem: a\nmeeting: {date: 2026-11-01}\n",
            "keputusan/2026/jadwal-air.md",
        ),
        (
            "title: Cek foto\ndate: 2026-11-20\nlevel: dasar\nobjectives: [a]\n",
            "literasi/cek-foto.md",
        ),
    ],
)
def test_a_file_alone_goes_where_its_fields_belong(front: str, path: str) -> None:
    receipt = receive([Incoming("kiriman (1).md", f"---\n{front}---\nIsi\n".encode())], desk())
    assert receipt.texts == [path]


def test_what_is_there_is_never_overwritten_and_the_same_never_written_twice() -> None:
    parcel = zipped({"berita/2026/panen.md": NEWS, "media/a b.jpg": picture()})
    first = receive([parcel], desk())
    again = receive([parcel], desk(first.files))
    assert (again.files, again.known) == ({}, ["berita/2026/panen.md"])
    there = {"berita/2026/panen.md": b"lain", "media/a-b.jpg": b"lain"}
    beside = receive([parcel], desk(there))
    assert sorted(beside.files) == ["berita/2026/panen-2.md", "media/a-b-2.jpg"]
    assert text_of(beside).count("../../media/a-b-2.jpg") == 2


def test_two_files_of_one_name_are_both_kept() -> None:
    texts = [Incoming("a.md", NEWS.replace("memanen", word).encode()) for word in ("satu", "dua")]
    photos = [
        Incoming(f"{folder}/IMG.jpg", picture(size=size))
        for folder, size in (("x", (5, 5)), ("y", (6, 6)))
    ]
    receipt = receive([*texts, *photos], desk())
    assert sorted(map(PurePosixPath, receipt.files)) == [
        PurePosixPath("berita/2026/panen-raya-blok-barat-2.md"),
        PurePosixPath("berita/2026/panen-raya-blok-barat.md"),
        PurePosixPath("media/img-2.jpg"),
        PurePosixPath("media/img.jpg"),
    ]


def test_plain_text_becomes_a_draft_whose_guesses_are_marked() -> None:
    told = "Kerja bakti *hari Minggu*\n\nWarga RT 02 membersihkan saluran. Bawa cangkul.\n"
    receipt = receive([Incoming("catatan.txt", told.encode("utf-16"))], desk())
    text = text_of(receipt)
    assert receipt.texts == ["berita/2026/kerja-bakti-hari-minggu.md"]
    assert "description: Warga RT 02 membersihkan saluran. # periksa" in text
    assert text.count("# periksa") == 4
    record, problems = read_file(receipt.texts[0], text.encode(), WIB)
    assert record
    assert not [one for one in problems if one.is_error]


def test_messages_of_one_sender_or_from_one_day_become_one_draft() -> None:
    chat, photo = Incoming("Obrolan WhatsApp.txt", CHAT.encode()), Incoming("IMG-1.jpg", picture())
    receipt = receive([chat, photo], desk(), ChatFilter("budi"))
    text = text_of(receipt)
    assert "sudah dua hari: mohon hati-hati" in text
    assert "../../media/img-1.jpg" in text
    assert "Betul" not in text
    assert "date: 2026-11-29" in text
    assert "Sari" not in text
    since = receive([chat], desk(), ChatFilter(since=date(2026, 11, 29)))
    assert "Air sumur" not in text_of(since)
    with pytest.raises(Refused, match=r'--author "Budi".*Budi, Sari'):
        receive([chat], desk())
    with pytest.raises(Refused, match="tidak ada pesan yang dipilih"):
        receive([chat], desk(), ChatFilter("Tono"))


@pytest.mark.parametrize(
    "line",
    [
        "28/11/26 19.30 - Budi: Halo",
        "28/11/2026, 19:30 - Budi: Halo",
        "[28/11/26 19.30.15] Budi: Halo",
        "\u200e[28/11/26, 7:30:15 PM] ~ Budi: Halo",
        "11/28/26, 7:30\u202fPM - Budi: Halo",
        "28-11-2026 pukul 19.30 - Budi: Halo",
    ],
)
def test_exports_of_every_telephone_are_read(line: str) -> None:
    [first, _] = messages_of(f"{line}\n{line}")
    assert (first.day, first.sender, first.text) == (date(2026, 11, 28), "Budi", "Halo")


def test_a_text_that_only_looks_like_a_chat_is_a_text() -> None:
    assert messages_of("28/11/26 19.30 - Budi: Halo\nDan begitulah.") == []
    assert messages_of("Jadwal\n28/11/26 19.30 - Budi: Halo\n29/11/26 19.30 - Budi: Halo") == []


def test_a_word_document_keeps_headings_lists_tables_and_pictures() -> None:
    receipt = receive([Incoming("Undangan rapat.docx", letter())], desk())
    text = text_of(receipt)
    for part in (
        "title: Undangan rapat warga # periksa",
        "## Acara",
        "- Laporan *kas*".replace("*", "**"),
        "1. Pembukaan",
        "| Jam | Acara |",
        "https://desa.example/undangan",
        "../../media/undangan-rapat-1.png",
    ):
        assert part in text, (part, text)
    assert any("gaya yang dilepas: Gaya Sendiri" in note for note in receipt.notes)
    record, problems = read_file(receipt.texts[0], text.encode(), WIB)
    assert record
    assert not [one for one in problems if one.is_error]


def feedback(kind: str, text: str, address: str = "") -> Incoming:
    said = Feedback(FeedbackKind(kind), "tani", text, "Panen raya", address, "Warga Contoh", "0812")
    return Incoming("pesan.txt", feedback_text(said).encode())


def test_an_aspiration_begins_a_decision() -> None:
    receipt = receive([feedback("aspirasi", "Mohon jalan: diperbaiki.")], desk())
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
    receipt = receive([feedback("pertanyaan", "Kapan posyandu?")], desk())
    assert not receipt.files
    assert "'Kapan posyandu?'; jawab langsung" in receipt.notes[0]


PARCEL = zipped({"berita/2026/panen.md": NEWS * 20, "media/a b.jpg": picture()})
SMALL = zipped({"a.txt": "halo " * 500})
LETTER = Incoming("a.docx", letter())


BAD: dict[str, Incoming] = {
    "keluar": zipped({"../../etc/passwd": "x"}),
    "keluar dari foldernya: '/": zipped({"/etc/passwd": "x"}),
    "'C:": zipped({"C:/a.md": "x"}),
    "lebih dari 200 MB": zipped({f"{number}.txt": bytes(30 << 20) for number in range(7)}),
    "paling banyak 500": zipped({f"{number}.txt": "" for number in range(501)}),
    "bukan ZIP yang utuh": Incoming("a.zip", b"PK\x03\x04 rusak"),
    "'program.exe' tidak dikenal": Incoming("program.exe", b"MZ"),
    "bukan .docx yang utuh": Incoming("a.docx", b"bukan"),
    "tidak dapat dibaca sebagai .docx": Incoming("a.docx", zipped({"x.xml": "x"}).data),
    "makro": Incoming("a.docx", zipped({"word/vbaProject.bin": "x"}).data),
    "bukan teks": Incoming("a.txt", bytes(range(256)) * 3),
    "kosong": Incoming("a.txt", b" \n"),
    "tidak ada tulisan": zipped({"kosong/": ""}),
}


@pytest.mark.parametrize("said", BAD)
def test_what_is_bad_is_said_in_a_sentence(said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        receive([BAD[said]], desk())


@given(st.data())
def test_a_damaged_archive_is_refused_or_read_and_never_ends_the_program(
    data: st.DataObject,
) -> None:
    whole = data.draw(st.sampled_from([PARCEL, SMALL, LETTER]))
    damaged = bytearray(whole.data)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] ^= data.draw(st.integers(1, 255))
    try:
        receive([Incoming(whole.name, bytes(damaged))], desk())
    except Refused:
        return


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\\"), min_size=1, max_size=20)


@given(
    st.lists(
        st.tuples(NAMES, st.sampled_from([".md", ".txt", ".jpg", ".mp3"]), st.binary(max_size=40)),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_sent_every_file_lands_inside_once(sent: list[tuple[str, str, bytes]]) -> None:
    there: dict[str, bytes] = {"media/a.jpg": b"lama"}
    files = [Incoming(name + suffix, data) for name, suffix, data in sent]
    try:
        receipt = receive(files, desk(there))
    except Refused:
        return
    assert not set(receipt.files) & set(there)
    for path in receipt.files:
        assert re.fullmatch(
            r"(?:media/[a-z0-9-]+\.(?:jpg|mp3)|(?:(?:berita|keputusan)/\d{4}|literasi|kelompok)/[^/\\]+\.md)",
            path,
        ), path
    media = [file.data for file in files if file.suffix in (".jpg", ".mp3")]
    assert {*media} <= {*receipt.files.values(), *there.values()}
