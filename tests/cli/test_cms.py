"""`kim schema --cms sveltia`: what lies beside mkdocs.yml then, and what of it is published."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from kim_plugins.cli import main
from kim_plugins.pages.admin import admin_policy
from kim_plugins.pages.repository import Repository
from tests.catalogue.sites import group
from tests.sites.folder import Site
from tests.sites.memory import news

CONFIG = """
site_name: "KIM <Tani> & Kawan"
site_url: https://tani.example/situs/
repo_url: https://github.com/kim-tani/situs
docs_dir: content
site_dir: site
theme: {name: material, language: id, font: false}
plugins:
  [kim/catalogue, kim/pages: {admin: true}, kim/feeds, kim/broadcast, kim/search, kim/publish]
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = Site(tmp_path)
    made.write("mkdocs.yml", CONFIG)
    made.write("content/kelompok/tani.md", group())
    made.write("content/berita/2026/panen.md", news("Panen", "2026-11-20"))
    made.write("content/layanan/ktp.md", "---\ntitle: Mengurus KTP\n---\n\nDatang ke balai desa.\n")
    monkeypatch.chdir(tmp_path)
    return made


def package(folder: Path, **files: bytes) -> Path:
    """A package as a registry gives it, with files of no meaning."""
    made = {
        "dist/sveltia-cms.js": b"program",
        "dist/sveltia-cms.js.map": b"map",
        "npm/assets/material-symbols-outlined-x.woff2": b"signs",
        "npm/assets/material-symbols-outlined.LICENSE.txt": b"licence",
        "LICENSE.txt": b"MIT",
        **{name.replace("__", "/"): data for name, data in files.items()},
    }
    file = folder / "sveltia.tgz"
    with tarfile.open(file, "w:gz") as archive:
        for name, data in made.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file


def settings(site: Site) -> dict[str, object]:
    found = yaml.safe_load((site.folder / "admin" / "config.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_settings_and_page_are_written(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--cms", "sveltia"]) == 0

    out, err = capsys.readouterr()
    assert out.split() == ["admin/index.html", "admin/config.yml", "admin/huruf.css"]
    assert "programnya belum ada" in err
    made = settings(site)
    assert made["backend"] == {
        "name": "github",
        "repo": "kim-tani/situs",
        "auth_methods": ["token"],
    }
    collections = made["collections"]
    assert isinstance(collections, list)
    names = [one["name"] for one in collections]
    assert names == ["berita", "literasi", "keputusan", "kelompok", "halaman", "layanan"]


def test_what_the_editor_has_changed_stays(site: Site) -> None:
    own = "backend: {name: gitlab, repo: a/b, auth_type: pkce}\nlogo: {src: /l.png}\nslug: {a: b}\n"
    site.write("admin/config.yml", own)

    assert main(["schema", "--cms", "sveltia"]) == 0

    made = settings(site)
    assert made["backend"] == {"name": "gitlab", "repo": "a/b", "auth_type": "pkce"}
    assert made["logo"] == {"src": "/l.png"}
    assert made["slug"] != {"a": "b"}
    before = (site.folder / "admin" / "config.yml").read_bytes()
    assert main(["schema", "--cms", "sveltia"]) == 0
    assert (site.folder / "admin" / "config.yml").read_bytes() == before


@pytest.mark.parametrize("text", ["- a\n", "backend: x\n", "a: [\n", "\x00"])
def test_settings_that_are_none_are_named(
    site: Site, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("admin/config.yml", text)
    assert main(["schema", "--cms", "sveltia"]) == 2
    assert "'config.yml' di" in capsys.readouterr().err
    assert (site.folder / "admin" / "config.yml").read_text("utf-8") == text


def test_files_that_a_save_would_change_are_named(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("content/berita/2026/b.md", news("Tahun", "2026-11-20", tags="[0812]"))
    assert main(["schema", "--cms", "sveltia"]) == 0
    said = capsys.readouterr().err
    assert "content/berita/2026/b.md" in said
    assert "check --fix" in said


@pytest.mark.parametrize(
    "made, said",
    [
        (b"", "bukan paket .tgz yang utuh"),
        (b"x" * 100, "bukan paket .tgz yang utuh"),
        ("folder", "itu folder, bukan berkas"),
        (None, "tidak ada"),
    ],
)
def test_what_is_no_package_is_refused(
    site: Site, made: bytes | str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = site.folder / "x.tgz"
    if made == "folder":
        file.mkdir()
    elif isinstance(made, bytes):
        file.write_bytes(made)
    assert main(["schema", "--cms", "sveltia", "--package", "x.tgz"]) == 2
    assert said in capsys.readouterr().err
    assert not (site.folder / "admin").exists()


def test_an_archive_without_the_program_is_refused(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with tarfile.open(site.folder / "lain.tgz", "w:gz"):
        pass
    assert main(["schema", "--cms", "sveltia", "--package", "lain.tgz"]) == 2
    assert "bukan paket @sveltia/cms" in capsys.readouterr().err


def test_a_page_that_is_asked_for_is_published_and_nowhere_else(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--format", "json"]) == 0
    assert '"K450"' in capsys.readouterr().out
    file = package(site.folder)
    assert main(["schema", "--cms", "sveltia", "--package", str(file)]) == 0
    assert "yang sudah diuji" in capsys.readouterr().err

    assert main(["build", "--now", "2026-11-24T08:00+07:00", "--offline", "situs.zip"]) == 0

    out = site.folder / "site"
    there = {path.name: path.read_bytes() for path in (out / "admin").iterdir()}
    assert there.keys() == {
        *("index.html", "config.yml", "huruf.css", "sveltia-cms.js"),
        *("material-symbols.woff2", "LICENSE.txt"),
    }
    assert there["sveltia-cms.js"] == b"program"
    assert there["config.yml"] == (site.folder / "admin" / "config.yml").read_bytes()
    page = there["index.html"].decode()
    assert "noindex" in page
    assert "<title>Menulis: KIM &lt;Tani&gt; &amp; Kawan</title>" in page
    assert "connect-src 'self' blob: data: https://api.github.com;" in page
    elsewhere = [p for p in out.rglob("*") if p.is_file() and "admin" not in p.parts]
    naming = [p.name for p in elsewhere if b"admin/" in p.read_bytes()]
    assert sorted(naming) == [".htaccess", "_headers", "luring.js"]
    assert 'tanpa":["cari/","admin/"]' in (out / "luring.js").read_text("utf-8")
    with zipfile.ZipFile(site.folder / "situs.zip") as copy:
        assert not [name for name in copy.namelist() if name.startswith("admin/")]
    headers = (out / "_headers").read_text("utf-8")
    place = headers.index("/situs/admin/*\n  ! Content-Security-Policy\n")
    assert "https://api.github.com" in headers[place:]
    assert "#^/situs/admin/#" in (out / ".htaccess").read_text("utf-8")


def test_a_page_that_is_wanted_no_more_is_no_lost_one(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--cms", "sveltia", "--package", str(package(site.folder))]) == 0
    assert main(["build", "--now", "2026-11-24T08:00+07:00"]) == 0
    site.edit("mkdocs.yml", "{admin: true}", "{}")
    assert main(["build", "--now", "2026-11-24T08:00+07:00"]) == 0
    assert not (site.folder / "site" / "admin").exists()
    assert "tidak ada lagi" not in capsys.readouterr().err


def test_its_address_is_nobody_elses(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("content/admin.md", "---\ntitle: Pengurus\n---\n\nIsi.\n")
    assert main(["check"]) == 1
    assert "K303: alamat '/admin/' sudah dipakai" in capsys.readouterr().out


def test_a_page_that_nobody_asked_for_is_not_published(site: Site) -> None:
    site.edit("mkdocs.yml", "kim/pages: {admin: true}", "kim/pages")
    assert main(["schema", "--cms", "sveltia", "--package", str(package(site.folder))]) == 0
    assert main(["build", "--now", "2026-11-24T08:00+07:00"]) == 0
    assert not (site.folder / "site" / "admin").exists()
    assert "admin" not in (site.folder / "site" / "_headers").read_text("utf-8")


@pytest.mark.parametrize(
    "url, edit_uri, backend, asked",
    [
        ("", "", {"name": "github", "repo": "pemilik/situs"}, "https://api.github.com"),
        (
            "https://gitlab.com/desa/kim/situs.git",
            "-/edit/terbit/content/",
            {"name": "gitlab", "repo": "desa/kim/situs", "branch": "terbit"},
            "https://gitlab.com",
        ),
        (
            "https://codeberg.org/kim/situs/",
            "_edit/utama/content/",
            {"name": "gitea", "repo": "kim/situs", "branch": "utama"},
            "https://codeberg.org",
        ),
        (
            "https://github.desa.example/kim/situs",
            "",
            {
                "name": "github",
                "repo": "kim/situs",
                "api_root": "https://github.desa.example/api/v3",
            },
            "https://github.desa.example",
        ),
    ],
)
def test_the_page_may_ask_its_own_code_host_only(
    url: str, edit_uri: str, backend: dict[str, str], asked: str
) -> None:
    made = Repository(url, edit_uri).backend
    assert backend.items() <= made.items()
    found = re.search("connect-src 'self' blob: data: ([^;]+);", admin_policy(made))
    assert found
    assert found[1].split() == [asked]


def test_the_test_back_end_asks_nobody() -> None:
    assert "connect-src 'self' blob: data:;" in admin_policy({"name": "test-repo"})
