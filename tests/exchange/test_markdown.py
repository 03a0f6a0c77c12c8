"""HTML of other programs as Markdown: what was read there is read here."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.exchange.markdown import markdown_of

RENDERER = BodyRenderer((), {})
SIGNS = (
    *(
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "`",
        "```",
        "[",
        "]",
        "](",
        "![",
        "(",
        ")",
        "{",
        "}",
        "{#a}",
    ),
    *("<", "<b>", "</b>", "<!--", "&", "&amp;", "&#42;", "\\", "\\*", "|", "#", "> ", "!!!", ":::"),
    *("https://desa.example/a_b_c", "www.desa.example", "a@desa.example", "[^1]", "[a]: b", "---"),
    *(
        "C:\\data\\a",
        '"',
        "'",
        ":",
        "50%",
        "2*3*4",
        "nama_berkas_ini",
        "\u00a0",
        "🌾",
        "—",
        "=",
        "===",
    ),
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(["air ", "desa", "kata ", "x", "7 ", " "])),
    min_size=1,
    max_size=6,
).map(lambda parts: html.escape("a" + "".join(parts), quote=False))


def _within(*names: str) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, inner: f"<{name}>{inner}</{name}>",
        st.sampled_from(names),
        st.lists(INLINE, min_size=1, max_size=3).map("".join),
    )


INLINE: st.SearchStrategy[str] = st.recursive(
    st.one_of(TEXTS, st.just("<br>")),
    lambda inner: st.builds(
        lambda name, one: f"<{name}>{one}</{name}>",
        st.sampled_from(["b", "em", "strong", "i", "s", "sup", 'a href="https://a.example/"', "u"]),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ),
    max_leaves=4,
).map(lambda text: re.sub(r"</a [^>]*>", "</a>", text))
CELLS = st.lists(
    st.tuples(st.sampled_from(["", ' colspan="2"', ' rowspan="2"']), INLINE), min_size=1, max_size=3
).map(lambda cells: "".join(f"<td{span}>{text}</td>" for span, text in cells))
TABLES = st.lists(CELLS, min_size=1, max_size=3).map(
    lambda rows: f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
)
LISTS: st.SearchStrategy[str] = st.recursive(
    INLINE,
    lambda inner: st.builds(
        lambda name, items: f"<{name}>{''.join(f'<li>a{item}</li>' for item in items)}</{name}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
TREES = st.lists(
    st.one_of(_within("p", "h2", "blockquote", "div"), LISTS, TABLES), min_size=1, max_size=4
).map("".join)


class _Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(text: str) -> str:
    return re.sub(r"\s+", "", _Seen(text).text)


@settings(max_examples=settings.default.max_examples // 4)  # type: ignore[union-attr]
@given(TREES)
def test_every_sign_of_a_tree_is_read_again(tree: str) -> None:
    written = markdown_of(tree)
    body, _ = RENDERER.read("berita/2026/a.md", written)
    assert seen(body.html) == seen(tree), written


NOTED = """<p>Isi<sup><a href="#footnote-2" id="r">[1]</a></sup>.</p>
<ol><li id="footnote-2"><p>Sumber: BPS <a href="#r">↑</a></p></li></ol>"""


@pytest.mark.parametrize(
    "source, written",
    [
        ("<p>satu<br>dua</p>", "satu\ndua"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n    1. b"),
        (
            "<table><tr><th colspan=2>Jam | Acara<tr><td>19.30</td><td>a<p>b</td></table>",
            "| Jam \\| Acara |  |\n|---|---|\n| 19.30 | a<br>b |",
        ),
        ("<table><tr><td>Hanya <b>satu</b> kolom</td></tr></table>", "Hanya **satu** kolom"),
        (
            "<p>kata<b>nya</b> <i>miring</i> H<sub>2</sub>O</p>",
            "kata<strong>nya</strong> _miring_ H<sub>2</sub>O",
        ),
        (
            NOTED,
            "Isi[^1].\n\n[^1]: Sumber: BPS",
        ),
        (
            '<a href="javascript:x">a</a> <a href="#b">c</a> <a href="https://a.id/(1)">d</a>',
            "a c [d](https://a.id/%281%29)",
        ),
        ("<script>x</script><style>y</style><!-- z -->", ""),
    ],
)
def test_forms_are_those_that_editors_write(source: str, written: str) -> None:
    assert markdown_of(source) == written
