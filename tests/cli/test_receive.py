"""`kim receive` as somebody at a terminal, or a folder that is watched, uses it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kim_plugins.cli.receive import ReceiveOptions, receive_complete_files
from kim_plugins.cli.settings import Settings, UsageProblem
from kim_plugins.exchange import ChatFilter
from tests.catalogue.sites import picture
from tests.sites.folder import Site

NEWS = """---
title: Air bersih mengalir lagi
description: Pipa di dusun barat sudah diganti.
date: 2026-11-20
group: laut
---

Warga mengganti pipa.
"""


def test_a_file_is_placed_told_and_checked(tmp_path: Path) -> None:
    site = Site.copied(tmp_path / "situs")
    parcel = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(parcel, "w") as archive:
        archive.writestr("kiriman.md", NEWS)
        archive.writestr("Foto Balai.JPG", picture())
    done = site.kim("receive", str(parcel))
    assert done.code == 0, done.err
    assert done.out.splitlines()[:2] == [
        "content/berita/2026/air-bersih-mengalir-lagi.md",
        "content/media/foto-balai.jpg",
    ]
    assert "hapus baris `draft: true`" in done.err
    assert site.kim("check").code == 0
    again = site.kim("receive", str(parcel))
    assert (again.code, again.out) == (0, "")
    assert "Sudah ada" in again.err


def test_pictures_alone_are_offered_to_the_newest_draft(tmp_path: Path) -> None:
    site = Site.copied(tmp_path / "situs")
    (tmp_path / "tulisan.md").write_text(NEWS, encoding="utf-8")
    assert site.kim("receive", str(tmp_path / "tulisan.md")).code == 0
    (tmp_path / "IMG 7.png").write_bytes(picture())
    done = site.kim("receive", str(tmp_path / "IMG 7.png"))
    assert "air-bersih-mengalir-lagi.md, tambahkan" in done.err
    assert "image: {src: ../../media/img-7.png, alt: tulis apa yang terlihat}" in done.err


@pytest.mark.parametrize("name", ["tidak-ada.zip", "rusak.zip", ""])
def test_what_cant_be_received_changes_nothing(tmp_path: Path, name: str) -> None:
    site = Site.copied(tmp_path / "situs")
    before = sorted(site.folder.joinpath("content").rglob("*"))
    (tmp_path / "rusak.zip").write_bytes(b"PK")
    done = site.kim("receive", *([str(tmp_path / name)] if name else []))
    assert done.code == (1 if name == "rusak.zip" else 2)
    assert len(done.err.strip().splitlines()) == 1
    assert sorted(site.folder.joinpath("content").rglob("*")) == before


def test_a_watched_folder_is_emptied_of_whole_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.copied(tmp_path / "situs")
    monkeypatch.chdir(site.folder)
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    (inbox / "baik.md").write_text(NEWS, encoding="utf-8")
    (inbox / "buruk.zip").write_bytes(b"PK")
    settings, options = (
        Settings(config=Path("mkdocs.yml")),
        ReceiveOptions(ChatFilter(), publish=False),
    )
    sizes = receive_complete_files(settings, inbox, options, {})
    assert {path.name for path in sizes} == {"baik.md", "buruk.zip"}
    (inbox / "buruk.zip").write_bytes(b"PK tumbuh")
    sizes = receive_complete_files(settings, inbox, options, sizes)
    assert (inbox / "diterima" / "baik.md").is_file()
    assert {path.name for path in sizes} == {"buruk.zip"}
    receive_complete_files(settings, inbox, options, sizes)
    assert (inbox / "ditolak" / "buruk.zip").is_file()
    assert "bukan ZIP" in (inbox / "ditolak" / "buruk.alasan.txt").read_text("utf-8")
    assert (site.folder / "content/berita/2026/air-bersih-mengalir-lagi.md").is_file()


def test_a_watched_folder_that_goes_away_is_named(tmp_path: Path) -> None:
    settings, options = (
        Settings(config=Path("mkdocs.yml")),
        ReceiveOptions(ChatFilter(), publish=False),
    )
    with pytest.raises(UsageProblem, match="tidak dapat dibuka lagi; bila ada di flashdisk"):
        receive_complete_files(settings, tmp_path / "masuk", options, {})


def test_a_watched_folder_waits_for_what_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync program writes under another name, or slowly; a folder is one delivery."""
    site = Site.copied(tmp_path / "situs")
    monkeypatch.chdir(site.folder)
    inbox = tmp_path / "masuk"
    (inbox / "dari telepon").mkdir(parents=True)
    (inbox / "dari telepon" / "tulisan.md").write_text(
        NEWS.replace("Warga", "![Balai desa](foto.png) Warga"), encoding="utf-8"
    )
    (inbox / "dari telepon" / "foto.png").write_bytes(picture()[:30])
    for name in ("~$surat.docx", "a.zip.part", ".syncthing.b.md.tmp", "desktop.ini", "kosong"):
        (inbox / name).write_text("x", encoding="utf-8")
    (inbox / "buruk.md").write_bytes(bytes(range(256)))
    (inbox / "ditolak").mkdir()
    (inbox / "ditolak" / "buruk.alasan.txt").write_text("lama", encoding="utf-8")
    settings = Settings(config=Path("mkdocs.yml"))
    options = ReceiveOptions(ChatFilter(), publish=False)
    seen = receive_complete_files(settings, inbox, options, {})
    (inbox / "dari telepon" / "foto.png").write_bytes(picture())
    assert {path.name for path in seen} == {"dari telepon", "buruk.md", "kosong"}
    seen = receive_complete_files(settings, inbox, options, seen)
    assert {path.name for path in seen} == {"dari telepon"}
    receive_complete_files(settings, inbox, options, seen)
    written = site.folder / "content/berita/2026/air-bersih-mengalir-lagi.md"
    assert "](../../media/foto.png)" in written.read_text("utf-8")
    assert sorted(path.name for path in inbox.iterdir()) == [
        *(".syncthing.b.md.tmp", "a.zip.part", "desktop.ini", "diterima", "ditolak"),
        "~$surat.docx",
    ]
    assert (inbox / "ditolak" / "buruk.alasan.txt").read_text("utf-8") == "lama"
    assert "bukan teks" in (inbox / "ditolak" / "buruk.alasan-2.txt").read_text("utf-8")
