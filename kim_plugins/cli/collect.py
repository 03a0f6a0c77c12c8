"""`kim collect`: asks every source for what is new, and keeps the last good copy of each.

Sources are asked side by side by threads, as nearly all of that time is waiting for others. What
they gave is then read and checked as a build does it, by the processes (or the executor) of builds,
and is kept for the next `kim build`, which needs no network.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, TypeVar

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.copies import Copies
from kim_plugins.builder.files import shown_folder
from kim_plugins.cli.collecting.asking import Collector, Outcome
from kim_plugins.cli.collecting.partners import asker_of_partners, forget_others, place_in_profile
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.progress import ProgressMeter
from kim_plugins.cli.report import as_text
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.catalogue import CataloguePlugin, InvalidContent
from kim_plugins.engine.project_files import state_folder
from kim_plugins.engine.sources import SourceSetting, place_of
from kim_plugins.exchange.fetching import Fetcher
from kim_plugins.exchange.guarding import Guard
from kim_plugins.records import Problem
from kim_plugins.records.system_errors import why_unwritable

T = TypeVar("T")
R = TypeVar("R")
_AT_ONCE: Final = 16
"""Sources that are asked at one time."""
_NOTHING: Final = (
    "'{}' belum menyebut sumber, dan tidak ada kelompok yang menyebut umpan (feed) mitranya; "
    "tambahkan di bawah kim/catalogue, misalnya: "
    "sources: [{{id: tirta, git: https://git.example.id/tirta/situs.git}}]"
)


def collect_sources(settings: Settings) -> int:
    """Ask all sources; 3 where one failed or something of one is held back."""
    config, plugin = settings.load()
    sources = plugin.config.sources
    collector = Collector(
        Copies(state_folder(config)),
        Fetcher(Guard(frozenset(host.lower() for host in plugin.config.allowed_hosts))),
        Path(config.config_file_path or ".").resolve().parent,
        settings.now or datetime.now(plugin.config.timezone),
    )
    with _alone(collector.copies):
        places = settings.places(map(place_of, range(len(sources))))
        asked = zip(places, (source.id for source in sources), strict=True)
        bad = _ask_all(collector.ask, sources, [": ".join(names) for names in asked])
        if _is_cut_off(collector.copies, sources):
            click.echo(
                "Tidak satu pun sumber di internet menjawab; periksa sambungan komputer ini.",
                err=True,
            )
        count, held = _checked(config, plugin)
        feeds = plugin.catalogue.partner_feeds
        folder, copies = shown_folder(Path(config.docs_dir)), collector.copies
        named = [place_in_profile(feed, plugin.content, folder, copies) for feed in feeds]
        bad += _ask_all(asker_of_partners(collector), feeds, named)
        forget_others(copies, feeds, plugin.catalogue)
    total = len(sources) + len(feeds)
    if not total:
        click.echo(_NOTHING.format(settings.config), err=True)
        return Exit.PUBLISHED
    click.echo(as_text(held), nl=False)
    click.echo(
        f"{total - bad} dari {total} sumber baik, {count} menyumbang tulisan, "
        f"{len({one.path for one in held})} berkas ditahan. "
        f"Terbitkan dengan: {program_name()} build",
        err=True,
    )
    return Exit.LEFT_OUT if bad or held else Exit.PUBLISHED


def _is_cut_off(copies: Copies, sources: Sequence[SourceSetting]) -> bool:
    """Whether there are several remote sources, and none of them could be had."""
    remote = [source for source in sources if source.is_remote]
    return len(remote) > 1 and all(copies.state(source.id).failing for source in remote)


@contextmanager
def _alone(copies: Copies) -> Iterator[None]:
    """Be the only one who changes copies. Raises UsageProblem, also where they can't be kept."""
    try:
        with copies.alone() as is_alone:
            if not is_alone:
                raise UsageProblem("kim collect lain sedang berjalan; tunggu sampai selesai")
            yield
    except OSError as error:
        raise UsageProblem(
            f"salinan sumber di {copies.folder} tidak dapat ditulis: {why_unwritable(error)}"
        ) from None


def _ask_all(ask: Callable[[T], Outcome], asked: Sequence[T], names: Sequence[str]) -> int:
    """Ask each, and tell by its name what became of it, in order; how many aren't well."""
    tell = ProgressMeter(sys.stderr).step("Sumber yang sudah menjawab")
    outcomes = side_by_side(ask, asked, lambda done: tell(done, len(asked)))
    for name, outcome in zip(names, outcomes, strict=True):
        if outcome.said:
            click.echo(f"{name}: {outcome.said}", err=True)
    return sum(outcome.is_bad for outcome in outcomes)


def _checked(config: MkDocsConfig, plugin: CataloguePlugin) -> tuple[int, list[Problem]]:
    """How many sources give bulletins, and what is held back of them."""
    heard: list[Problem] = []
    plugin.report = heard.extend
    with suppress(InvalidContent):  # every problem of it has been heard
        plugin.on_config(config)
    count = len(plugin.content.origins)
    plugin.on_shutdown()
    copies = f"{shown_folder(state_folder(config))}/"
    return count, [one for one in heard if one.path.startswith(copies)]


def side_by_side(
    function: Callable[[T], R], items: Sequence[T], progress: Callable[[int], None]
) -> list[R]:
    """What a function gives for each item, in their order; `progress` hears how many are done.

    A library's threads are waited for when a command is stopped; these end with the process.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    ended: SimpleQueue[tuple[int, Future[R]]] = SimpleQueue()
    for number in range(len(items)):
        waiting.put(number)

    def work() -> None:
        with suppress(Empty):
            while True:
                number, told = waiting.get_nowait(), Future[R]()
                try:
                    told.set_result(function(items[number]))
                except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                    told.set_exception(error)
                ended.put((number, told))

    threads = [Thread(target=work, daemon=True) for _ in items[:_AT_ONCE]]
    for thread in threads:
        thread.start()
    found: dict[int, R] = {}
    while len(found) < len(items):
        number, told = ended.get()
        found[number] = told.result()
        progress(len(found))
    for thread in threads:
        thread.join()
    return [found[number] for number in range(len(items))]
