"""`kim move`: what an editor sees, and what readers and subscribers don't notice."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys

import pytest
from PIL import Image

from tests.sites.folder import NOW, Site

OLD = "content/berita/2026/panen.md"
NEW = "content/berita/2026/panen-raya.md"


def files(site: Site) -> dict[str, bytes]:
    root = site.folder / "content"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def guids(site: Site) -> list[str]:
    feed = json.loads((site.folder / "site" / "feed.json").read_text(encoding="utf-8"))
    return sorted(item["id"] for item in feed["items"])


def test_new_path_on_standard_output_and_the_story_beside_it(site: Site) -> None:
    ran = site.kim("move", "--now", NOW, OLD, NEW)

    assert (ran.code, ran.out) == (0, f"{NEW}\n")
    assert ran.err.splitlines() == [
        f"Dipindahkan: {OLD} → {NEW}",
        "Pengenalnya tetap, dan alamat lamanya dialihkan ke yang baru.",
        "1 tautan dan rujukan dibetulkan di 1 berkas:",
        "  content/index.md: 1",
    ]
    assert not (site.folder / OLD).exists()


def test_readers_and_subscribers_find_it_as_before(site: Site) -> None:
    site.build()
    before, problems = guids(site), site.kim("check", "--now", NOW).out.count("K3")

    site.kim("move", "--now", NOW, OLD, NEW)
    built = site.build()

    assert built.code == 0
    assert guids(site) == before
    assert site.kim("check", "--now", NOW).out.count("K3") == problems
    for old in ("berita/2026/panen", "warta/panen"):
        page = (site.folder / "site" / old / "index.html").read_text(encoding="utf-8")
        assert re.search(r"http-equiv=.?refresh[^>]*berita/2026/panen-raya/", page)
    home = (site.folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "berita/2026/panen-raya/" in home


def test_there_and_back_leaves_only_the_identifier_and_the_other_address(site: Site) -> None:
    before = files(site)
    site.kim("move", "--now", NOW, OLD, NEW)
    site.kim("move", "--now", NOW, NEW, OLD)

    after = files(site)
    changed = {path for path in after if before.get(path) != after[path]}

    assert before.keys() == after.keys()
    assert changed == {"berita/2026/panen.md"}
    assert b"[/warta/panen/, /berita/2026/panen-raya/]" in after["berita/2026/panen.md"]


@pytest.mark.parametrize(
    "old, new",
    [
        (OLD, "berita/2026/panen-raya.md"),
        ("berita/2026/panen.md", NEW),
        ("berita/2026/panen.md", "berita/2026/panen-raya.md"),
        (f"./content/../{OLD}", f"content/literasi/../../{NEW}"),
    ],
)
def test_paths_may_be_seen_from_here_or_from_the_content(site: Site, old: str, new: str) -> None:
    assert site.kim("move", "--now", NOW, old, new).out == f"{NEW}\n"


def test_a_folder_as_the_target_keeps_the_name(site: Site) -> None:
    ran = site.kim("move", "--now", NOW, "content/media/sawah.png", "content/media/foto/sawah.png")
    assert ran.code == 0
    ran = site.kim("move", "--now", NOW, "content/media/halo.mp3", "content/media/foto")

    assert ran.out == "content/media/foto/halo.mp3\n"
    assert b"src: ../../media/foto/halo.mp3" in files(site)["berita/2026/panen.md"]
    assert site.build().code == 0
    assert len(list((site.folder / "site/media/foto").glob("sawah-*.png"))) == 1


def test_a_folder_moves_and_leaves_nothing_behind(site: Site) -> None:
    ran = site.kim("move", "--now", NOW, "content/media", "content/gambar")

    assert ran.out == "content/gambar\n"
    assert "(4 berkas)" in ran.err
    assert not (site.folder / "content/media").exists()
    assert site.build().code == 0


def test_another_content_folder_is_moved_in(site: Site) -> None:
    shutil.move(site.folder / "content", site.folder / "isi")
    ran = site.kim(
        "move", "--now", NOW, "--content", "isi", "berita/2026/panen.md", "berita/2026/b.md"
    )
    assert ran.out == "isi/berita/2026/b.md\n"


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("content/berita/2026/x.md", NEW, "tidak ada di folder isi"),
        (OLD, "../panen.md", "'../panen.md' di luar folder isi"),
        ("mkdocs.yml", NEW, "tidak ada di folder isi"),
        (OLD, "berita/2026/sumur.md", "sudah ada; pilih nama lain"),
        (OLD, "content/literasi/panen.md", "bukan tempat untuk berkas ini"),
        (OLD, "content/berita/2025/panen.md", "berkasnya di folder 2025"),
        (".", "content/x", "tidak ada di folder isi"),
        ("content", "isi", "tidak ada di folder isi"),
    ],
)
def test_a_refusal_is_one_sentence_and_changes_nothing(
    site: Site, old: str, new: str, said: str
) -> None:
    before = files(site)
    ran = site.kim("move", "--now", NOW, old, new)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.splitlines()[-1].startswith("KESALAHAN: ")
    assert files(site) == before


def test_a_faulty_source_is_refused_with_its_problems(site: Site) -> None:
    site.edit(OLD, "activity: diseminasi", "activity: x")
    ran = site.kim("move", "--now", NOW, OLD, NEW)

    assert ran.code == 2
    assert f"{OLD}:11:11: KESALAHAN K107" in ran.err
    assert (site.folder / OLD).is_file()


def test_faults_elsewhere_do_not_hold_it_up(site: Site) -> None:
    site.write("content/berita/2026/rusak.md", "[tanpa garis](panen.md)")
    ran = site.kim("move", "--now", NOW, OLD, NEW)

    assert ran.code == 0
    assert "content/berita/2026/rusak.md: belum dapat dibaca" in ran.err
    assert (site.folder / "content/berita/2026/rusak.md").read_text() == "[tanpa garis](panen.md)"


def test_a_full_disk_is_a_sentence(site: Site) -> None:
    """`.kim` can't be written to: nothing is changed, and nothing is left."""
    before = files(site)
    (site.folder / ".kim").mkdir()
    (site.folder / ".kim" / "perubahan").write_text("", encoding="utf-8")
    ran = site.kim("move", "--now", NOW, OLD, NEW)

    assert (ran.code, ran.out) == (2, "")
    assert "tidak dapat ditulis" in ran.err
    assert "tidak ada yang diubah" in ran.err
    assert files(site) == before


@pytest.mark.parametrize("command", ["check", "build", "new news Judul", "mkdocs"])
def test_the_next_command_completes_what_was_cut_off(site: Site, command: str) -> None:
    """Whichever it is: a move that was decided when the machine was switched off."""
    cut_off = """
import os, sys
from kim_plugins.builder.journal import Journal
Journal._renamed = lambda *_: os._exit(9)
from kim_plugins.cli import main
main(sys.argv[1:])
"""
    ran = site.run(sys.executable, "-c", cut_off, "move", "--now", NOW, OLD, NEW)
    assert ran.code == 9
    assert (site.folder / OLD).is_file()

    if command == "mkdocs":
        site.run(sys.executable, "-m", "mkdocs", "build")
    else:
        told = site.kim(*command.split(), "--now", NOW).err
        assert "Perubahan berkas yang tadi terputus sudah diselesaikan.\n" in told

    assert not (site.folder / OLD).exists()
    assert "berita/2026/panen-raya.md" in files(site)["index.md"].decode()
    assert not [path for path in files(site) if "/." in f"/{path}"]
    assert "terputus" not in site.kim("check", "--now", NOW).err


def test_a_picture_may_get_the_ending_of_its_content(site: Site) -> None:
    data = io.BytesIO()
    Image.new("RGB", (20, 10)).save(data, "JPEG")
    picture = site.folder / "content/media/foto.png"
    picture.write_bytes(data.getvalue())
    site.write(OLD, (site.folder / OLD).read_text("utf-8") + "\n![Sawah](../../media/foto.png)\n")

    ran = site.kim("move", "--now", NOW, "content/media/foto.png", "content/media/sawah.webp")
    assert ran.code == 2
    assert "'media/sawah.webp' tidak sesuai isinya; tulis misalnya sawah.jpg" in ran.err
    ran = site.kim("move", "--now", NOW, "content/media/foto.png", "content/media/foto.jpeg")

    assert (ran.code, ran.out) == (0, "content/media/foto.jpeg\n")
    assert b"![Sawah](../../media/foto.jpeg)" in files(site)["berita/2026/panen.md"]
    ran = site.kim("move", "--now", NOW, "content/media/halo.mp3", "content/media/halo.ogg")
    assert "harus berakhiran .mp3 seperti nama lamanya" in ran.err
