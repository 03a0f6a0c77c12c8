"""Hooks and plugins that hear page events, and `nav` (contract C15); see docs/mkdocs.md.

The plugins here are stand-ins that hear the same events and do the same to a page as the well-known
ones after which they are named; those were tried too, with the versions that docs/mkdocs.md names.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from mkdocs.config import load_config

from kim_plugins.engine.look.menu import nav_remarks
from tests.sites.folder import Site
from tests.sites.memory import gathered, news

PANEN, SUMUR = "berita/2026/panen/index.html", "berita/2026/sumur/index.html"
HOOKS = {
    "macros": """
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("{{ config.site_name }}", config.site_name)
""",
    "include-markdown": """
from pathlib import Path
def on_page_markdown(markdown, page, config, files):
    beside = Path(page.file.abs_src_path).parent / "sisipan.txt"
    text = beside.read_text() if beside.is_file() else ""
    return markdown.replace('{% include-markdown "sisipan.txt" %}', text)
""",
    "table-reader": """
from pathlib import Path
def on_page_markdown(markdown, page, config, files):
    rows = (Path(config.docs_dir) / "data.csv").read_text().split()
    head, *cells = ["| " + row.replace(",", " | ") + " |" for row in rows]
    table = "\\n".join([head, "|--|--|", *cells])
    return markdown.replace('{{ read_csv("data.csv") }}', table)
""",
    "git-revision-date-localized": """
def on_page_markdown(markdown, page, config, files):
    page.meta["git_revision_date_localized"] = "28 November 2026"
    return markdown.replace("{{ git_revision_date_localized }}", "28 November 2026")
""",
    "glightbox": """
from pathlib import Path
def on_page_content(html, page, config, files):
    return html.replace("<p>", '<p data-kaca="1">', 1)
seen = []
def on_page_context(context, page, config, nav):
    context["config"].extra["panjang"] = len(page.title or "")
    return context
def on_post_page(output, page, config):
    seen.append(page.url)
    link = '<link href="%sassets/kaca.css" rel="stylesheet">' % ("../" * page.url.count("/"))
    script = '<script id="init">const kaca = 1;</script><style>.kaca{top:0}</style>'
    return output.replace("</head>", link + "</head>").replace("</body>", script + "</body>")
def on_post_build(config):
    file = Path(config.site_dir, "assets/kaca.css")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(".kaca{left:0}")
    file.with_name("halaman.txt").write_text("\\n".join(seen))
def on_post_template(output, template_name, config):
    return output.replace("</body>", "<!-- " + template_name + " --></body>")
""",
    "minify": """
import re
def on_post_page(output, page, config):
    return re.sub(r">\\s+<", "><", output)
""",
    "redirects": """
from pathlib import Path
def on_files(files, config):
    global target
    target = files.get_file_from_path("berita/2026/sumur.md").url
    files.remove(files.get_file_from_path("tentang.md"))
def on_post_build(config):
    file = Path(config.site_dir, "lama/index.html")
    file.parent.mkdir(parents=True)
    file.write_text(f'<meta http-equiv="refresh" content="0; url=../{target}">')
""",
    "awesome-pages": """
def on_nav(nav, config, files):
    assert files.get_file_from_path(".nav.yml").content_string == "nav: []"
    nav.items.reverse()
    return nav
""",
    "mermaid2": """
def on_config(config):
    config.extra_javascript.append("https://unpkg.example/mermaid.min.js")
""",
    "material/tags": """
seen = {}
def on_page_markdown(markdown, page, config, files):
    seen[page.file.src_uri] = page.meta.get("tags", [])
def on_env(env, config, files):
    assert seen["berita/2026/sumur.md"] == ["air bersih"], seen
""",
}
TYPED = {
    "macros": "Situs ini {{ config.site_name }}.",
    "include-markdown": '{% include-markdown "sisipan.txt" %}',
    "table-reader": '{{ read_csv("data.csv") }}',
    "git-revision-date-localized": "Diubah {{ git_revision_date_localized }}.",
}
SHOWN = {
    "macros": "Situs ini Kabar Contoh.",
    "include-markdown": "Dari <strong>sisipan</strong>.",
    "table-reader": ">Gabah</td>",
    "git-revision-date-localized": "Diubah 28 November 2026.",
}


def with_hooks(folder: Path, *names: str, nav: str = "") -> Site:
    site = Site.copied(folder)
    files = {f"kait_{number}.py": HOOKS[name] for number, name in enumerate(names)}
    for path, code in files.items():
        site.write(path, code)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", f"{config}hooks: [{', '.join(files)}]\n{nav}")
    text = (folder / "content/berita/2026/sumur.md").read_text(encoding="utf-8")
    typed = "\n\n".join(TYPED.get(name, "") for name in names)
    site.write("content/berita/2026/sumur.md", f"{text}\n\n{typed}\n")
    site.write("content/berita/2026/sisipan.txt", "Dari **sisipan**.")
    site.write("content/data.csv", "Nama,Berat\nGabah,40")
    return site


def read(site: Site, path: str) -> str:
    return (site.folder / "site" / path).read_text(encoding="utf-8")


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
