"""`kim import`: what other programs published, taken over as drafts (contract C12).

Items are written in groups, each of them all or not at all, and noted in `impor/<name>/laporan.csv`
when they are there. A run that is cut off goes on where it was; a second one finds nothing to do.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import content_of, shown_folder
from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.catalogue import Content
from kim_plugins.catalogue.addresses import address_of, group_name
from kim_plugins.cli.import_report import ImportReport
from kim_plugins.cli.import_sources import Unchanged, files_below, is_address, name_of, opened
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.progress import ProgressMeter
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.cli.writing import write_all
from kim_plugins.exchange.guarding import Guard, fault_of
from kim_plugins.exchange.imports.bodies import Library
from kim_plugins.exchange.imports.file_fetcher import FileFetcher
from kim_plugins.exchange.imports.files import Files
from kim_plugins.exchange.imports.folders import Folder
from kim_plugins.exchange.imports.importing import ImportedItem, imported_items
from kim_plugins.exchange.imports.items import Broken, NotImported, Source
from kim_plugins.exchange.imports.planning import (
    IMPORTED_BEFORE,
    Existing,
    ImportRules,
    Plan,
    planned,
)
from kim_plugins.exchange.imports.provenance import provenance_of
from kim_plugins.exchange.imports.reporting import (
    Line,
    as_markdown,
    keys_of,
    lines_of,
)
from kim_plugins.exchange.imports.sources import Origin
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.problems import quote

_AT_ONCE: Final = 50
"""Items that are written together."""
_BYTES_AT_ONCE: Final = 32 << 20
_TO_LIST: Final = 20


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of the command."""

    group: str = ""
    since: datetime | None = None
    publish: bool = False
    fetch: bool = False
    media: Path | None = None
    url: str = ""
    dry_run: bool = False
    partial: bool = False


def import_source(settings: Settings, written: str, options: ImportOptions) -> int:
    """Take over what is new of an export, a feed or a folder."""
    config, plugin = settings.load()
    zone = plugin.config.timezone
    now = (settings.now or datetime.now(zone)).astimezone(zone)
    if options.url and (fault := fault_of(options.url)):
        raise UsageProblem(f"--url {fault}; tulis misalnya: --url https://desa.example/")
    folder = Path(config.docs_dir)
    content = content_of(folder)
    since = options.since and options.since.replace(tzinfo=zone)
    rules = ImportRules(_group(content, options.group), since, options.publish, options.partial)
    guard = Guard(frozenset(host.lower() for host in plugin.config.allowed_hosts))
    report = _report(config, folder, name_of(written))
    with ExitStack() as stack:
        try:
            origin = Origin(zone, written if is_address(written) else "", options.url)
            source, validators = opened(written, origin, guard, stack, report.validators(since))
            _Run(config, content, source, report, guard).run(rules, options, now)
        except Unchanged:
            click.echo(f"{quote(written)} belum berubah sejak diambil terakhir.", err=True)
            return Exit.PUBLISHED
        except NotImported as refused:
            click.echo(f"Tidak diambil: {refused}. Tidak ada yang diubah.", err=True)
            if isinstance(refused, Broken):
                click.echo("Yang masih utuh dapat diambil dengan --partial.", err=True)
            return Exit.INVALID
    if not options.dry_run:
        report.remember(validators, since)
    return Exit.PUBLISHED


def _report(config: MkDocsConfig, folder: Path, name: str) -> ImportReport:
    site = Path(config.config_file_path or ".").resolve().parent
    return ImportReport(site / "impor" / name, lambda path: (folder / path).is_file())


def _group(content: Content, wanted: str) -> str:
    groups = sorted(group_name(path) for path in content.documents if kind_of(path) is Kind.GROUP)
    shown = ", ".join(groups) or "belum ada"
    if not wanted and len(groups) == 1:
        return groups[0]
    if not wanted:
        raise UsageProblem(f"kelompok belum disebut; tulis --group, yang ada: {shown}")
    if wanted not in groups:
        raise UsageProblem(f"kelompok {quote(wanted)} tidak ada; yang ada: {shown}")
    return wanted


class _Run:
    """One import: what is there, what is taken, what is noted."""

    def __init__(
        self,
        config: MkDocsConfig,
        content: Content,
        source: Source,
        report: ImportReport,
        guard: Guard,
    ) -> None:
        self._config, self._content, self._source = config, content, source
        self._report, self._guard = report, guard
        self._folder = Path(config.docs_dir).resolve()
        self._shown = shown_folder(Path(config.docs_dir))
        self._meter = ProgressMeter(sys.stderr)

    def run(self, rules: ImportRules, options: ImportOptions, now: datetime) -> None:
        """Plan, take and tell."""
        before, media = self._before()
        plan = planned(self._source, before, rules, now)
        files = self._files(options, media)
        beside = self._source.file if isinstance(self._source, Folder) else None
        found = imported_items(Library(self._source, plan, files, beside), rules, now)
        if options.dry_run:
            self._report_trial(plan, found, files)
            return
        self._report.mend()
        lines = self._take(plan, found)
        if whole := self._report.lines():
            self._tell(plan, whole)
        self._sum_up(plan, lines, rules)

    def _before(self) -> tuple[Existing, dict[str, str]]:
        keys, media = keys_of(self._report.lines())
        guids: dict[str, str] = {}
        addresses: set[str] = set()
        for path in self._content.documents:
            kept = provenance_of(self._content.read(path))
            addresses.update((address_of(path), *kept.addresses))
            if kept.guid:
                guids[kept.guid] = path
            if kept.origin:
                keys.setdefault(kept.origin, path)
        there = {url: place for url, place in media.items() if (self._folder / place).is_file()}
        return Existing(guids, keys, addresses), there

    def _files(self, options: ImportOptions, media: dict[str, str]) -> Files:
        def read(path: str) -> bytes | None:
            try:
                return (self._folder / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

        files = Files(read, inspect_safely, taken=media)
        if options.media:
            root = options.media.resolve()
            if not root.is_dir():
                raise UsageProblem(f"--media {quote(options.media)} bukan folder")
            for name in files_below(root):
                files.names.setdefault(name.rpartition("/")[2].lower(), []).append(name)
            files.look = lambda name: (root / name).read_bytes()
        if options.fetch:
            files.hosts = self._source.hosts()
            files.fetch = None if options.dry_run else FileFetcher(self._guard).fetch
        return files

    def _take(self, plan: Plan, found: Iterator[ImportedItem]) -> list[Line]:
        """Write what is taken, in groups, and note each group when it is there."""
        progress = self._meter.step("Mengambil")
        lines: list[Line] = []
        waiting: list[ImportedItem] = []
        size = 0
        for count, one in enumerate(found, 1):
            waiting.append(one)
            size += sum(map(len, one.files.values()))
            if len(waiting) >= _AT_ONCE or size >= _BYTES_AT_ONCE:
                lines += self._write(waiting)
                waiting, size = [], 0
            progress(count, len(plan.new))
        return [*lines, *self._write(waiting)]

    def _write(self, items: Sequence[ImportedItem]) -> list[Line]:
        if not items:
            return []
        lines = [line for one in items for line in lines_of(one)]
        self._report.begin(lines)
        write_all(self._config, {path: data for one in items for path, data in one.files.items()})
        self._report.end(lines)
        for one in items:
            click.echo(f"{self._shown}/{one.path}")
        gc.collect(0)  # trees of HTML are cycles, and `kim` looks for those but rarely
        return lines

    def _tell(self, plan: Plan, lines: Sequence[Line]) -> None:
        passed = {why: count for why, count in plan.passed.items() if why != IMPORTED_BEFORE}
        name, notes = self._report.folder.name, self._source.notes()
        self._report.tell(as_markdown(name, self._source.program, lines, passed, notes))

    def _sum_up(self, plan: Plan, lines: Sequence[Line], rules: ImportRules) -> None:
        items = [line for line in lines if line.kind != "gambar"]
        pictures = len(lines) - len(items)
        click.echo(
            f"{len(items)} dari {plan.total} tulisan {self._source.program} diambil"
            + (f", dengan {pictures} gambar atau berkas" if pictures else "")
            + ".",
            err=True,
        )
        for why, count in sorted(plan.passed.items()):
            click.echo(f"{count} tidak diambil: {why}.", err=True)
        for note in self._source.notes():
            click.echo(f"Catatan: {note}.", err=True)
        if not items:
            return
        lost = sum(1 for line in items if line.lost)
        where = os.path.relpath(self._report.folder / "laporan.md")
        click.echo(f"Yang hilang ({lost} tulisan) dan yang berubah: {where}", err=True)
        if not rules.publish:
            click.echo(
                "Semuanya masih konsep: baca, lalu hapus baris `draft:` tulisan yang boleh terbit.",
                err=True,
            )
        click.echo(f"Periksa dengan: {program_name()} check", err=True)

    def _report_trial(self, plan: Plan, found: Iterator[ImportedItem], files: Files) -> None:
        progress = self._meter.step("Mencoba")
        lines: list[Line] = []
        for count, one in enumerate(found, 1):
            lines += lines_of(one)
            click.echo(f"{self._shown}/{one.path}")
            progress(count, len(plan.new))
        told = [line for line in lines if line.lost or line.changed]
        for line in told[:_TO_LIST]:
            click.echo(
                f"{line.path}: hilang: {line.lost or '-'}; berubah: {line.changed or '-'}", err=True
            )
        if len(told) > _TO_LIST:
            click.echo(f"… dan {len(told) - _TO_LIST} tulisan lagi.", err=True)
        lost = sum(1 for line in told if line.lost)
        click.echo(f"{lost} tulisan dengan yang hilang.", err=True)
        for why, count in sorted(plan.passed.items()):
            click.echo(f"{count} tidak diambil: {why}.", err=True)
        if files.promised:
            click.echo(f"{len(files.promised)} berkas akan diminta dari situs lama.", err=True)
        click.echo(
            f"{len(plan.new)} dari {plan.total} akan diambil. Tidak ada yang ditulis.", err=True
        )
