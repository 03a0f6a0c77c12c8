"""`kim check --fix`: renames pictures to the ending of their format, links included."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.cache import Cache
from kim_plugins.builder.files import content_of
from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.catalogue import Catalogue, Memory, Workers
from kim_plugins.cli.check import within
from kim_plugins.cli.settings import Settings
from kim_plugins.cli.writing import write_all
from kim_plugins.engine.catalogue import InvalidContent
from kim_plugins.engine.site_config import content_in
from kim_plugins.moving.pictures import right_names
from kim_plugins.moving.plan import MovePlan, Refusal, plan_paths
from kim_plugins.records.portable import folded
from kim_plugins.records.problems import quote


class Renamed(NamedTuple):
    """The result: new paths by old ones, texts before and after, or the reason why not."""

    paths: Mapping[str, str]
    texts: Mapping[str, tuple[bytes, bytes]] = {}
    refusal: str = ""


def rename_pictures(settings: Settings, paths: Sequence[Path]) -> Iterator[Renamed]:
    """Rename misnamed pictures that lie among `paths` or are used there.

    With it changes all that leads to it, wherever that stands.
    """
    config, plugin = settings.load()
    plugin.report = lambda _: None
    with suppress(InvalidContent):  # what is wrong elsewhere is told afterwards
        plugin.on_config(config)
    catalogue = plugin.catalogue
    memory = Cache(plugin.store).load()
    plugin.on_shutdown()
    found = [media for media in catalogue.media.values() if media.right_path != media.path]
    folder = Path(config.docs_dir).resolve()
    if paths:
        meant = _used_within(folder, [within(path, folder) for path in paths], memory)
        found = [media for media in found if media.path in meant]
    known = {folded(path) for path in (*memory.files, *content_of(folder).media)}

    def is_taken(name: str) -> bool:
        return folded(name) in known or os.path.lexists(folder / name)

    if names := right_names(found, is_taken):
        yield from _renamed(config, catalogue, memory, names)


def _used_within(folder: Path, wanted: Sequence[Path], memory: Memory) -> set[str]:
    """The pictures that lie in some files or folders, or are used by files there."""

    def is_wanted(path: str) -> bool:
        return any((folder / path).is_relative_to(one) for one in wanted)

    found = {path for path in memory.media if is_wanted(path)}
    for path, file in memory.files.items():
        if is_wanted(path):
            found.update(file.media, (link.target for link in file.links))
    return found


def _renamed(
    config: MkDocsConfig, catalogue: Catalogue, memory: Memory, names: dict[str, str]
) -> Iterator[Renamed]:
    """Rename all at once; if that is impossible, one after the other."""
    content = content_in(config)
    workers = Workers(inspect=inspect_safely)
    plan = plan_paths(
        content, names, catalogue.options, catalogue.now, memory=memory, workers=workers
    )
    if isinstance(plan, MovePlan) and plan.unread:
        plan = Refusal(f"{quote(plan.unread[0])} belum dapat dibaca, dan mungkin memakainya")
    if isinstance(plan, MovePlan):
        texts = {path: (content.read(path), data) for path, data in plan.texts.items()}
        write_all(config, plan.texts, plan.paths)
        yield Renamed(plan.paths, texts)
    elif len(names) == 1:
        yield Renamed(names, refusal=plan.sentence)
    else:
        for old, new in names.items():
            yield from _renamed(config, catalogue, memory, {old: new})
