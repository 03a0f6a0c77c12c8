"""What `kim/feeds` publishes, and its register of what was published."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.feeds import Register
from kim_plugins.engine.publish import fingerprints_of, outputs_of
from kim_plugins.engine.theme import bytecode
from kim_plugins.feeds import Known, feed_files, remembered


def offer_feeds(config: MkDocsConfig) -> None:
    """Offer every file for subscribers."""
    outputs, fingerprints = outputs_of(config), fingerprints_of(config)
    for file in feed_files(catalogue_of(config), bytecode(config)):
        key = fingerprints.of_parts((file.entries, file.facts))
        outputs.offer(file.path, key, file.render)


def register(config: MkDocsConfig, file: Path) -> Register:
    """What `file` shall hold once the site is published; a preview publishes nothing."""
    catalogue = catalogue_of(config)
    if catalogue.options.preview:
        return "", ()
    before = _read(file)
    now, sentences = remembered(catalogue, before)
    # To JSON, a named tuple is a list.
    return ("" if now == before else json.dumps(now)), sentences


def _read(file: Path) -> dict[str, Known]:
    """What was remembered; nothing where there is no register, or none that can be read."""
    try:
        return {guid: Known(*known) for guid, known in json.loads(file.read_bytes()).items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}
