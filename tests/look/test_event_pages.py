"""Hooks and plugins that hear page events, and `nav` (contract C15); see docs/mkdocs.md.

The plugins here are stand-ins that hear the same events and do the same to a page as the well-known
ones after which they are named; those were tried too, with the versions that docs/mkdocs.md names.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.look.hooked import PANEN, SUMUR, read, with_hooks
from tests.sites.folder import Site

SHOWN = {
    "macros": "Situs ini Kabar Contoh.",
    "include-markdown": "Dari <strong>sisipan</strong>.",
    "table-reader": ">Gabah</td>",
    "git-revision-date-localized": "Diubah 28 November 2026.",
}


def test_what_plugins_make_of_markdown_is_on_the_page_and_in_feeds(tmp_path: Path) -> None:
    site = with_hooks(tmp_path, *SHOWN)
    ran = site.build("--quiet")
    assert ran.code == 0, ran.out + ran.err
    assert "K331" not in ran.out
    html, feed = read(site, SUMUR), unescape(read(site, "feed.xml"))
    for name, shown in SHOWN.items():
        assert shown in html, name
        assert shown in feed, name


def test_changes_of_pages_reach_every_page_and_nothing_stays_inline(tmp_path: Path) -> None:
    """What a plugin's code depends on nobody knows: the same bytes as a clean build, always."""
    site = with_hooks(tmp_path, "glightbox")
    assert site.build("--quiet").code == 0
    own = (PANEN, SUMUR, "tentang/index.html", "kelompok/tani/index.html", "index.html")
    made = ("berita/index.html", "topik/index.html", "cari/index.html", "tindak-lanjut/index.html")
    told = read(site, "assets/halaman.txt").split("\n")
    assert len(told) == len({*told})
    for path in (*own, *made):
        html = read(site, path)
        # Where there is no Markdown, there is no HTML that was made of it.
        assert ('data-kaca="1"' in html) == (path in own), path
        assert path.removesuffix("index.html") in told or path == "index.html"
        assert "assets/kaca.css" in html
        assert _script_of(site, path) == "const kaca = 1;"
        assert "<style" not in html
    assert read(site, "assets/kaca.css") == ".kaca{left:0}"
    assert "<!-- 404.html --></body>" in read(site, "404.html")
    site.edit("kait_0.py", "kaca = 1", "kaca = 2")
    assert site.build("--quiet").code == 0
    assert "const kaca = 2;" in _script_of(site, "berita/index.html")
    assert site.build("--quiet", "--clean", "--site-dir", "bersih").code == 0
    again, clean = (
        {p.relative_to(top): p.read_bytes() for p in top.rglob("*") if p.is_file()}
        for top in (tmp_path / "site", tmp_path / "bersih")
    )
    assert again == clean


def _script_of(site: Site, path: str) -> str:
    """What the page's script has become, in a file of its own."""
    (script,) = re.findall(
        r'<script id="init" src="((?:\.\./)*assets/kim/sisipan\.\w+\.js)"', read(site, path)
    )
    file: Path = (site.folder / "site" / path).parent / script
    return file.read_text(encoding="utf-8")


def test_plugins_find_our_files_and_may_make_pages_smaller(tmp_path: Path) -> None:
    site = with_hooks(tmp_path, "redirects", "material/tags", "minify")
    ran = site.build("--quiet")
    assert ran.code == 0, ran.err
    assert "url=../berita/2026/sumur/" in read(site, "lama/index.html")
    for path in (SUMUR, "berita/index.html"):
        assert not re.search(r">\s+<", read(site, path))
    assert "kait_0.py mengeluarkan 'tentang.md' dari daftar berkas" in ran.err
    assert "Semua" not in site.build("--why").out
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Seorang warga melapor")
    told = site.build("--why").out
    found = re.search(r"^(\d+) dari (\d+) hasil akan dibuat ulang", told, re.MULTILINE)
    assert found, told
    assert int(found[1]) < int(found[2]) / 2
    assert "plugin atau hook lain" not in told


PAGE_ONLY = """
def on_page_content(html, page, config, files):
    return html.replace("<p>", '<p data-judul="' + page.title + '">', 1)
def on_post_page(output, page, config):
    with open("terpanggil.txt", "a") as file:
        file.write(page.url + "\\n")
    return output.replace("</body>", "<script>const kaca = 1;</script></body>")
"""


def test_what_the_site_calls_page_only_follows_the_traces(tmp_path: Path) -> None:
    """Pages that nothing has changed are not heard again, and have the same bytes as made anew."""
    site = with_hooks(tmp_path)
    site.write("kait.py", PAGE_ONLY)
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("- kim/pages", "- kim/pages: {page_only: [kait.py]}")
    site.write("mkdocs.yml", config.replace("hooks: []", "hooks: [kait.py]"))
    called = tmp_path / "terpanggil.txt"
    assert site.build("--quiet").code == 0
    first = called.read_text(encoding="utf-8").split("\n")
    for path in (SUMUR, "berita/index.html", "tentang/index.html"):
        assert re.search(r"assets/kim/sisipan\.\w+\.js", read(site, path)), path
    assert 'data-judul="Tentang"' in read(site, "tentang/index.html")
    called.unlink()
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Seorang warga melapor")
    assert site.build("--quiet").code == 0
    again = called.read_text(encoding="utf-8").split("\n")
    assert "berita/2026/sumur/" in again
    assert "tentang/" not in again
    assert len(again) < len(first) / 2
    assert site.build("--quiet", "--clean", "--site-dir", "bersih").code == 0
    assert site.published() == site.published("bersih")


def test_what_a_plugin_loads_from_elsewhere_is_named(tmp_path: Path) -> None:
    site = with_hooks(tmp_path, "mermaid2")
    ran = site.build("--quiet")
    assert "'https://unpkg.example/mermaid.min.js'" in ran.err
    assert "unpkg" not in read(site, SUMUR)
