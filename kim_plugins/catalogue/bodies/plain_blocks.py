"""Writes bodies of plain blocks without Python-Markdown.

The dialect leaves Python-Markdown with paragraphs, headings and tables, and most bodies have no
sign in them that it would still read: what it makes of those is known, and takes it a third of the
time of all that is done for a body. A body with any such sign, and each body of a site whose
`markdown_extensions` add a step that isn't known here, goes to Python-Markdown as a whole. A
property test compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import chain
from typing import Any, Final

from markdown import Markdown
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.treeprocessors import InlineProcessor

_HEADING: Final = re.compile("(#{1,6}) ([^#\n]+)")
_SIGN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f#&*<>\\[\\\\_`{|}]|!!!|~~~|\n[\n ]|^\n|\n$")
"""What some step of Python-Markdown's may read in a paragraph; table and heading have their own."""
_STEPS: Final = {
    *("NormalizeWhitespace", "FencedBlockPreprocessor"),
    *(
        "AdmonitionProcessor",
        "EmptyBlockProcessor",
        "HashHeaderProcessor",
        "FootnoteBlockProcessor",
    ),
    *("AbbrBlockprocessor", "ParagraphProcessor", "TableProcessor", "FootnoteInlineProcessor"),
    *("FootnoteTreeprocessor", "InlineProcessor", "FootnotePostTreeprocessor", "TocTreeprocessor"),
    *("PrettifyTreeprocessor", "AttrListTreeprocessor", "AbbrTreeprocessor"),
    *("UnescapeTreeprocessor", "RawHtmlPostprocessor", "FootnotePostprocessor"),
    *("AndSubstitutePostprocessor", "MarkdownInHTMLPostprocessor"),
}
"""The steps that find nothing to do where there is no sign."""
_ALIGNMENTS: Final = {
    "---": "",
    ":---": ' align="left"',
    "---:": ' align="right"',
    ":---:": ' align="center"',
}

Write = Callable[[str], str | None]


class _NotPlain(Exception):  # noqa: N818 - it isn't an error
    """A body has to go to Python-Markdown."""


def writer_of(md: Markdown) -> Write:
    """What writes a body as `md` does, and returns None for one that isn't plain."""
    steps = chain(
        md.preprocessors,
        md.parser.blockprocessors,
        md.inlinePatterns,
        md.treeprocessors,
        md.postprocessors,
    )
    toc = next((one for one in md.treeprocessors if isinstance(one, TocTreeprocessor)), None)
    tables: Any = md.parser.blockprocessors["table"]
    is_known = (
        all(_is_known(step, md) for step in steps)
        and tables.config["use_align_attribute"]
        and (toc is None or _gives_only_ids(toc))
    )
    if not is_known:
        return lambda _: None

    def write(plain: str) -> str | None:
        ids = _HeadingIds(toc)
        try:
            return "\n".join([_block(chunk, ids) for chunk in plain.split("\n\n")])
        except _NotPlain:
            return None

    return write


def _gives_only_ids(toc: TocTreeprocessor) -> bool:
    # The dialect leaves no `[TOC]`; another mark may be a word.
    return toc.marker in ("", "[TOC]") and not (toc.use_anchors or toc.use_permalinks)


def _is_known(step: object, md: Markdown) -> bool:
    """Whether a step finds nothing to do without a sign, as extensions have set it up."""
    patterns: object = md.inlinePatterns
    if isinstance(step, InlineProcessor) and step.inlinePatterns is not patterns:
        return False  # another look for patterns of its own: smarty's
    if isinstance(step, AbbrTreeprocessor) and step.abbrs:
        return False  # abbreviations of the whole site
    kind = type(step)
    return kind.__module__.startswith("markdown.") and kind.__name__ in _STEPS


class _HeadingIds:
    """Gives the headings of one body the ids that `toc` gives them, if the site has `toc`."""

    def __init__(self, toc: TocTreeprocessor | None) -> None:
        self._toc = toc
        self._taken: set[str] = set()
        self._counters: dict[str, int] = {}

    def heading(self, level: int, text: str) -> str:
        """A heading whose text is plain."""
        if (toc := self._toc) is None:
            return f"<h{level}>{text}</h{level}>"
        level = min(level + toc.base_level, 6)
        name = toc.slugify(unescape(" ".join(text.split())), toc.sep)
        own = unique(name, self._taken, self._counters)
        if _SIGN.search(own.replace("_", "")) or '"' in own:
            raise _NotPlain
        return f'<h{level} id="{own}">{text}</h{level}>'


def _block(chunk: str, ids: _HeadingIds) -> str:
    if not _SIGN.search(chunk):
        if text := chunk.lstrip():
            return f"<p>{text}</p>"
    elif (heading := _HEADING.fullmatch(chunk)) and not _SIGN.search(heading[2]):
        if text := heading[2].strip():
            return ids.heading(len(heading[1]), text)
    elif chunk.startswith("| "):
        return "\n".join(_table(chunk.split("\n")))
    raise _NotPlain


def _table(lines: list[str]) -> Iterator[str]:
    """A table as `tables.drawn` writes it, line by line."""
    head, rule, *rows = map(_cells, lines)
    signs = [_ALIGNMENTS.get(sign) for sign in rule]
    if not rows or any(len(row) != len(signs) for row in (head, *rows)) or None in signs:
        raise _NotPlain
    yield "<table>\n<thead>"
    yield from _row(head, [f"<th{sign}>" for sign in signs], "</th>")
    yield "</thead>\n<tbody>"
    openings = [f"<td{sign}>" for sign in signs]
    for row in rows:
        yield from _row(row, openings, "</td>")
    yield "</tbody>\n</table>"


def _row(cells: list[str], openings: list[str], closing: str) -> Iterator[str]:
    yield "<tr>"
    for opening, cell in zip(openings, cells, strict=True):
        yield f"{opening}{cell}{closing}"
    yield "</tr>"


def _cells(line: str) -> list[str]:
    cells = line[2:-2].split(" | ")
    if not (line.startswith("| ") and line.endswith(" |")) or _SIGN.search("".join(cells)):
        raise _NotPlain
    return [cell.strip(" ") for cell in cells]
