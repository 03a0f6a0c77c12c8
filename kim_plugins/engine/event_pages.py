"""Pages that MkDocs renders, so that its page events fire; their content stays ours.

MkDocs reads, calls and writes; we put in what a body is once it is rendered and sanitised, and what
stands around it. A page that nobody has changed is the same as without listeners. Pages that have
no file (listings, boards, profiles' later pages, search) have no Markdown to change, so of them
`on_page_context` and `on_post_page` are heard, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.bodies import Body, BodyRenderer
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.documents import (
    PAGE_EVENTS,
    generated_page,
    listeners,
    refuse_result,
    shows_pages,
)
from kim_plugins.engine.inline_code import without_inline
from kim_plugins.pages import PageSpec, file_of
from kim_plugins.pages.shell import FOLLOW, base_of

if TYPE_CHECKING:
    from kim_plugins.engine.page_rendering import PageRendering

log = get_plugin_logger("kim/pages")


class EventPages:
    """The pages of one build that MkDocs renders, with the bodies that others changed."""

    def __init__(self, config: MkDocsConfig, *, is_lazy: bool) -> None:
        self._config, self.is_lazy = config, is_lazy
        self._read: dict[str, str] = {}
        self._markdown: dict[str, str] = {}
        self._bodies: dict[str, Body] = {}
        self._parts: dict[str, Mapping[str, str]] = {}
        self._generated: dict[str, PageSpec] = {}
        plugin = plugin_of(config)
        bodies = _ChangedBodies(self._bodies, plugin.catalogue.bodies)
        plugin.catalogue = replace(plugin.catalogue, bodies=bodies, answers={})
        self.made: dict[str, bytes] = {}
        """Pages as others have left them, by address."""
        self.files: Mapping[str, File] = {}
        """By path, the files whose pages MkDocs reads and renders when they are made."""
        self._inline: dict[str, bytes] | None = {} if is_lazy else None

    @property
    def _catalogue(self) -> Catalogue:
        return plugin_of(self._config).catalogue

    def make_later(self, files: Iterable[File]) -> None:
        """Leave these pages to whoever makes them, if anybody hears of pages."""
        if listeners(self._config, *PAGE_EVENTS) or shows_pages(self._config):
            self.files = {file.src_uri: file for file in files}

    def read(self, page: Page, markdown: str) -> None:
        """Remember the Markdown of a file before others change it."""
        self._read[page.file.src_uri] = markdown

    def take(self, page: Page, markdown: str) -> str:
        """Keep the Markdown as others left it; MkDocs' own renderer gets nothing."""
        _expect_text(markdown, "page_markdown", self._config)
        self._markdown[page.file.src_uri] = markdown
        return "" if page.file.src_uri in self._catalogue.entries else markdown

    def content(self, page: Page, html: str) -> str:
        """The HTML of the body as the page shows it."""
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
        """The catalogue with the changed bodies; None if none was changed.

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

    def context(self, context: Any, page: Page, rendering: PageRendering) -> Any:  # noqa: ANN401 - a template's
        """The values of our templates for a page's frame."""
        path = page.file.src_uri
        _expect_text(page.content, "page_content", self._config)
        if own := self._generated.get(path):
            base, section = base_of(own.address), own.section
            self._parts[path] = rendering.renderer.parts(own)
        elif spec := rendering.specs.get(path):
            base, section = base_of(spec.address), spec.section
            self._parts[path] = rendering.renderer.parts(spec, path, page.content or "")
        else:
            base, section = base_of(f"/{page.url}"), ""
            self._parts[path] = _foreign(page, self._config)
        context["kim"] = rendering.frame.facts(base, section, rendering.renderer.menu)
        return context

    def fill(self, output: str, page: Page, rendering: PageRendering) -> str:
        """Put the page into the frame that MkDocs rendered."""
        parts = self._parts.pop(page.file.src_uri, None)
        return rendering.frame.filled(output, parts) if parts else output

    def clean(self, output: str, page: Page, rendering: PageRendering) -> str:
        """Move scripts and styles that others added into files, as the policy requires."""
        _expect_text(output, "post_page", self._config)
        path = page.file.src_uri
        spec = self._generated.get(path) or rendering.specs.get(path)
        if rendering.frame.has_policy:
            files = self._inline if spec else None
            output = without_inline(output, self._config, base_of(f"/{page.url}"), files)
        if spec is None:
            return output
        if not output.strip():
            log.warning(
                "%s mengosongkan halaman /%s, jadi halaman itu tidak terbit",
                *(", ".join(dict.fromkeys(listeners(self._config, "post_page"))), page.url),
            )
            output = ""
        # We write it ourselves, with all other pages; others may write something beside it.
        if self._has_late_listeners:
            Path(page.file.abs_dest_path).parent.mkdir(parents=True, exist_ok=True)
        self.made[spec.address] = output.encode("utf-8", "xmlcharrefreplace")
        return ""

    def render(self, spec: PageSpec, rendering: PageRendering) -> tuple[bytes, dict[str, bytes]]:
        """A page that is made now, and the files that it needs besides."""
        file = self.files.get(file_of(spec) or "")
        if file is None:
            return self._render_generated(spec, rendering), self._taken_inline()
        page = file.page or Page(None, file, self._config)
        rendering.read(page)
        rendering.build(page)
        return self.made.pop(spec.address), self._taken_inline()

    def _taken_inline(self) -> dict[str, bytes]:
        if self._inline is None:
            return {}
        taken, self._inline = self._inline, {}
        return taken

    def _render_generated(self, spec: PageSpec, rendering: PageRendering) -> bytes:
        """A page without a file, with the events that it has."""
        page = generated_page(spec.address, spec.title, spec.description, self._config)
        path = page.file.src_uri
        self._generated[path] = spec
        try:
            if self._renders_each:
                rendering.build(page)
            else:
                self._config.plugins.on_post_page(
                    rendering.renderer.render(spec), page=page, config=self._config
                )
        finally:
            del self._generated[path]
        return self.made.pop(spec.address)

    @cached_property
    def _has_late_listeners(self) -> bool:
        return bool(listeners(self._config, "post_build"))

    @cached_property
    def is_for_all(self) -> bool:
        """Whether pages without a file are changed, too."""
        return self._renders_each or bool(listeners(self._config, "post_page"))

    @cached_property
    def _renders_each(self) -> bool:
        """Whether the frame may differ from page to page."""
        return bool(listeners(self._config, "page_context")) or shows_pages(self._config)


def _expect_text(given: object, event: str, config: MkDocsConfig) -> None:
    if not isinstance(given, str):
        refuse_result(given, event, "teks", config)


def _changed(key: bytes, typed: bytes) -> bytes:
    """A key of the same length for changed words."""
    return blake2b(typed, key=key[:64], digest_size=len(key)).digest()


class _ChangedBodies(Mapping[str, Body]):
    """Bodies, some of them replaced."""

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
