"""Every word of a body is in what a reader sees, or a warning names it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from kim_plugins.catalogue.bodies import BodyRenderer

ROOT = Path(__file__).parents[3]
PATH = "berita/2026/a.md"
OTHERS = ("admonition", "attr_list", "def_list", "md_in_html", "sane_lists", "smarty", "toc")
RENDERERS = (
    BodyRenderer((), {}),
    BodyRenderer((*OTHERS, "pymdownx.superfences", "pymdownx.tilde"), {}, line_breaks=False),
)
EXAMPLES = 5 * settings.default.max_examples  # type: ignore[union-attr]
"""Each is read twice; `--hypothesis-profile=ci` looks at ten times as many: 50,000."""

SIGNS = (
    *("*", "**", "_", "__", "~", "~~", "`", "```", "```\n", "~~~\n", "\n", "\n\n", "- ", "1. "),
    *("2) ", "a. ", "b) ", "# ", "## ", "#", "> ", ">", "|", "\n|---|---|\n", "\t", "    ", "  "),
    *("{", "}", "{: ", ":", ": ", "::: ", "!!! note ", "!!! ", '"', "'", "<", "</", "<b", "<div>"),
    *(
        "</div>",
        "</script>",
        "<!-- -->",
        "&",
        "&amp;",
        "&#",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "[^1]",
    ),
    *("[^1]:", "[a]: ", "*[", "]:", "https://", "www.", "@", "\\", "=", "===", "---", "***", "+ "),
    *("• ", "– ", "[ ] ", "[x] ", "é", "🌾", "\u00a0", "\uf0b7", "<br>", "<p>", "</p>", "<table>"),
    *("<td>", '<a href="', "<title>", "<select>", "<?php ", "<![CDATA[", "{{", "}}", "[caption"),
    *(
        "\n| air | desa |\n|---|---|\n| satu | dua | tiga |\n",
        "\n| air | desa | x | y |\n",
        "\tair",
    ),
    *("\n[air]: https://air.id/a\n", "\n*[desa]: arti desa\n", "\n[air]: <b c> 'Judul'\n", "[air]"),
    *("<tanggal lahir>", "<data>", "</data>", "<nama:x>", "<meter>", "<x/>", "<o:p>", "<center>"),
    *("<p>", "<details>", "<summary>", "</details>", "</center>", "<pre>", "<strike>", "</strike>"),
    *("![air](../../media/a&b.png)", "[air](<../../media/a b.pdf>)", "air`desa", "`", "C:\\air\\"),
    *("\\\n", "\\n", "\\r\\n", "\\(", "\xad", "\u200b", "** air **", "__/__", "```air\n", "~~ "),
)
WORDS = st.builds(
    lambda word, number, end: f"{word}{number}{end}",
    st.sampled_from(["kata", "air", "Rp", "desa", "a", "i", "x", "KIM", "2026", "7"]),
    st.sampled_from(["", "", "", "1", "23"]),
    st.sampled_from(["", " ", " ", "\n"]),
)
BODIES = st.lists(st.one_of(st.sampled_from(SIGNS), WORDS), max_size=28).map("".join)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def named(source: str, renderer: BodyRenderer) -> list[str]:
    return [one.fault.message for one in renderer.read(PATH, source)[1] if one.fault.code == "K330"]


@settings(max_examples=EXAMPLES)
@given(BODIES)
@example('<a href="\n*[desa]: arti desa\nair desa')
def test_no_word_of_any_body_is_lost(source: str) -> None:
    for renderer in RENDERERS:
        assert named(source, renderer) == []


HIDING = ("=", "<b", '<a href="', "[^1]:", "[^1]")
"""Of the signs above those with which a word may be an attribute, or a label."""
UNIQUE = st.lists(
    st.one_of(
        st.sampled_from([sign for sign in SIGNS if sign not in HIDING]),
        st.sampled_from(["w", "w", "w ", "w\n", " w "]),
    ),
    max_size=28,
)


class _Visible(HTMLParser):
    """What a reader may see of a page: its text, and what browsers show of attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += (f" {value} " for _, value in attrs if value)


@settings(max_examples=EXAMPLES)
@given(UNIQUE)
def test_each_word_is_on_the_page_or_named(pieces: list[str]) -> None:
    """Counted without the program's own count: a word that is counted as syntax is found here."""
    numbered = [piece.replace("w", f"kata{n}", 1) for n, piece in enumerate(pieces)]
    source = "".join(
        one if piece.strip() == "w" else piece for piece, one in zip(pieces, numbered, strict=True)
    )
    body, remarks = RENDERERS[0].read(PATH, source)
    reader = _Visible()
    reader.feed(body.html)
    reader.close()
    found = " ".join((*reader.seen, *(one.fault.message for one in remarks)))
    found += " ".join((*body.dropped, *(link.written for link in body.links)))
    wanted = re.findall(r"kata\d+(?!\d)", source.replace("\xad", "").replace("\u200b", ""))
    assert [word for word in wanted if not re.search(rf"{word}(?!\d)", found)] == []


SIGN_SOUP = st.lists(
    st.one_of(st.sampled_from(list("*_~`[](){}#|:!-=+\\\n\t >.")), st.integers(100, 999).map(str)),
    max_size=40,
)


@given(SIGN_SOUP)
def test_words_stay_in_their_order_and_apart(pieces: list[str]) -> None:
    """Counted without the program's own count; addresses and footnotes stand elsewhere."""
    source = " ".join(pieces).replace("] (", "]  (")
    text = RENDERERS[0].render(PATH, source).text
    wanted = re.findall(r"[0-9]{3}", source)
    html = RENDERERS[0].render(PATH, source).html
    starts = re.findall(r'(?:start|value)="(\d+)"', html)
    assert [word for word in wanted if word not in starts] == [
        word for word in re.findall(r"[0-9]{3}", text) if word not in starts
    ]


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda f: f.stem)
def test_nothing_is_said_about_a_body_of_ours(file: Path) -> None:
    source = file.read_text("utf-8").partition("\n---\n")[2]
    assert RENDERERS[0].read(PATH, source)[1] == []


class _Hungry(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [line.replace("kedua", "") for line in lines]


class _Eater(Extension):
    """What an extension of a site might do."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.register(_Hungry(md), "hungry", 0)


def test_a_word_that_an_extension_eats_is_named_at_its_place() -> None:
    eater = BodyRenderer([_Eater()], {})  # type: ignore[list-item]
    source = "yang kedua hadir\n\nAir kata kedua, lalu kata ketiga"
    found = eater.read(PATH, source)[1]
    assert [source[one.place :][:5] for one in found] == ["kedua", "kedua"]
    assert {one.fault.code for one in found} == {"K330"}
