"""Headings get the ids that Python-Markdown's `toc` gives them."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.postprocessors import Postprocessor

from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.catalogue.bodies.heading_ids import _HeadingIds, give_only_ids

EXTENSIONS = ["attr_list", "footnotes", "tables", "toc"]
SIGNS = ["*", "_", "`", "&", "&amp;", "<b>x</b>", "[^1]", "[a](b)", "é", "{#x}"]
TITLES = st.lists(
    st.sampled_from([*SIGNS, "{data-toc-label=y}", " ", "a", "b", "Air_1", "7."]), max_size=6
).map("".join)
LINES = st.one_of(
    st.tuples(st.sampled_from(["#", "##", "###"]), TITLES).map(" ".join), TITLES, st.just("[^1]: c")
)


def rendered(source: str, *, quick: bool, **settings: object) -> str:
    md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": settings})
    if quick:
        give_only_ids(md)
    return md.convert(source)


@given(st.lists(LINES, max_size=8).map("\n\n".join))
def test_any_headings_get_the_same_ids(source: str) -> None:
    for settings in ({}, {"baselevel": 3, "separator": "_"}, {"permalink": "¶"}):
        quick = rendered(source, quick=True, **settings)
        assert quick == rendered(source, quick=False, **settings)


def test_what_adds_to_headings_is_left_to_toc() -> None:
    plain = markdown.Markdown(extensions=EXTENSIONS)
    give_only_ids(plain)
    assert isinstance(plain.treeprocessors["toc"], _HeadingIds)
    for settings in ({"permalink": True}, {"anchorlink": True}, {"marker": "DAFTAR"}):
        md = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": settings})
        give_only_ids(md)
        assert not isinstance(md.treeprocessors["toc"], _HeadingIds)


class _Shouting(Postprocessor):
    def run(self, text: str) -> str:
        return text.upper()


def test_a_last_step_of_an_extension_decides_ids() -> None:
    md = markdown.Markdown(extensions=EXTENSIONS)
    md.postprocessors.register(_Shouting(md), "keras", 1)
    give_only_ids(md)
    assert not isinstance(md.treeprocessors["toc"], _HeadingIds)


@pytest.mark.parametrize("source", ["# Air\n\n[TOC]", "[TOC]\n\n## Air", "a\n\n[toc]\n\n# Air"])
def test_the_dialect_leaves_no_mark_of_a_table_of_contents(source: str) -> None:
    html = BodyRenderer(EXTENSIONS, {}).render("berita/a.md", source).html
    assert "<ul" not in html
    assert "[TOC]" not in html
