"""`kim/pages`: draws the theme's frame and writes every page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from watchdog.observers.polling import PollingObserver

from kim_plugins import __version__
from kim_plugins.engine.catalogue import catalogue_of, plugin_of
from kim_plugins.engine.outputs import place_of
from kim_plugins.engine.publish import outputs_of
from kim_plugins.pages import (
    SLOTS,
    FileSpec,
    MenuItem,
    PageRenderer,
    PageSpec,
    Shell,
    faulty_pages,
    files,
    missing_page,
    plan,
    robots,
    sitemap,
    slot,
)

THEME = Path(__file__).parent.parent / "theme"

# Material 9.8 takes every feed's link for a translation of the site and asks for its sitemap.
ALTERNATES = b'"link[rel=alternate]"'
_TRANSLATIONS = b'"link[rel=alternate][hreflang]"'


_LOOK_EVERY = 0.2
"""Seconds between two looks at the content folder in the preview; MkDocs takes 0.5."""


class PagesConfig(Config):
    """`kim/pages` has no options."""


class PagesPlugin(BasePlugin[PagesConfig]):
    """Every page of the site, from the catalogue."""

    _on_demand: bool = False
    _drawing = Lock()
    _specs: Mapping[str, PageSpec | FileSpec]
    _renderer: PageRenderer
    _files: Files
    _nav: Navigation
    _environment: jinja2.Environment

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """The preview draws on demand. MkDocs keeps a plugin with this hook over rebuilds."""
        self._on_demand = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our overrides come before Material's templates; 404 and sitemap are ours altogether."""
        config.theme.dirs.insert(0, str(THEME))
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """What is no template any more would be copied as it is."""
        theirs = files.get_file_from_path("sitemap.xml")
        if theirs and not str(theirs.abs_src_path).startswith(config.docs_dir):
            files.remove(theirs)
        return files

    def on_nav(self, nav: Navigation, /, *, files: Files, **_: object) -> Navigation:
        """Keep what the frame's context needs."""
        self._nav, self._files = nav, files
        return nav

    def on_env(self, env: jinja2.Environment, /, **_: object) -> jinja2.Environment:
        """Keep the theme's templates, as the other plugins left them."""
        self._environment = env
        return env

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages, their old addresses, the sitemap."""
        catalogue = catalogue_of(config)
        output = outputs_of(config)
        draw = partial(self._shell, config)
        problems = plugin_of(config).problems if catalogue.options.preview else ()
        renderer = self._renderer = PageRenderer(catalogue, draw, problems)
        specs = list(plan(catalogue))
        if catalogue.options.preview:
            specs += faulty_pages(catalogue)
        outputs: list[PageSpec | FileSpec] = [*specs, *files(catalogue)]
        self._specs = {spec.address: spec for spec in outputs}
        if not self._on_demand:
            for spec in outputs:
                output.write(spec.address, self._bytes_of(spec))
        for address, page in renderer.redirects():
            output.write(address, page.encode())
        # A missing page may have been asked for at any depth: its links start at the host's root.
        root = urlsplit(catalogue.options.url).path
        output.write("404.html", renderer.render(missing_page(), base=root).encode())
        output.write("sitemap.xml", sitemap(specs, catalogue.options))
        output.write("robots.txt", robots(catalogue.options))
        for script in Path(config.site_dir, "assets", "javascripts").glob("bundle.*.js"):
            script.write_bytes(script.read_bytes().replace(ALTERNATES, _TRANSLATIONS))

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """In the preview a page is drawn when it is asked for, so that a change shows at once."""
        serve: Any = server.get_app()
        mounted = server.mount_path

        def draw_then_serve(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
            self._draw_on_demand("/" + environ["PATH_INFO"].removeprefix(mounted), server.root)
            return serve(environ, start_response)

        server.set_app(draw_then_serve)
        _look_more_often(server, config)
        return server

    def _draw_on_demand(self, address: str, folder: str) -> None:
        spec = self._specs.get(address)
        with self._drawing:
            if spec and not Path(folder, place_of(address)).exists():
                target = Path(folder, place_of(address))
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._bytes_of(spec))

    def _bytes_of(self, spec: PageSpec | FileSpec) -> bytes:
        if isinstance(spec, FileSpec):
            return spec.make()
        return self._renderer.render(spec).encode()

    def _shell(
        self, config: MkDocsConfig, base: str, section: str, menu: tuple[MenuItem, ...]
    ) -> Shell:
        base_url = base.rstrip("/") or ("/" if base else ".")
        context = get_context(self._nav, self._files, config, base_url=base_url)
        slots = {name: slot(name) for name in SLOTS}
        kim = {**slots, "menu": menu, "section": section, "base": base, "version": __version__}
        return Shell.drawn(self._environment.get_template("main.html").render(**context, kim=kim))


def _look_more_often(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """A change is noticed sooner; polling stays, as it works on every kind of disk."""
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=_LOOK_EVERY)
    for path in watched:
        server.watch(path)
