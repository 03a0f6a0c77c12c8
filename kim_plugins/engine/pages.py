"""`kim/pages`: draws the theme's frame and writes every page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from kim_plugins import __version__
from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.files import Output
from kim_plugins.pages import (
    SLOTS,
    MenuItem,
    PageRenderer,
    Shell,
    missing_page,
    plan,
    robots,
    sitemap,
    slot,
)

THEME = Path(__file__).parent.parent / "theme"

# Material takes every feed's link for a translation of the site and asks for its sitemap.
_TRANSLATIONS = {b'"link[rel=alternate]"': b'"link[rel=alternate][hreflang]"'}


class PagesConfig(Config):
    """`kim/pages` has no options."""


class PagesPlugin(BasePlugin[PagesConfig]):
    """Every page of the site, from the catalogue."""

    _files: Files
    _nav: Navigation
    _environment: jinja2.Environment

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
        output = Output(Path(config.site_dir))
        renderer = PageRenderer(
            catalogue, lambda base, section, menu: self._shell(config, base, section, menu)
        )
        specs = list(plan(catalogue))
        for spec in specs:
            output.write(spec.address, renderer.render(spec).encode())
        for address, page in renderer.redirects():
            output.write(address, page.encode())
        # A missing page may have been asked for at any depth: its links start at the host's root.
        root = urlsplit(catalogue.options.url).path
        output.write("404.html", renderer.render(missing_page(), base=root).encode())
        output.write("sitemap.xml", sitemap(specs, catalogue.options))
        output.write("robots.txt", robots(catalogue.options))
        for script in Path(config.site_dir, "assets", "javascripts").glob("bundle.*.js"):
            for theirs, ours in _TRANSLATIONS.items():
                script.write_bytes(script.read_bytes().replace(theirs, ours))

    def _shell(
        self, config: MkDocsConfig, base: str, section: str, menu: tuple[MenuItem, ...]
    ) -> Shell:
        base_url = base.rstrip("/") or ("/" if base else ".")
        context = get_context(self._nav, self._files, config, base_url=base_url)
        slots = {name: slot(name) for name in SLOTS}
        kim = {**slots, "menu": menu, "section": section, "base": base, "version": __version__}
        return Shell.drawn(self._environment.get_template("main.html").render(**context, kim=kim))
