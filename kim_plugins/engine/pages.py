"""`kim/pages`: draws the theme's frame and writes every page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from watchdog.observers.polling import PollingObserver

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.fingerprints import Fingerprints
from kim_plugins.engine.broadcast import with_broadcast
from kim_plugins.engine.catalogue import cache_file, plugin_of
from kim_plugins.engine.frame import THEME, Frame, is_superfluous
from kim_plugins.engine.media import PictureCache, publish_media
from kim_plugins.engine.outputs import Outputs
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.pages import (
    POLICY,
    SHARE_PICTURE,
    OldAddress,
    PageRenderer,
    PageSpec,
    faulty_pages,
    files,
    header_files,
    missing_page,
    old_addresses,
    plan,
    robots,
    share_picture,
    sitemaps,
)

_LOOK_EVERY = 0.2
"""Seconds between two looks at the content folder in the preview; MkDocs takes 0.5."""


log = get_plugin_logger("kim/pages")


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

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, **_: object
    ) -> jinja2.Environment:
        """Keep the theme's templates, as the other plugins left them, and keep them compiled."""
        folder = cache_file(config).with_name("templat")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.info("templat tidak dapat disimpan: %s", error)
        else:
            env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        self._environment = env
        return env

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Offer the pages, their old addresses, the sitemap, pictures and sound."""
        plugin, outputs = plugin_of(config), outputs_of(config)
        catalogue, preview = plugin.catalogue, plugin.preview
        frame = Frame(config, self._files, self._nav, self._environment, preview=preview)
        problems, policy = (plugin.problems, "") if preview else ((), POLICY)
        bytecode = self._environment.bytecode_cache
        renderer = PageRenderer(catalogue, frame.shell, problems, policy, bytecode)
        specs = list(with_broadcast(config, catalogue, plan(catalogue)))
        if preview:
            specs += faulty_pages(catalogue)
        self._offer(specs, renderer, catalogue, outputs, fingerprints_of(config))
        # A missing page may have been asked for at any depth: its links start at the host's root.
        root = urlsplit(catalogue.options.url).path
        outputs.write("404.html", renderer.render(missing_page(), base=root).encode())
        for address, data in sitemaps(specs, catalogue.options):
            outputs.write(address, data)
        outputs.write("robots.txt", robots(catalogue.options))
        for address, data in (*frame.assets(), *header_files(catalogue.options).items()):
            outputs.write(address, data)
        cache = PictureCache(cache_file(config).with_suffix(".gambar"), clean=plugin.clean)
        publish_media(catalogue, plugin.content.read, outputs, cache)

    def _offer(
        self,
        specs: Iterable[PageSpec],
        renderer: PageRenderer,
        catalogue: Catalogue,
        outputs: Outputs,
        fingerprints: Fingerprints,
    ) -> None:
        for spec in specs:
            # The preview makes what is looked at, whatever has changed: no key is asked for.
            key = "" if catalogue.options.preview else renderer.key(spec, fingerprints)
            outputs.offer(spec.address, key, partial(_page, renderer, spec))
        for old in old_addresses(catalogue):
            outputs.offer(old.address, fingerprints.of(old), partial(_redirect, renderer, old))
        for file in files(catalogue):
            outputs.offer(file.address, fingerprints.of(file.made_from), file.make)
        picture = partial(share_picture, catalogue.options)
        outputs.offer(SHARE_PICTURE, fingerprints.of(SHARE_PICTURE), picture)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """A change is noticed sooner; polling stays, as it works on every kind of disk."""
        watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=_LOOK_EVERY)
        for path in watched:
            server.watch(path)
        return server


def _page(renderer: PageRenderer, spec: PageSpec) -> bytes:
    return renderer.render(spec).encode()


def _redirect(renderer: PageRenderer, old: OldAddress) -> bytes:
    return renderer.redirect(old).encode()
