"""Every word of a body is in what a reader sees, or a warning names it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from kim_plugins.catalogue.bodies import BodyRenderer

ROOT = Path(__file__).parents[2]
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
def test_no_word_of_any_body_is_lost(source: str) -> None:
    for renderer in RENDERERS:
        assert named(source, renderer) == []


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
