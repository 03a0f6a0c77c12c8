"""`kim/pages`: draws the theme's frame and writes every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from kim_plugins.engine.options import Flag, Options
from kim_plugins.engine.theme import QuietTheme, bytecode, is_superfluous
from kim_plugins.engine.theme_files import THEME

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

NAME: Final = "kim/pages"
_LOOK_EVERY = 0.2
"""Seconds between two looks at the content folder in the preview; MkDocs takes 0.5."""

log = get_plugin_logger("kim/pages")


class PagesConfig(Options):
    """Options of `kim/pages` in mkdocs.yml; `writing` tells whether a site has the writing desk."""

    writing = Flag(default=True)


class PagesPlugin(BasePlugin[PagesConfig]):
    """Every page of the site, from the catalogue."""

    _files: Files
    _nav: Navigation
    _environment: jinja2.Environment

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our overrides come before Material's templates, and a site's own before ours.

        404 and sitemap are ours altogether.
        """
        from kim_plugins.engine.look.applying import leave_out_unhonoured  # noqa: PLC0415 - as below

        theme = config.theme = QuietTheme(config.theme)
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME))
        theme.static_templates -= {"404.html", "sitemap.xml"}
        leave_out_unhonoured(config)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Of the theme only our own assets are copied; Material's are not, nor old templates."""
        own = config.theme.custom_dir
        for file in list(files):
            path = Path(file.abs_src_path or "")
            is_theirs = not own or not path.resolve().is_relative_to(Path(own).resolve())
            if file.abs_src_path and is_theirs and is_superfluous(path):
                files.remove(file)
        from kim_plugins.engine.look.applying import own_files  # noqa: PLC0415 - as below

        for file in own_files(config):
            if found := files.get_file_from_path(file.src_uri):
                files.remove(found)
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, /, *, files: Files, **_: object) -> Navigation:
        """Keep what the frame's context needs."""
        self._nav, self._files = nav, files
        return nav

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, **_: object
    ) -> jinja2.Environment:
        """Keep the theme's templates, as the other plugins left them, and keep them compiled."""
        from kim_plugins.engine.look.applying import hold_to_policy  # noqa: PLC0415 - as below

        hold_to_policy(config)
        env.bytecode_cache = bytecode(config)
        self._environment = env
        return env

    @event_priority(50)
    def _offer(self, *, config: MkDocsConfig) -> None:
        """Offer the pages, their old addresses, pictures and sound."""
        # `kim check` loads every plugin, and should not wait for what only a build needs.
        from kim_plugins.engine.page_outputs import offer_pages  # noqa: PLC0415

        offer_pages(config, self._files, self._nav, self._environment)

    @event_priority(-90)
    def _offer_sitemaps(self, *, config: MkDocsConfig) -> None:
        """When the pages are made: offer what tells of them."""
        from kim_plugins.engine.page_outputs import offer_sitemaps  # noqa: PLC0415 - as above

        offer_sitemaps(config)

    on_post_build = CombinedEvent(_offer, _offer_sitemaps)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """A change is noticed sooner; polling stays, as it works on every kind of disk."""
        from watchdog.observers.polling import PollingObserver  # noqa: PLC0415 - as above

        own = (config.docs_dir, config.config_file_path, config.theme.custom_dir)
        watched = [path for path in own if path]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=_LOOK_EVERY)
        for path in watched:
            server.watch(path)
        return server
