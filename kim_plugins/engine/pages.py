"""`kim/pages`: renders the theme's frame and publishes every page."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kim_plugins.engine.names import PAGES
from kim_plugins.engine.options import Flag, Options, Texts
from kim_plugins.engine.theme import (
    QuietTheme,
    bytecode,
    has_own_missing_page,
    is_superfluous,
)
from kim_plugins.engine.theme_files import THEME

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.utils.templates import TemplateContext

    from kim_plugins.engine.event_pages import EventPages
    from kim_plugins.engine.page_rendering import PageRendering

NAME: Final = PAGES

log = get_plugin_logger("kim/pages")

T = TypeVar("T")


class PagesConfig(Options):
    """Options of `kim/pages` in mkdocs.yml: whether a site has the writing desk, and `/admin/`."""

    writing = Flag(default=True)
    page_only = Texts("[glightbox, kait.py]")
    """Plugins and hooks whose work on a page depends on that page and the settings alone."""
    admin = Flag(default=False)


class PagesPlugin(BasePlugin[PagesConfig]):
    """Plugin for every page of the site."""

    _files: Files
    _nav: Navigation
    _environment: jinja2.Environment
    _events: EventPages | None
    _rendering: PageRendering | None
    _own: list[File]
    _usual_nav: str
    _has_own_menu: bool

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our overrides come before Material's templates, and a site's own before ours.

        404 and sitemap are ours altogether.
        """
        from kim_plugins.engine.look.applying import drop_unsupported_settings  # noqa: PLC0415 - as below

        theme = config.theme = QuietTheme(config.theme)
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME))
        theme.static_templates -= {"sitemap.xml"}
        if not has_own_missing_page(config):
            theme.static_templates -= {"404.html"}
        drop_unsupported_settings(config)
        if config.extra_templates:
            from kim_plugins.engine.look.templates import refuse_faulty_templates  # noqa: PLC0415

            refuse_faulty_templates(config)
        return config

    @event_priority(90)
    def _bring_documents(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Before other plugins look at the files: MkDocs itself has found none of ours."""
        self._events = None
        self._rendering = None
        self._own = []
        from kim_plugins.engine.catalogue import plugin_of  # noqa: PLC0415 - as below
        from kim_plugins.engine.documents import (  # noqa: PLC0415 - as below
            follows_traces,
            has_nav_listeners,
            has_page_listeners,
            page_files,
            settings_files,
        )

        has_listeners = has_page_listeners(config)
        changes_nav = has_nav_listeners(config)
        if not has_listeners and not config.nav and not changes_nav:
            return files
        from kim_plugins.engine.event_pages import EventPages  # noqa: PLC0415 - as below

        plugin = plugin_of(config)
        if has_listeners:
            page_only = self.config.page_only
            self._events = EventPages(config, is_lazy=follows_traces(config, page_only))
        found = page_files(config, plugin.catalogue, plugin.content, everything=has_listeners)
        self._own = [*found]
        for file in (*self._own, *(settings_files(config) if changes_nav else ())):
            files.append(file)
        # What is missing is named by `kim/catalogue`, with its place.
        config.validation.nav.not_found = logging.DEBUG
        config.validation.nav.absolute_links = logging.DEBUG
        config.validation.nav.omitted_files = logging.DEBUG
        return files

    def _choose_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep only our own assets of the theme's files."""
        own = config.theme.custom_dir
        own_documents = {file.src_uri for file in self._own}
        for file in list(files):
            path = Path(file.abs_src_path or "")
            is_theirs = not own or not path.resolve().is_relative_to(Path(own).resolve())
            if file.src_uri in own_documents or file.inclusion.is_excluded():
                continue
            if file.abs_src_path and is_theirs and is_superfluous(path):
                files.remove(file)
        from kim_plugins.engine.look.applying import own_files  # noqa: PLC0415 - as below

        for file in own_files(config):
            if found := files.get_file_from_path(file.src_uri):
                files.remove(found)
            files.append(file)
        return files

    @event_priority(-100)
    def _check_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """After others: MkDocs would fail on anything else without a word of who gave it."""
        return self._expected(files, Files, "files", config)

    on_files = CombinedEvent(_bring_documents, _choose_files, _check_files)

    @staticmethod
    def _expected(given: T, kind: type[T], event: str, config: MkDocsConfig) -> T:
        if not isinstance(given, kind):
            from kim_plugins.engine.documents import refuse_result  # noqa: PLC0415 - as below

            refuse_result(given, event, kind.__name__, config)
        return given

    @event_priority(100)
    def _look_at_nav(
        self, nav: Navigation, /, *, files: Files, config: MkDocsConfig, **_: object
    ) -> None:
        """Before others change it: without `nav` MkDocs' own menu would name every page."""
        self._usual_nav = str(nav)
        from kim_plugins.engine.documents import tell_removed  # noqa: PLC0415 - as below

        tell_removed(self._own, files, config)

    @event_priority(-100)
    def _take_nav(
        self, nav: Navigation, /, *, files: Files, config: MkDocsConfig, **_: object
    ) -> Navigation:
        """Keep what the frame's context needs, and from MkDocs what nobody else hears of."""
        self._nav = self._expected(nav, Navigation, "nav", config)
        self._files = files
        self._has_own_menu = bool(config.nav) or str(nav) != self._usual_nav
        if self._events is None or self._events.is_lazy:
            from kim_plugins.engine.catalogue import plugin_of  # noqa: PLC0415 - as below

            entries = plugin_of(config).catalogue.entries
            for file in self._own:
                if files.get_file_from_path(file.src_uri) is file:
                    files.remove(file)
                if file.page and file.page.title is None:  # MkDocs won't read it
                    file.page.title = entries[file.src_uri].record.title
            if self._events:
                self._events.make_later(self._own)
        return nav

    on_nav = CombinedEvent(_look_at_nav, _take_nav)

    @event_priority(100)
    def _read_markdown(self, markdown: str, /, *, page: Page, **_: object) -> None:
        """Before others change it."""
        if self._events:
            self._events.read(page, markdown)

    @event_priority(-100)
    def _take_markdown(self, markdown: str, /, *, page: Page, **_: object) -> str:
        """As others have left it."""
        return self._events.take(page, markdown) if self._events else markdown

    on_page_markdown = CombinedEvent(_read_markdown, _take_markdown)

    @event_priority(100)
    def on_page_content(self, html: str, /, *, page: Page, **_: object) -> str:
        """A body as we render it, for others to change."""
        return self._events.content(page, html) if self._events else html

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """What our templates need."""
        if self._events is None:
            return context
        found: TemplateContext = self._events.context(context, page, self._rendering_of(config))
        return found

    @event_priority(100)
    def _fill_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """A page as we render it, for others to change."""
        if self._events is None:
            return output
        return self._events.fill(output, page, self._rendering_of(config))

    @event_priority(-100)
    def _clean_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """A page as others have left it, under the site's policy."""
        if self._events is None:
            return output
        return self._events.clean(output, page, self._rendering_of(config))

    on_post_page = CombinedEvent(_fill_page, _clean_page)

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, **_: object
    ) -> jinja2.Environment:
        """Keep the theme's templates, as the other plugins left them, and keep them compiled."""
        from kim_plugins.engine.look.applying import drop_blocked_assets  # noqa: PLC0415 - as below

        drop_blocked_assets(config)
        env.bytecode_cache = bytecode(config)
        self._environment = env
        if self._events and (catalogue := self._events.changed_catalogue()):
            from kim_plugins.engine.publish import replace_catalogue  # noqa: PLC0415 - it imports this

            replace_catalogue(config, catalogue)
        return env

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """What our frame needs, for a static template of the site's own that extends it."""
        rendering, base = self._rendering_of(config), _base_of(template_name, config)
        return {**context, "kim": rendering.frame.facts(base, "", rendering.renderer.menu)}  # type: ignore[typeddict-unknown-key]

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Fill the frame: such a template says itself what is in it."""
        base = _base_of(template_name, config)
        return self._rendering_of(config).frame.filled_alone(output, config.site_name, base)

    def _rendering_of(self, config: MkDocsConfig) -> PageRendering:
        from kim_plugins.engine.page_rendering import PageRendering  # noqa: PLC0415 - as below

        if self._rendering is None:
            self._rendering = PageRendering(
                *(config, self._files, self._nav, self._environment),
                has_own_menu=self._has_own_menu,
            )
        return self._rendering

    @event_priority(50)
    def _offer(self, *, config: MkDocsConfig) -> None:
        """Offer the pages, their old addresses, pictures and sound."""
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.engine.page_outputs import offer_pages  # noqa: PLC0415

        offer_pages(config, self._rendering_of(config), self._events)

    @event_priority(-90)
    def _offer_sitemaps(self, *, config: MkDocsConfig) -> None:
        """When the pages are made: offer what tells of them, and what is made of their files."""
        from kim_plugins.engine.open_data import offer_all_data  # noqa: PLC0415 - as above
        from kim_plugins.engine.page_outputs import offer_sitemaps  # noqa: PLC0415 - as above

        offer_sitemaps(config)
        offer_all_data(config)

    on_post_build = CombinedEvent(_offer, _offer_sitemaps)

    @event_priority(100)
    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """A change is noticed sooner than MkDocs would."""
        from kim_plugins.engine.serving import watch_closely  # noqa: PLC0415 - as above

        return watch_closely(server, config.theme.custom_dir)


def _base_of(template_name: str, config: MkDocsConfig) -> str:
    """The way from what a static template makes to the site's root."""
    if template_name == "404.html":  # it may have been asked for at any depth
        return urlsplit(config.site_url or "/").path or "/"
    return "../" * template_name.count("/")
