"""Pages whose events others hear go through MkDocs, which fires them; what is drawn stays ours.

MkDocs reads, calls and writes; we put in what a body is once it is rendered and sanitised, and what
stands around it. A page that nobody has changed is the same as without listeners.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.bodies import Body, BodyRenderer
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.inline_code import without_inline
from kim_plugins.pages.shell import FOLLOW, base_of

if TYPE_CHECKING:
    from kim_plugins.engine.page_outputs import PageRendering


class EventPages:
    """The pages of one build that MkDocs makes, and what others have made of their bodies."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._read: dict[str, str] = {}
        self._markdown: dict[str, str] = {}
        self._bodies: dict[str, Body] = {}
        self._parts: dict[str, Mapping[str, str]] = {}
        plugin = plugin_of(config)
        bodies = _ChangedBodies(self._bodies, plugin.catalogue.bodies)
        plugin.catalogue = replace(plugin.catalogue, bodies=bodies, answers={})
        self.made: dict[str, bytes] = {}
        """Pages as others have left them, by address."""

    @property
    def _catalogue(self) -> Catalogue:
        return plugin_of(self._config).catalogue

    def read(self, page: Page, markdown: str) -> None:
        """Remember what a file says before anybody changes it."""
        self._read[page.file.src_uri] = markdown

    def take(self, page: Page, markdown: str) -> str:
        """Keep what others have made of it, and leave nothing to MkDocs' own renderer."""
        self._markdown[page.file.src_uri] = markdown
        return "" if page.file.src_uri in self._catalogue.entries else markdown

    def content(self, page: Page, html: str) -> str:
        """The body's HTML as the page shows it."""
        path = page.file.src_uri
        entry = self._catalogue.entries.get(path)
        if entry is None:
            return html
        page.markdown = self._markdown[path]
        if page.markdown != self._read[path]:
            self._bodies[path] = self._renderer.render(path, page.markdown)
        return self._catalogue.body_html(entry, base_of(entry.address))

    @cached_property
    def _renderer(self) -> BodyRenderer:
        options = self._catalogue.options
        return BodyRenderer(
            options.markdown_extensions, options.markdown_configs, line_breaks=options.line_breaks
        )

    def changed_catalogue(self) -> Catalogue | None:
        """The catalogue with the bodies as they are now; None where nobody has changed one.

        Feeds, search and scripts read it, and what they keep has to notice.
        """
        if not self._bodies:
            return None
        files, words = dict(self._catalogue.files), dict(self._catalogue.words)
        for path, body in self._bodies.items():
            file, typed = files[path], self._markdown[path].encode("utf-8", "surrogatepass")
            files[path] = file._replace(
                key=_changed(file.key, typed),
                rendered=True,
                links=body.links,
                dropped=body.dropped,
                words=body.words,
            )
            words[path] = _changed(words[path], typed)
        return replace(self._catalogue, files=files, words=words, answers={})

    def context(self, context: Any, page: Page, drawing: PageRendering) -> Any:  # noqa: ANN401 - a template's
        """What our templates need around a page; the page itself is put in afterwards."""
        path = page.file.src_uri
        spec = drawing.specs.get(path)
        if spec is None:
            base, section = base_of(f"/{page.url}"), ""
            self._parts[path] = _foreign(page, self._config)
        else:
            base, section = base_of(spec.address), spec.section
            self._parts[path] = drawing.renderer.parts(spec, path, page.content or "")
        context["kim"] = drawing.frame.facts(base, section, drawing.renderer.menu)
        return context

    def fill(self, output: str, page: Page, drawing: PageRendering) -> str:
        """Put the page into the frame that MkDocs has drawn."""
        return drawing.frame.filled(output, self._parts.pop(page.file.src_uri))

    def clean(self, output: str, page: Page, drawing: PageRendering) -> str:
        """What others put into the page, in files of its own where the policy asks for that."""
        if drawing.frame.has_policy:
            output = without_inline(output, self._config, base_of(f"/{page.url}"))
        spec = drawing.specs.get(page.file.src_uri)
        if spec is None:
            return output
        # We write it ourselves, with all other pages.
        self.made[spec.address] = output.encode("utf-8", "xmlcharrefreplace")
        return ""


def _changed(key: bytes, typed: bytes) -> bytes:
    """A key of the same length, for other words."""
    return blake2b(typed, key=key[:64], digest_size=len(key)).digest()


class _ChangedBodies(Mapping[str, Body]):
    """Bodies, some of which have become others."""

    def __init__(self, changed: Mapping[str, Body], before: Mapping[str, Body]) -> None:
        self._changed, self._before = changed, before

    def __getitem__(self, path: str) -> Body:
        return self._changed[path] if path in self._changed else self._before[path]

    def __contains__(self, path: object) -> bool:
        return path in self._changed or path in self._before

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._before), **dict.fromkeys(self._changed)})

    def __len__(self) -> int:
        return len([*self])


def _foreign(page: Page, config: MkDocsConfig) -> Mapping[str, str]:
    """A page that a plugin has made out of nothing."""
    title, html = str(page.title or ""), page.content or ""
    heading = "" if "<h1" in html else f"<h1>{escape(title)}</h1>"
    address = escape(page.canonical_url or "")
    head = f'<link rel="canonical" href="{address}">' if address else ""
    body = f'<div class="kim-body md-typeset">{heading}{html}</div>'
    return {
        "title": escape(f"{title} · {config.site_name}"),
        "head": head,
        "content": f'<article class="kim-bulletin">{body}</article>',
        FOLLOW: "",
    }
