"""`kim/feeds`: writes what subscribers receive."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from kim_plugins.engine.catalogue import cache_file, catalogue_of
from kim_plugins.engine.publish import outputs_of
from kim_plugins.feeds import FeedFile, Known, feed_files, remembered, reused

NAME = "kim/feeds"

log = get_plugin_logger(NAME)


class FeedsConfig(Config):
    """`kim/feeds` has no options."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Feeds at the root and at every listing, archives, podcasts, and their list as OPML.

    `reused` are sentences on guids that subscribers know as something else.
    """

    reused: Sequence[str] = ()
    _on_demand: bool = False
    _making = Lock()
    _files: Mapping[str, FeedFile]

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """The preview makes a feed when it is asked for, so that no change waits for them."""
        self._on_demand = command == "serve"

    @event_priority(50)
    def _write(self, *, config: MkDocsConfig) -> None:
        """Write every feed."""
        output = outputs_of(config)
        self._files = {file.path: file for file in feed_files(catalogue_of(config))}
        if not self._on_demand:
            for file in self._files.values():
                output.write(file.path, file.render())

    @event_priority(-150)
    def _remember(self, *, config: MkDocsConfig) -> None:
        """After publishing: what subscribers may have read by now. A preview publishes nothing."""
        catalogue = catalogue_of(config)
        if catalogue.options.preview:
            return
        file = register_file(config, "pengenal")
        before = _read(file)
        self.reused = list(reused(catalogue, before))
        for sentence in self.reused:
            log.info(sentence)
        now = remembered(catalogue, before)
        if now != before:
            try:
                _write_register(file, now)
            except OSError as error:
                # The site is published; only a later mistake goes unnoticed.
                log.info("pengenal yang terbit tidak dapat dicatat: %s", error)

    on_post_build = CombinedEvent(_write, _remember)

    def on_serve(self, server: LiveReloadServer, /, **_: object) -> LiveReloadServer:
        """Put the making of feeds before the serving of files."""
        serve: Any = server.get_app()

        def make_then_serve(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
            self._make("/" + environ["PATH_INFO"].removeprefix(server.mount_path), server.root)
            return serve(environ, start_response)

        server.set_app(make_then_serve)
        return server

    def _make(self, path: str, folder: str) -> None:
        file = self._files.get(path)
        with self._making:
            if file and not Path(folder, path.lstrip("/")).exists():
                Output(Path(folder)).write(path, file.render())


def register_file(config: MkDocsConfig, name: str) -> Path:
    """Where something about what was published is kept, beside the cache, which may be deleted."""
    cache = cache_file(config)
    return cache.parent.parent / name / f"{cache.stem}.json"


def _read(file: Path) -> dict[str, Known]:
    """What was remembered; nothing where there is no register, or none that can be read."""
    try:
        return {guid: Known(*known) for guid, known in json.loads(file.read_bytes()).items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def _write_register(file: Path, known: Mapping[str, Known]) -> None:
    lines = {guid: astuple(one) for guid, one in known.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_text(json.dumps(lines, indent=0, sort_keys=True), encoding="utf-8")
    beside.replace(file)
