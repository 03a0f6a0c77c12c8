"""`kim build`: checks and publishes a site."""

from __future__ import annotations

import errno
import logging
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

import click
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError

from kim_plugins.builder.asked import NotWritten
from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.stopping import heed
from kim_plugins.catalogue.addresses import FEED_FILES
from kim_plugins.catalogue.content import Unreadable
from kim_plugins.cli.program_name import as_typed
from kim_plugins.cli.progress import ProgressMeter
from kim_plugins.cli.report import as_text, summary
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine import publish
from kim_plugins.engine.blame import blaming
from kim_plugins.engine.catalogue import CataloguePlugin
from kim_plugins.engine.feeds import NAME as FEEDS
from kim_plugins.engine.feeds import FeedsPlugin
from kim_plugins.engine.lost_addresses import sentences
from kim_plugins.engine.project_files import state_folder
from kim_plugins.records import format_moment
from kim_plugins.records.fields.dates import Moment
from kim_plugins.records.system_errors import why_unwritable


class _Wanted(NamedTuple):
    """A file that a build may be asked for besides the site."""

    option: str
    name: str
    example: str


_TOLD: Final = (click.ClickException, ImportError, MemoryError, Unreadable, UsageProblem)
"""What is said in a sentence, and would be the same from nothing."""
_OF_PAGE: Final = re.compile(r"Error (?:reading|building) page '.*':")
"""What MkDocs says before the sentence itself."""
_OFFLINE: Final = _Wanted("--offline", "salinan luring", "situs.zip")
_CHANGED: Final = _Wanted("--changed", "daftar perubahan", "perubahan.txt")


class BuildExtras(NamedTuple):
    """What a build is asked for besides, or instead of, the site.

    `offline` is where a copy for reading without a network goes, `changed` a list of the files that
    are others than before. `why` asks for an address, or with an empty one for all, why it is made
    again, and publishes nothing. `once` keeps nothing that only a further build here would use.
    """

    offline: Path | None = None
    changed: Path | None = None
    why: str | None = None
    once: bool = False


def build_site(settings: Settings, *, quiet: bool, extras: BuildExtras) -> int:
    """Check and publish; problems go to standard output, all else to standard error."""
    report = cache(lambda text: click.echo(text, nl=False))
    ask = partial(_build, quiet=quiet, extras=extras, report=report)
    try:
        return ask(settings)
    except _TOLD:
        raise
    except Exception as error:
        heed()
        if settings.clean:
            raise
        # What is kept is proven before it is used; this is for what nobody thought of.
        click.echo(
            "PERINGATAN: situs tidak dapat dibuat dari yang tersimpan di .kim "
            f"({type(error).__name__}); diulang sekali lagi dari awal",
            err=True,
        )
        return ask(replace(settings, clean=True))


def _build(
    settings: Settings,
    *,
    quiet: bool,
    extras: BuildExtras,
    report: Callable[[str], None],
) -> int:
    started = time.monotonic()
    # A copy for a USB stick is read where it lies.
    config, plugin = settings.load(needs_address=extras.offline is None)
    plugin.report = lambda problems: report(as_text(problems))
    publisher = config.plugins.get(publish.NAME)
    if not isinstance(publisher, publish.PublishPlugin):
        raise UsageProblem(
            f"'{settings.config}' tidak memuat plugin {publish.NAME}; tambahkan paling akhir"
        )
    _ask_for_more(config, publisher, extras)
    # MkDocs keeps plugins for the life of a process, so silence has to be asked for, too.
    meter = None if quiet else ProgressMeter(sys.stderr)
    plugin.progress = meter.step("Membaca tulisan") if meter else None
    publisher.progress = meter.step("Menulis halaman") if meter else None
    try:
        if extras.why is None:
            _publish(config)
        else:
            _explain(config, publisher, extras.why)
    except _NotPublished as problem:
        return _not_published(plugin, str(problem), is_strict=config.strict)
    except NotWritten as problem:
        wanted = _OFFLINE if problem.path == extras.offline else _CHANGED
        raise UsageProblem(_not_written(wanted, problem.path, problem.__cause__)) from None
    if extras.why is not None:
        return Exit.PUBLISHED
    _warn(config, publisher)
    left_out = sorted({problem.path for problem in plugin.problems if problem.is_error})
    if left_out:
        click.echo(
            f"Terbit tanpa {len(left_out)} berkas yang salah: {', '.join(left_out)}", err=True
        )
    if not quiet:
        seconds = time.monotonic() - started
        _say_what_is_published(plugin, publisher.outputs, config.site_dir, seconds)
    return Exit.LEFT_OUT if left_out else Exit.PUBLISHED


def _warn(config: MkDocsConfig, publisher: publish.PublishPlugin) -> None:
    """Tell of addresses that are gone, and of identifiers that are used again."""
    for sentence in sentences(publisher.lost):
        click.echo(f"PERINGATAN: {as_typed(sentence)}", err=True)
    feeds = config.plugins.get(FEEDS)
    for sentence in feeds.reused if isinstance(feeds, FeedsPlugin) else ():
        click.echo(f"PERINGATAN: {sentence}", err=True)


def _explain(config: MkDocsConfig, publisher: publish.PublishPlugin, asked: str) -> None:
    """Print why something would be made again; publishes nothing."""
    from kim_plugins.engine.why import UnknownAddress, explain  # noqa: PLC0415 - few ask

    publisher.why = partial(explain, asked)
    try:
        _publish(config)
    except UnknownAddress as unknown:
        raise UsageProblem(str(unknown)) from None
    except publish.Explained as answer:
        click.echo(str(answer))


class _NotPublished(Exception):  # noqa: N818 - a sentence for the user
    """Raised where MkDocs or a plugin stopped the build; the message says why."""


def _publish(config: MkDocsConfig) -> None:
    """Run MkDocs' build; errors become one sentence."""
    listener = _listen_to_mkdocs()
    try:
        with blaming(config):
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
    except PluginError as error:  # a sentence of ours: MkDocs ends otherwise
        raise _NotPublished(str(error)) from None
    except (Abort, BuildError, BuildFailed) as error:
        raise _NotPublished("; ".join(listener.errors) or str(error)) from None
    except OSError as error:
        if isinstance(error.filename, str) and Path(error.filename).is_relative_to(
            state_folder(config)
        ):
            raise  # not the site's place is at fault
        raise UsageProblem(
            f"situs tidak dapat ditulis ke '{config.site_dir}': "
            f"{why_unwritable(error, 'pilih --site-dir lain')}; "
            "situs yang sudah terbit tidak berubah"
        ) from None
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
        shut_down(config)


def shut_down(config: MkDocsConfig) -> None:
    """Let plugins and hooks end. Raises UsageProblem where one of others fails."""
    try:
        with blaming(config):
            config.plugins.on_shutdown()
    except PluginError as error:
        raise UsageProblem(str(error)) from None


def _ask_for_more(
    config: MkDocsConfig, publisher: publish.PublishPlugin, extras: BuildExtras
) -> None:
    """Pass on to `kim/publish` what is asked for; refuse at once what can't be written."""
    offline, changed = extras.offline, extras.changed
    publisher.offline, publisher.changed = offline, changed
    publisher.why, publisher.once = None, extras.once
    if offline and changed and offline.resolve() == changed.resolve():
        raise UsageProblem(f"'{offline}' diminta untuk dua hal; beri --changed nama berkas lain")
    for wanted, target in ((_OFFLINE, offline), (_CHANGED, changed)):
        if target is None:
            continue
        if target.is_dir():
            raise UsageProblem(
                f"'{target}' adalah folder; tulis nama berkasnya, misalnya {wanted.example}"
            )
        if target.resolve().is_relative_to(Path(config.site_dir).resolve()):
            raise UsageProblem(f"'{target}' ada di dalam folder hasil situs; pilih tempat lain")
        if not target.resolve().parent.is_dir():
            raise UsageProblem(_not_written(wanted, target, OSError(errno.ENOENT, "")))


def _not_written(wanted: _Wanted, target: Path, error: BaseException | None) -> str:
    elsewhere = f"pilih tempat lain untuk {wanted.option}"
    reason = why_unwritable(error, elsewhere) if isinstance(error, OSError) else str(error)
    unchanged = "situs yang sudah terbit tidak berubah"
    return f"{wanted.name} tidak dapat ditulis ke '{target}': {reason}; {unchanged}"


def _not_published(plugin: CataloguePlugin, reason: str, *, is_strict: bool) -> int:
    if any(is_strict or problem.is_error for problem in plugin.problems):
        click.echo(
            f"Belum diterbitkan: {summary(plugin.problems)} Situs yang sudah terbit tidak berubah.",
            err=True,
        )
        return Exit.INVALID
    raise UsageProblem(f"situs tidak dapat dibuat: {reason}") from None


def _say_what_is_published(
    plugin: CataloguePlugin, outputs: Outputs, site_dir: str, seconds: float
) -> None:
    from babel.numbers import format_decimal  # noqa: PLC0415 - a quiet build waits for less

    catalogue = plugin.catalogue
    names = [path.rpartition("/")[2] for path in outputs.keys]
    pages = names.count("index.html")
    feeds = sum(name in FEED_FILES for name in names)
    click.echo(
        f"Terbit di {site_dir}: {len(catalogue.bulletins)} tulisan dari "
        f"{len(catalogue.groups)} kelompok, {pages} halaman, {feeds} umpan; "
        f"{outputs.changed} dari {len(names)} berkas berubah, "
        f"{format_decimal(seconds, '0.0', 'id')} detik.",
        err=True,
    )
    if catalogue.next_change:
        zone = catalogue.options.zone
        when = format_moment(Moment(catalogue.next_change.astimezone(zone), has_time=True))
        click.echo(
            "Yang berikutnya terjadwal (embargo, kedaluwarsa, ralat, pencabutan atau tindak "
            f"lanjut): {when}.",
            err=True,
        )


class _Listener(logging.Handler):
    """Passes on warnings of MkDocs and plugins, and keeps the error that stops a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            return
        said = record.getMessage()
        if record.levelno >= logging.ERROR:
            if not _OF_PAGE.fullmatch(said):
                self.errors.append(said)
        else:
            word = "PERINGATAN" if record.levelno == logging.WARNING else record.levelname
            click.echo(f"{word}: {said}", err=True)


def _listen_to_mkdocs() -> _Listener:
    log, listener = logging.getLogger("mkdocs"), _Listener()
    log.addHandler(listener)
    logging.captureWarnings(capture=True)
    log.setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
    return listener
