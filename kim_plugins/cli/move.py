"""`kim move`: renames or moves a file, which keeps its identifier and old address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.cache import Cache
from kim_plugins.builder.files import shown_folder
from kim_plugins.catalogue import Content, Memory, SiteOptions
from kim_plugins.cli.report import as_text
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.cli.writing import write_all
from kim_plugins.engine.catalogue import CataloguePlugin, InvalidContent
from kim_plugins.engine.site_config import content_in
from kim_plugins.moving.plan import MovePlan, Refusal, plan_move


def move_content(settings: Settings, old: str, new: str) -> int:
    """Move a file or a folder with all references to it; prints the new path."""
    config, plugin = settings.load()
    folder = Path(config.docs_dir).resolve()
    shown = shown_folder(Path(config.docs_dir))
    with site_of(config, plugin) as (content, options, now, memory):
        move = _paths(folder, old, new)
        found = plan_move(content, move, options, now, memory)
    if isinstance(found, Refusal):
        _refuse(found, shown)
    write_all(config, found.texts, found.paths)
    for line in _told(found, move, shown):
        click.echo(line, err=True)
    click.echo(_under(shown, move[1]))
    return Exit.PUBLISHED


@contextmanager
def site_of(
    config: MkDocsConfig, plugin: CataloguePlugin
) -> Iterator[tuple[Content, SiteOptions, datetime, Memory]]:
    """What a move is tried on."""
    plugin.report = lambda _: None
    with suppress(InvalidContent):  # what is wrong elsewhere doesn't hold up a move
        plugin.on_config(config)
    catalogue = plugin.catalogue
    yield (
        content_in(config),
        catalogue.options,
        catalogue.now,
        Cache(plugin.store).load(),
    )
    plugin.on_shutdown()


def _paths(folder: Path, old: str, new: str) -> tuple[str, str]:
    """Both paths below the content folder; they may be given from the working directory."""
    here = _inside(folder, Path.cwd() / old)
    source = here if here and (folder / here).exists() else _inside(folder, folder / old)
    if not source or not (folder / source).exists():
        raise UsageProblem(f"'{old}' tidak ada di folder isi")
    # Inside the content folder `berita/…` says little on its own; both are then seen alike.
    from_here = source == here or not Path.cwd().is_relative_to(folder)
    target = _inside(folder, Path.cwd() / new) if from_here else ""
    target = target or _inside(folder, folder / new)
    if not target:
        raise UsageProblem(f"'{new}' di luar folder isi")
    if (folder / target).is_dir():
        target = f"{target}/{Path(source).name}"
    if (folder / target).exists() and not (folder / target).samefile(folder / source):
        raise UsageProblem(f"'{target}' sudah ada; pilih nama lain")
    return source, target


def _inside(folder: Path, path: Path) -> str:
    """The path below the content folder; empty for one outside."""
    # Not resolved as a whole: a link in the folder moves as what it is called there.
    place = Path(os.path.normpath(path))
    place = place.parent.resolve() / place.name
    if place == folder or not place.is_relative_to(folder):
        return ""
    return place.relative_to(folder).as_posix()


def _refuse(refusal: Refusal, shown: str) -> NoReturn:
    problems = [problem.under(shown) for problem in refusal.problems]
    click.echo(as_text(problems), nl=False, err=True)
    raise UsageProblem(f"{refusal.sentence}; tidak ada yang diubah")


def _told(plan: MovePlan, move: tuple[str, str], shown: str) -> Iterator[str]:
    old, new = (_under(shown, path) for path in move)
    count = (
        f" ({len(plan.paths)} berkas)" if len(plan.paths) > 1 or move[0] not in plan.paths else ""
    )
    yield f"Dipindahkan: {old} → {new}{count}"
    if any(path.endswith(".md") for path in plan.paths.keys() - plan.strays):
        yield "Pengenalnya tetap, dan alamat lamanya dialihkan ke yang baru."
    if plan.links:
        links, files = sum(plan.links.values()), len(plan.links)
        yield f"{links} tautan dan rujukan dibetulkan di {files} berkas:"
    yield from (f"  {_under(shown, path)}: {count}" for path, count in sorted(plan.links.items()))
    yield from (
        f"{_under(shown, path)}: belum dapat dibaca, jadi tautan di dalamnya tidak diperiksa"
        for path in plan.unread
    )


def _under(shown: str, path: str) -> str:
    return path if shown == "." else f"{shown}/{path}"
