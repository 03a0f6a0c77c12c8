"""Every word of a body is in what becomes of it, or in the report, whatever its HTML is like."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.exchange.imports.folders import Folder
from tests.exchange.imports.golden_imports import Imported, imported, source
from tests.sites.memory import JAKARTA

_ITEM = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://desa.example</link><item>
<title>Judul</title><link>https://desa.example/a/</link><guid>g</guid>
<content:encoded><![CDATA[{}]]></content:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>2024-05-12 08:30:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>"""

_WORD = re.compile(r"kata\d+")
_RENDERER = BodyRenderer((), {})
_LIVE = {"script", "iframe", "object", "embed", "form", "style"}
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


def shown(path: str, text: str) -> str:
    """What a file's page shows of its body."""
    return _RENDERER.render(path, text.split("\n---\n", 1)[1]).html


def is_live(html: str) -> bool:
    """Whether a browser would run something of it; what is only written there is text."""
    return any(
        element.tag in _LIVE
        or any(
            str(name).startswith("on") or str(value).strip().lower().startswith("javascript:")
            for name, value in element.attrib.items()
        )
        for element in document_fromstring(f"<body>{html}").iter()
    )


def lost_of(written: str, found: Imported) -> Counter[str]:
    """The words that a page doesn't show and the report doesn't name; none of it is live."""
    (one,) = found.items
    ((path, text),) = found.texts.items()
    page = shown(path, text)
    assert not is_live(page)
    told = " ".join((text.split("\n---\n", 1)[0], *one.lost, *one.changed))
    return Counter(_WORD.findall(written)) - Counter(_WORD.findall(f"{page} {told}"))


def lost_of_html(html: str) -> Counter[str]:
    """The same of a WordPress post."""
    return lost_of(html, imported(source(_ITEM.format(html.replace("]]>", "")).encode())))


def lost_of_markdown(text: str) -> Counter[str]:
    """The same of a post of Jekyll."""
    data = f"---\ntitle: Judul\n---\n{text}\n".encode()
    path = "_posts/2024-05-12-a.md"
    return lost_of(text, imported(Folder("situs", [path], {path: data}.__getitem__, JAKARTA)))


@given(HTML)
@settings(max_examples=settings().max_examples // 8)
def test_every_word_is_taken_or_told(html: str) -> None:
    assert not lost_of_html(html)


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
        "<table><td></td><table>kata1<iframe src='https://a.id' title='kata2'></iframe></table>",
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
    assert not lost_of_html(html)


MARKS = (
    *(
        "**{}**",
        "_{}_",
        "`{}`",
        "# {}\n",
        "> {}\n",
        "- {}\n",
        "1. {}\n",
        "| {} | {} |\n|---|---|\n",
    ),
    *("[{}](https://desa.example/a/)", "[{}](a (1).pdf)", "[{}](#)", "[{}](ttp://x y)", "[{}][1]"),
    *("![{}](/a.png)", "[![{}](/a.png)](/a.png)", "[![{}](/a.png) {}](https://desa.example/b/)"),
    *(
        "![{}][foto]",
        "[{}][tak-ada]",
        "[{}]",
        "[{}](https://desa.example/(a)_(b(c)))",
        "<{}@x.example>",
    ),
    *(
        "<b>{}</b>",
        "<div>{}</div>",
        '<img src="/a.png" alt="{}">',
        "<a href='javascript:x()'>{}</a>",
    ),
    *("<iframe src='https://peta.example/' title='{}'></iframe>", "<object>{}</object>", "\n\n"),
    *(
        "```\n{}\n```\n",
        "  ```\n  {}\n  ```\n",
        "```{}",
        "{{% highlight py %}}{}{{% endhighlight %}}",
    ),
    *("{{{{< figure src='/a.png' alt='{}' >}}}}", "{{% raw %}}{}{{% endraw %}}", "\\[{}\\]", "{} "),
)
DEFINITIONS = "\n\n[1]: https://desa.example/satu\n[foto]: /foto.png 'Foto'\n"
MARKDOWN = st.lists(
    st.builds(lambda mark, one, two: mark.format(one, two), st.sampled_from(MARKS), TEXT, TEXT),
    min_size=1,
    max_size=7,
).map(" ".join)


@given(MARKDOWN)
@example("```\n<a href='javascript:x()'>kata0</a> onclick='kata1'\n```\n")
@example("```kata0 {{< figure src='/a.png' alt='kata1' >}}")
@example("- kata0\n  ~~~\n  {{< kutip kata1='kata2' >}}")
@example(
    "kata0 {% highlight py %}kata1{% endhighlight %} {{< figure src='/a.png' alt='kata2' >}} "
    "`kata3\nkata4`"
)
@example("{% highlight md %}\n```\nkata0\n```\n{% endhighlight %}{{< figure alt='kata1' >}}")
@settings(max_examples=settings().max_examples // 8)
def test_every_word_of_markdown_is_taken_or_told(text: str) -> None:
    assert not lost_of_markdown(f"{text}{DEFINITIONS}")
