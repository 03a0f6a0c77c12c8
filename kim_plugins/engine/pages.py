"""`kim/pages`: draws the theme's frame and writes every page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from watchdog.observers.polling import PollingObserver

from kim_plugins.engine.broadcast import with_broadcast
from kim_plugins.engine.catalogue import cache_file, catalogue_of, plugin_of
from kim_plugins.engine.frame import THEME, Frame, is_superfluous
from kim_plugins.engine.media import PictureCache, publish_media
from kim_plugins.engine.outputs import place_of
from kim_plugins.engine.publish import outputs_of
from kim_plugins.pages import (
    POLICY,
    SHARE_PICTURE,
    FileSpec,
    PageRenderer,
    PageSpec,
    faulty_pages,
    files,
    header_files,
    missing_page,
    plan,
    robots,
    share_picture,
    sitemaps,
)

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
        """Of the theme only our own assets are copied; Material's are not, nor old templates."""
        own = config.theme.custom_dir
        for file in list(files):
            path = Path(file.abs_src_path or "")
            is_theirs = not own or not path.resolve().is_relative_to(Path(own).resolve())
            if file.abs_src_path and is_theirs and is_superfluous(path):
                files.remove(file)
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
        preview = catalogue.options.preview
        frame = Frame(config, self._files, self._nav, self._environment, preview=preview)
        problems = plugin_of(config).problems if preview else ()
        policy = "" if preview else POLICY
        renderer = self._renderer = PageRenderer(catalogue, frame.shell, problems, policy)
        specs = list(with_broadcast(config, catalogue, plan(catalogue)))
        if preview:
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
        for address, data in sitemaps(specs, catalogue.options):
            output.write(address, data)
        output.write("robots.txt", robots(catalogue.options))
        output.write(SHARE_PICTURE, share_picture(catalogue.options))
        for address, data in (*frame.assets(), *header_files(catalogue.options).items()):
            output.write(address, data)
        plugin = plugin_of(config)
        cache = PictureCache(cache_file(config).with_suffix(".gambar"), clean=plugin.clean)
        publish_media(catalogue, plugin.content.read, output, cache)

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


def _look_more_often(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """A change is noticed sooner; polling stays, as it works on every kind of disk."""
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=_LOOK_EVERY)
    for path in watched:
        server.watch(path)
