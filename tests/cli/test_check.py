"""`kim check` and the forms of its report."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.site_folder import NOW, Site

PROBLEM = {
    "path": "content/berita/2026/sumur.md",
    "line": 4,
    "column": 7,
    "severity": "error",
    "code": "K105",
    "field": "date",
    "message": "'kapan, saja' bukan tanggal yang dapat dibaca",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.copied(tmp_path)
    site.edit("content/berita/2026/panen.md", ", dan [rencana](rencana.md) berikutnya", "")
    return site


@pytest.fixture
def faulty(site: Site) -> Site:
    site.edit("content/berita/2026/sumur.md", "date: 2026-09-01", "date: kapan, saja")
    return site


def test_right_content_is_praised_and_nothing_is_built(site: Site) -> None:
    ran = site.kim("check", "--now", NOW)

    assert (ran.code, ran.out) == (0, "")
    assert "Semua berkas benar." in ran.err
    assert not (site.folder / "site").exists()


def test_check_waits_for_nothing_that_only_a_build_needs(site: Site) -> None:
    """An editor runs it at every save, and imports are most of its time."""
    program = (
        "import sys; from kim_plugins.cli import main; main(sys.argv[1:]); "
        "print(*sys.modules, sep='\\n')"
    )
    command = [sys.executable, "-c", program, "check", "--now", NOW]
    ran = subprocess.run(command, cwd=site.folder, capture_output=True, text=True, check=True)
    siblings = ("pages", "feeds", "search", "broadcast")
    needless = {*(f"kim_plugins.{name}" for name in siblings), "feedgen", "icalendar", "num2words"}
    assert not needless & set(ran.stdout.splitlines())


def test_text_names_place_problem_and_remedy(faulty: Site) -> None:
    ran = faulty.kim("check", "--now", NOW)

    assert ran.code == 1
    assert ran.out.splitlines()[:3] == [
        f"{PROBLEM['path']}:4:7: KESALAHAN K105: {PROBLEM['message']}",
        "  4 | date: kapan, saja",
        "    |       ^",
    ]
    assert ran.out.splitlines()[3].startswith("  → tulis misalnya ")


def test_caret_stands_below_the_value_in_long_lines_and_wide_letters(site: Site) -> None:
    """Columns count characters; a terminal counts the cells that they take."""
    site.edit("content/berita/2026/sumur.md", "Warga", f"漢字 [a](b.md) {'x' * 100} [a](c.md)")

    lines = site.kim("check", "--now", NOW).out.splitlines()

    near, far = lines[1:3], lines[5:7]
    assert near[0][near[1].index("^") - len("漢字") :].startswith("b.md")
    assert far[0][far[1].index("^") :].startswith("c.md")


def test_colours_are_for_terminals_only(faulty: Site) -> None:
    assert "\x1b" not in faulty.kim("check", "--now", NOW).out


def test_summary_counts_by_file(faulty: Site) -> None:
    faulty.edit("content/berita/2026/panen.md", "authors: [", "penulis: [")

    err = faulty.kim("check", "--now", NOW).err

    assert err.splitlines() == [
        "1 kesalahan dan 1 peringatan di 2 berkas.",
        "  content/berita/2026/panen.md: 0 kesalahan, 1 peringatan",
        "  content/berita/2026/sumur.md: 1 kesalahan, 0 peringatan",
    ]


def test_json_is_a_list_and_nothing_else(faulty: Site) -> None:
    (found,) = json.loads(faulty.kim("check", "--now", NOW, "--format", "json").out)

    assert {key: found[key] for key in PROBLEM} == PROBLEM
    assert set(found) == {*PROBLEM, "hint"}


def test_json_of_right_content_is_an_empty_list(site: Site) -> None:
    assert json.loads(site.kim("check", "--now", NOW, "--format", "json").out) == []


def test_github_gets_an_annotation_with_its_characters_escaped(faulty: Site) -> None:
    (line,) = faulty.kim("check", "--now", NOW, "--format", "github").out.splitlines()

    assert line.startswith(f"::error file={PROBLEM['path']},line=4,col=7,title=K105::'kapan, saja'")


def test_markdown_is_a_table_with_a_count(faulty: Site) -> None:
    out = faulty.kim("check", "--now", NOW, "--format", "markdown").out

    assert "1 kesalahan dan 0 peringatan di 1 berkas." in out
    assert "| KESALAHAN | `content/berita/2026/sumur.md:4:7` | K105 |" in out


@pytest.mark.parametrize(
    "path, code",
    [
        ("content/berita/2026/sumur.md", 1),
        ("content/berita", 1),
        ("content/literasi", 0),
    ],
)
def test_paths_narrow_the_report_and_not_the_checks(faulty: Site, path: str, code: int) -> None:
    assert faulty.kim("check", "--now", NOW, path).code == code


def test_path_that_is_not_there_is_wrong_use(site: Site) -> None:
    ran = site.kim("check", "content/brita")

    assert ran.code == 2
    assert "'content/brita' tidak ada" in ran.err


def test_help_is_indonesian(site: Site) -> None:
    ran = site.kim("check", "--help")

    assert "Pemakaian: kim check" in ran.out
    assert "Tampilkan bantuan ini." in ran.out
    assert "Show this message" not in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="such a name is no name there")
@pytest.mark.parametrize("style", ["text", "json", "github", "markdown"])
def test_nothing_that_a_file_holds_or_is_called_reaches_the_terminal_raw(
    site: Site, style: str
) -> None:
    """Controls could erase the lines above, and turned directions read as another message."""
    faulty = '---\ntitle: "x\\e[2J"\n"\u202eda\\x9bte": 1\nplace: a\u202eb\n---\n\nIsi\u2066.\n'
    site.write("content/berita/2026/a\x1b[31m\u202eb\n.md", faulty)

    ran = site.kim("check", "--now", NOW, "--format", style)

    assert ran.code == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ran.out)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ran.err)
