"""Bulletins in a wrong folder: what an editor is told, and how they come to their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kim_plugins.cli import main
from tests.sites.folder import NOW, Ran, Site

NEWS = """\
---
title: Pipa baru
description: Pipa baru dipasang hari ini.
date: 2026-09-20
group: tani
{extra}---

Lihat [panen]({panen}) dan ![pipa](pipa.png).
"""
DECISION = """\
---
title: Pipa diganti
description: Pipa diganti bulan ini.
date: 2026-09-21
group: tani
problem: Pipa bocor.
meeting: {date: 2026-09-20, place: Balai, chair: Lurah, attendance: {men: 9, women: 8}}
decision: [Pipa diganti.]
method: mufakat
---

Rapat singkat.
"""


Kim = Callable[..., Ran]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.without_warnings(tmp_path)


@pytest.fixture
def kim(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kim:
    """The command in this process, in the folder of the site."""
    monkeypatch.chdir(site.folder)

    def run(command: str, *arguments: str) -> Ran:
        code = main([command, "--now", NOW, *arguments])
        return Ran(code, *capsys.readouterr())

    return run


def put(site: Site, path: str, extra: str = "") -> str:
    """A bulletin at a path, with a picture beside it and a link to another one."""
    up = "../" * path.count("/")
    site.write(f"content/{path}", NEWS.format(extra=extra, panen=f"{up}berita/2026/panen.md"))
    picture = next((site.folder / "content").rglob("*.png"))
    beside = (site.folder / "content" / path).with_name("pipa.png")
    beside.write_bytes(picture.read_bytes())
    return path


WRONG = [
    ("pengumuman/2026/pipa.md", "berita/2026/pipa.md"),
    ("Berita/2026/pipa.md", "berita/2026/pipa.md"),
    ("BERITA/pipa.md", "berita/2026/pipa.md"),
    ("berita/pipa.md", "berita/2026/pipa.md"),
    ("berita/2026/09/pipa.md", "berita/2026/pipa.md"),
    ("berita/26/pipa.md", "berita/2026/pipa.md"),
    ("pipa.md", "berita/2026/pipa.md"),
    ("kelompok/pipa.md", "berita/2026/pipa.md"),
    ("_posts/2026-09-20-pipa.md", "berita/2026/2026-09-20-pipa.md"),
    ("berita/2026/pipa.MD", "berita/2026/pipa.md"),
]


@pytest.mark.parametrize("old, new", WRONG)
def test_the_place_is_named_and_mending_takes_it_there(
    site: Site, kim: Kim, old: str, new: str
) -> None:
    """Pictures beside it, links out of it and links to it go on."""
    put(site, old)
    site.edit("content/index.md", "\n---\n", f"\n---\n\nLihat [pipa]({old}).\n")
    said = kim("check").out
    assert f"pindahkan dengan: python3 scripts/kim.py move {old} {new}" in said
    assert "K102" not in said

    ran = kim("check", "--fix")
    assert ran.code == 0, ran.out
    said = ran.out
    assert f"content/{old} → content/{new}" in said
    assert (site.folder / "content" / new).is_file()
    assert not (site.folder / "content" / old).exists() or old.lower() == new
    assert f"[pipa]({new})" in (site.folder / "content/index.md").read_text(encoding="utf-8")
    assert kim("check").code == 0
    text = (site.folder / "content" / new).read_text(encoding="utf-8")
    assert "redirect_from" not in text
    assert "\nid:" not in text


@pytest.mark.parametrize("old, new", WRONG)
def test_the_command_that_is_named_takes_it_there(site: Site, kim: Kim, old: str, new: str) -> None:
    put(site, old)
    ran = kim("move", old, new)
    assert (ran.code, ran.out) == (0, f"content/{new}\n"), ran.err
    assert "alamat lamanya dialihkan" not in ran.err
    assert kim("check").code == 0


@pytest.mark.parametrize(
    "old, new",
    [
        ("berita/2026/musyawarah-pipa.md", "keputusan/2026/musyawarah-pipa.md"),
        ("literasi/musyawarah-pipa.md", "keputusan/2026/musyawarah-pipa.md"),
        ("Keputusan/musyawarah-pipa.md", "keputusan/2026/musyawarah-pipa.md"),
        ("rapat pipa.md", "keputusan/2026/rapat pipa.md"),
    ],
)
def test_a_kind_is_known_by_its_fields(site: Site, kim: Kim, old: str, new: str) -> None:
    site.write(f"content/{old}", DECISION)
    assert kim("check").out.count("K133") == 1
    assert kim("check", "--fix").code == 0
    assert (site.folder / "content" / new).is_file()


def test_a_profile_comes_to_its_folder_under_a_name_that_bulletins_can_write(
    site: Site, kim: Kim
) -> None:
    text = (site.folder / "content/kelompok/laut.md").read_text(encoding="utf-8")
    site.write("content/KIM Sukamaju.md", text.replace("KIM", "KIM Sukamaju", 1))
    assert (
        'python3 scripts/kim.py move "KIM Sukamaju.md" kelompok/kim-sukamaju.md' in kim("check").out
    )
    kim("check", "--fix")
    assert (site.folder / "content/kelompok/kim-sukamaju.md").is_file()


def test_other_faults_are_told_beside_and_hold_nothing_up(site: Site, kim: Kim) -> None:
    put(site, "pengumuman/pipa.md", "tempat: Krajan\nprioritas: gawat\n")
    said = kim("check").out
    assert {"K133", "K107", "K113"} <= {word.rstrip(":") for word in said.split() if word[0] == "K"}
    ran = kim("check", "--fix")
    assert ran.code == 1
    said = ran.out
    assert "content/berita/2026/pipa.md:7:11" in said
    assert "K133" not in said.split("→ content/berita/2026/pipa.md")[1]


def test_nothing_is_overwritten_and_the_others_move(site: Site, kim: Kim) -> None:
    put(site, "panen.md")
    put(site, "pengumuman/2026/panen.md")
    put(site, "pengumuman/2026/pipa.md")
    before = (site.folder / "content/berita/2026/panen.md").read_bytes()
    ran = kim("check", "--fix")
    assert ran.code == 1
    assert "content/panen.md: tidak dipindahkan, 'berita/2026/panen.md' sudah ada" in ran.err
    assert (site.folder / "content/berita/2026/pipa.md").is_file()
    assert (site.folder / "content/berita/2026/panen.md").read_bytes() == before


def test_only_what_is_asked_for_is_moved(site: Site, kim: Kim) -> None:
    put(site, "a/pipa.md")
    put(site, "b/pompa.md")
    assert kim("check", "--fix", "content/a", "content/b/x.md").code == 2
    assert kim("check", "--fix", "content/a").code == 0
    assert (site.folder / "content/berita/2026/pipa.md").is_file()
    assert (site.folder / "content/b/pompa.md").is_file()


@pytest.mark.parametrize(
    "path, fields",
    [
        ("tentang.md", "description: Kami.\n"),
        ("kontak.md", "lang: id\n"),
        ("wisata/curug.md", "redirect_from: [/curug/]\n"),
    ],
)
def test_an_ordinary_page_may_be_anywhere(site: Site, kim: Kim, path: str, fields: str) -> None:
    site.write(f"content/{path}", f"---\ntitle: Halaman\n{fields}---\nIsi halaman.\n")
    assert kim("check").out == ""


@pytest.mark.parametrize("path", ["index.md", "tentang.md"])
def test_a_page_with_a_date_of_another_program_is_no_news(site: Site, kim: Kim, path: str) -> None:
    site.write(f"content/{path}", "---\ntitle: Kami\ndate: 2020-01-01\n---\nIsi.\n")
    assert "K133" not in kim("check").out
