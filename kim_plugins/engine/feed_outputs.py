"""What `kim/feeds` publishes, and its register of what was published."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.feeds import NAME, register_file
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.feeds import Known, feed_files, remembered

log = get_plugin_logger(NAME)


def offer_feeds(config: MkDocsConfig) -> None:
    """Offer every file for subscribers."""
    outputs, fingerprints = outputs_of(config), fingerprints_of(config)
    for file in feed_files(catalogue_of(config)):
        key = fingerprints.of_parts((file.entries, file.facts))
        outputs.offer(file.path, key, file.render)


def remember(config: MkDocsConfig) -> list[str]:
    """Keep what was published; return sentences on guids that stand for something else now.

    A preview publishes nothing.
    """
    catalogue = catalogue_of(config)
    if catalogue.options.preview:
        return []
    file = register_file(config, "pengenal")
    before = _read(file)
    now, sentences = remembered(catalogue, before)
    for sentence in sentences:
        log.info(sentence)
    if now != before:
        try:
            _write_register(file, now)
        except OSError as error:
            # The site is published; only a later mistake goes unnoticed.
            log.info("pengenal yang terbit tidak dapat dicatat: %s", error)
    return sentences


def _read(file: Path) -> dict[str, Known]:
    """What was remembered; nothing where there is no register, or none that can be read."""
    try:
        return {guid: Known(*known) for guid, known in json.loads(file.read_bytes()).items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def _write_register(file: Path, known: Mapping[str, Known]) -> None:
    # To JSON, a named tuple is a list.
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_text(json.dumps(known, sort_keys=True), encoding="utf-8")
    beside.replace(file)
