"""`kim init`: a site that passes the strict check and builds, or nothing at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from interpreter import ROOT
from kim_plugins.cli import main
from kim_plugins.cli.starting import writing
from kim_plugins.cli.starting.answers import Answers
from kim_plugins.cli.starting.pin import Pin
from kim_plugins.cli.starting.writing import site_files

NOW = "2026-10-01T12:00+07:00"
CLOCK = datetime.fromisoformat(NOW)
FULL = {
    "group": "KIM Tirta & Laut",
    "name": "Kabar 'Tirta': #1",
    "url": "https://desa.example/kim",
    "region": "52.03.22.2011, Desa Labuhan, Kecamatan Seraya",
    "contact": "0812 0000 1234",
    "members": "6, 4",
}

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder; returns its exit code and all that it said."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str]:
        code = main([*arguments, "--now", NOW])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out + said.err

    return command


def flags(values: dict[str, str]) -> list[str]:
    return [part for key, value in values.items() for part in (f"--{key}", value)]


def sign(text: str) -> list[str]:
    return re.findall(r"^.*# contoh$", text, re.MULTILINE)


def test_examples_are_marked_pass_the_strict_check_and_build(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run("init", "desa", "--yes")
    assert code == 0, said
    assert "Yang masih contoh" in said
    monkeypatch.chdir("desa")
    assert run("check", "--strict") == (0, "Semua berkas benar.\n")
    assert run("build", "--workers", "1")[0] == 0
    assert "Desa Contoh" in Path("site/kelompok/contoh/index.html").read_text("utf-8")
    profile = Path("content/kelompok/contoh.md").read_text("utf-8")
    assert len(sign(profile)) == 9
    assert all(
        "ontoh" in line.partition("# contoh")[0] or re.search(r"\d", line) for line in sign(profile)
    )


def test_what_is_given_is_no_example(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, said = run(
        "init", "desa", *flags(FULL), "--regency", "Kabupaten X", "--chair", "Y", "--yes"
    )
    assert code == 0, said
    assert "masih contoh" not in said
    monkeypatch.chdir("desa")
    texts = {path: path.read_text("utf-8") for path in Path().rglob("*") if path.is_file()}
    assert not [path for path, text in texts.items() if sign(text)]
    profile = texts[Path("content/kelompok/tirta-laut.md")]
    assert '  province: "Nusa Tenggara Barat"\n' in profile
    config = texts[Path("mkdocs.yml")]
    assert "timezone: Asia/Makassar" in config
    assert "guid_host: desa.example" in config
    assert yaml.safe_load(config)["site_name"] == FULL["name"]
    assert run("check", "--strict")[0] == 0


def test_a_site_holds_content_and_settings_and_no_program(run: Run) -> None:
    run("init", "desa", "--yes")
    paths = sorted(
        path.relative_to("desa").as_posix() for path in Path("desa").rglob("*") if path.is_file()
    )
    assert paths == [
        ".gitattributes",
        ".github/ISSUE_TEMPLATE/berita.yml",
        ".github/ISSUE_TEMPLATE/keputusan.yml",
        ".github/ISSUE_TEMPLATE/literasi.yml",
        ".github/workflows/terbitkan.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        "BACA-SAYA.md",
        "content/berita/2026/situs-kami-dibuka.md",
        "content/index.md",
        "content/kelompok/contoh.md",
        "content/tentang.md",
        "kim.bat",
        "kim.command",
        "kim.sh",
        "mkdocs.yml",
        "requirements/build.txt",
        "requirements/kim.txt",
        "requirements/runtime.txt",
    ]
    for name in ("kim.sh", "kim.command"):
        assert Path("desa", name).stat().st_mode & 0o111 or os.name == "nt"


def test_the_same_answers_and_clock_give_the_same_bytes(run: Run) -> None:
    run("init", "a", *flags(FULL), "--yes")
    run("init", "b", *flags(FULL), "--yes")
    for one in Path("a").rglob("*"):
        assert one.is_dir() or one.read_bytes() == Path("b", *one.parts[1:]).read_bytes()


# -- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key, value, said",
    [
        ("name", "<b>KIM</b>", "'<b>KIM</b>' memuat tanda HTML atau Markdown"),
        ("name", "**KIM**", "memuat tanda HTML"),
        ("name", "[KIM](https://x.example)", "memuat tanda HTML"),
        ("name", "KIM &lt;Tirta&gt;", "memuat tanda HTML"),
        ("name", "", "belum diisi"),
        ("name", "\u200b", "belum diisi"),
        ("name", "K" * 121, "terlalu panjang"),
        ("name", "KIM\u202e Tirta", "tidak terlihat"),
        ("group", "{{ 7 * 7 }}", "memuat tanda HTML"),
        ("group", "!!!", "bukan nama"),
        ("url", "http://desa.example/", "tulis misalnya: https://desa.example/"),
        ("url", "desa.example", "tulis misalnya: https://desa.example"),
        ("url", "https://", "bukan alamat situs"),
        ("url", "https://a b.example/", "bukan alamat situs"),
        ("url", "https://u@desa.example/", "bukan alamat situs"),
        ("url", "javascript:alert(1)", "https"),
        ("timezone", "Asia/Nirwana", "'Asia/Nirwana' tidak dikenal"),
        ("region", "1234", "bukan kode wilayah desa"),
        ("region", "99.09.12.2004", "bukan kode wilayah desa"),
        ("contact", "siapa saja", "bukan nomor WhatsApp"),
        ("members", "40, 2", "42 anggota"),
        ("members", "banyak", "bukan jumlah anggota"),
        ("established", "dulu", "bukan tahun"),
        ("established", "2099", "2099"),
        ("chair", "3309120101010001", "NIK"),
    ],
)
def test_an_answer_that_can_not_be_used_begins_nothing(
    run: Run, key: str, value: str, said: str
) -> None:
    code, told = run("init", "desa", f"--{key}", value, "--yes")
    assert code == 2
    assert said in told
    assert not list(Path().iterdir())


def test_a_folder_that_is_not_empty_stays_as_it_is(run: Run) -> None:
    Path("desa").mkdir()
    Path("desa/catatan.txt").write_text("milik orang")
    Path("berkas").write_text("milik orang")
    for name in ("desa", "berkas"):
        code, said = run("init", name, "--yes")
        assert code == 2
        assert name in said
    assert sorted(map(str, Path().rglob("*"))) == ["berkas", "desa", "desa/catatan.txt"]


@pytest.mark.parametrize("name", ["   ", "a\nb", "-x", "con", "desa.", "b:2", "b\u200bc", "a?"])
def test_a_name_that_some_computers_refuse_begins_nothing(run: Run, name: str) -> None:
    code, said = run("init", f"./{name}", "--yes")
    assert code == 2
    assert "nama folder '" in said
    assert not list(Path().iterdir())


def test_no_name_is_not_this_folder(run: Run) -> None:
    """As where a variable of a shell is empty."""
    code, said = run("init", "", "--yes")
    assert code == 2
    assert "nama folder belum ditulis" in said
    assert not list(Path().iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that nobody can write")
def test_a_folder_that_can_not_be_written_is_named(run: Run) -> None:
    code, said = run("init", "/proc/desa", "--yes")
    assert code == 2
    assert "'/proc/desa' tidak dapat ditulis" in said


def test_a_disk_that_fills_up_leaves_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_text

    def fill(path: Path, text: str, *args: object, **kwargs: object) -> int:
        if path.name == "kim.bat":
            raise OSError(28, "No space left on device")
        return write(path, text, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", fill)
    for name in ("desa", "a/b/desa"):
        code, said = run("init", name, "--yes")
        assert code == 2
        assert "tidak ada yang dibuat" in said
        assert not list(Path().iterdir())


def test_an_entry_that_can_not_be_moved_takes_the_others_back(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("desa/.git").mkdir(parents=True)
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "mkdocs.yml":
            raise OSError(30, "Read-only file system")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    assert run("init", "desa", "--yes")[0] == 2
    assert sorted(map(str, Path().rglob("*"))) == ["desa", "desa/.git"]


def test_an_empty_folder_and_a_fresh_clone_are_taken(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("kosong").mkdir()
    Path("klon/.git").mkdir(parents=True)
    for name in ("kosong", "klon"):
        assert run("init", name, "--yes")[0] == 0
        assert Path(name, "mkdocs.yml").is_file()
    Path("sini").mkdir()
    monkeypatch.chdir("sini")
    assert run("init", ".", "--yes")[0] == 0
    assert Path("mkdocs.yml").is_file()
    assert not list(Path("..").glob(".*.kim-*"))


def test_without_a_terminal_nobody_is_asked(run: Run) -> None:
    code, said = run("init", "desa", *flags(FULL))
    assert code == 2
    assert "belum diisi: --regency --chair; " in said
    assert "--yes" in said
    assert not list(Path().iterdir())
    assert run("init", "desa", *flags(FULL), "--regency", "Kota X", "--chair", "Y")[0] == 0


# -- any answers -----------------------------------------------------------------------------------


def test_a_new_site_has_the_plugins_of_this_one() -> None:
    names = re.compile(r"^  - (kim/\w+)", re.MULTILINE)
    config = site_files(Answers(CLOCK), Pin("1.0"))["mkdocs.yml"]
    assert names.findall(config) == names.findall((ROOT / "mkdocs.yml").read_text("utf-8"))


def test_start_scripts_name_the_versions_of_python_that_the_program_needs() -> None:
    for text in writing.start_scripts().values():
        if "venv" in text:
            assert "(3, 11) <= sys.version_info[:2] < (3, 15)" in text
            assert "3.14" in text


def test_a_hub_collects_in_its_workflows_and_needs_no_source_yet(run: Run) -> None:
    code, said = run("init", "kabupaten", "--yes", "--hub")
    assert code == 0
    assert "sources" in said
    assert "collect" in Path("kabupaten/.github/workflows/terbitkan.yml").read_text("utf-8")
    assert "collect" in Path("kabupaten/.gitlab-ci.yml").read_text("utf-8")
    code, said = run("collect", "--config", "kabupaten/mkdocs.yml")
    assert (code, "belum menyebut sumber" in said) == (0, True)
