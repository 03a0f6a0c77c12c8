"""What the pages of one build are rendered with, and how MkDocs calls other plugins on them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import jinja2
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kim_plugins import pages
from kim_plugins.catalogue.tracing import unrecorded
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.frame import Frame
from kim_plugins.engine.look.editing import Actions
from kim_plugins.engine.look.look import Look
from kim_plugins.engine.look.menu import menu_of
from kim_plugins.engine.theme import own_templates
from kim_plugins.pages import POLICY, PageRenderer, PageSpec, file_of


class PageRendering:
    """What the pages of one build are rendered with."""

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

    def read(self, page: Page) -> None:
        """Have MkDocs read a page, and call who listens."""
        _populate_page(page, self._config, self._files)

    def build(self, page: Page) -> None:
        """Have MkDocs render a page, and call who listens."""
        documents = self._files.documentation_pages()
        _build_page(page, self._config, documents, self._nav, self._environment)

    @cached_property
    def specs(self) -> Mapping[str, PageSpec]:
        """The page of each file, by the file's path."""
        with unrecorded():  # it is asked for while some page is made
            planned = (one for target in pages.targets(self._catalogue) for one in target.plan())
            found = (one for one in planned if isinstance(one, PageSpec))
            return {path: spec for spec in found if (path := file_of(spec))}
