"""Files that nobody will see although an editor thinks so, and copies that would be seen twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import gather
from kim_plugins.records import Problem
from tests.catalogue.sites import NOW, OPTIONS, group, news

KABAR = "berita/2026/kabar.md"


def told(folder: Path, files: dict[str, str]) -> list[Problem]:
    """What is said of the files of a folder with one bulletin, but for a dead link."""
    for path, text in {"kelompok/tirta.md": group(), KABAR: news(), **files}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return gather(content_of(folder), OPTIONS, NOW)[1]


@pytest.mark.parametrize(
    "name, remedy",
    [
        ("banjir.md.txt", "ganti namanya menjadi banjir.md"),
        ("banjir.txt", "ganti namanya menjadi banjir.md"),
        ("banjir.TXT", "ganti namanya menjadi banjir.md"),
        ("banjir.md.TXT", "ganti namanya menjadi banjir.md"),
        ("banjir.markdown", "ganti namanya menjadi banjir.md"),
        ("banjir.mdown", "ganti namanya menjadi banjir.md"),
        ("banjir.mkd", "ganti namanya menjadi banjir.md"),
        ("banjir.mdx", "ganti namanya menjadi banjir.md"),
        ("banjir.md.html", "ganti namanya menjadi banjir.md"),
        ("banjir,md", "ganti namanya menjadi banjir.md"),
        ("banjir", "ganti namanya menjadi banjir.md"),
        ("banjir.text", "ganti namanya menjadi banjir.md"),
        ("banjir.md.bak", "ganti namanya menjadi banjir.md"),
        ("Banjir di RT 3.md.txt", "ganti namanya menjadi Banjir di RT 3.md"),
        ("kabar.md.txt", "satukan isinya di kabar.md, lalu hapus kabar.md.txt"),
        ("kabar.txt", "satukan isinya di kabar.md, lalu hapus kabar.txt"),
    ],
)
def test_a_bulletin_under_another_ending_is_an_error(
    tmp_path: Path, name: str, remedy: str
) -> None:
    path = f"berita/2026/{name}"
    (problem,) = told(tmp_path, {path: news()})
    assert (problem.path, problem.code, problem.is_error) == (path, "K380", True)
    assert problem.hint.startswith(remedy)


@pytest.mark.parametrize(
    "name",
    [
        "kabar (1).md",
        "kabar(2).md",
        "kabar - Copy.md",
        "kabar - Copy (2).md",
        "kabar - Salin.md",
        "kabar - Salinan (2).md",
        "kabar copy 2.md",
        "kabar copy.md",
        "Copy of kabar.md",
        "Salinan dari kabar.md",
        "kabar-copy.md",
        "kabar-salinan.md",
        "kabar_backup.md",
        "kabar.bak.md",
        "kabar 2.md",
        "kabar (konflik Budi 2026-11-01).md",
        "kabar (Budi's conflicted copy 2026-11-01).md",
        "kabar.sync-conflict-20261101-120000-ABCDEF7.md",
        "kabar_conflict-20261101-120000.md",
        "kabar-DESKTOP-AB12CD3.md",
        "kabar (1) (1).md",
        "kabar - Copy - Copy.md",
    ],
)
def test_a_copy_beside_its_original_is_published_once(tmp_path: Path, name: str) -> None:
    path = f"berita/2026/{name}"
    problems = told(tmp_path, {path: news()})
    (problem,) = [one for one in problems if one.code == "K381"]
    assert (problem.path, problem.is_error) == (path, True)
    assert "salinan 'kabar.md'" in problem.message
    assert "hapus salah satunya" in problem.hint
    for draft in ("draft: true\n",):
        (problem,) = [one for one in told(tmp_path, {path: news(draft)}) if one.code == "K381"]
        assert not problem.is_error


@pytest.mark.parametrize(
    "name, original",
    [
        ("banjir (1).md", "banjir.md"),
        ("banjir - Copy.md", "banjir.md"),
        ("Copy of banjir.md", "banjir.md"),
        ("banjir (konflik Budi).md", "banjir.md"),
    ],
)
def test_a_copy_whose_original_is_gone_gets_its_name(
    tmp_path: Path, name: str, original: str
) -> None:
    (problem,) = told(tmp_path, {f"berita/2026/{name}": news()})
    assert (problem.code, problem.is_error) == ("K381", False)
    assert problem.hint.startswith(f"ganti namanya menjadi {original}; bila sudah terbit")


def test_another_bulletin_under_such_a_name_is_no_error(tmp_path: Path) -> None:
    other = news().replace("title: Kabar", "title: Bagian dua")
    (problem,) = told(tmp_path, {"berita/2026/kabar (2).md": other})
    assert (problem.code, problem.is_error) == ("K381", False)


@pytest.mark.parametrize(
    "name, code, word",
    [
        ("kabar.md~", "K382", "hapus berkas ini"),
        ("kabar.md.bak", "K382", "hapus berkas ini"),
        ("kabar.md.orig", "K382", "hapus berkas ini"),
        ("kabar.md.~1~", "K382", "hapus berkas ini"),
        ("#kabar.md#", "K382", "hapus berkas ini"),
        ("~$kabar.docx", "K382", "tutup dokumen itu"),
        (".kabar.md", "K383", "ganti namanya menjadi kabar.md"),
        ("_banjir.md", "K383", "draft: true"),
        ("kabar.docx", "K385", "kim new news"),
        ("kabar.odt", "K385", "kim new news"),
        ("kabar.md.docx", "K385", "kim new news"),
        ("jadwal.pdf", "K385", "[Jadwal lengkap](jadwal.pdf)"),
        ("catatan.txt", "K380", "pindahkan ke luar folder isi"),
    ],
)
def test_what_is_not_what_it_seems_is_named_with_its_remedy(
    tmp_path: Path, name: str, code: str, word: str
) -> None:
    text = "Catatan saya.\n" if not name.endswith(".md") else news()
    (problem,) = told(tmp_path, {f"berita/2026/{name}": text})
    assert (problem.code, problem.is_error) == (code, False)
    assert word in problem.hint


@pytest.mark.parametrize("path", ["tentang.MD", "wisata/curug.Md"])
def test_an_ending_in_capitals_is_named_with_the_way(tmp_path: Path, path: str) -> None:
    (problem,) = told(tmp_path, {path: "---\ntitle: Kami\n---\nIsi.\n"})
    assert (problem.code, problem.is_error) == ("K317", True)
    assert problem.hint.startswith(f"pindahkan dengan: kim move {path} {path[:-2]}md, atau")


@pytest.mark.parametrize(
    "path",
    [
        "media/daftar.txt",
        "media/jadwal (1).docx",
        "media/surat.md.txt",
        "media/~$surat.docx",
        "berita/2026/media/data.csv",
        "berita/2026/lampiran/surat.docx",
        "Lampiran/surat.odt",
        "robots.txt",
        "CNAME",
        "berita/2026/foto.jpg",
        "berita/2026/foto (1).jpg",
        "berita/2026/foto - Copy.png",
        ".obsidian/kabar.md",
        "berita/2026/._kabar.md",
        "berita/2026/.DS_Store",
        "berita/2026/Thumbs.db",
    ],
)
def test_what_may_be_meant_is_not_named(tmp_path: Path, path: str) -> None:
    assert told(tmp_path, {path: "---\ntitle: x\n---\n" if "media" in path else "x"}) == []


@pytest.mark.parametrize(
    "name", ["cara-membuat-salinan.md", "copy-writing.md", "lomba-2.md", "sekolah-lama.md"]
)
def test_ordinary_names_are_ordinary(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, {f"berita/2026/{name}": news()}) == []


def test_a_linked_file_is_an_attachment(tmp_path: Path) -> None:
    files = {"berita/2026/jadwal.txt": "Senin.", KABAR: news(body="Lihat [jadwal](jadwal.txt).")}
    assert {p.code for p in told(tmp_path, files)}.isdisjoint({"K380", "K385"})
