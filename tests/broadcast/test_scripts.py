"""Whole scripts of the site's own bulletins, read aloud and mended until they could go on air."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kim_plugins.broadcast import (
    BroadcastOptions,
    Programme,
    programme_text,
    script_text,
)
from kim_plugins.broadcast.records_aloud import THINKING_TIME
from kim_plugins.broadcast.script import PassageKind
from kim_plugins.catalogue import State
from tests.broadcast.scripts import ROOT, own_site, script, spoken
from tests.catalogue.sites import decision, lesson, news, site

CASES = ROOT / "tests/cases/broadcast/naskah"
LONG = "alamat lengkapnya ada di situs kami"
MERGED = """<table><tr><th>Hari</th><th>Jam</th></tr>
<tr><td rowspan="2">Senin</td><td>pagi</td></tr>
<tr><td>sore</td></tr><tr><td colspan="2">Libur</td></tr></table>"""
PRICES = """| No | Barang | Satuan | Kemarin | Hari ini | |
|---|---|---|---|---|---|
| 1 | Cabai | kg | Rp5 | Rp4 | turun |
| 2 | Tempe | papan | – | Rp6 | |"""
WIB = "waktu Indonesia barat"


@pytest.mark.parametrize(
    "path",
    [
        "berita/2026/air-hippam-mati.md",
        "berita/2026/dua-kampung-tukar-cuaca.md",
        "berita/2026/gugur-gunung-ngresiki-kalen.md",
        "berita/2026/harga-pasar-november.md",
        "berita/2026/kabar-laut-18-november.md",
        "berita/2026/kapal-perintis-desember.md",
        "berita/2026/kelas-internet-ibu-dermaga.md",
        "berita/2026/panen-raya.md",
        "berita/2026/pendaftaran-beasiswa.md",
        "berita/2026/posyandu-melati-desember.md",
        "berita/2026/vaksinasi-sapi.md",
        "berita/2026/wayang-bersih-desa.md",
        "keputusan/2026/banjir-gang-cempaka.md",
        "keputusan/2026/bank-sampah-harga-baru.md",
        "keputusan/2026/bendera-cuaca-dermaga.md",
        "keputusan/2026/musyawarah-blt.md",
        "keputusan/2026/perbaikan-pintu-air.md",
        "literasi/hoaks-pupuk-subsidi.md",
        "literasi/memeriksa-foto-lama.md",
        "literasi/menulis-berita-radio.md",
        "literasi/tautan-bansos-palsu.md",
    ],
)
def test_script_is_as_it_went_on_air(path: str, golden: Callable[[Path, str], None]) -> None:
    CASES.mkdir(exist_ok=True)
    text = script_text(own_site(), script(own_site(), path))
    golden(CASES / f"{path.replace('/', '__').removesuffix('.md')}.txt", text)


def test_every_bulletin_can_be_read_aloud_without_a_figure() -> None:
    catalogue = own_site()
    shown = [entry for entry in catalogue.bulletins if entry.shows_body]
    assert len(shown) > 30
    for entry in shown:
        for passage in script(catalogue, entry.path).passages:
            if passage.kind is not PassageKind.NOTE:
                spoken = "".join(phrase.text for phrase in passage.phrases if not phrase.lang)
                assert not any(character.isdigit() for character in spoken), entry.path


def test_a_withdrawn_bulletin_has_no_script() -> None:
    catalogue = own_site()
    entry = next(entry for entry in catalogue.bulletins if entry.state is State.WITHDRAWN)
    with pytest.raises(ValueError, match="shows no text"):
        script(catalogue, entry.path)


def test_the_teaser_comes_first_and_the_group_last() -> None:
    assert spoken().split("\n") == ["Kabar. Ringkas.", "Isi.", "Kabar ini disusun oleh KIM Tirta."]


RALAT = "corrections: [{kind: ralat, date: 2026-03-05, before: 40 ha, after: 14 ha}]"
HAK_JAWAB = "corrections: [{kind: hak-jawab, date: 2026-03-05, after: Sudah dibayar., by: Kios}]"
RALAT_SAID = """Ralat, lima Maret dua ribu dua puluh enam. Semula tertulis: empat puluh hektare. \
Yang benar: empat belas hektare."""
EVENT = "event: {start: 2026-03-12 19:30 WIB, end: selesai, place: Balai}"
EVENT_SAID = """Catat waktunya: Kamis, dua belas Maret, pukul setengah delapan malam \
waktu Indonesia barat, sampai selesai, di Balai."""


@pytest.mark.parametrize(
    "extra, said",
    [
        ("verification: perlu-verifikasi", "Berita ini masih memerlukan verifikasi lebih lanjut"),
        (RALAT, RALAT_SAID),
        (HAK_JAWAB, "Hak jawab dari Kios, lima Maret dua ribu dua puluh enam. Sudah dibayar."),
        ("expires: 2026-03-05", "Pengumuman ini sudah lewat masanya sejak lima Maret"),
        (EVENT, EVENT_SAID),
        ("sources: [{title: Ketua RT 04}]", "Sumber kabar ini: Ketua R-T nol empat."),
    ],
)
def test_what_must_be_heard_is_said(extra: str, said: str) -> None:
    assert said in spoken(f"{extra}\n")


def test_an_event_that_is_over_is_not_announced() -> None:
    assert "Catat" not in spoken("event: {start: 2026-03-01, place: Balai}\n")


@pytest.mark.parametrize(
    "repeat, said",
    [
        ("mingguan", "setiap hari Minggu pukul delapan pagi"),
        ("bulanan", "setiap bulan tanggal satu pukul delapan pagi"),
    ],
)
def test_of_a_regular_event_its_next_date_is_said(repeat: str, said: str) -> None:
    text = spoken(f"event: {{start: 2026-03-01 08:00, place: Balai, repeat: {repeat}}}\n")
    day = "lima belas Maret" if repeat == "mingguan" else "satu April"
    weekday = "Minggu" if repeat == "mingguan" else "Rabu"
    assert f"{said} waktu Indonesia barat, di Balai. Berikutnya {weekday}, {day}." in text
    assert "Catat" not in text


def test_a_regular_event_has_no_next_date_after_its_bulletin_expires() -> None:
    event = "event: {start: 2026-03-01 08:00, place: Balai, repeat: mingguan}\n"
    assert "Berikutnya" in spoken(f"expires: 2026-03-16\n{event}")
    assert "berulang" not in spoken(f"expires: 2026-03-14\n{event}")


@pytest.mark.parametrize(
    "body, lines",
    [
        ("- apel\n- pisang\n- 3 kg jeruk", ["Apel, pisang, dan tiga kilogram jeruk."]),
        ("- Pakai masker.\n- Cuci tangan", ["Pakai masker.", "Cuci tangan."]),
        ("1. Daftar\n2. Bayar ke loket", ["Pertama, Daftar.", "Kedua, bayar ke loket."]),
        ("## Syarat\n\n- KTP", ["Syarat:", "K-T-P."]),
        ("## Mengapa?\n\nBegitu.", ["Mengapa?", "Begitu."]),
        ("> Air cukup", ["“Air cukup.”"]),
        ("| Hari | Jam |\n|---|---|\n| Senin | 3 |", ["Senin: tiga."]),
        (
            "| Blok | 2025 | 2026 |\n|---|---|---|\n| A | 5,9 | |",
            ["A: tahun dua ribu dua puluh lima, lima koma sembilan."],
        ),
        (
            PRICES,
            [
                "Cabai, per kilogram: kemarin lima rupiah; hari ini empat rupiah; turun.",
                "Tempe, per papan: kemarin tidak ada; hari ini enam rupiah.",
            ],
        ),
        (
            "| Barang | Dari siapa | Kapan |\n|---|---|---|\n| Kayu | Warga | 5 Mei |",
            ["Kayu: dari Warga; lima Mei."],
        ),
        (
            MERGED,
            ["Senin: pagi.", "Senin: sore.", "Libur."],
        ),
        (
            "| " + "a | " * 8 + "\n|" + "---|" * 8 + "\n| " + "1 | " * 8,
            [
                "[Tidak dibacakan: Tabel 1 baris, kolomnya a, a, a, a, a, a, a, a.]",
                "Rinciannya dapat dibaca di situs kami.",
            ],
        ),
        ("Baca [di sini](https://x.example/a).", ["Baca di situs kami."]),
        ("Ada di [pelajaran ini](https://x.example/a).", ["Ada di pelajaran lain di situs kami."]),
        ("[Klik di sini](https://x.example/a).", ["Buka situs kami."]),
        ("Buka [tautan ini](https://x.example/a).", ["Buka situs kami."]),
        ("Isi [formulir berikut](https://x.example/a).", ["Isi formulir di situs kami."]),
        (
            "Di pelajaran ini kita [belajar](https://x.example/a).",
            ["Di pelajaran ini kita belajar."],
        ),
        (
            "Hari: Sabtu<br>Jam: 19.30 WIB<br>Tempat: Balai",
            [f"Hari: Sabtu, Jam setengah delapan malam {WIB}, Tempat: Balai."],
        ),
        ("Baris satu.<br>Baris dua", ["Baris satu. Baris dua."]),
        ("Air mati sejak\nSenin", ["Air mati sejak, Senin."]),
        (f"{'kata ' * 14}lalu\nterus saja", [f"{('kata ' * 14).capitalize()}lalu terus saja."]),
        ("- [x] Beli cat\n- [ ] Cat pagar", ["Sudah: beli cat.", "Belum: cat pagar."]),
        ("(1) Daftar\n(2) Bayar", ["Satu, Daftar, dua, Bayar."]),
        ("Lihat https://x.example/a ya", [f"Lihat x titik example, {LONG}, ya."]),
        ('<span lang="jv">Piye 5?</span> katanya', ["Piye 5? Katanya."]),
        ("```\nkode()\n```", ["[Tidak dibacakan: Kode.]"]),
        ("😀", []),
        ("", []),
        ("مرحبا 5", ["مرحبا lima."]),
        ("x" * 300, [f"{'X' + 'x' * 299}."]),
        ("Ma'ruf ke Jum'at", ["Ma'ruf ke Jum'at."]),
        ("Harga ~~Rp5~~ Rp6", ["Harga enam rupiah."]),
        ("Lunas <del>Rp5</del> Rp6", ["Lunas enam rupiah."]),
    ],
)
def test_bodies_are_read_as_people_read_them(body: str, lines: list[str]) -> None:
    assert spoken(body=body).split("\n")[1:-1] == lines


def test_a_bulletin_in_another_language_is_kept_as_it_is() -> None:
    assert "Nomer 5." in spoken("lang: jv\n", "Nomer 5.")


def test_where_another_language_ends_is_marked_as_where_it_begins() -> None:
    body = 'Katanya: <span lang="jv">Piye 5?</span> lalu diam.\n\n<p lang="jv">Aja lali.</p>'
    text = written({"berita/2026/x.md": news(body=body)}, "berita/2026/x.md")
    assert "[bahasa Jawa] Piye 5? // [akhir bahasa Jawa] Lalu diam. //" in text
    assert "[bahasa Jawa] Aja lali. // [akhir bahasa Jawa]" in text


def test_paragraphs_in_another_language_are_marked_once() -> None:
    extra, body = "lang: jv\n", "Aja lali.\n\nLemahe teles."
    text = written({"berita/2026/x.md": news(extra, body)}, "berita/2026/x.md")
    assert (text.count("[bahasa Jawa]"), text.count("[akhir bahasa Jawa]")) == (1, 1)


def written(files: dict[str, str], path: str) -> str:
    catalogue, problems = site(dict(files))
    assert not [problem for problem in problems if problem.is_error]
    return " ".join(script_text(catalogue, script(catalogue, path)).split())


def test_listeners_have_time_to_think_before_the_answer() -> None:
    quiz = "quiz: [{question: Apa?, choices: [Ini, Itu], answer: 2, explanation: Begitu.}]\n"
    files = {"literasi/l.md": lesson().replace("---\nIsi", f"{quiz}---\nIsi")}
    text = written(files, "literasi/l.md")
    said = "Pertama, Apa? // Pilihan A: Ini. // Pilihan B: Itu. // [Beri pendengar waktu berpikir"
    assert said in text
    answer = "SEKARANG JAWABANNYA: // Pertama, Apa? // Jawabannya B: Itu. // Begitu. //"
    assert text.index(answer) > text.index("[Beri pendengar")
    catalogue, _ = site(files)
    assert script(catalogue, "literasi/l.md").duration.brisk > THINKING_TIME


def test_an_urgent_warning_is_one_from_its_first_word() -> None:
    extra = "priority: darurat\nexpires: 2026-04-01\n"
    assert spoken(extra).startswith("Peringatan darurat. Mohon didengarkan.\nKabar. Ringkas.")


def test_urgent_warnings_come_first_in_the_programme() -> None:
    urgent = news("priority: darurat\nexpires: 2026-04-01\n", date="2026-03-01")
    others = {f"berita/2026/n{n}.md": news(date="2026-03-09") for n in range(9)}
    catalogue, _ = site({"berita/2026/a.md": urgent, **others})
    programme = Programme(catalogue, BroadcastOptions())
    assert programme.entries[0].path == "berita/2026/a.md"
    assert len(programme.entries) == 8
    text = programme_text(programme)
    assert text.index("1. Kabar") < text.index("8. Kabar") < text.index("1. NASKAH SIARAN")
    assert text.count("NASKAH SIARAN") == 8


def test_a_replaced_decision_says_so() -> None:
    new = decision("supersedes: [keputusan/2026/a.md]\n", date="2026-02-25")
    catalogue, _ = site({"keputusan/2026/a.md": decision(), "keputusan/2026/b.md": new})
    said = "\n".join(passage.text for passage in script(catalogue, "keputusan/2026/a.md").passages)
    assert "Ini ringkasan untuk warga, bukan berita acara resmi." in said
    assert "Keputusan ini tidak berlaku lagi." in said
