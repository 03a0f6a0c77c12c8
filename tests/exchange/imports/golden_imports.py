"""Imports in memory: a source, what is there, and what would be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

from kim_plugins.catalogue.addresses import address_of
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.exchange.imports.bodies import Library
from kim_plugins.exchange.imports.files import Fetch, Files
from kim_plugins.exchange.imports.folders import Folder
from kim_plugins.exchange.imports.importing import ImportedItem, imported_items
from kim_plugins.exchange.imports.items import Source
from kim_plugins.exchange.imports.planning import Existing, ImportRules, Plan, planned
from kim_plugins.exchange.imports.sources import Origin, source_of
from kim_plugins.exchange.imports.streams import Text
from tests.sites.memory import GROUP, JAKARTA

NOW = datetime(2026, 10, 1, 12, tzinfo=JAKARTA)
RULES = ImportRules("tani")


@dataclass(slots=True)
class Imported:
    """What came of an import: files by path, the items as they were told, and the plan."""

    files: dict[str, bytes] = field(default_factory=dict)
    items: list[ImportedItem] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)
    source: Source | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {path: data.decode() for path, data in self.files.items() if path.endswith(".md")}

    @property
    def site(self) -> Mapping[str, bytes | str]:
        """The files beside a group, as a site's content."""
        return {"kelompok/tani.md": GROUP, **self.files}


def opener(data: bytes | Path) -> Callable[[], IO[bytes]]:
    return partial(BytesIO, data) if isinstance(data, bytes) else lambda: data.open("rb")


def source(data: bytes | Path, name: str = "ekspor", *, url: str = "", site: str = "") -> Source:
    if isinstance(data, Path) and data.is_dir():
        paths = [p.relative_to(data).as_posix() for p in sorted(data.rglob("*")) if p.is_file()]
        return Folder(data.name, paths, lambda path: (data / path).read_bytes(), JAKARTA, site)
    return source_of(Text(name, opener(data)), Origin(JAKARTA, url, site))


def imported(  # noqa: PLR0913 - what an import may be told
    made: Source,
    *,
    there: Mapping[str, bytes] | None = None,
    rules: ImportRules = RULES,
    media: Path | None = None,
    fetch: Fetch | None = None,
    known: Mapping[str, str] | None = None,
) -> Imported:
    there = dict(there or {})
    addresses = {address_of(path) for path in there}
    found = Imported(source=made)
    found.plan = planned(made, Existing(known or {}, {}, addresses), rules, NOW)
    hosts = made.hosts() if fetch else ()
    files = Files(there.get, inspect, fetch=fetch, hosts=hosts)
    if media:
        for file in sorted(media.rglob("*.*")):
            path = file.relative_to(media).as_posix()
            files.names.setdefault(file.name.lower(), []).append(path)
        files.look = lambda name: (media / name).read_bytes()
    beside = made.file if isinstance(made, Folder) else None
    for one in imported_items(Library(made, found.plan, files, beside), rules, NOW):
        found.items.append(one)
        found.files |= one.files
    return found
