"""`kim check` and the forms of its report."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kim_plugins.cli.report import as_github, as_markdown
from kim_plugins.records import Problem, Severity
from tests.sites.folder import NOW, Site

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
    return Site.without_warnings(tmp_path)


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
    needless |= {"pypdf", "tinycss2"}
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


def problem(number: int, severity: Severity = Severity.ERROR, **changed: str) -> Problem:
    told = {"path": f"content/{number:05}.md", "message": "salah", "hint": "betulkan", **changed}
    return Problem(line=1, column=1, code="K105", field="date", severity=severity, **told)


def test_a_summary_stays_below_what_a_host_takes() -> None:
    """Errors are in it before warnings, in their order, and the rest is counted."""
    warnings = [problem(n, Severity.WARNING, message="é" * 300) for n in range(1000)]
    errors = [problem(n, message="é" * 300) for n in range(1000, 1050)]

    text = as_markdown([*warnings, *errors])

    assert len(text.encode()) < 65_536
    shown = re.findall(r"content/(\d{5})", text)
    assert shown == sorted(shown)
    assert text.count("| KESALAHAN |") == 50
    assert f"Dan {1050 - len(shown)} masalah lagi" in text
    assert 50 < len(shown) < 1050


def test_a_summary_that_fits_has_all() -> None:
    assert as_markdown([problem(n) for n in range(500)]).count("| KESALAHAN |") == 500


@pytest.mark.parametrize(
    "value",
    ["[a](https://x)", "![a](https://x)", "<script>", "a|b", "`a`", "**a**", "#1", "a\nb", "~~a~~"],
)
def test_what_a_file_holds_is_no_markup_of_a_summary(value: str) -> None:
    row = as_markdown([problem(1, message=value, path=f"content/{value}.md")]).splitlines()[-1]
    cells = re.split(r"(?<!\\)\|", row)
    assert len(cells) == 7
    assert re.sub(r"\\(\W)", r"\1", cells[4]).strip() == value.replace("\n", " ")
    assert not re.search(r"(?<!\\)[\[\]<>`*#~]", cells[4])
    assert re.fullmatch(r" (`+) ?.*[^`] ?\1 ", cells[2])


def test_a_summary_calls_nobody() -> None:
    assert "@kepala" not in as_markdown([problem(1, message="@kepala")])


def test_annotations_are_as_many_as_github_keeps_and_errors_come_first() -> None:
    warnings = [problem(n, Severity.WARNING) for n in range(60)]
    lines = as_github([*warnings, problem(99), problem(100)]).splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["::error", "::error", "::warning"]
    assert lines[50].startswith("::notice::Dan 12 masalah lagi")
    assert len(lines) == 51


def test_annotations_hold_one_command_a_line() -> None:
    told = problem(1, path="content/a,b:c%\r\n::x.md", message="100%\r\n::error::x")
    (line,) = as_github([told]).splitlines()
    assert line.startswith("::error file=content/a%2Cb%3Ac%25[U+000D]%0A%3A%3Ax.md,line=1,")
    assert line.endswith("::100%25[U+000D]%0A::error::x → betulkan")


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


@pytest.mark.parametrize(
    "path, said",
    [
        ("content/brita", "'content/brita' tidak ada"),
        ("../luar", "'../luar' ada di luar folder isi 'content'"),
        ("/etc", "'/etc' ada di luar folder isi"),
        ("mkdocs.yml", "'mkdocs.yml' ada di luar folder isi"),
        ("content/.git/a.md", "diawali titik, jadi tersembunyi dan tidak ikut terbit"),
        ("content/berita/a\x1b[2J.md", "'content/berita/a[U+001B][2J.md' tidak ada"),
        ("content/index.md/a.md", "tidak dapat dibaca"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--fix"]])
def test_a_path_that_check_never_looks_at_is_wrong_use(
    site: Site, path: str, said: str, options: list[str]
) -> None:
    site.write("../luar/a.md", "x")
    site.write("content/.git/a.md", "x")
    ran = site.kim("check", *options, path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("path", [".", "content", "content/", "content/berita/..", "./content"])
def test_a_folder_around_the_content_is_all_of_it(faulty: Site, path: str) -> None:
    assert faulty.kim("check", "--now", NOW, path).code == 1


def test_a_picture_is_looked_at_whether_it_is_used_or_not(site: Site) -> None:
    site.write("content/media/rusak.png", "bukan gambar")
    assert site.kim("check", "--now", NOW).code == 0

    ran = site.kim("check", "--now", NOW, "content/media/rusak.png")

    assert ran.code == 1
    assert ran.out.startswith("content/media/rusak.png:1:1: KESALAHAN K30")
    assert site.kim("check", "--now", NOW, "content/media/sawah.png").code == 0


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
