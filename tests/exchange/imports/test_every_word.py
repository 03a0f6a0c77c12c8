"""Every word of a body is in what becomes of it, or in the report, whatever its HTML is like."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.imports.golden_imports import imported, source

_ITEM = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://desa.example</link><item>
<title>Judul</title><link>https://desa.example/a/</link><guid>g</guid>
<content:encoded><![CDATA[{}]]></content:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>2024-05-12 08:30:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>"""

_WORD = re.compile(r"kata\d+")
WORDS = st.integers(0, 10**6).map(lambda number: f"kata{number}")
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="x"',
        ' style="color:red"',
        " align=center",
        ' id="a b"',
        ' title="t"',
        " broken='",
    ]
)
INLINE = ("b", "strong", "i", "em", "u", "s", "span", "font", "a", "sup", "code", "label", "big")
BLOCKS = (
    *(
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "h1",
        "h2",
        "h6",
        "pre",
    ),
    *(
        "center",
        "section",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "form",
        "button",
        "nav",
        "details",
    ),
    *("summary", "address", "thead", "caption", "article", "fieldset", "unknown-tag"),
)
SHORTCODES = (
    "gallery ids='1,2'",
    "caption width='3'",
    "/caption",
    "su_box title='x'",
    "/su_box",
    "embed",
    "/embed",
    "sic",
    "1",
    "video src='https://desa.example/a.mp4'",
    "vc_row",
    "more",
)


def tagged(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element, whose end is sometimes missing, doubled or another's."""
    ends = st.sampled_from(["</{}>", "</{}>", "</{}>", "", "</{0}></{0}>", "</div>", "</p>"])
    return st.builds(
        lambda name, attributes, inside, end: f"<{name}{attributes}>{inside}{end.format(name)}",
        st.sampled_from((*INLINE, *BLOCKS)),
        ATTRIBUTES.filter(lambda one: "broken" not in one),
        st.lists(children, max_size=4).map("".join),
        ends,
    )


LEAVES = st.one_of(
    TEXT,
    TEXT.map(lambda text: f" {text} "),
    TEXT.map(lambda text: f"\n\n{text}\n"),
    st.sampled_from(SHORTCODES).map("[{}]".format),
    st.sampled_from(
        ["<br>", "<hr/>", "<br />\n", "&nbsp;", "&amp;", " &lt;b&gt; ", "* ", "_", "|", "#"]
    ),
    TEXT.map(lambda text: f'<img src="https://desa.example/a.jpg" alt="{text}">'),
    TEXT.map(
        lambda text: f'<iframe src="https://www.youtube.com/embed/abcdefg" title="{text}"></iframe>'
    ),
    TEXT.map(lambda text: f'<a href="https://desa.example/b/">{text}</a>'),
    TEXT.map(lambda text: f"<textarea>{text}</textarea>"),
)
HTML = st.lists(st.recursive(LEAVES, tagged, max_leaves=14), min_size=1, max_size=5).map("".join)


def lost_of(html: str) -> Counter[str]:
    """The words that are neither in the file nor in the report."""
    found = imported(source(_ITEM.format(html.replace("]]>", "")).encode()))
    (one,) = found.items
    (text,) = found.texts.values()
    told = Counter(_WORD.findall(" ".join((*one.lost, *one.changed))))
    wanted = Counter(_WORD.findall(html))
    return wanted - Counter(_WORD.findall(text)) - told


@given(HTML)
@settings(max_examples=settings().max_examples // 8)
def test_every_word_is_taken_or_told(html: str) -> None:
    assert not lost_of(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 400 + "kata1" + "</div>" * 400,
        "<ul><li>" * 100 + "kata1",
        "<b>" * 3000 + "kata1",
        "</div></div>kata1</p></body></html>kata2",
        "<p>kata1<!-- tak tertutup kata2",
        "kata1 <script>var a = '<p>kata2</p>'",
        "<table><tr><td>kata1<table><tr><td>kata2|kata3</table></table>kata4",
        "<style>p{}</style><p>kata1<p>kata2<li>kata3",
        "[caption id='x']<img src='https://desa.example/a.jpg'>kata1 [caption]kata2[/caption]",
        "[gallery][/gallery] kata1 [unclosed attr='kata2' title='kata3'] kata4",
        "<![endif]-->kata1<o:p>kata2</o:p><?xml kata?>",
        "<h2><p>kata1</p></h2><pre>kata2\n\n  kata3</pre><textarea>kata4</textarea>",
        "<a href='javascript:alert(1)'>kata1</a><a name='x'></a><object>kata2</object>",
        "<select><option>kata1</option></select><noscript>kata2</noscript>",
    ],
)
def test_no_word_of_hard_html_is_lost(html: str) -> None:
    assert not lost_of(html)
