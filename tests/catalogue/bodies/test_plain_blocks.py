"""Bodies of plain blocks are what Python-Markdown makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.util import get_installed_extensions

from kim_plugins.catalogue.bodies import dialect
from kim_plugins.catalogue.bodies.plain_blocks import writer_of
from kim_plugins.catalogue.bodies.rendering import BodyRenderer

ROOT: Final = Path(__file__).parents[3]
BODIES: Final = sorted((ROOT / "content").rglob("*.md"))
EXTENSIONS: Final = ("toc", "fenced_code", "def_list", "md_in_html", "sane_lists")
SETTINGS: Final[list[dict[str, Any]]] = [{}, {"baselevel": 3, "separator": "_"}, {"permalink": "¶"}]

WORDS: Final = ("air", "Jum'at", "é", '"ya"', "\u00a0", "\ue146", "\ue33c\ue362\ue33e", "7.", " ")
BLOCKS: Final = ("# ", "## Air\n\n", "\n\n", "| a | b |\n| --- | ---: |\n| 1 |  |\n\n", " | ", "\n")
MARKDOWN: Final = st.lists(
    st.sampled_from([*WORDS, *BLOCKS, *"`\\[]()!<>&;*_#|:-=^~+{}\t\x02", "[^1]: a", "!!! note"])
    | st.text(max_size=3),
    max_size=20,
).map("".join)
PLAIN: Final = st.lists(
    st.builds(
        "{}{}".format,
        st.sampled_from(["", "", "# ", "### ", "- ", "    "]),
        st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
    )
    | st.sampled_from(
        ["| a |\n| --- |\n| 1 |", "| a | é |\n| :---: | --- |\n|  | \u00a0 |\n| | |"]
    ),
    max_size=6,
).map("\n\n".join)


def renderer(**toc: object) -> Markdown:
    made = BodyRenderer(EXTENSIONS, {"toc": toc})
    return made._markdown


MADE: Final = [renderer(**settings) for settings in SETTINGS]


def assert_same(source: str) -> None:
    for md in MADE:
        written = writer_of(md)(source)
        assert written in (None, md.reset().convert(source))


@given(MARKDOWN | PLAIN)
@example("air\n \nair")
@example("# Air\n\n# Air\n\n# Air_1\n\n# \u00a0")
def test_any_body_is_written_the_same_or_not_at_all(source: str) -> None:
    assert_same(source)


@given(MARKDOWN)
def test_so_is_what_the_dialect_leaves(source: str) -> None:
    assert_same(dialect.normalised(source, line_breaks=True)[0])


def test_most_bodies_of_the_site_are_plain() -> None:
    write, plain = writer_of(MADE[0]), 0
    for file in BODIES:
        source = file.read_text("utf-8").partition("\n---\n")[2]
        left = dialect.normalised(source, line_breaks=True)[0]
        plain += write(left) is not None
        assert_same(left)
    assert plain > len(BODIES) * 3 / 4


@pytest.mark.parametrize(
    "settings", [{"permalink": True}, {"anchorlink": True}, {"marker": "DAFTAR"}]
)
def test_what_adds_to_headings_is_left_to_toc(settings: dict[str, object]) -> None:
    assert writer_of(renderer(**settings))("Air bersih") is None


class _Shouting(Postprocessor):
    def run(self, text: str) -> str:
        return text.upper()


def test_a_site_with_a_step_that_is_not_known_leaves_all_to_it() -> None:
    loud, marking = renderer(), renderer()
    loud.postprocessors.register(_Shouting(loud), "keras", 1)
    marking.inlinePatterns.register(SimpleTagInlineProcessor(r"()%%(.*?)%%", "mark"), "tanda", 50)
    assert writer_of(renderer())("Air bersih") == "<p>Air bersih</p>"
    assert writer_of(loud)("Air bersih") is None
    # It is one of Python-Markdown's own kinds, and looks for what nobody knows.
    assert writer_of(marking)("Air bersih") is None


def shouted(text: str, separator: str) -> str:
    return f"{text.upper()}{separator}"


INSTALLED: Final = sorted({entry.name for entry in get_installed_extensions()})
SET_UP: Final[list[tuple[str, dict[str, Any]]]] = [
    ("smarty", {"smart_angled_quotes": True, "smart_quotes": False}),
    ("abbr", {"glossary": {"KIM": "Kelompok Informasi Masyarakat"}}),
    ("footnotes", {"PLACE_MARKER": "Air"}),
    ("toc", {"title": "Isi", "toc_depth": 2}),
    ("toc", {"slugify": shouted}),
]
TYPED: Final = """## KIM "Air" -- (c) 1/2

'Air' ... kata <<warga>> https://kim.example/air, +/- 3 -- 4 :smile: @warga ^2^ H~2~O ==a== ++b++
baris kedua... "ya"

| KIM | "b" |
| --- | ---: |
| a... | https://kim.example |"""


@pytest.mark.parametrize(
    "name, settings",
    [*SET_UP, *((name, {}) for name in INSTALLED)],
    ids=lambda given: given if isinstance(given, str) else "-".join(given),
)
def test_no_extension_loses_what_it_does(name: str, settings: dict[str, Any]) -> None:
    """Also one that has a step of a known kind look for something else."""
    made = BodyRenderer([*EXTENSIONS, name], {name: settings})._markdown
    # Block by block, and without what any step of Python-Markdown's reads in the others.
    for source in (*TYPED.split("\n\n"), *TYPED.translate(dict.fromkeys(map(ord, "<>_*"))).split()):
        assert writer_of(made)(source) in (None, made.reset().convert(source))


@pytest.mark.parametrize("source", ["# Air\n\n[TOC]", "[TOC]\n\n## Air", "a\n\n[toc]\n\n# Air"])
def test_the_dialect_leaves_no_mark_of_a_table_of_contents(source: str) -> None:
    html = BodyRenderer(EXTENSIONS, {}).render("berita/a.md", source).html
    assert "<ul" not in html
    assert "[TOC]" not in html
