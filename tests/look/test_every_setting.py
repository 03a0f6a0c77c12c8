"""Each setting of MkDocs that is called honoured does what MkDocs' manual says.

`EFFECTS` must hold every one of them, and `test_honoured.py` holds that every setting which MkDocs
knows is honoured or named: so a new one can't be ignored in silence.
"""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import mkdocs.commands.serve
import pytest
from mkdocs.commands import gh_deploy
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from kim_plugins.cli.serve import serve_site
from kim_plugins.cli.settings import Settings
from kim_plugins.engine.look.supported_settings import HONOURED
from tests.sites.folder import Ran, Site
from tests.sites.memory import GROUP, news

PARENT = "site_description: Kabar dari setelan induk\n"
SETTINGS = """
INHERIT: induk.yml
site_name: KIM Contoh
site_url: https://kim.example/desa/
site_author: Redaksi Contoh
site_dir: hasil
docs_dir: isi
copyright: Hak cipta KIM Contoh
repo_url: https://kode.example/kim/kabar
repo_name: Gudang Contoh
edit_uri: ubah/
dev_addr: 127.0.0.9:8765
strict: false
remote_branch: terbit
remote_name: asal
theme: {name: material, language: id, font: false, custom_dir: templat}
plugins: [kim/catalogue, kim/pages, kim/feeds, kim/broadcast, kim/search, kim/publish]
markdown_extensions:
  - smarty: {smart_ellipses: false}
nav:
  - Beranda: index.md
  - Siapa kami: tentang.md
not_in_nav: hubungi.md
validation: {nav: {omitted_files: warn}}
exclude_docs: catatan.md
draft_docs: |
  konsep/
extra: {milik: 'nilai sendiri'}
extra_css: [gaya.css]
extra_javascript: [skrip.js]
extra_templates: [kartu.html]
hooks: [kait.py]
watch: [data]
"""
FILES = {
    "induk.yml": PARENT,
    "data/harga.csv": "cabai,1",
    "kait.py": "def on_page_markdown(markdown, **k):\n    return markdown.replace('HARGA', '12')\n",
    "templat/main.html": '{% extends "base.html" %}'
    "{% block announce %}{{ config.extra.milik }}{% endblock %}",
    "isi/index.md": "---\ntitle: Beranda\n---\n\nSelamat datang.\n",
    "isi/tentang.md": '---\ntitle: Tentang\n---\n\nKata "mereka" ... HARGA rupiah.\n',
    "isi/hubungi.md": "---\ntitle: Hubungi\n---\n\nDi balai.\n",
    "isi/catatan.md": "bukan untuk dibaca: [",
    "isi/konsep/rahasia.md": "---\ntitle: Belum\n---\n\n![Petani memotong padi](foto.svg)\n",
    "isi/konsep/foto.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    "isi/gaya.css": ".x{top:0}",
    "isi/skrip.js": "var x;",
    "isi/kartu.html": "<title>{{ config.site_name }}</title>",
    "isi/kelompok/tani.md": GROUP,
    "isi/berita/2026/panen.md": news(),
}


@dataclass(frozen=True)
class Built:
    """A site with every setting, built once."""

    site: Site
    ran: Ran
    served: dict[str, Any] = field(default_factory=dict)

    def read(self, path: str, folder: str = "hasil") -> str:
        return (self.site.folder / folder / path).read_text(encoding="utf-8")

    def has(self, path: str) -> bool:
        return (self.site.folder / "hasil" / path).is_file()

    @cached_property
    def home(self) -> str:
        return self.read("index.html")

    @cached_property
    def about(self) -> str:
        return self.read("tentang/index.html")

    def rebuilt(self, old: str, new: str) -> Ran:
        """The answer of a build into `lain` with one setting changed, which is changed back."""
        before = (self.site.folder / "mkdocs.yml").read_text(encoding="utf-8")
        self.site.edit("mkdocs.yml", old, new)
        ran = self.site.build("--quiet", "--site-dir", "lain")
        self.site.write("mkdocs.yml", before)
        return ran


class Recorded(LiveReloadServer):
    """A preview server that only remembers what it was asked for."""

    asked: dict[str, Any]

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as the base class
        self.asked.update(options, watched=[])
        super().__init__(**options)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        self.asked["watched"].append(Path(path).name)
        super().watch(path, func, recursive=recursive)

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serve nobody."""

    def shutdown(self, wait: bool = False) -> None:  # noqa: FBT002 - as the base class
        """Close what was never started."""
        self.server_close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site(tmp_path_factory.mktemp("setelan"))
    for path, text in FILES.items():
        site.write(path, text)
    site.write("mkdocs.yml", SETTINGS)
    ran = site.build("--quiet")
    assert ran.code == 0, ran.err
    assert "PERINGATAN" not in ran.out + ran.err
    return Built(site, ran)


def previewed(built: Built) -> dict[str, Any]:
    """What the preview is served with."""
    if not built.served:
        Recorded.asked = built.served
        with pytest.MonkeyPatch.context() as patch, chdir(built.site.folder):
            patch.setattr(mkdocs.commands.serve, "LiveReloadServer", Recorded)
            patch.setattr(logging.getLogger("mkdocs"), "handlers", [])
            patch.setattr(logging.getLogger("mkdocs"), "level", logging.WARNING)
            serve_site(Settings(Path("mkdocs.yml")), None, open_browser=False)
    return built.served


def deployed(built: Built) -> dict[str, str]:
    """The branches of the only remote after `mkdocs gh-deploy`, with the first page of each."""
    folder = built.site.folder
    remote = ("git", "--git-dir", "luar.git")
    if not (folder / "luar.git").exists():
        for command in ("init -q", "init -q --bare luar.git", "remote add asal luar.git"):
            subprocess.run(["git", *command.split()], cwd=folder, check=True)
        with chdir(folder), pytest.MonkeyPatch.context() as patch:
            for who in ("AUTHOR", "COMMITTER"):
                patch.setenv(f"GIT_{who}_NAME", "KIM")
                patch.setenv(f"GIT_{who}_EMAIL", "kim@kim.example")
            gh_deploy.gh_deploy(load_config("mkdocs.yml"))
    branches = said(folder, *remote, "for-each-ref", "--format=%(refname)").split()
    return {one: said(folder, *remote, "show", f"{one}:index.html") for one in branches}


def said(folder: Path, *command: str) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def menu(html: str) -> str:
    """The main menu of a page."""
    return html.partition("<main")[0]


EFFECTS: dict[str, Callable[[Built], bool]] = {
    "INHERIT": lambda b: 'content="Kabar dari setelan induk"' in b.home,
    "copyright": lambda b: "Hak cipta KIM Contoh" in b.about,
    "dev_addr": lambda b: (previewed(b)["host"], b.served["port"]) == ("127.0.0.9", 8765),
    "docs_dir": lambda b: b.has("berita/2026/panen/index.html"),
    "draft_docs": lambda b: (
        not b.has("konsep/rahasia/index.html")
        and not b.has("konsep/foto.svg")
        and "Belum" not in b.read("cari/index.html")
    ),
    "edit_uri": lambda b: "https://kode.example/kim/kabar/ubah/tentang.md" in b.about,
    "edit_uri_template": lambda b: (
        b.rebuilt("edit_uri: ubah/", "edit_uri_template: '?b={path}'").code == 0
        and "https://kode.example/kim/kabar?b=tentang.md" in b.read("tentang/index.html", "lain")
    ),
    "exclude_docs": lambda b: not b.has("catatan/index.html"),
    "extra": lambda b: "nilai sendiri" in b.about,
    "extra_css": lambda b: 'href="../gaya.css"' in b.about and b.has("gaya.css"),
    "extra_javascript": lambda b: 'src="../skrip.js"' in b.about and b.has("skrip.js"),
    "extra_templates": lambda b: b.read("kartu.html") == "<title>KIM Contoh</title>",
    "hooks": lambda b: "12 rupiah" in b.about,
    "markdown_extensions": lambda b: "Kata “mereka”" in b.about,
    "mdx_configs": lambda b: "” ... 12" in b.about,
    "nav": lambda b: "Siapa kami" in menu(b.about),
    "not_in_nav": lambda b: (
        "'hubungi.md' tidak ada di nav" in b.rebuilt("not_in_nav: hubungi.md\n", "").out
    ),
    "plugins": lambda b: b.has("feed.xml"),
    "remote_branch": lambda b: [*deployed(b)] == ["refs/heads/terbit"],
    "remote_name": lambda b: "KIM Contoh" in deployed(b)["refs/heads/terbit"],
    "repo_name": lambda b: "Gudang Contoh" in b.about,
    "repo_url": lambda b: 'href="https://kode.example/kim/kabar"' in b.about,
    "site_author": lambda b: '<meta name="author" content="Redaksi Contoh">' in b.about,
    "site_description": lambda b: "<description>Kabar dari setelan induk" in b.read("feed.xml"),
    "site_dir": lambda b: b.has("index.html") and not (b.site.folder / "site").exists(),
    "site_name": lambda b: "<title>Tentang · KIM Contoh</title>" in b.about,
    "site_url": lambda b: 'rel="canonical" href="https://kim.example/desa/tentang/"' in b.about,
    "strict": lambda b: (
        b.rebuilt("not_in_nav: hubungi.md\n", "not_in_nav: ''\nstrict: true\n").code == 1
    ),
    "theme": lambda b: '<html lang="id"' in b.about,
    "watch": lambda b: {"data", "isi", "mkdocs.yml", "templat"} <= {*previewed(b)["watched"]},
}


def test_the_table_holds_every_honoured_setting() -> None:
    assert EFFECTS.keys() == HONOURED


@pytest.mark.parametrize("name", sorted(EFFECTS))
def test_a_setting_does_what_the_manual_says(built: Built, name: str) -> None:
    assert EFFECTS[name](built)
