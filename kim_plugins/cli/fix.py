"""`kim check --fix`: applies fixes before checking."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import shown_folder
from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.catalogue.bodies.fixing import fixed_body
from kim_plugins.catalogue.content import Unreadable
from kim_plugins.cli.check import within
from kim_plugins.cli.fix_pictures import Renamed, rename_pictures
from kim_plugins.cli.relocating import relocate, right_path_of
from kim_plugins.cli.settings import Settings
from kim_plugins.cli.writing import write_all
from kim_plugins.engine.catalogue import CataloguePlugin
from kim_plugins.engine.site_config import content_in, extension_settings, extensions_of
from kim_plugins.moving.fixing import LinkFixer
from kim_plugins.records.fixing.fix import fix
from kim_plugins.records.problems import visible


def fix_content(settings: Settings, paths: Sequence[Path], style: str) -> Sequence[Path]:
    """Fix the given files and folders, or everything; print what was changed and what wasn't.

    Return where the given ones are now, as a file in a wrong folder goes to the right one.

    The changes go to standard output, unless that belongs to a program that reads the report.
    """
    config, plugin = settings.load()
    folder = Path(config.docs_dir).resolve()
    changes = _Changes(shown_folder(Path(config.docs_dir)))
    written, misplaced = _fixed_texts(config, plugin, paths, changes)
    write_all(config, written)
    for done in rename_pictures(settings, paths):
        changes.note_renaming(done)
    moved = changes.note_moves(relocate(config, plugin, misplaced)) if misplaced else []
    click.echo("".join(changes.lines), nl=False, err=style != "text")
    count = len(changes.paths)
    click.echo(f"{count} berkas dibetulkan." if count else "Tidak ada yang diubah.", err=True)
    places = [folder / new for new in moved]
    return [*(path for path in paths if path.exists() or not places), *places] if paths else ()


@dataclass(slots=True)
class _Changes:
    """What was changed: the paths of files below the content folder, and the lines to print."""

    folder: str
    paths: set[str] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def name(self, path: str) -> str:
        """A path as it is printed."""
        return visible(path if self.folder == "." else f"{self.folder}/{path}")

    def note_text(self, path: str, before: bytes, after: bytes) -> None:
        self.lines.append(_diff(self.name(path), before, after))

    def note_renaming(self, done: Renamed) -> None:
        for old, new in done.paths.items():
            if done.refusal:
                click.echo(f"{self.name(old)}: nama tidak diganti, {done.refusal}", err=True)
                continue
            self._note_move(old, new)
        self.paths.update(done.texts)
        for path, texts in done.texts.items():
            self.note_text(path, *texts)

    def note_moves(self, moves: Iterable[tuple[str, str, str]]) -> list[str]:
        """Note moves, or print why a file stays in its folder; return the new paths."""
        moved = []
        for old, new, obstacle in moves:
            if obstacle:
                click.echo(f"{self.name(old)}: tidak dipindahkan, {obstacle}", err=True)
                continue
            self._note_move(old, new)
            moved.append(new)
        return moved

    def _note_move(self, old: str, new: str) -> None:
        self.lines.append(f"{self.name(old)} → {self.name(new)}\n")
        self.paths.add(new)


def _fixed_texts(
    config: MkDocsConfig, plugin: CataloguePlugin, paths: Sequence[Path], changes: _Changes
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The new bytes of files that change, and the right paths of misplaced ones."""
    folder, line_breaks = Path(config.docs_dir).resolve(), plugin.config.line_breaks
    content = content_in(config)
    renderer = BodyRenderer(
        extensions_of(config), extension_settings(config), line_breaks=line_breaks
    )
    links = LinkFixer(content.documents, content.media, renderer.render)
    written: dict[str, bytes] = {}
    misplaced: dict[str, str] = {}
    for path in _within(folder, content.documents, paths):
        try:
            data = content.read(path)
        except Unreadable:
            continue  # the check that follows names it
        fixed = fix(path, data, plugin.config.timezone)
        result = links.mended(path, fixed_body(path, fixed.data, line_breaks=line_breaks))
        if right := right_path_of(path, result):
            misplaced[path] = right
        if fixed.refusal:
            click.echo(f"{changes.name(path)}: tidak diubah, {fixed.refusal}", err=True)
        if result != data:
            # The file itself, where a link in the folder leads to it.
            file = (folder / path).resolve().relative_to(folder).as_posix()
            written[file] = result
            changes.paths.add(file)
            changes.note_text(path, data, result)
    return written, misplaced


def _within(folder: Path, documents: Sequence[str], paths: Sequence[Path]) -> Iterator[str]:
    wanted = [within(path, folder) for path in paths]
    for document in documents:
        file = folder / document
        if not wanted or any(file.is_relative_to(path) for path in wanted):
            yield document


def _diff(name: str, before: bytes, after: bytes) -> str:
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name, lineterm="")
    return "".join(f"{click.style(visible(line), fg=_colour(line))}\n" for line in lines)


def _colour(line: str) -> str | None:
    if line.startswith(("---", "+++")):
        return None
    return {"-": "red", "+": "green"}.get(line[:1])


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")
