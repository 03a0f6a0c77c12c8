"""The plugins themselves that docs/mkdocs.md says something of, in the versions that it names.

`--thorough` installs them beside the libraries of .venv and builds a site with each, as they take a
minute and the network. In every run stand-ins hear what they hear (test_event_pages.py), and here
it is held that no row of the table is without a trial, and no trial without a row.
"""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from interpreter import ROOT, venv_program
from tests.sites.folder import NOW, Site

ROW = re.compile(r"^\| ([\w, -]+) \| ([\d., ]+) \| (jalan|tidak bisa)", re.MULTILINE)
PAGE, HOME, FEED = "berita/2026/sumur/index.html", "index.html", "feed.xml"
LIST = "berita/index.html"
CSV = "Nama,Berat\nGabah,40"


@dataclass(frozen=True)
class Trial:
    """A plugin with its options, what is typed into a bulletin, and where what is found."""

    package: str
    options: dict[str, object] = field(default_factory=dict)
    typed: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


GENERATED = "import mkdocs_gen_files\nwith mkdocs_gen_files.open('buatan.md', 'w') as f:\n"
TRIALS = {
    "macros": Trial(
        "mkdocs-macros-plugin", {}, "Situs {{ config.site_name }}.",
        {PAGE: "Situs Kabar Contoh.", FEED: "Situs Kabar Contoh."},
    ),
    "include-markdown": Trial(
        "mkdocs-include-markdown-plugin", {}, '{% include-markdown "./sisipan.txt" %}',
        {PAGE: "Dari <strong>sisipan</strong>", FEED: "sisipan"},
        {"content/berita/2026/sisipan.txt": "Dari **sisipan**."},
    ),
    "table-reader": Trial(
        "mkdocs-table-reader-plugin", {}, "{{ read_csv('data.csv') }}",
        {PAGE: ">Gabah</td>"}, {"content/data.csv": CSV, "data.csv": CSV},
    ),
    "git-revision-date-localized": Trial(
        "mkdocs-git-revision-date-localized-plugin", {"locale": "id", "type": "date"},
        "Diubah {{ git_revision_date_localized }}.", {PAGE: "Diubah <span"},
    ),
    "glightbox": Trial(
        "mkdocs-glightbox", {}, "",
        {"berita/2026/panen/index.html": 'class="glightbox"', LIST: "glightbox.min.css"},
    ),
    "minify": Trial("mkdocs-minify-plugin", {"minify_html": True}, "", {PAGE: "<title>", LIST: ""}),
    "redirects": Trial(
        "mkdocs-redirects", {"redirect_maps": {"lama.md": "tentang.md"}}, "",
        {"lama/index.html": "url=../tentang/"},
    ),
    "awesome-pages": Trial(
        "mkdocs-awesome-pages-plugin", {}, "", {HOME: ">Siapa kami<"},
        {"content/.pages": "nav:\n  - Siapa kami: tentang.md\n"},
    ),
    "awesome-nav": Trial(
        "mkdocs-awesome-nav", {}, "", {HOME: ">Siapa kami<"},
        {"content/.nav.yml": "nav:\n  - Siapa kami: tentang.md\n"},
    ),
    "gen-files": Trial(
        "mkdocs-gen-files", {"scripts": ["buat.py"]}, "", {"buatan/index.html": "Dari skrip"},
        {"buat.py": f"{GENERATED}    f.write('# Buatan\\n\\nDari skrip.\\n')\n"},
    ),
    "markdownextradata": Trial(
        "mkdocs-markdownextradata-plugin", {}, "Harga {{ harga }}.", {PAGE: "Harga 12000."},
    ),
    "callouts": Trial(
        "mkdocs-callouts", {}, "> [!note] Catatan\n> Bawa cangkul.",
        {PAGE: '<p class="admonition-title">Catatan'},
    ),
    "ezlinks": Trial(
        "mkdocs-ezlinks-plugin", {"wikilinks": True}, "Lihat [[tentang|kami]].",
        {PAGE: '<a href="../../../tentang/" title="kami">kami</a>'},
    ),
    "img2fig": Trial(
        "mkdocs-img2fig-plugin", {}, "![Petani di sawah](../../media/sawah.png)",
        {PAGE: "Petani di sawah</figcaption>"},
    ),
    "enumerate-headings": Trial(
        "mkdocs-enumerate-headings-plugin", {}, "",
        {"tentang/index.html": "enumerate-headings-plugin"},
    ),
    "llmstxt": Trial(
        "mkdocs-llmstxt", {"sections": {"Halaman": ["tentang.md"]}}, "",
        {"llms.txt": "tentang/index.md"},
    ),
    "git-authors": Trial(
        "mkdocs-git-authors-plugin", {}, "", {PAGE: "Penulis: Sri Contoh"},
        {"templat/main.html": '{% extends "base.html" %}{% block announce %}'
         "Penulis: {% for one in git_page_authors_list or [] %}{% endfor %}"
         "{{ git_page_authors | striptags }}{% endblock %}"},
    ),
    "exclude": Trial(
        "mkdocs-exclude", {"glob": ["tentang.md"]}, "", {"tentang/index.html": "<h1"},
        said="exclude mengeluarkan 'tentang.md' dari daftar berkas",
    ),
}  # fmt: skip


def rows() -> dict[str, str]:
    """The version of each plugin that the table names."""
    text = (ROOT / "docs/mkdocs.md").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for names, versions, _ in ROW.findall(text):
        found |= dict(zip(names.split(", "), versions.split(", "), strict=True))
    return found


def test_each_row_of_the_table_has_a_trial() -> None:
    assert rows().keys() == TRIALS.keys()


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """An environment with the libraries of .venv and the plugins."""
    if not pytestconfig.getoption("--thorough"):
        pytest.skip("the plugins come over the network; --thorough takes them")
    home = tmp_path_factory.mktemp("plugin")
    venv.create(home / ".venv", symlinks=os.name != "nt")
    python = venv_program(home, "python")
    libraries = sysconfig.get_path("purelib", vars={"base": str(home / ".venv")})
    Path(libraries, "pustaka.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{ROOT}\n", encoding="utf-8"
    )
    wanted = [f"{TRIALS[name].package}=={version}" for name, version in rows().items()]
    uv = str(venv_program(ROOT, "uv"))
    subprocess.run([uv, "pip", "install", "-q", "--python", str(python), *wanted], check=True)
    return python


@pytest.mark.parametrize("name", TRIALS)
def test_a_plugin_does_what_the_table_says(python: Path, tmp_path: Path, name: str) -> None:
    trial, site = TRIALS[name], Site.copied(tmp_path)
    for path, text in trial.files.items():
        site.write(path, text)
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    settings["plugins"].insert(-1, {name: trial.options})
    settings["extra"] = {"harga": 12000}
    if (tmp_path / "templat").exists():
        settings["theme"]["custom_dir"] = "templat"
    site.write("mkdocs.yml", yaml.safe_dump(settings))
    body = (tmp_path / "content/berita/2026/sumur.md").read_text("utf-8")
    site.write("content/berita/2026/sumur.md", f"{body}\n\n{trial.typed}\n")
    who = ("-c", "user.name=Sri Contoh", "-c", "user.email=sri@kim.example")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Awal")):
        subprocess.run(["git", *who, *command], cwd=tmp_path, check=True)
    ran = site.run(
        str(python), "-m", "kim_plugins.cli", "build", "--quiet", "--now", NOW, PYTHONWARNINGS=""
    )
    assert ran.code == 0, ran.out + ran.err
    assert trial.said in ran.err
    for path, text in trial.shown.items():
        assert text in (tmp_path / "site" / path).read_text("utf-8"), path
    assert "K331" not in ran.out
