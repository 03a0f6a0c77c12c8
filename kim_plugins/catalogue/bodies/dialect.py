"""The Markdown dialect of bodies, the same whatever `markdown_extensions` a site lists.

| written | read as |
|---|---|
| a line end | a line end, unless the site says `line_breaks: false` |
| `- a`, `* a`, `• a` | an item; no blank line is needed before it, two blanks nest |
| `1. a`, `1) a`, `a. a`, `a) a` | the same; a number that isn't 1, or a letter, needs a neighbour |
| `- [ ] a`, `- [x] a` | an item with ☐ or ☑ |
| `# a` to `###### a` | a heading; a blank is needed, and no line below a line makes one |
| `---`, `===`, `***` | a rule |
| rows of pipes with `|---|` below the first; rows of tabs | a table |
| `> a` | a quote, but not `>60` |
| lines between ``` ``` ``` | code; blanks before a line make none |
| `` `a` `` | code; inside a word, ``Jum`at``, an apostrophe |
| `!!! note "Judul"` | a box, where the kind is known |
| `*a*`, `**a**`, `__a__` | strong |
| `_a_` | emphasised |
| `~a~`, `~~a~~`, `~~ a ~~` | struck out |
| `[a](b)`, `![a](b)`, `https://…`, `www.…`, `a@b.c` | links and pictures |
| `{#a lang=b}` after what it belongs to | attributes |
| HTML elements, comments | themselves; Markdown in what frames text is read |
| `<tanggal lahir>`, `<data>` without an end | itself |
| a backslash before a sign | the sign, but not in a path of Windows |
| tags of other programs | nothing, with a warning |
| any other sign | itself |

What a sign means is decided before Python-Markdown. Its extensions each look for signs of their
own, and what they take is gone: braces, `!!!`, `<b dan c>`. So `catalogue/bodies/dialect.py` states
one dialect, whatever a site lists. A body is walked line by line (`blocks.py`, CommonMark's model)
and sign by sign (`inline.py`), each looked at once; what has a meaning becomes HTML in private-use
stand-ins (`stand_ins.py`), and every other sign a stand-in for itself, which no extension can read.
Python-Markdown is left with paragraphs, headings, tables, footnotes, abbreviations and boxes, all
flat. `words.py` then counts the words of the source against those of the
page, and names what is missing. PyMdown's extensions mend single cases of it; the stand-ins hold
for all of them, which the property test (`tests/catalogue/bodies/test_every_word.py`) looks for. A
definition that nothing refers to is a sentence: whether something does is known when the body is
rendered, so such a body is rendered once more with those lines as text. What nobody sees is left
out before anything is read (`bodies/visible_text.py`), and places are counted back, so that no word
is parted for search or for a voice.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from kim_plugins.catalogue.bodies import escaped_line_ends
from kim_plugins.catalogue.bodies.blocks import BlockParser
from kim_plugins.catalogue.bodies.definitions import definitions_of
from kim_plugins.catalogue.bodies.nesting_blocks import joined
from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.catalogue.bodies.texts import TextParser
from kim_plugins.catalogue.bodies.visible_text import visible_text

EXTENSIONS: Final = ("abbr", "admonition", "attr_list", "footnotes", "tables")
"""What of Python-Markdown's own the dialect needs."""

REPLACED: Final = {
    "preprocessors": ("html_block",),
    "blockprocessors": (
        *("indent", "code", "setextheader", "hr", "olist", "ulist", "quote", "reference"),
        "markdown_block",
        "defindent",
        "deflist",
    ),
    "inlinepatterns": (
        *("backtick", "escape", "reference", "link", "image_link", "image_reference"),
        *("short_reference", "short_image_ref", "autolink", "automail", "linebreak", "html"),
        *("em_strong", "em_strong2", "entity"),
    ),
}
"""Steps of Python-Markdown by their names that find nothing to do, as the dialect did it."""


def normalised(
    source: str, *, line_breaks: bool, unused: AbstractSet[int] = frozenset()
) -> tuple[str, Remarks]:
    """A body as Markdown that has one meaning, with the remarks on its source.

    Lines whose definitions were found to be `unused` are text.
    """
    shown = visible_text(source)
    text = shown.text
    remarks = Remarks(shown)
    escaped_line_ends.hint_at_line_ends(remarks)
    definitions = definitions_of(text, unused)
    texts = TextParser(definitions.references, remarks, line_breaks=line_breaks)
    blocks = BlockParser(texts, remarks, definitions, line_breaks=line_breaks)
    lines = list(enumerate(text.split("\n")))
    return joined(blocks.read(lines)), remarks
