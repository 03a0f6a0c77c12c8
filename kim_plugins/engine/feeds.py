"""`kim/feeds`: writes what subscribers receive."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from kim_plugins.engine.catalogue import cache_file, catalogue_of
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.feeds import Known, feed_files, remembered, reused

NAME = "kim/feeds"

log = get_plugin_logger(NAME)


class FeedsConfig(Config):
    """`kim/feeds` has no options."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Feeds at the root and at every listing, archives, podcasts, and their list as OPML.

    `reused` are sentences on guids that subscribers know as something else.
    """

    reused: Sequence[str] = ()

    @event_priority(50)
    def _write(self, *, config: MkDocsConfig) -> None:
        """Write every feed."""
        outputs, fingerprints = outputs_of(config), fingerprints_of(config)
        for file in feed_files(catalogue_of(config)):
            outputs.offer(file.path, fingerprints.of(file.path, file.made_from), file.render)

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
