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
from kim_plugins.records.portable import is_reserved
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


def zipped(files: dict[str, bytes | str], mode: int = 0, flags: int = 0) -> Incoming:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
            info.flag_bits |= flags
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
    "bukan gambar": Incoming("a.jpg", b"bukan gambar"),
    "berkas 'a.png' bukan": Incoming("a.png", picture()[:40]),
    "kosong (0 bita)": Incoming("a.jpg", b""),
    "makro); simpan": Incoming("a.docm", b"PK"),
    "video; kirim": Incoming("a.mp4", b"ftyp"),
    "simpan sebagai .docx": Incoming("a.odt", b"PK"),
    "ZIP di dalam ZIP": zipped({"b.zip": "PK"}),
    "tautan ke berkas lain": zipped({"a.md": "x"}, mode=0o120777),
    "kata sandi": zipped({"a.md": "x"}, flags=1),
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


NAMES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="/\\"), min_size=1, max_size=20),
    st.sampled_from(
        ["con", "AUX", "nul.txt", "a. ", "x" * 300, "..", "a:b", "C:a", "\u202egpj", "-"]
    ),
)
FOLDERS = st.sampled_from(
    ["", "berita/2026/", "kelompok/", "literasi/", "a\\b\\", "berita/2026/x/"]
)
PICTURES = st.builds(
    lambda wide, high: picture(size=(wide, high)), st.integers(1, 3), st.integers(1, 3)
)
SENT = st.lists(
    st.one_of(
        st.tuples(FOLDERS, NAMES, st.sampled_from([".md", ".txt"]), st.binary(max_size=40)),
        st.tuples(FOLDERS, NAMES, st.sampled_from([".jpg", ".PNG"]), PICTURES),
    ),
    min_size=1,
    max_size=5,
)


@given(SENT)
def test_whatever_is_sent_every_file_lands_inside_once(
    sent: list[tuple[str, str, str, bytes]],
) -> None:
    there: dict[str, bytes] = {"media/a.jpg": b"lama", "berita/2026/a.md": b"lama"}
    files = [Incoming(folder + name + suffix, data) for folder, name, suffix, data in sent]
    try:
        receipt = receive(files, desk(there))
    except Refused:
        return
    assert not set(receipt.files) & set(there)
    for path in receipt.files:
        assert re.fullmatch(
            r"(?:media/[a-z0-9-]{1,100}\.(?:jpg|png)"
            r"|(?:(?:berita|keputusan)/\d{4}|literasi|kelompok)/[a-z0-9-]{1,100}\.md)",
            path,
        ), path
        assert not is_reserved(PurePosixPath(path).name), path
    media = [file.data for file in files if file.suffix in (".jpg", ".png")]
    assert {*media} <= {*receipt.files.values(), *there.values()}


def test_a_reference_leads_to_the_picture_of_its_folder() -> None:
    text = (
        "---\ntitle: Panen\ndate: 2026-11-20\n---\n![a](x/IMG.jpg) ![b](y/IMG.jpg) ![c](IMG.jpg)\n"
    )
    photos = [
        Incoming(f"{name}/IMG.jpg", picture(size=(size, 5))) for name, size in (("x", 5), ("y", 6))
    ]
    written = text_of(receive([Incoming("a.md", text.encode()), *photos], desk()))
    found = re.findall(r"\]\(([^)]*)\)", written)
    assert found == ["../../media/img.jpg", "../../media/img-2.jpg", "../../media/img.jpg"]


def test_pictures_that_a_messenger_renamed_are_found_again() -> None:
    text = NEWS.replace("a b.jpg", "2026-11-20-panen-1.jpg").replace("a%20b", "2026-11-20-panen-2")
    photos = [
        Incoming(f"IMG-20261120-WA000{number}.jpg", picture(size=(number, 5))) for number in (2, 1)
    ]
    receipt = receive([Incoming("panen.txt", text.encode()), *photos], desk())
    written = text_of(receipt)
    assert 'src: "../../media/img-20261120-wa0001.jpg"' in written
    assert "](../../media/img-20261120-wa0002.jpg)" in written
    assert len([note for note in receipt.notes if "dianggap" in note]) == 2
    alone = receive([Incoming("panen.txt", text.encode()), photos[0]], desk())
    assert "2026-11-20-panen-1.jpg" in text_of(alone)


def test_of_a_chat_only_what_the_chosen_messages_hold_comes_along() -> None:
    files: dict[str, bytes | str] = {
        "WhatsApp Chat/_chat.txt": CHAT.replace(
            "Sari: Betul",
            "Sari: IMG-2.jpg (file terlampir)\n28/11/26 20.00 - Sari: k.vcf (file terlampir)",
        ),
        "WhatsApp Chat/IMG-1.jpg": picture(),
        "WhatsApp Chat/IMG-2.jpg": picture(size=(9, 9)),
        "WhatsApp Chat/k.vcf": b"BEGIN:VCARD",
    }
    receipt = receive([zipped(files)], desk(), ChatFilter("budi"))
    assert [path for path in receipt.files if path.startswith("media")] == ["media/img-1.jpg"]
    assert "tidak ikut: 'k.vcf' kartu kontak" in receipt.notes
    assert any("1 gambar atau suara tidak disertakan" in note for note in receipt.notes)


def test_a_hundred_thousand_letters_and_signs_arrive_whole() -> None:
    text = "Judul <b>tebal</b> 🌾\n\n" + "kata 👩‍🌾 & <i>lain</i> " * 4500
    written = text_of(receive([Incoming("panjang.txt", text.encode())], desk()))
    assert written.count("👩‍🌾") >= 4500
    record, problems = read_file("berita/2026/a.md", written.encode(), WIB)
    assert record, problems
