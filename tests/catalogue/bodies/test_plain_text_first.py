"""Passing over plain text gives what Python-Markdown gives without."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.inlinepatterns import SimpleTagInlineProcessor

from kim_plugins.catalogue.bodies.plain_text_first import _PlainTextFirst, pass_plain_text

ROOT = Path(__file__).parents[3]
OWN = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists"]
EXTENSIONS = [*OWN, "toc", "tables", "fenced_code"]

SIGNS = "`\\[]()!<>&;*_#|:-=^~+\n \"'{}1.@/"
MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(SIGNS),
        st.sampled_from(["kata", "**tebal**", "[a](b.md)", "![x](y.png)", "<b>", "&amp;", "  \n"]),
        st.sampled_from(["\n\n", "\n- ", "\n\n# ", "\n| a | b |\n|---|---|\n", "[^1]", "`kode`"]),
        st.text(max_size=3),
    ),
    max_size=40,
).map("".join)


def rendered(source: str, *, quick: bool) -> str:
    md = markdown.Markdown(extensions=EXTENSIONS)
    if quick:
        pass_plain_text(md)
        assert isinstance(md.treeprocessors["inline"], _PlainTextFirst)
    return md.convert(source)


@given(MARKDOWN)
def test_any_text_reads_the_same(source: str) -> None:
    assert rendered(source, quick=True) == rendered(source, quick=False)


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda f: f.stem)
def test_every_text_of_the_site_reads_the_same(file: Path) -> None:
    source = file.read_text("utf-8").partition("\n---\n")[2]
    assert rendered(source, quick=True) == rendered(source, quick=False)


def test_with_a_pattern_of_an_extension_nothing_is_passed_over() -> None:
    md = markdown.Markdown(extensions=EXTENSIONS)
    md.inlinePatterns.register(SimpleTagInlineProcessor(r"()%%(.*?)%%", "mark"), "tanda", 50)
    pass_plain_text(md)
    assert md.convert("%%penting%%") == "<p><mark>penting</mark></p>"
