"""The register of guids that were published, which `kim/feeds` keeps."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.catalogue.guids import Known, remembered
from kim_plugins.engine.catalogue import catalogue_of
from kim_plugins.engine.feeds import Register


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
