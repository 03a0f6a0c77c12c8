"""`kim check --fix`: moves files from a wrong folder to that of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.catalogue.addresses import expected_place
from kim_plugins.cli.move import site_of
from kim_plugins.cli.writing import write_all
from kim_plugins.engine.catalogue import CataloguePlugin
from kim_plugins.moving.plan import MovePlan, Refusal, plan_paths
from kim_plugins.records import kind_of
from kim_plugins.records.placing import date_in, path_for
from kim_plugins.records.reader import kind_in
from kim_plugins.records.reading.document import read_document


def right_path_of(path: str, data: bytes) -> str | None:
    """The path where a file belongs, if it lies elsewhere and that can be told."""
    document = read_document(path, data)[0]
    if document is None:
        return None
    kind = kind_in(path, document.fields)
    if kind is kind_of(path) and expected_place(path) is None:
        return None
    place = path_for(path, kind, date_in(document.fields))
    return place if place != path else None


def relocate(
    config: MkDocsConfig, plugin: CataloguePlugin, homes: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Move files and everything that refers to them; yield old and new path, and why one stays."""
    with site_of(config, plugin) as (content, options, now, memory):
        plan = plan_paths(content, dict(homes), options, now, memory=memory)
    if isinstance(plan, Refusal) and len(homes) > 1:
        # What keeps one of them where it is doesn't keep the others.
        for old, new in homes.items():
            yield from relocate(config, plugin, {old: new})
        return
    if isinstance(plan, MovePlan):
        write_all(config, plan.texts, plan.paths)
    for old, new in homes.items():
        yield old, new, plan.sentence if isinstance(plan, Refusal) else ""
