"""`kim build --offline ZIP`: a copy for places without a network (contract C1)."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tests.sites.folder import Site


def test_the_copy_holds_pages_pictures_and_sound_and_no_feed(site: Site) -> None:
    assert site.build("--offline", "situs.zip").code == 0
    with zipfile.ZipFile(site.folder / "situs.zip") as copy:
        names = copy.namelist()
        assert copy.testzip() is None
    assert names[0] == "baca-saya.txt"
    assert {"index.html", "berita/2026/panen/index.html", "media/halo.mp3"} <= set(names)
    assert any(name.startswith("media/sawah-") for name in names)
    assert not [name for name in names if name.endswith((".xml", ".opml", "feed.json"))]
    assert (site.folder / "site/feed.xml").is_file()


def test_the_same_site_gives_the_same_copy(site: Site) -> None:
    site.build("--offline", "satu.zip")
    site.build("--offline", "dua.zip", "--clean", TZ="Asia/Jayapura")
    assert (site.folder / "satu.zip").read_bytes() == (site.folder / "dua.zip").read_bytes()


@pytest.mark.parametrize(
    "place, said",
    [
        ("content", "'content' adalah folder"),
        ("tidak/ada.zip", "folder induknya tidak ada"),
        ("site/situs.zip", "di dalam folder hasil situs"),
    ],
)
def test_a_place_that_can_not_be_written_is_refused_before_anything_changes(
    site: Site, place: str, said: str
) -> None:
    site.build()
    before = site.published()
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    ran = site.build("--offline", place)
    assert ran.code == 2
    assert said in ran.err
    assert site.published() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_leaves_the_site_and_the_old_copy(site: Site) -> None:
    site.build("--offline", "situs.zip")
    old, before = (site.folder / "situs.zip").read_bytes(), site.published()
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Beberapa warga melapor")
    code = (
        "import os, sys\n"
        "from kim_plugins.cli import main\n"
        "os.symlink('/dev/full', f'.situs.zip.{os.getpid()}')\n"
        "sys.exit(main(['build', '--now', '2026-10-01T12:00+07:00', '--offline', 'situs.zip']))"
    )
    ran = site.run(sys.executable, "-c", code, PYTHONPATH=str(Path.cwd()), PYTHONWARNINGS="ignore")
    assert ran.code == 2
    assert "ruang simpan penuh" in ran.err
    assert (site.folder / "situs.zip").read_bytes() == old
    assert site.published() == before
    assert not list(site.folder.glob(".s*"))
