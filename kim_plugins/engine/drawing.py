"""What the pages of one build are drawn with, and how others have their hand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

import jinja2
from mkdocs.commands.build import _build_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kim_plugins import pages
from kim_plugins.builder.outputs import KEY_SIZE
from kim_plugins.engine.blame import blaming
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.documents import listeners
from kim_plugins.engine.frame import Frame
from kim_plugins.engine.inline_code import without_inline
from kim_plugins.engine.look.editing import Actions
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.look.menu import menu_of
from kim_plugins.engine.theme import own_templates
from kim_plugins.pages import POLICY, PageRenderer, PageSpec, file_of

if TYPE_CHECKING:
    from kim_plugins.engine.event_pages import EventPages


class Drawing:
    """What the pages of one build are drawn with."""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        environment: jinja2.Environment,
        *,
        has_own_menu: bool,
    ) -> None:
        plugin = plugin_of(config)
        self._config, self._files, self._nav = config, files, nav
        self._environment = environment
        self._catalogue, preview = plugin.catalogue, plugin.preview
        self.look = Look(config)
        self.frame = Frame(config, files, nav, environment, self.look, preview=preview)
        problems, policy = (plugin.problems, "") if preview else ((), POLICY)
        usual = pages.menu(self._catalogue)
        own_menu = menu_of(nav, self._catalogue, usual) if has_own_menu else None
        self.renderer = PageRenderer(
            *(self._catalogue, self.frame.shell, problems, policy, environment.bytecode_cache),
            actions=Actions(config, environment, self.look),
            own_menu=own_menu,
            own_templates=own_templates(config),
        )
        self.key = self.frame.shell("", "/", ()).key + (repr(own_menu) if own_menu else "")

    def build(self, page: Page) -> None:
        """Have MkDocs draw a page, and call who listens."""
        documents = self._files.documentation_pages()
        _build_page(page, self._config, documents, self._nav, self._environment)

    @cached_property
    def specs(self) -> Mapping[str, PageSpec]:
        """The page of each file, by the file's path."""
        planned = (one for target in pages.targets(self._catalogue) for one in target.plan())
        found = (one for one in planned if isinstance(one, PageSpec))
        return {path: spec for spec in found if (path := file_of(spec))}


class DrawPage:
    """Gives the bytes of a page, as others have left it where they listen.

    A template of the site's own that fails is told in a sentence, from whatever process.
    """

    def __init__(self, config: MkDocsConfig, drawing: Drawing, heard: EventPages | None) -> None:
        self._config, self._drawing, self._heard = config, drawing, heard

    def __call__(self, spec: PageSpec) -> bytes:
        """A page, made now unless it was."""
        heard = self._heard
        if heard and (made := heard.made.get(spec.address)):
            return made
        with blaming(self._config):
            if heard and heard.is_for_all:
                return heard.draw(spec, self._drawing)
            return self._drawing.renderer.render(spec).encode()

    def by_others(self, planned: Iterable[pages.Target]) -> Mapping[str, bytes]:
        """Digests of the pages in which others have a hand, by the name of what makes them.

        What others do depends on what nobody knows, so it is done in each build; and before they
        hear that the site is built, as MkDocs does. Only what differs is written.
        """
        assert self._heard  # noqa: S101 - nobody asks otherwise
        made, found = self._heard.made, {}
        for target in planned:
            digest = blake2b(digest_size=KEY_SIZE)
            own = [one for one in target.plan() if isinstance(one, PageSpec)]
            for spec in own:
                if self._heard.is_for_all:
                    made[spec.address] = self(spec)
                digest.update(made.get(spec.address, b""))
            if any(spec.address in made for spec in own):
                found[target.name] = digest.digest()
        return found

    def as_template(self, name: str, html: str, base: str) -> bytes:
        """A page that is no page to MkDocs, but one of the theme's templates."""
        if listeners(self._config, "post_template"):
            with blaming(self._config):
                html = self._config.plugins.on_post_template(
                    html, template_name=name, config=self._config
                )
            if self._drawing.frame.has_policy:
                html = without_inline(html, self._config, base)
        return html.encode()
