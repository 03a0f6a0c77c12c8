"""Publishes what others have written, and a page for each folder of the site without one."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.making import Making
from kim_plugins.builder.outputs import Outputs
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.theme import bytecode
from kim_plugins.pages import POLICY
from kim_plugins.pages.folders import FolderPages, folders_without_page


def offer_others(config: MkDocsConfig, outputs: Outputs, making: Making) -> None:
    """Offer what MkDocs and other plugins wrote, and these pages; after everything else."""
    written = Path(config.site_dir)
    for file in sorted(path for path in written.rglob("*") if path.is_file()):
        outputs.write(file.relative_to(written).as_posix(), file.read_bytes())
    _offer_folders(config, outputs, making)


def _offer_folders(config: MkDocsConfig, outputs: Outputs, making: Making) -> None:
    plugin = plugin_of(config)
    # As with the pages: the preview puts a script into each.
    policy = "" if plugin.preview else POLICY

    @cache
    def pages() -> FolderPages:
        return FolderPages(plugin.catalogue.options, policy, bytecode(config))

    def rendered(address: str, target: str) -> bytes:
        return pages().render(address, target)

    for address, target in list(folders_without_page(outputs.keys)):
        key = making.key(address, target)
        outputs.offer(address, key, partial(rendered, address, target))
