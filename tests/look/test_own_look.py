"""A site with a look of its own: all that mkdocs.yml asks for is on its pages (contract C15)."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from mkdocs.config import load_config
from PIL import Image

from kim_plugins.engine.look.look import Look
from kim_plugins.pages.icons import APPLE
from tests.sites.folder import NOW, Site

SETTINGS = """
site_author: KIM Contoh
copyright: '&copy; <a href="https://kim.example/">KIM</a>'
repo_url: https://github.com/kim-contoh/kabar
edit_uri: edit/main/content/
theme:
  name: material
  custom_dir: templat
  static_templates: [kontak.html]
  logo: media/lambang.png
  palette: {primary: teal, accent: '#7a3310'}
  features: [navigation.tabs, navigation.top]
  font: {text: Tulis}
  icon: {repo: fontawesome/brands/github}
extra_css: [gaya/tambahan.css]
extra_javascript:
  - skrip/biasa.js
  - {path: skrip/modul.mjs, type: module}
  - {path: skrip/nanti.js, defer: true}
  - {path: skrip/kapan.js, async: true}
exclude_docs: catatan/
extra:
  generator: false
  social:
    - {icon: fontawesome/brands/facebook, link: 'https://facebook.example/kim', name: Facebook}
"""
FILES = {
    "content/catatan/rapat.md": "Bukan untuk terbit",
    "content/gaya/tambahan.css": "@import 'lain.css';\n"
    "@font-face{font-family:Tulis;src:url(../huruf/tulis.woff2)}\n"
    ".x{background:url('../media/latar.png')}\n",
    "content/gaya/lain.css": ".y{top:0}",
    "content/huruf/tulis.woff2": "wOF2",
    "content/skrip/modul.mjs": 'import {a} from "./bagian.mjs";',
    "content/skrip/bagian.mjs": "export const a = 1;",
    **{f"content/skrip/{name}.js": "" for name in ("biasa", "nanti", "kapan", "tidak-dipakai")},
    "templat/main.html": '{% extends "base.html" %}'
    "{% block announce %}Rapat desa{% endblock %}"
    "{% block footer %}{{ super() }}<p>Kaki sendiri</p>{% endblock %}",
    "templat/partials/tabs.html": "<nav>Tab sendiri</nav>",
    "templat/hiasan/garis.txt": "garis",
    "templat/kim/news.html": '<p class="md-banner">Kabar sendiri</p>{% include "kim/news.html" %}',
    "templat/kim/listing.html": '{% extends "kim/listing.html" %}',
    "templat/kontak.html": '{% extends "main.html" %}'
    "{% block content %}<h1>Kontak</h1>{% endblock %}",
}
PAGE = "berita/2026/panen/index.html"


def png(colour: str, size: tuple[int, int] = (600, 300)) -> bytes:
    data = BytesIO()
    picture = Image.new("RGBA", size, colour)
    picture.save(data, "PNG", pnginfo=None)
    return data.getvalue()


def with_look(folder: Path) -> Site:
    """The sample with a look of its own."""
    site = Site.copied(folder)
    for path, text in FILES.items():
        site.write(path, text)
    (folder / "content/media/lambang.png").write_bytes(png("#0a7"))
    (folder / "content/media/latar.png").write_bytes(png("#eee", (8, 8)))
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", re.sub(r"^theme:.*\n", "", config, flags=re.MULTILINE) + SETTINGS)
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = with_look(tmp_path_factory.mktemp("look"))
    ran = made.build("--quiet")
    assert ran.code == 0, ran.err
    assert "PERINGATAN" not in ran.err
    assert "CATATAN" in ran.err
    assert "teal" not in ran.out
    return made


def read(site: Site, path: str) -> str:
    return (site.folder / "site" / path).read_text(encoding="utf-8")


def test_a_note_tells_what_a_colour_became(site: Site) -> None:
    err = site.kim("check").err
    assert "warna primary #009485" in err
    assert "digelapkan menjadi #008577" in err


def test_everything_asked_for_is_on_a_page(site: Site) -> None:
    html = read(site, PAGE)
    for expected in (
        '<link rel="stylesheet" href="../../../gaya/tambahan.css">',
        '<script src="../../../skrip/biasa.js"></script>',
        '<script src="../../../skrip/modul.mjs" type="module"></script>',
        '<script src="../../../skrip/nanti.js" defer></script>',
        '<script src="../../../skrip/kapan.js" async></script>',
        "Rapat desa",
        "Kaki sendiri",
        "Tab sendiri",
        '<meta name="author" content="KIM Contoh">',
        'href="https://github.com/kim-contoh/kabar/edit/main/content/berita/2026/panen.md"',
        "Sunting halaman ini",
        'href="https://facebook.example/kim"',
        '<a href="https://kim.example/"',
        "Kembali ke atas",
        '<meta name="theme-color" content="#008577" media="(prefers-color-scheme: light)">',
    ):
        assert expected in html, expected
    assert "font-src 'self'" in html
    assert 'name="generator"' not in html
    assert not (site.folder / "site/catatan").exists()


def test_a_template_of_what_pages_say_stands_before_ours(site: Site) -> None:
    html = read(site, PAGE)
    assert '<p class="md-banner">Kabar sendiri</p>' in html
    assert '<article class="kim-bulletin kim-of-news">' in html
    assert "Kabar sendiri" not in read(site, "literasi/hoaks-pupuk/index.html")
    assert 'class="kim-cards' in read(site, "berita/index.html")
    (file,) = (site.folder / "site/assets/kim").glob("style.*.css")
    assert ".md-banner" in file.read_text(encoding="utf-8")


def test_a_static_template_stands_in_our_frame(site: Site) -> None:
    html = read(site, "kontak.html")
    assert "<h1>Kontak</h1>" in html
    assert "Kaki sendiri" in html
    assert "\ue002" not in html


def test_generated_pages_have_no_file_to_change(site: Site) -> None:
    assert "Sunting halaman ini" not in read(site, "berita/index.html")
    assert "Sunting halaman ini" in read(site, "kelompok/tani/index.html")
    assert "Sunting halaman ini" in read(site, "index.html")


def test_what_styles_and_scripts_load_is_published_and_nothing_else(site: Site) -> None:
    found = {
        file.relative_to(site.folder / "site").as_posix()
        for folder in ("gaya", "huruf", "skrip", "hiasan")
        for file in (site.folder / "site" / folder).rglob("*.*")
        if file.name != "index.html"  # of the folder
    }
    names = {
        path.removeprefix("content/").removeprefix("templat/")
        for path in FILES
        if not path.startswith(("templat/kim/", "content/catatan/"))
    }
    unused = {"skrip/tidak-dipakai.js", "main.html", "partials/tabs.html", "kontak.html"}
    assert found == names - unused
    assert (site.folder / "site/media/latar.png").is_file()


def test_emblem_icon_and_share_picture_are_the_groups_own(site: Site) -> None:
    html = read(site, PAGE)
    (logo,) = re.findall(r'<img src="\.\./\.\./\.\./(assets/kim/lambang\.\w+\.png)"', html)
    (icon,) = re.findall(r'rel="icon" href="\.\./\.\./\.\./(assets/kim/ikon\.\w+\.png)"', html)
    with Image.open(site.folder / "site" / logo) as picture:
        assert picture.size == (192, 96)
        assert picture.convert("RGBA").getpixel((9, 9)) == (0, 170, 119, 255)
    with Image.open(site.folder / "site" / icon) as picture:
        assert picture.width == 64
    with Image.open(site.folder / "site/assets/kim-berbagi.png") as picture:
        shared = picture.convert("RGB")
        assert shared.getpixel((1100, 20)) == (0, 133, 119)
        found = shared.getpixel((195, 147))
        assert isinstance(found, tuple)
        assert max(abs(a - b) for a, b in zip(found, (0, 170, 119), strict=True)) < 6


def test_podcasts_have_the_emblem_and_the_colours(site: Site) -> None:
    """The site's picture shows its emblem on paper, that of a group the colours of the header."""
    with Image.open(site.folder / "site/assets/kim-siniar.png") as picture:
        assert (picture.size, picture.mode) == ((1400, 1400), "RGB")
        assert picture.getpixel((700, 700)) == (0, 170, 119)
        assert picture.getpixel((20, 20)) == (251, 245, 234)
    with Image.open(site.folder / "site/assets/siniar/tani.png") as picture:
        assert picture.getpixel((20, 20)) == (0, 133, 119)


def test_a_drawing_is_an_emblem_everywhere(tmp_path: Path) -> None:
    """Icons of telephones and the picture of a shared link are drawn from it."""
    (tmp_path / "isi").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'
    drawn = svg.format('<path fill="#0a7" d="M0 0H20V10H0z"/>')
    (tmp_path / "isi/lambang.svg").write_text(drawn)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: KIM Contoh\nsite_url: https://kim.example/\ndocs_dir: isi\nplugins: []\n"
        "theme: {name: material, logo: lambang.svg}\n"
    )
    look = Look(load_config(str(tmp_path / "mkdocs.yml")))
    assert look.logo is not None
    assert (look.logo.width, look.logo.height) == (192, 96)
    assert look.branding.logo is not None
    with Image.open(BytesIO(look.branding.logo)) as picture:
        assert picture.size == (512, 256)
        assert picture.convert("RGBA").getpixel((250, 120)) == (0, 170, 119, 255)
    icon = look.icon_files()[APPLE]()
    with Image.open(BytesIO(icon)) as picture:
        found = picture.convert("RGBA").getpixel((90, 90))
    assert isinstance(found, tuple)
    assert max(abs(a - b) for a, b in zip(found, (0, 170, 119, 255), strict=True)) < 6


def test_the_stylesheet_has_the_colours_and_the_letters(site: Site) -> None:
    (file,) = (site.folder / "site/assets/kim").glob("style.*.css")
    css = file.read_text(encoding="utf-8")
    assert "--roof:#008577" in css
    assert '--md-text-font-family:"Tulis",sans-serif' in css
    assert "data-md-color" not in css


CHANGES = {
    "logo": lambda site: (site.folder / "content/media/lambang.png").write_bytes(png("#a00")),
    "a block": lambda site: site.edit("templat/main.html", "Rapat desa", "Kerja bakti"),
    "a partial": lambda site: site.edit("templat/partials/tabs.html", "sendiri", "lain"),
    "what a page says": lambda site: site.edit("templat/kim/news.html", "sendiri", "kami"),
    "a static file": lambda site: site.edit("templat/hiasan/garis.txt", "garis", "titik"),
    "a style": lambda site: site.edit("content/gaya/tambahan.css", ".x{", ".z{"),
    "what it loads": lambda site: site.edit("content/gaya/lain.css", "top", "left"),
    "what it reads": lambda site: site.write(
        "content/gaya/lain.css", "a{color:var(--md-code-bg-color)}"
    ),
    "a script": lambda site: site.write("content/skrip/biasa.js", "var a;"),
    "a colour": lambda site: site.edit("mkdocs.yml", "primary: teal", "primary: brown"),
    "a ready palette": lambda site: site.edit("mkdocs.yml", "primary: brown,", "scheme: ulos,"),
    "a link": lambda site: site.edit("mkdocs.yml", "facebook.example/kim", "facebook.example/k"),
}


def test_caches_notice_every_change_of_the_look(tmp_path: Path, thorough: bool) -> None:
    """The same bytes as a clean build; thoroughly after each of them, otherwise after a few."""
    site = with_look(tmp_path / "lama")
    assert site.build("--quiet").code == 0
    before = site.published()
    names = [*CHANGES]
    for number, some in enumerate(
        [[name] for name in names] if thorough else [names[:4], names[4:]]
    ):
        for name in some:
            CHANGES[name](site)
        clean = site.clean_copy(tmp_path / str(number), "templat")
        build, clean_build = (one.begin("build", "--quiet", "--now", NOW) for one in (site, clean))
        assert (build().code, clean_build().code) == (0, 0), some
        after = site.published()
        assert after == clean.published(), some
        assert after != before, some
        before = after


def test_pictures_that_are_none_are_told_and_left_out(tmp_path: Path) -> None:
    site = Site.copied(tmp_path)
    site.write("content/media/lambang.png", "bukan gambar")
    site.edit("mkdocs.yml", "{name: material,", "{name: material, logo: media/lambang.png,")
    ran = site.build("--quiet")
    assert ran.code == 0
    assert "K526" in ran.err
    assert "lambang" not in read(site, "index.html")


def test_strict_stops_at_a_warning_and_publishes_nothing(tmp_path: Path) -> None:
    """As MkDocs' users expect; a note about a colour holds nothing up."""
    site = Site.copied(tmp_path)
    (tmp_path / "content/berita/2026/panen.md").unlink()  # its links are warnings of their own
    for path in ("content/index.md", "content/berita/2026/sumur.md"):
        text = (tmp_path / path).read_text(encoding="utf-8")
        site.write(path, re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text))
    site.edit("mkdocs.yml", "{name: material,", "{name: material, palette: {primary: teal},")
    ran = site.run(sys.executable, "-m", "mkdocs", "build", "--strict")
    assert ran.code == 0, ran.err
    before = site.published()
    site.edit("mkdocs.yml", "primary: teal", "primary: tael")
    ran = site.run(sys.executable, "-m", "mkdocs", "build", "--strict")
    assert ran.code == 1
    assert "K521" in ran.err
    assert site.published() == before
