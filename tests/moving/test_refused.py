"""What stands in the way of a move, and what is left to the editor."""

from __future__ import annotations

import pytest

from kim_plugins.moving.plan import MovePlan, Refusal
from tests.catalogue.sites import news, picture
from tests.moving.moves import NEW, OLD, planned, texts
from tests.sites.memory import Files


def refused(files: Files, old: str = OLD, new: str = NEW) -> str:
    refusal = planned(files, old, new)
    assert isinstance(refusal, Refusal)
    return refusal.sentence


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("berita/2026/x.md", NEW, "'berita/2026/x.md' tidak ada di folder isi"),
        (OLD, "berita/2026/lain.md", "'berita/2026/lain.md' sudah ada"),
        (OLD, OLD, "tempat yang sama"),
        ("berita", "berita/2026/berita", "ada di dalam 'berita'"),
        (OLD, "berita/2026/panen.txt", "harus berakhiran .md"),
        (OLD, "literasi/panen.md", "jenisnya ikut folder berita/"),
        (OLD, "panen.md", "jenisnya ikut folder berita/"),
        (OLD, "berita/panen.md", "tulis misalnya berita/2026/panen-raya.md"),
        (OLD, "berita/2026/.panen.md", "tidak boleh diawali titik"),
        (OLD, "berita/2025/panen.md", "tanggalnya 1 Maret 2026, tetapi berkasnya di folder 2025"),
        (OLD, "berita/2026/dulu.md", "alamat '/berita/2026/dulu/' sudah dipakai"),
        ("berita/2026/salah.md", "berita/2026/b.md", "'berita/2026/salah.md' masih salah"),
        ("kelompok/tirta.md", "kelompok/Tirta.md", "kelompok/tirta-mandiri.md"),
    ],
)
def test_a_move_is_refused_in_one_sentence(old: str, new: str, said: str) -> None:
    files: Files = {
        OLD: news(),
        "berita/2026/lain.md": news("redirect_from: /berita/2026/dulu/\n"),
        "berita/2026/salah.md": news("activity: x\n"),
    }
    assert said in refused(files, old, new)


def test_a_source_with_errors_is_refused_with_them() -> None:
    refusal = planned({OLD: news("activity: x\n")}, OLD, NEW)
    assert isinstance(refusal, Refusal)
    assert [problem.code for problem in refusal.problems] == ["K107"]


def test_an_identifier_that_cannot_be_written_is_no_reason_to_lose_it() -> None:
    assert "pengenal" in refused({"berita/2026/Panen Raya.md": news()}, "berita/2026/Panen Raya.md")


def test_a_value_in_an_odd_form_is_left_to_the_editor() -> None:
    extra = 'image: {src: "gambar\\x2Fa.png", alt: A}\n'
    files: Files = {OLD: news(extra, date="2025-03-01"), "berita/2026/gambar/a.png": picture()}
    assert "tulis ulang dulu" in refused(files, OLD, "berita/2025/panen.md")


def test_a_link_in_an_odd_form_is_left_to_the_editor() -> None:
    """It would lead to another file of the same name."""
    files: Files = {
        OLD: news(body="[a][x]\n\n[x]:\n    lain.md", date="2025-03-01"),
        "berita/2026/lain.md": news(),
        "berita/2025/lain.md": news(date="2025-03-01"),
    }
    assert "tautan 'lain.md'" in refused(files, OLD, "berita/2025/panen.md")


def test_files_that_cannot_be_read_are_named() -> None:
    files: Files = {
        OLD: news(),
        "berita/2026/rusak.md": "[a](panen.md)",
        "berita/2026/rusak-tanpa-tautan.md": "a",
    }
    plan = planned(files, OLD, NEW)
    assert isinstance(plan, MovePlan)
    assert plan.unread == ["berita/2026/rusak.md"]
    assert set(plan.texts) == {NEW}


def test_files_with_faults_in_their_fields_are_mended_too() -> None:
    files: Files = {OLD: news(), "berita/2026/salah.md": news("activity: x\n", "[a](panen.md)")}
    assert "[a](panen-raya.md)" in texts(files)["berita/2026/salah.md"]
