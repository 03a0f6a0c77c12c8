"""Whole scripts of the site's own bulletins, read aloud and mended until they could go on air."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.broadcast import BroadcastOptions, Script, script_of, script_text
from kim_plugins.broadcast.outline import BlockKind, outline
from kim_plugins.broadcast.script import PassageKind
from kim_plugins.catalogue import BulletinEntry, Catalogue, SiteOptions, State, gather
from kim_plugins.engine.files import content_of
from tests.catalogue.sites import decision, group, news, site

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases/broadcast/naskah"
EXTENSIONS = ("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables")


@cache
def own_site() -> Catalogue:
    options = SiteOptions(
        "Kabar KIM",
        "https://kabar-kim.example/",
        "",
        ZoneInfo("Asia/Jakarta"),
        markdown_extensions=(*EXTENSIONS, "sane_lists"),
    )
    now = datetime.fromisoformat("2026-11-24T08:00+07:00")
    return gather(content_of(ROOT / "content"), options, now)[0]


def script(catalogue: Catalogue, path: str) -> Script:
    entry = cast(BulletinEntry, catalogue.entries[path])
    return script_of(catalogue, entry, BroadcastOptions())


@pytest.mark.parametrize(
    "path",
    [
        "berita/2026/air-hippam-mati.md",
        "berita/2026/kabar-laut-18-november.md",
        "berita/2026/posyandu-melati-desember.md",
        "berita/2026/wayang-bersih-desa.md",
        "keputusan/2026/perbaikan-pintu-air.md",
        "keputusan/2026/bank-sampah-harga-baru.md",
        "literasi/hoaks-pupuk-subsidi.md",
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


def spoken(extra: str = "", body: str = "Isi.") -> str:
    """What is said of one bulletin; passages by lines, pauses left out, notes in brackets."""
    catalogue, problems = site({"berita/2026/x.md": news(extra, body)})
    assert not [problem for problem in problems if problem.is_error]
    return "\n".join(
        f"[{passage.text}]" if passage.kind is PassageKind.NOTE else passage.text
        for passage in script(catalogue, "berita/2026/x.md").passages
    )


def test_the_teaser_comes_first_and_the_group_last() -> None:
    assert spoken().split("\n") == ["Kabar. Ringkas.", "Isi.", "Kabar ini disusun oleh KIM Tirta."]


RALAT = "corrections: [{kind: ralat, date: 2026-03-05, before: 40 ha, after: 14 ha}]"
HAK_JAWAB = "corrections: [{kind: hak-jawab, date: 2026-03-05, after: Sudah dibayar., by: Kios}]"
RALAT_SAID = """Ralat, lima Maret dua ribu dua puluh enam. Semula tertulis: empat puluh hektare. \
Yang benar: empat belas hektare."""
EVENT = "event: {start: 2026-03-12 19:30 WIB, end: selesai, place: Balai}"
EVENT_SAID = """Catat waktunya: Kamis, dua belas Maret pukul setengah delapan malam \
waktu Indonesia barat sampai selesai, di Balai."""


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
        ("mingguan", "Acara ini berulang setiap hari Minggu pukul delapan pagi"),
        ("bulanan", "Acara ini berulang setiap bulan, di Balai."),
    ],
)
def test_of_a_regular_event_only_what_still_holds_is_said(repeat: str, said: str) -> None:
    text = spoken(f"event: {{start: 2026-03-01 08:00, place: Balai, repeat: {repeat}}}\n")
    assert said in text
    assert "Catat" not in text


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
            "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |",
            [
                "[Tidak dibacakan: Tabel 1 baris, kolomnya a, b, c, d, e.]",
                "Rinciannya dapat dibaca di situs kami.",
            ],
        ),
        ("Baca [di sini](https://x.example/a).", ["Baca di situs kami."]),
        ('<span lang="jv">Piye 5?</span> katanya', ["Piye 5? Katanya."]),
        ("    kode()", ["[Tidak dibacakan: Kode.]"]),
        ("😀", []),
        ("", []),
        ("مرحبا 5", ["مرحبا lima."]),
        ("x" * 300, [f"{'X' + 'x' * 299}."]),
        ("Ma'ruf ke Jum'at", ["Ma'ruf ke Jum'at."]),
        ("Harga ~~Rp5~~ Rp6", ["Harga lima rupiah enam rupiah."]),
        ("Lunas <del>Rp5</del> Rp6", ["Lunas enam rupiah."]),
    ],
)
def test_bodies_are_read_as_people_read_them(body: str, lines: list[str]) -> None:
    assert spoken(body=body).split("\n")[1:-1] == lines


def test_a_bulletin_in_another_language_is_kept_as_it_is() -> None:
    assert "Nomer 5." in spoken("lang: jv\n", "Nomer 5.")


def test_a_replaced_decision_says_so() -> None:
    new = decision("supersedes: [keputusan/2026/a.md]\n", date="2026-02-25")
    catalogue, _ = site({"keputusan/2026/a.md": decision(), "keputusan/2026/b.md": new})
    said = "\n".join(passage.text for passage in script(catalogue, "keputusan/2026/a.md").passages)
    assert "Ini ringkasan untuk warga, bukan berita acara resmi." in said
    assert "Keputusan ini tidak berlaku lagi." in said


def test_a_group_reads_at_its_own_pace() -> None:
    files = {
        "kelompok/tirta.md": group("radio_wpm: 60\n"),
        "berita/2026/x.md": news(body="satu dua"),
    }
    made = script(site(files)[0], "berita/2026/x.md")
    assert (made.words, made.seconds) == (10, 10)


def test_a_megabyte_is_read_in_one_go() -> None:
    assert len(spoken(body="Harga 5 kg Rp1.000.\n" * 50_000)) > 1_500_000


def test_no_depth_of_nesting_is_too_deep() -> None:
    blocks = outline("<div>" * 5_000 + "<p>Isi</p>" + "</div>" * 5_000)
    assert [(block.kind, block.text) for block in blocks] == [(BlockKind.PARAGRAPH, "Isi")]
