"""Markdown becomes sanitised HTML and plain text, once, without a look at other files."""

from __future__ import annotations

import re
from html import unescape

import nh3
import pytest
from hypothesis import assume, given

from kim_plugins.catalogue.bodies import (
    Body,
    BodyRenderer,
    LinkKind,
    Remark,
    Target,
    plain_text,
    resolve,
    target_of,
)
from tests.catalogue.bodies.rendering import MARKDOWN, PATH, render
from tests.catalogue.sites import news, picture, site, told
from tests.sites.memory import Files


def headings(html: str) -> list[str]:
    return re.findall(r"<(h\d)", html)


@pytest.mark.parametrize(
    "source, wanted",
    [
        ("# a\n\n## b\n\n###### c", ["h2", "h3", "h6"]),
        ("## a\n\n### b", ["h2", "h3"]),
        ("<H1>a</H1>\n\n## b", ["h2", "h3"]),
    ],
)
def test_the_title_of_the_page_is_its_only_h1(source: str, wanted: list[str]) -> None:
    """A body that starts with h1 moves down by one; any other stays as it is."""
    html = render(source).html
    assert headings(html) == wanted
    assert html.count("<h") == html.count("</h")


def test_a_heading_in_code_is_text() -> None:
    assert render("```\n<h1>a</h1>\n```").html == "<pre><code>&lt;h1&gt;a&lt;/h1&gt;\n</code></pre>"


def test_columns_are_aligned_without_inline_styles() -> None:
    html = render("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |").html
    assert re.findall(r'<td align="(\w+)">', html) == ["left", "center", "right"]
    assert "style" not in html


def test_footnotes_work_and_speak_indonesian() -> None:
    body = render("Harga naik.[^1]\n\n[^1]: Kata pedagang.")
    assert '<sup id="fnref:1">' in body.html
    assert 'title="Kembali ke rujukan 1 di dalam teks"' in body.html
    assert f'href="\ue000{PATH}\ue001#fn:1"' in body.html


def test_numbers_of_footnotes_are_no_part_of_the_text() -> None:
    """Nobody reads `naik satu` on the radio."""
    assert render("Harga naik.[^1] Ya.\n\n[^1]: Kata pedagang.").text == (
        "Harga naik. Ya. Kata pedagang."
    )


def test_a_passage_in_another_language_says_so() -> None:
    html = '<span lang="jv">Sugeng rawuh</span>'
    assert render(f"Kata beliau, {html}.").html == f"<p>Kata beliau, {html}.</p>"


@pytest.mark.parametrize(
    "source, text",
    [
        ("# Judul\n\nIsi **tebal** & [tautan](b.md)", "Judul Isi tebal & tautan"),
        ("a\n\n- b\n- c\n\n> d", "a b c d"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("Rp5.000 < Rp6.000 &amp; naik", "Rp5.000 < Rp6.000 & naik"),
        ("<script>rahasia</script>ya", "ya"),
        ("![Sawah](x.png)", ""),
        ("", ""),
    ],
)
def test_text_is_what_a_voice_would_read(source: str, text: str) -> None:
    body = render(source)
    assert body.text == text
    assert body.words == len(text.split())


def test_pictures_load_late_and_one_way_only() -> None:
    """nh3 alone would put the attributes in random order."""
    html = render("![Sawah](../../media/a.png)").html
    assert html.startswith('<p><img loading="lazy" decoding="async" ')


def test_links_are_marked_and_told() -> None:
    body = render("[a](b.md#c) ![d](../../media/e.png) [f](https://x.example/) [g](#h)")
    assert [(link.kind, link.target) for link in body.links] == [
        (LinkKind.INTERNAL, "berita/2026/b.md"),
        (LinkKind.PICTURE, "media/e.png"),
    ]
    assert 'href="\ue000berita/2026/b.md\ue001#c"' in body.html
    assert 'href="https://x.example/"' in body.html


@pytest.mark.parametrize(
    "base, link, root",
    [
        ("../../../", "../../../berita/2026/b/#c", "../../../"),
        (
            "https://kim.example.id/",
            "https://kim.example.id/berita/2026/b/#c",
            "https://kim.example.id/",
        ),
    ],
)
def test_one_body_serves_pages_and_feeds(base: str, link: str, root: str) -> None:
    """Only the addresses differ; a picture gets its size."""
    files: Files = {
        PATH: news("", "[a](b.md#c) ![d](../../media/e.png)"),
        "berita/2026/b.md": news(),
        "media/e.png": picture(),
    }
    catalogue, problems = site(files)
    assert problems == []
    html = catalogue.body_html(catalogue.entries[PATH], base)
    assert f'<a href="{link}">a</a>' in html
    address = catalogue.media["media/e.png"].address
    assert f'src="{root}{address[1:]}" width="4" height="3"' in html
    assert "\ue000" not in html


def test_an_old_address_still_leads_there() -> None:
    files = {
        PATH: news("", "[a](/berita/2025/lama/)"),
        "berita/2026/b.md": news("redirect_from: /berita/2025/lama/\n"),
    }
    catalogue, problems = site(files)
    assert problems == []
    html = catalogue.body_html(catalogue.entries[PATH], "../../../")
    assert 'href="../../../berita/2025/lama/"' in html


def test_the_home_page_of_a_folder_has_an_address() -> None:
    """An empty href would be the page itself."""
    marked = '<a href="\ue000/\ue001">a</a>'
    assert resolve(marked, "", lambda _: Target("/")) == '<a href="./">a</a>'


def test_an_address_is_escaped() -> None:
    html = resolve('<a href="\ue000x\ue001">a</a>', "./", lambda _: Target('/a"><b>'))
    assert html == '<a href="./a&quot;&gt;&lt;b&gt;">a</a>'


@pytest.mark.parametrize(
    "written, target",
    [
        ("b.md", "berita/2026/b.md"),
        ("./b.md", "berita/2026/b.md"),
        ("../../media/a.png", "media/a.png"),
        ("../../../a.png", None),
        ("../../..", None),
        ("/berita//2026/", "/berita/2026/"),
        ("/", "/"),
        ("/../x", "/x"),
    ],
)
def test_a_path_is_seen_from_its_file(written: str, target: str | None) -> None:
    assert target_of(PATH, written) == target


def test_an_extension_that_fails_is_one_files_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the file and leaves the others alone."""
    original = BodyRenderer.read

    def fail(self: BodyRenderer, path: str, source: str) -> tuple[Body, list[Remark]]:
        if path == PATH:
            raise RecursionError
        return original(self, path, source)

    monkeypatch.setattr(BodyRenderer, "read", fail)
    catalogue, problems = site({PATH: news(), "berita/2026/b.md": news()})
    assert told(problems) == [f"{PATH}:6:1 K321"]
    assert catalogue.left_out == {PATH}


def test_a_link_to_a_place_on_the_same_page_stays_there() -> None:
    """A copy on a USB stick opens as index.html; a feed needs the whole address."""
    catalogue, _ = site({PATH: news("", "[naik](#atas)")})
    entry = catalogue.entries[PATH]
    assert 'href="#atas"' in catalogue.body_html(entry, "../../../")
    feed = catalogue.body_html(entry, "https://kim.example.id/")
    assert f'href="https://kim.example.id{entry.address}#atas"' in feed


@given(MARKDOWN)
def test_plain_text_is_what_a_parser_finds(source: str) -> None:
    """Without parsing: the sanitiser's own idea of a text is the judge."""
    html = render(source).html
    assume("footnote" not in html)  # their numbers are left out on purpose
    judged = unescape(nh3.clean(html, tags=set()))
    assert plain_text(html) == " ".join(judged.split())
