"""`kim new`: a file that is right at once, and nobody's work overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.program_name import program_name
from tests.sites.folder import NOW, Ran, Site

KINDS = ("news", "lesson", "decision", "group")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site.without_warnings(tmp_path)


@pytest.fixture
def only_group(site: Site) -> Site:
    for folder in ("berita", "keputusan", "literasi"):
        for file in (site.folder / "content" / folder).rglob("*.md"):
            file.unlink()
    for name in ("kelompok/laut.md", "index.md", "tentang.md"):
        (site.folder / "content" / name).unlink()
    return site


def new(site: Site, *arguments: str) -> Ran:
    return site.kim("new", "--now", NOW, *arguments)


def text_of(site: Site, ran: Ran) -> str:
    return (site.folder / ran.out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "title",
    [
        "Panen raya",
        "Kata \"hoaks\" dan 'kabar': #2",
        "🌾 Panen 👩‍🌾 raya",
        "kata " * 40,
        "a" * 200,
        "!!!",
        "Panen\nraya\r\n\tlagi",
        "كتاب القرية",
        "ꦥꦤꦺꦤ꧀",
        "--help",
    ],
)
def test_skeleton_of_each_kind_passes_the_check(
    site: Site, title: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.folder)
    for kind in KINDS:
        assert main(["new", "--now", NOW, kind, "--", title]) == 0
        assert Path(capsys.readouterr().out.strip()).is_file()

    assert main(["check", "--now", NOW]) == 0
    assert capsys.readouterr().out == ""


def test_path_is_printed_and_the_next_step_told(only_group: Site) -> None:
    ran = new(only_group, "news", "Panen raya di Krajan")

    assert ran.out == "content/berita/2026/panen-raya-di-krajan.md\n"
    assert "2. Periksa: python3 scripts/kim.py check content/berita" in ran.err
    assert "hapus baris draft: true" in ran.err


def test_only_group_and_present_moment_are_filled_in(only_group: Site) -> None:
    text = text_of(only_group, new(only_group, "news", "Panen"))
    assert "\ndate: 2026-10-01 12:00 WIB\n" in text
    assert "\ngroup: tani\n" in text


def test_moment_is_in_the_zone_of_the_site(only_group: Site) -> None:
    only_group.edit("mkdocs.yml", "kim/catalogue: {", "kim/catalogue: {timezone: Asia/Jayapura, ")
    text = text_of(only_group, new(only_group, "news", "Panen"))
    assert "\ndate: 2026-10-01 14:00 WIT\n" in text


def test_first_of_several_groups_is_taken_and_said(site: Site) -> None:
    ran = new(site, "news", "Panen")
    assert "group: laut\n" in text_of(site, ran)
    assert "diisi 'laut'; ganti bila bukan itu. Yang ada: laut, tani." in ran.err


def test_without_a_group_it_says_what_comes_first(only_group: Site) -> None:
    (only_group.folder / "content/kelompok/tani.md").unlink()
    ran = new(only_group, "news", "Panen")
    assert (ran.code, ran.out) == (2, "")
    assert f"{program_name()} new group" in ran.err


def test_new_site_begins_with_its_group(only_group: Site) -> None:
    """Both are drafts at first, and right together."""
    (only_group.folder / "content/kelompok/tani.md").unlink()
    new(only_group, "group", "KIM Baru")
    assert "group: baru\n" in text_of(only_group, new(only_group, "news", "Panen"))
    assert only_group.kim("check").code == 0


def test_published_bulletin_still_waits_for_its_group(only_group: Site) -> None:
    (only_group.folder / "content/kelompok/tani.md").unlink()
    new(only_group, "group", "KIM Baru")
    path = new(only_group, "news", "Panen").out.strip()
    only_group.edit(path, "draft: true\n", "")
    ran = only_group.kim("check")
    assert (ran.code, "K301" in ran.out) == (1, True)


def test_taken_name_gets_a_number(site: Site) -> None:
    paths = [new(site, "lesson", title).out.strip() for title in ("Padi", "Padi!", "padi?")]
    assert [path.rsplit("/", 1)[1] for path in paths] == ["padi.md", "padi-2.md", "padi-3.md"]
    assert 'title: "Padi"' in (site.folder / paths[0]).read_text()


def test_name_that_differs_in_case_only_is_taken(site: Site) -> None:
    """Its address would be the same, and on many machines the file too."""
    (site.folder / "content/literasi/Padi.md").write_text("---\ntitle: x\n---\n")
    assert new(site, "lesson", "Padi").out == "content/literasi/padi-2.md\n"


@pytest.mark.parametrize("kept", ["id: literasi/padi", "redirect_from: [/literasi/padi/]"])
def test_address_or_identifier_of_a_moved_file_is_taken(site: Site, kept: str) -> None:
    site.edit("content/literasi/hoaks-pupuk.md", "---\ntitle", f"---\n{kept}\ntitle")
    assert new(site, "lesson", "Padi").out == "content/literasi/padi-2.md\n"
    assert new(site, "lesson", "Pad").out == "content/literasi/pad.md\n"


def test_long_title_is_cut_and_that_is_said(site: Site) -> None:
    ran = new(site, "news", "kata " * 40)
    assert "Judulnya 199 huruf, paling banyak 120; dipotong menjadi: kata kata" in ran.err


def test_title_needs_no_quotes_on_the_command_line(only_group: Site) -> None:
    ran = new(only_group, "berita", "Panen", "raya")
    assert ran.out == "content/berita/2026/panen-raya.md\n"


@pytest.mark.parametrize(
    "arguments, said",
    [
        ((), "jenis belum ditulis"),
        (("news",), "judul belum ditulis"),
        (("news", " \n "), "judul belum ditulis"),
        (("page", "Tentang"), "'page' bukan jenis; pilih news, lesson, decision, group"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named(
    site: Site, arguments: tuple[str, ...], said: str
) -> None:
    ran = new(site, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_another_content_folder_is_written_to_and_named(site: Site, tmp_path: Path) -> None:
    (site.folder / "content").rename(site.folder / "isi")
    ran = new(site, "--content", "isi", "lesson", "Padi")
    assert ran.out == "isi/literasi/padi.md\n"
    assert "check --content isi isi/literasi/padi.md" in ran.err


def test_folder_that_cannot_be_made_is_a_sentence(site: Site) -> None:
    for file in (site.folder / "content/literasi").iterdir():
        file.unlink()
    (site.folder / "content/literasi").rmdir()
    (site.folder / "content/literasi").write_text("bukan folder")
    ran = new(site, "lesson", "Padi")
    assert (ran.code, ran.out) == (2, "")
    assert "tidak dapat ditulis" in ran.err


def whatever_was_said(terminal: int) -> str:
    """All that stands on a terminal whose other side is closed; it comes in pieces."""
    said = b""
    with suppress(OSError):  # Linux tells the end by EIO
        while piece := os.read(terminal, 10_000):
            said += piece
    return said.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals like these")
def test_on_a_terminal_it_asks_for_what_is_missing(site: Site) -> None:
    """What is no answer is asked again; standard output stays free for the path."""
    terminal, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kim_plugins.cli", "new", "--now", NOW],
        cwd=site.folder,
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
    ) as command:
        os.close(theirs)
        os.write(terminal, b"newz\nnews\nPanen raya\ntani\n")
        out = command.communicate()[0]
        said = whatever_was_said(terminal)
    os.close(terminal)

    assert (command.returncode, out) == (0, b"content/berita/2026/panen-raya.md\n")
    assert "'newz' tidak ada; maksudnya news?" in said
    assert "Kelompok penerbit (laut, tani)" in said
    assert "\ngroup: tani\n" in (site.folder / out.decode().strip()).read_text()


@pytest.mark.parametrize(
    "words, name",
    [
        (("-5 derajat di Dieng",), "5-derajat-di-dieng"),
        (("-Panen",), "panen"),
        (("---", "Panen", "raya", "---"), "panen-raya"),
        (("--now Panen",), "now-panen"),
        (("--", "--titel", "baru"), "titel-baru"),
        (("- - -",), "berita-2026-10-01"),
        (("🌾🌾",), "berita-2026-10-01"),
        (("ꦥꦤꦺꦤ꧀",), "berita-2026-10-01"),
        (("Con",), "berita-con"),
    ],
)
def test_any_words_are_a_title(only_group: Site, words: tuple[str, ...], name: str) -> None:
    ran = only_group.kim("new", "news", "--now", NOW, *words)
    assert (ran.code, ran.out) == (0, f"content/berita/2026/{name}.md\n")


def test_a_slip_in_an_option_is_no_title(only_group: Site) -> None:
    ran = only_group.kim("new", "news", "--titel", "Panen")
    assert (ran.code, ran.out) == (2, "")
    assert "tidak ada pilihan --titel" in ran.err
