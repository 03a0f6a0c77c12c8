"""Gives headings their ids, which is all that bodies need of Python-Markdown's `toc`.

`toc` renders each heading twice, and builds a table of contents that nobody shows: the dialect
leaves no `[TOC]`. Where headings are plain and nothing but ids is asked for, these are given
directly; a heading with anything else in it, or a setting that adds to headings, goes to `toc`
itself. A property test compares.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnotePostprocessor
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.postprocessors import AndSubstitutePostprocessor, RawHtmlPostprocessor

_NAME, _PRIORITY, _MARKER = "toc", 5, "[TOC]"
_LAST_STEPS: Final = {RawHtmlPostprocessor, AndSubstitutePostprocessor, FootnotePostprocessor}
"""Python-Markdown's own, which leave plain text as it is."""
_HEADINGS: Final = frozenset(f"{sign}{level}" for sign in "hH" for level in range(1, 7))
_SIGN: Final = re.compile("[<>\x02\x03]")


class _HeadingIds(TocTreeprocessor):
    """Python-Markdown's own step, with the settings of the one that it stands for."""

    def __init__(self, other: TocTreeprocessor) -> None:
        self.__dict__.update(vars(other))

    def run(self, doc: Element) -> None:
        """Give every heading an id that no other element has."""
        headings = [one for one in doc.iter() if one.tag in _HEADINGS]
        if not all(map(_is_plain, headings)):
            super().run(doc)
            return
        taken = {one.attrib["id"] for one in doc.iter() if headings and "id" in one.attrib}
        counters: dict[str, int] = {}
        for one in headings:
            self.set_level(one)
            if "id" not in one.attrib:
                name = unescape(" ".join((one.text or "").split()))
                one.attrib["id"] = unique(self.slugify(name, self.sep), taken, counters)


def _is_plain(heading: Element) -> bool:
    is_labelled = "data-toc-label" in heading.attrib
    return not (len(heading) or is_labelled or _SIGN.search(heading.text or ""))


def give_only_ids(md: Markdown) -> None:
    """Patch `md` to give headings their ids alone, if nothing else is asked of `toc`."""
    if _NAME not in md.treeprocessors:
        return
    found = md.treeprocessors[_NAME]
    if type(found) is not TocTreeprocessor or found.use_anchors or found.use_permalinks:
        return
    if found.marker == _MARKER and {type(step) for step in md.postprocessors} <= _LAST_STEPS:
        md.treeprocessors.register(_HeadingIds(found), _NAME, _PRIORITY)
