"""`kim import` as somebody who moves a site uses it: nothing twice, nothing half, nothing lost."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from kim_plugins.cli import main
from tests.exchange.servers import answer, serving
from tests.sites.folder import NOW, Site

CASES = Path(__file__).parents[1] / "cases" / "imports"
WORDPRESS = CASES / "wordpress" / "ekspor.xml"
MEDIA = CASES / "wordpress" / "unggahan"
HEAD = b'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.copied(tmp_path / "situs")


def run(site: Site, *arguments: str | Path) -> int:
    config = str(site.folder / "mkdocs.yml")
    told = ["--group", "tani", "--now", NOW, "--config", config]
    return main(["import", *map(str, arguments), *told])


def state(site: Site) -> dict[str, str]:
    """Every file of a site but what only builds need, with its digest."""
    return {
        path.relative_to(site.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.folder.rglob("*"))
        if path.is_file() and ".kim" not in path.parts
    }


def test_a_site_moves_in_and_is_right(tmp_path: Path) -> None:
    """In a process of its own, where a warning of any library would be an error."""
    site = Site.copied(tmp_path / "situs")
    done = site.kim("import", str(WORDPRESS), "--group", "tani", "--media", str(MEDIA))
    assert done.code == 0, done.err
    assert "content/berita/2024/panen-raya.md" in done.out.splitlines()
    assert "6 dari 7 tulisan WordPress diambil" in done.err
    assert (site.folder / "content/media/2024/panen.jpg").is_file()
    assert "impor/ekspor/laporan.md" in done.err
    assert site.kim("check").code == 0


def test_a_second_run_changes_no_byte(site: Site) -> None:
    """What an editor changed, moved or deleted stays so."""
    assert run(site, WORDPRESS, "--media", MEDIA) == 0
    site.edit("content/berita/2024/rapat.md", "Sekian", "Sekian dan terima kasih")
    (site.folder / "content/berita/2024/panen-raya.md").rename(
        site.folder / "content/berita/2024/panen.md"
    )
    (site.folder / "content/berita/2024/catatan.md").unlink()
    before = state(site)
    assert run(site, WORDPRESS, "--media", MEDIA) == 0
    assert state(site) == before
    shutil.rmtree(site.folder / "impor")  # what the files say of themselves is enough
    assert run(site, WORDPRESS, "--media", MEDIA) == 0
    assert "content/berita/2024/catatan.md" in state(site)
    assert "content/profil-2.md" not in state(site)


def test_only_what_is_new_comes_with_a_later_export(site: Site, tmp_path: Path) -> None:
    assert run(site, WORDPRESS, "--since", "2024-05-20") == 0
    first = state(site)
    assert "content/berita/2024/panen-raya.md" not in first
    assert run(site, WORDPRESS) == 0
    second = state(site)
    assert "content/berita/2024/panen-raya.md" in second
    assert {path for path in first if first[path] != second[path]} == {
        "impor/ekspor/laporan.csv",
        "impor/ekspor/laporan.md",
    }


def test_packed_exports_are_opened(site: Site, tmp_path: Path) -> None:
    packed = tmp_path / "basis-data.sql.gz"
    packed.write_bytes(gzip.compress((CASES / "opensid" / "ekspor.sql").read_bytes()))
    assert run(site, packed) == 0
    archive = tmp_path / "takeout.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.write(CASES / "blogger-takeout" / "ekspor.atom", "Takeout/Blogger/Blogs/KIM/feed.atom")
        made.writestr("Takeout/Blogger/Profile/profile.json", "{}")
    assert run(site, archive, "--url", "https://kimcontoh.example/") == 0
    assert (site.folder / "content/berita/2025/pasar-murah.md").is_file()


BILLION = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + HEAD
BAD = {
    "kosong.xml": (b"", "kosong"),
    "catatan.txt": (b"Daftar belanja.", "bukan ekspor yang dikenal"),
    "foto.jpg": (b"\xff\xd8\xff\xe0" + b"\0" * 99, "bukan ekspor yang dikenal"),
    "halaman.html": (
        b'<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed/">',
        "halaman situs (HTML), bukan umpan atau ekspor; umpannya: /feed/",
    ),
    "terputus.xml": (WORDPRESS.read_bytes()[:9000], "terputus atau rusak di baris"),
    "tawa.xml": (BILLION + b"<item><title>&b;</title></item></channel></rss>", "entitas XML"),
    "tawa-umpan.xml": (
        BILLION.replace(b"wordpress.org/export", b"lain") + b"</channel></rss>",
        "entitas XML",
    ),
    "sitemap.xml": (b"<urlset></urlset>", "bukan ekspor yang dikenal"),
    "rusak.json": (b'{"version": "https://jsonfeed.org/version/1", "items": [', "bukan JSON Feed"),
    "kosong-umpan.xml": (b"<rss><channel></channel></rss>", "tidak ada satu kabar pun"),
    "lain.sql": (b"CREATE TABLE `buku` (`id` int);\n", "tidak ada tabel artikel"),
    "artikel-lain.sql": (
        b"INSERT INTO `artikel` (`id`, `nama`) VALUES (1, 'x');\n",
        "bukan milik OpenSID",
    ),
    "putus.sql": (b"INSERT INTO `artikel` (`id`) VALUES (1, 'x", "terputus di tengah"),
    "rusak.sql.gz": (gzip.compress(b"-- MySQL dump" * 999)[:60], "unduh lagi"),
    "arsip.zip": (b"PK\x03\x04rusak", "unduh lagi"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_export_is_refused_whole(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data, sentence = BAD[name]
    (tmp_path / name).write_bytes(data)
    before = state(site)
    assert run(site, tmp_path / name) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert "Tidak ada yang diubah" in said.err
    assert state(site) == before


def test_what_is_whole_of_a_truncated_export_can_be_had(site: Site, tmp_path: Path) -> None:
    (tmp_path / "ekspor.xml").write_bytes(WORDPRESS.read_bytes()[:9000])
    assert run(site, tmp_path / "ekspor.xml", "--partial") == 0
    assert (site.folder / "content/berita/2024/rapat.md").is_file()
    before = state(site)
    assert run(site, tmp_path / "ekspor.xml", "--partial") == 0
    assert state(site) == before


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        ((WORDPRESS, "--group", "tak-ada"), "kelompok 'tak-ada' tidak ada; yang ada: laut, tani"),
        ((WORDPRESS,), "kelompok belum disebut; tulis --group, yang ada: laut, tani"),
        (("tidak-ada.xml", "--group", "tani"), "'tidak-ada.xml' tidak ada"),
        ((WORDPRESS, "--group", "tani", "--media", "tak-ada"), "--media 'tak-ada' bukan folder"),
        ((WORDPRESS, "--group", "tani", "--url", "desa"), "--url 'desa' bukan alamat"),
    ],
)
def test_wrong_use_is_told(
    site: Site, capsys: pytest.CaptureFixture[str], arguments: tuple[str | Path, ...], sentence: str
) -> None:
    before = state(site)
    config = str(site.folder / "mkdocs.yml")
    assert main(["import", *map(str, arguments), "--config", config]) == 2
    assert sentence in capsys.readouterr().err
    assert state(site) == before


def test_a_folder_without_texts_is_refused(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gambar").mkdir()
    (tmp_path / "gambar" / "a.png").write_bytes(b"x")
    assert run(site, tmp_path / "gambar") == 1
    assert "tidak ada berkas Markdown" in capsys.readouterr().err


def test_nobody_inside_is_asked(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither for an export, nor for a picture that one names."""
    with serving({"/umpan.xml": answer((CASES / "rss" / "ekspor.xml").read_bytes())}) as server:
        assert run(site, server.url("/umpan.xml")) == 1
        assert "jaringan tertutup" in capsys.readouterr().err
        export = site.folder / "dalam.xml"
        inside = f"http://127.0.0.1:{server.port}"
        export.write_text(
            WORDPRESS.read_text("utf-8").replace("https://kim.desa.example", inside), "utf-8"
        )
        assert run(site, export, "--fetch") == 0
        assert server.asked == []
    report = (site.folder / "impor/dalam/laporan.csv").read_text("utf-8")
    assert f"gambar {inside}" in report


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_lead_round_or_out_are_no_files(site: Site, tmp_path: Path) -> None:
    media = shutil.copytree(MEDIA, tmp_path / "unggahan")
    (media / "putar.jpg").symlink_to("putar.jpg")
    (media / "luar.jpg").symlink_to(tmp_path / "luar.jpg")
    (media / "pipa.jpg").symlink_to("/dev/zero")
    assert run(site, WORDPRESS, "--media", media) == 0
    assert (site.folder / "content/media/2024/panen.jpg").is_file()
