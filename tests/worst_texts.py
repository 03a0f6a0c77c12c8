"""Texts that take a careless program time that grows with the square of their length.

Each is a function of a length in characters; its name says what it is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Text = Callable[[int], str]


def _of(unit: str) -> Text:
    return lambda length: unit * (length // len(unit) + 1)


def _after(first: str, unit: str) -> Text:
    return lambda length: first + unit * (length // len(unit))


def _around(opened: str, middle: str, closed: str) -> Text:
    def text(length: int) -> str:
        count = length // (len(opened) + len(closed))
        return opened * count + middle + closed * count

    return text


def _numbered(line: str) -> Text:
    return lambda length: "\n".join(line.format(i) for i in range(length // (len(line) + 2)))


def _staircase(step: str, line: str) -> Text:
    """Each line is indented by one step more than the line before."""
    return lambda length: "\n".join(
        step * i + line for i in range(int((2 * length / len(step)) ** 0.5))
    )


def _declared_and_used(declared: str, used: str) -> Text:
    def text(length: int) -> str:
        numbers = range(length // (len(declared) + len(used) + 4))
        return (
            "\n".join(map(declared.format, numbers)) + "\n\n" + " ".join(map(used.format, numbers))
        )

    return text


_UNITS: Final = (
    # emphasis
    *("*", "_", "* ", "*a", "**a", "_a ", "*a ", "**a *b ", "a**b", "*a_b", "***a**b*c_"),
    *("~", "~a", "~~a", "~~a ~b ", "^a", "__a _b ", "==a", "++a"),
    # brackets
    *(
        "[",
        "]",
        "[]",
        "[a",
        "[ ] ",
        "(",
        ")",
        "[a](",
        "[a](b ",
        '[a](b "',
        "[a](<b",
        "[a][",
        "[a][b] ",
    ),
    *(
        "![",
        "![a](",
        "![a](b ",
        "![a](b) ",
        "[^1]",
        "[^1",
        "[a]: ",
        "[a]: b\n",
        "[a]: b\n\n",
        "*[A",
        "*[A]: ",
    ),
    *("*[A]: b\n", "[^1]: a\n", "{", "}", "{: ", "{: a}", "{#a} ", "*a*{: .b}", "{{", "{% a %}"),
    # HTML
    *(
        "<",
        "</",
        "<a",
        "<a ",
        '<a b="',
        "<a href=",
        "<b>",
        "<div>",
        "<div>\n",
        "<div>\n\n",
        "<ul>\n",
        "<DL>\n",
        "<pre>\n",
        "</div>\n",
    ),
    *("<p>\n", "<span>a</span> ", "<div>a</div>\n\n", "<![CDATA[", "<![CDATA[\n", "<!a ", "<!a\n"),
    *(
        "<?a ",
        "<?a\n\n",
        "<!--",
        "<!--\n\n",
        "<!-- a -->",
        "<!-->",
        "<!---",
        "<script>",
        "<script>\n",
    ),
    *(
        "<style>\n\n",
        "<textarea>\n",
        "<details markdown>\n",
        '<div markdown="1">\n\n',
        "<iframe src=a>",
    ),
    *(
        "<iframe src=a></iframe>\n\n",
        "<br>",
        "<table><tr><td>",
        "<img alt='",
        "<https://a.b> ",
        "<http://a",
    ),
    *("<a@b.c> ", "<a@", "&", "&#", "&#x", "&amp;", "&a", "&#8;", "\\", "\\*", "\\["),
    # lines
    *(
        "# a\n",
        "# a\n\n",
        "#",
        "# ",
        "#a\n",
        "a\n=\n",
        "a\n-\n\n",
        "# a {#b}\n\n",
        ">",
        "> ",
        "> a\n",
    ),
    *(
        "> a\n\nb\n\n",
        "- a\n",
        "- ",
        "- a\n\n",
        "1. a\n",
        "1) a\n",
        "a. a\n",
        "i. a\n",
        "• a\n",
        "- > ",
    ),
    *(
        "- - - \n",
        "- a\n1. b\n* c\n+ d\n",
        "- a\n\n    b\n\n",
        "- a\n\n1. b\n\n",
        "- [ ] a\n",
        "---\n",
    ),
    *(
        "---\n\n",
        "* * ",
        "- - ",
        "-",
        "=",
        "`",
        "`a",
        "``a`",
        "` `` ",
        "```\n",
        "```\na\n",
        "~~~ a\n\n",
    ),
    *(
        "    a\n",
        "    a\n\n",
        "|",
        "a|b\n-|-\nc|d\n\n",
        "-|",
        ":\n",
        ":",
        "a\n: b\n",
        ": b\n",
        "a\n\n: b\n\n",
    ),
    *(
        "!",
        "!!! note\n",
        "!!! note\n\n",
        "!!! note\n    a\n\n",
        "!!! a ",
        "??? note\n",
        "::: a\n",
        ":::",
    ),
    *(
        "a  \n",
        "a\\\n",
        "a\n",
        "a\n\n",
        " ",
        "\n",
        "  \n",
        "\ta\n",
        "a\t: b\n",
        "a\tb\n",
        "\t",
        "\u00a0",
        "\u2028",
    ),
    # words, numbers and addresses
    *(
        "a",
        "a ",
        "kata ",
        "A ",
        "aA",
        "a-",
        "a.",
        ".",
        ",",
        ";",
        '"',
        "'",
        "“",
        "((((",
        "::::",
        "1",
        "1.",
    ),
    *(
        "1.1.1.1 ",
        "1,",
        "1/",
        "1-",
        "1:",
        "1 ",
        "08",
        "Rp1",
        "Rp",
        "pukul ",
        "pukul 1",
        "RT 1/",
        "XIV ",
        "IV",
    ),
    *(
        "MCM",
        "https://a.b ",
        "https://a.b",
        "https://",
        "www.",
        "www.a.",
        "a@",
        "a@a@a@",
        "a@a.b ",
        "a.b@c",
    ),
    *(
        "a+b.",
        "@a ",
        "a_b",
        "https://youtu.be/a\n\n",
        "Rina (8 th) ",
        "korban, Rina ",
        "Rina, 8 tahun ",
    ),
    *(
        "😀",
        "a\u0301",
        "\u0301",
        "\u200d",
        "\u202e",
        "\ufdfa",
        "½",
        "ﬁ",
        "İ",
        "wzxhzdk:0",
        "*_[`<&~{|>#-+:\\",
    ),
)

WORST: Final[dict[str, Text]] = {
    **{repr(unit): _of(unit) for unit in _UNITS},
    "[…]": _around("[", "a", "]"),
    "[…](b)": _around("[", "a", "](b)"),
    "![…](b)": _around("![", "a", "](b)"),
    "<b>…</b>": _around("<b>", "a", "</b>"),
    "[a](((": _after("[a](", "("),
    "https://a.b/(((": _after("https://a.b/", "("),
    "https://a.b....": _after("https://a.b", "."),
    "a@a.a.a.": _after("a@", "a."),
    "- - - a": lambda length: "- " * (length // 2) + "a",
    "a    b": lambda length: "a" + " " * length + "b",
    "blank lines": lambda length: "\n" * length + "a",
    "a.a.a@": lambda length: "a." * (length // 2) + "@",
    "ticks, one more each": lambda length: " ".join(
        "`" * i for i in range(1, int((2 * length) ** 0.5))
    ),
    "quotes, one more each": lambda length: "\n".join(
        "> " * i + "a" for i in range(1, int(length**0.5))
    ),
    "list in list": _staircase("    ", "- a"),
    "list in list by two": _staircase("  ", "- a"),
    "note in note": _staircase("    ", "!!! note"),
    "definition in definition": _staircase("    ", ":   a"),
    "a list with paragraphs": _after("- a\n\n", "    b\n\n"),
    "a list with code": _after("- a\n\n", "        b\n\n"),
    "a note with paragraphs": _after("!!! note\n", "    a\n\n"),
    "a definition with paragraphs": _after("a\n: b\n\n", "    c\n\n"),
    "terms": lambda length: "a\n" * (length // 2) + ": b",
    "definitions": _after("a\n", ": b\n"),
    "a table of rows": _after("a|b\n-|-\n", "c|d\n"),
    "a table of columns": lambda length: "\n".join(
        "|".join([cell] * (length // 6)) for cell in ("a", "-", "b")
    ),
    "a table, rows left out": lambda length: (
        "|".join("a" * 100) + "\n" + "|".join("-" * 100) + "\n" + "x\n" * (length // 2)
    ),
    "ticks in a table": _after("a|b\n-|-\n", "`|"),
    "a table of strokes": _after("a|b\n-|-\n", "\\|"),
    "lists numbered": _numbered("{}. a"),
    "links": _numbered("[a](b{}.md)"),
    "pictures": _numbered("![a](b{}.png)"),
    "headings": _numbered("## a{}\n"),
    "references": _numbered("[a{}]: b"),
    "footnotes": _numbered("[^{}]: a"),
    "footnotes without end": _numbered("a[^{}]"),
    "footnotes used": _declared_and_used("[^{}]: b", "a[^{}]"),
    "a footnote used": lambda length: "[^1]" * (length // 4) + "\n\n[^1]: a",
    "a long footnote": _after("[^1]: a\n\n", "    b\n\n"),
    "abbreviations": _numbered("*[A{}]: b"),
    "abbreviations used": _declared_and_used("*[A{}]: b", "A{}"),
    "attributes": lambda length: "# a {" + "b " * (length // 2) + "}",
    "attributes with values": lambda length: "# a {" + "b=" * (length // 2) + "}",
    "a number as a sign": lambda length: "&#" + "1" * length,
}
