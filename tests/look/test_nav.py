"""`nav` of mkdocs.yml is the menu, whatever plugins make of it (contract C15)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config import load_config

from kim_plugins.engine.look.menu import nav_remarks
from tests.look.hooked import SUMUR, read, with_hooks
from tests.sites.folder import Site
from tests.sites.memory import gathered, news

NAV = """
nav:
  - Depan: index.md
  - Kabar: berita/
  - Kami:
    - tentang.md
    - Panen: berita/2026/panen.md
  - Desa: https://desa.example/
"""


def menu(html: str) -> list[tuple[str, str]]:
    """Addresses and labels of the menu."""
    panel = html.partition("kim-menu__panel")[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)<', panel)


def test_nav_is_the_menu_and_the_rest_stays_in_the_footer(tmp_path: Path) -> None:
    site = Site.copied(tmp_path)
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", config + NAV)
    ran = site.build("--quiet")
    assert ran.code == 0, ran.err
    assert "WARNING" not in ran.err
    html = read(site, "tentang/index.html")
    assert menu(html) == [
        ("../", "Depan"),
        ("../berita/", "Kabar"),
        ("../tentang/", "Tentang"),
        ("../berita/2026/panen/", "Panen"),
        ("https://desa.example/", "Desa"),
    ]
    footer = html.partition("<footer")[2]
    assert ">Agenda<" in footer
    assert ">Kabar<" not in footer
    site.edit("mkdocs.yml", "tentang.md", "tentangg.md")
    ran = site.build("--quiet")
    assert "K529" in ran.out
    assert "maksudnya tentang.md?" in ran.out
    assert "documentation files" not in ran.err


LEVELS = {
    "{}": ["'tiada.md' di nav tidak ada di situs ini"],
    "{not_found: ignore}": [],
    "{not_found: info, absolute_links: warn}": ["'/berita/' di nav berawal garis miring"],
    "{not_found: ignore, absolute_links: relative_to_docs}": [],
    "{not_found: ignore, omitted_files: warn}": ["'kontak.md' tidak ada di nav"],
}


@pytest.mark.parametrize("levels", LEVELS)
def test_validation_of_nav_says_what_is_warned_of(tmp_path: Path, levels: str) -> None:
    (tmp_path / "isi").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: KIM Contoh\ndocs_dir: isi\nplugins: []\ntheme: material\n"
        "nav: [/berita/, index.md, tiada.md]\nnot_in_nav: tentang.md\n"
        f"validation: {{nav: {levels}}}\n"
    )
    names = ("index.md", "tentang.md", "kontak.md")
    page = "---\ntitle: Halaman\n---\n\nIsi.\n"
    catalogue, _ = gathered({"berita/2026/a.md": news(), **dict.fromkeys(names, page)})
    remarks = nav_remarks(load_config(str(tmp_path / "mkdocs.yml")), catalogue)
    for said, expected in zip(remarks, LEVELS[levels], strict=True):
        assert expected in said.message


@pytest.mark.parametrize("nav, first", [(NAV, "Desa"), ("", "Tentang")])
def test_a_plugin_may_change_the_menu(tmp_path: Path, nav: str, first: str) -> None:
    """Without `nav`, too: then MkDocs' own, of all ordinary pages, is what it has changed."""
    site = with_hooks(tmp_path, "awesome-pages", nav=nav)
    site.write("content/.nav.yml", "nav: []")
    assert site.build("--quiet").code == 0
    assert not (tmp_path / "site/.nav.yml").exists()
    assert menu(read(site, SUMUR))[0][1] == first
