"""Renders a Markdown body to sanitised HTML and text, without looking at any other file.

Links and pictures inside the site come out as marks that `resolve` turns into addresses later: so a
body depends on nothing but its own source, and can be rendered in parallel and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import markdown

from kim_plugins.catalogue.bodies import dialect
from kim_plugins.catalogue.bodies.body import Body, Link
from kim_plugins.catalogue.bodies.cards import with_cards
from kim_plugins.catalogue.bodies.embeds import embeds_to_links
from kim_plugins.catalogue.bodies.links import mark
from kim_plugins.catalogue.bodies.plain_blocks import writer_of
from kim_plugins.catalogue.bodies.remarks import Remark, Remarks
from kim_plugins.catalogue.bodies.sanitising import dropped_from, sanitise, without_controls
from kim_plugins.catalogue.bodies.stand_ins import OWN_MARK, restored
from kim_plugins.catalogue.bodies.striking import normalise_strikes
from kim_plugins.catalogue.bodies.text import plain_text
from kim_plugins.catalogue.bodies.words import lost, lost_words

_TOP_HEADING = re.compile(r"<h1[ >]")
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")


class BodyRenderer:
    """Dialect, Python-Markdown and nh3 with the site's options; one per thread.

    `line_breaks` tells whether a line that ends in the source ends on the page.
    """

    def __init__(
        self,
        extensions: Sequence[str],
        configs: Mapping[str, Mapping[str, Any]],
        *,
        line_breaks: bool = True,
    ) -> None:
        # Inline styles have no place under a strict CSP, so tables align by attribute.
        settings: dict[str, Any] = {
            "tables": {"use_align_attribute": True},
            "footnotes": {
                "BACKLINK_TITLE": "Kembali ke rujukan {} di dalam teks",
                "PLACE_MARKER": OWN_MARK,
            },
            **configs,
        }
        needed = list(dict.fromkeys((*dialect.EXTENSIONS, *extensions)))
        self._line_breaks = line_breaks
        self._markdown = markdown.Markdown(extensions=needed, extension_configs=settings)
        _leave_out(self._markdown)
        self._write = writer_of(self._markdown)

    def render(self, path: str, source: str) -> Body:
        """Render one body; `path` is its file below the content folder."""
        return self.read(path, source)[0]

    def read(self, path: str, source: str) -> tuple[Body, list[Remark]]:
        """Render one body, with the remarks on its source."""
        links: dict[Link, None] = {}

        def mark_links(tag: str, attribute: str, value: str) -> str | None:
            return mark(path, tag, attribute, value, links)

        rough, remarks = self._rough(source)
        if unused := remarks.unused(rough):
            # A definition that nothing refers to would be seen by nobody: it is a sentence.
            rough, remarks = self._rough(source, unused)
        rough = normalise_strikes(embeds_to_links(rough, links))
        dropped = dropped_from(rough, links)
        clean = sanitise(rough, mark_links)
        if _TOP_HEADING.search(clean):
            # The page's title is its only h1.
            clean = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", clean)
        # What the sanitiser takes away, and links that lead nowhere, are told by others.
        told = (*dropped, *(link.written for link in links))
        remarks.spent += (text for _, text in remarks.defined.values())
        for place, word in lost_words(remarks.source, clean, remarks.spent, told):
            remarks.found.append(Remark(place, lost(word)))
        clean = with_cards(clean)
        return Body(clean, plain_text(clean), tuple(links), dropped), remarks.all()

    def _rough(self, source: str, unused: AbstractSet[int] = frozenset()) -> tuple[str, Remarks]:
        """The HTML that a body makes, before it is sanitised."""
        plain, remarks = dialect.normalised(source, line_breaks=self._line_breaks, unused=unused)
        made = self._write(plain)
        if made is None:
            made = self._markdown.reset().convert(plain)
        return without_controls(restored(made)), remarks


def _leave_out(md: markdown.Markdown) -> None:
    """Remove the steps of Python-Markdown whose work the dialect has done."""
    for registry, names in (
        (md.preprocessors, dialect.REPLACED["preprocessors"]),
        (md.parser.blockprocessors, dialect.REPLACED["blockprocessors"]),
        (md.inlinePatterns, dialect.REPLACED["inlinepatterns"]),
    ):
        for name in names:
            registry.deregister(name, strict=False)
