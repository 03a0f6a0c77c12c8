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

from kim_plugins.builder.files import content_of, shown_folder, write_whole
from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.catalogue import Content
from kim_plugins.catalogue.addresses import address_of, group_name
from kim_plugins.cli.import_sources import files_below, is_address, name_of, opened
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.progress import ProgressMeter
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.cli.unwritable import reason_of
from kim_plugins.cli.writing import write_all
from kim_plugins.exchange.guarding import Guard, fault_of
from kim_plugins.exchange.imports.asking import Asking
from kim_plugins.exchange.imports.bodies import Library
from kim_plugins.exchange.imports.files import Files
from kim_plugins.exchange.imports.folders import Folder
from kim_plugins.exchange.imports.importing import Taken, taken
from kim_plugins.exchange.imports.items import Broken, NotImported, Source
from kim_plugins.exchange.imports.keeping import kept_in
from kim_plugins.exchange.imports.planning import Before, Plan, Wishes, planned
from kim_plugins.exchange.imports.reporting import (
    Line,
    as_csv,
    as_markdown,
    keys_of,
    lines_of,
    read_csv,
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
    """What the command was told."""

    group: str = ""
    since: datetime | None = None
    publish: bool = False
    fetch: bool = False
    media: Path | None = None
    url: str = ""
    dry_run: bool = False
    partial: bool = False


def import_source(settings: Settings, written: str, told: ImportOptions) -> int:
    """Take over what is new of an export, a feed or a folder."""
    config, plugin = settings.load()
    zone = plugin.config.timezone
    now = (settings.now or datetime.now(zone)).astimezone(zone)
    if told.url and (fault := fault_of(told.url)):
        raise UsageProblem(f"--url {fault}; tulis misalnya: --url https://desa.example/")
    folder = Path(config.docs_dir)
    content = content_of(folder)
    since = told.since and told.since.replace(tzinfo=zone)
    wishes = Wishes(_group(content, told.group), since, told.publish, told.partial)
    guard = Guard(frozenset(host.lower() for host in plugin.config.allowed_hosts))
    with ExitStack() as stack:
        try:
            origin = Origin(zone, written if is_address(written) else "", told.url)
            source = opened(written, origin, guard, stack)
            return _Run(config, content, source, name_of(written), guard).run(wishes, told, now)
        except NotImported as refused:
            click.echo(f"Tidak diambil: {refused}. Tidak ada yang diubah.", err=True)
            if isinstance(refused, Broken):
                click.echo("Yang masih utuh dapat diambil dengan --partial.", err=True)
            return Exit.INVALID


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
        self, config: MkDocsConfig, content: Content, source: Source, name: str, guard: Guard
    ) -> None:
        self._config, self._content, self._source = config, content, source
        self._guard = guard
        self._folder = Path(config.docs_dir).resolve()
        self._shown = shown_folder(Path(config.docs_dir))
        site = Path(config.config_file_path or ".").resolve().parent
        self._report = site / "impor" / name
        self._name = name
        self._meter = ProgressMeter(sys.stderr)

    def run(self, wishes: Wishes, told: ImportOptions, now: datetime) -> int:
        """Plan, take and tell."""
        before, media = self._before()
        plan = planned(self._source, before, wishes, now)
        files = self._files(told, media)
        beside = self._source.file if isinstance(self._source, Folder) else None
        found = taken(Library(self._source, plan, files, beside), wishes, now)
        if told.dry_run:
            return self._tried(plan, found)
        lines = self._take(plan, found)
        if lines:
            self._tell(plan, read_csv((self._report / "laporan.csv").read_bytes()))
        self._sum_up(plan, lines, wishes)
        return Exit.PUBLISHED

    def _before(self) -> tuple[Before, dict[str, str]]:
        try:
            lines = read_csv((self._report / "laporan.csv").read_bytes())
        except FileNotFoundError:
            lines = []
        keys, media = keys_of(lines)
        guids: dict[str, str] = {}
        addresses: set[str] = set()
        for path in self._content.documents:
            kept = kept_in(self._content.read(path))
            addresses.update((address_of(path), *kept.addresses))
            if kept.guid:
                guids[kept.guid] = path
            if kept.origin:
                keys.setdefault(kept.origin, path)
        there = {url: place for url, place in media.items() if (self._folder / place).is_file()}
        return Before(guids, keys, addresses), there

    def _files(self, told: ImportOptions, media: dict[str, str]) -> Files:
        def read(path: str) -> bytes | None:
            try:
                return (self._folder / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None

        files = Files(read, inspect_safely, taken=media)
        if told.media:
            root = told.media.resolve()
            if not root.is_dir():
                raise UsageProblem(f"--media {quote(told.media)} bukan folder")
            for name in files_below(root):
                files.names.setdefault(name.rpartition("/")[2].lower(), []).append(name)
            files.look = lambda name: (root / name).read_bytes()
        if told.fetch and not told.dry_run:
            files.fetch, files.hosts = Asking(self._guard).fetch, self._source.hosts()
        return files

    def _take(self, plan: Plan, found: Iterator[Taken]) -> list[Line]:
        """Write what is taken, in groups, and note each group when it is there."""
        progress = self._meter.step("Mengambil")
        lines: list[Line] = []
        waiting: list[Taken] = []
        size = 0
        for count, one in enumerate(found, 1):
            waiting.append(one)
            size += sum(map(len, one.files.values()))
            if len(waiting) >= _AT_ONCE or size >= _BYTES_AT_ONCE:
                lines += self._write(waiting)
                waiting, size = [], 0
            progress(count, len(plan.new))
        return [*lines, *self._write(waiting)]

    def _write(self, items: Sequence[Taken]) -> list[Line]:
        if not items:
            return []
        write_all(self._config, {path: data for one in items for path, data in one.files.items()})
        lines = [line for one in items for line in lines_of(one)]
        file = self._report / "laporan.csv"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            is_new = not file.exists()
            with file.open("ab") as report:
                report.write(as_csv(lines, head=is_new))
        except OSError as error:
            raise UsageProblem(f"laporan {file} tidak dapat ditulis ({reason_of(error)})") from None
        for one in items:
            click.echo(f"{self._shown}/{one.path}")
        gc.collect(0)  # trees of HTML are cycles, and `kim` looks for those but rarely
        return lines

    def _tell(self, plan: Plan, lines: Sequence[Line]) -> None:
        passed = {why: count for why, count in plan.passed.items() if "pernah" not in why}
        text = as_markdown(self._name, self._source.program, lines, passed, self._source.notes())
        write_whole(self._report / "laporan.md", text.encode())

    def _sum_up(self, plan: Plan, lines: Sequence[Line], wishes: Wishes) -> None:
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
        where = os.path.relpath(self._report / "laporan.md")
        click.echo(f"Yang hilang ({lost} tulisan) dan yang berubah: {where}", err=True)
        if not wishes.publish:
            click.echo(
                "Semuanya masih konsep: baca, lalu hapus baris `draft:` tulisan yang boleh terbit.",
                err=True,
            )
        click.echo(f"Periksa dengan: {program_name()} check", err=True)

    def _tried(self, plan: Plan, found: Iterator[Taken]) -> int:
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
        for why, count in sorted(plan.passed.items()):
            click.echo(f"{count} tidak diambil: {why}.", err=True)
        click.echo(
            f"{len(plan.new)} dari {plan.total} akan diambil. Tidak ada yang ditulis.", err=True
        )
        return Exit.PUBLISHED
