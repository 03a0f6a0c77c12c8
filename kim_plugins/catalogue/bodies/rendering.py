"""Markdown body → sanitised HTML and text, once per body, without looking at any other file.

Links and pictures inside the site come out as marks that `resolve` turns into addresses later: so a
body depends on nothing but its own source, and can be rendered in parallel and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import markdown

from kim_plugins.catalogue.bodies.body import Body, Link
from kim_plugins.catalogue.bodies.links import mark
from kim_plugins.catalogue.bodies.plain_text_first import pass_plain_text
from kim_plugins.catalogue.bodies.sanitising import dropped_from, sanitise, without_controls
from kim_plugins.catalogue.bodies.text import plain_text

_TOP_HEADING = re.compile(r"<h1[ >]")
_HEADING = re.compile(r"(</?h)([1-5])(?=[ >])")


class BodyRenderer:
    """Python-Markdown and nh3 with the site's options; not thread-safe, one per process."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        # Inline styles have no place under a strict CSP, so tables align by attribute.
        settings: dict[str, Any] = {
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Kembali ke rujukan {} di dalam teks"},
            **configs,
        }
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=settings)
        pass_plain_text(self._markdown)

    def render(self, path: str, source: str) -> Body:
        """Render one body; `path` is its file below the content folder."""
        links: dict[Link, None] = {}

        def mark_links(tag: str, attribute: str, value: str) -> str | None:
            return mark(path, tag, attribute, value, links)

        self._markdown.reset()
        rough = without_controls(self._markdown.convert(source))
        dropped = dropped_from(rough, links)
        clean = sanitise(rough, mark_links)
        if _TOP_HEADING.search(clean):
            # The page's title is its only h1.
            clean = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", clean)
        return Body(clean, plain_text(clean), tuple(links), dropped)
