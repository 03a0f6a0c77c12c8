"""`kim receive`: nothing is lost, nothing overwritten, and nothing leaves the content folder."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.exchange import receive
from kim_plugins.exchange.unpacking import Incoming, Refused
from kim_plugins.records import read_file
from kim_plugins.records.portable import is_reserved
from kim_plugins.records.reader import is_draft
from tests.catalogue.sites import picture
from tests.exchange.letters import letter
from tests.exchange.parcels import NEWS, WIB, site_with, text_of, zipped


def test_a_parcel_of_the_writing_desk_goes_to_its_place_as_a_draft() -> None:
    parcel = zipped({"berita/2026/panen.md": NEWS, "media/a b.jpg": picture()})
    receipt = receive([parcel], site_with())
    assert sorted(receipt.files) == ["berita/2026/panen.md", "media/a-b.jpg"]
    data = receipt.files["berita/2026/panen.md"]
    assert is_draft("berita/2026/panen.md", data)
    record, problems = read_file("berita/2026/panen.md", data, WIB)
    assert record
    assert not problems
    assert text_of(receipt).count("../../media/a-b.jpg") == 2
    assert (
        receive([parcel], site_with(publish=True))
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
    receipt = receive([Incoming("kiriman (1).md", f"---\n{front}---\nIsi\n".encode())], site_with())
    assert receipt.texts == [path]


def test_what_is_there_is_never_overwritten_and_the_same_never_written_twice() -> None:
    parcel = zipped({"berita/2026/panen.md": NEWS, "media/a b.jpg": picture()})
    first = receive([parcel], site_with())
    again = receive([parcel], site_with(first.files))
    assert (again.files, again.known) == ({}, ["berita/2026/panen.md"])
    there = {"berita/2026/panen.md": b"lain", "media/a-b.jpg": b"lain"}
    beside = receive([parcel], site_with(there))
    assert sorted(beside.files) == ["berita/2026/panen-2.md", "media/a-b-2.jpg"]
    assert text_of(beside).count("../../media/a-b-2.jpg") == 2


def test_two_files_of_one_name_are_both_kept() -> None:
    texts = [Incoming("a.md", NEWS.replace("memanen", word).encode()) for word in ("satu", "dua")]
    photos = [
        Incoming(f"{folder}/IMG.jpg", picture(size=size))
        for folder, size in (("x", (5, 5)), ("y", (6, 6)))
    ]
    receipt = receive([*texts, *photos], site_with())
    assert sorted(map(PurePosixPath, receipt.files)) == [
        PurePosixPath("berita/2026/panen-raya-blok-barat-2.md"),
        PurePosixPath("berita/2026/panen-raya-blok-barat.md"),
        PurePosixPath("media/img-2.jpg"),
        PurePosixPath("media/img.jpg"),
    ]


def test_plain_text_becomes_a_draft_whose_guesses_are_marked() -> None:
    told = "Kerja bakti *hari Minggu*\n\nWarga RT 02 membersihkan saluran. Bawa cangkul.\n"
    receipt = receive([Incoming("catatan.txt", told.encode("utf-16"))], site_with())
    text = text_of(receipt)
    assert receipt.texts == ["berita/2026/kerja-bakti-hari-minggu.md"]
    assert "description: Warga RT 02 membersihkan saluran. # periksa" in text
    assert text.count("# periksa") == 4
    record, problems = read_file(receipt.texts[0], text.encode(), WIB)
    assert record
    assert not [one for one in problems if one.is_error]


def test_a_word_document_keeps_headings_lists_tables_and_pictures() -> None:
    receipt = receive([Incoming("Undangan rapat.docx", letter())], site_with())
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
        receive([BAD[said]], site_with())


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
        receive([Incoming(whole.name, bytes(damaged))], site_with())
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
        receipt = receive(files, site_with(there))
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
    written = text_of(receive([Incoming("a.md", text.encode()), *photos], site_with()))
    found = re.findall(r"\]\(([^)]*)\)", written)
    assert found == ["../../media/img.jpg", "../../media/img-2.jpg", "../../media/img.jpg"]


def test_pictures_that_a_messenger_renamed_are_found_again() -> None:
    text = NEWS.replace("a b.jpg", "2026-11-20-panen-1.jpg").replace("a%20b", "2026-11-20-panen-2")
    photos = [
        Incoming(f"IMG-20261120-WA000{number}.jpg", picture(size=(number, 5))) for number in (2, 1)
    ]
    receipt = receive([Incoming("panen.txt", text.encode()), *photos], site_with())
    written = text_of(receipt)
    assert 'src: "../../media/img-20261120-wa0001.jpg"' in written
    assert "](../../media/img-20261120-wa0002.jpg)" in written
    assert len([note for note in receipt.notes if "dianggap" in note]) == 2
    alone = receive([Incoming("panen.txt", text.encode()), photos[0]], site_with())
    assert "2026-11-20-panen-1.jpg" in text_of(alone)


def test_a_hundred_thousand_letters_and_signs_arrive_whole() -> None:
    text = "Judul <b>tebal</b> 🌾\n\n" + "kata 👩‍🌾 & <i>lain</i> " * 4500
    written = text_of(receive([Incoming("panjang.txt", text.encode())], site_with()))
    assert written.count("👩‍🌾") >= 4500
    record, problems = read_file("berita/2026/a.md", written.encode(), WIB)
    assert record, problems
