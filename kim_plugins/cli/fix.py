"""`kim check --fix`: applies fixes before checking."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click

from kim_plugins.builder.files import shown_folder
from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.catalogue.bodies.fixing import fixed_body
from kim_plugins.catalogue.content import Unreadable
from kim_plugins.cli.check import within
from kim_plugins.cli.fix_pictures import rename_pictures
from kim_plugins.cli.relocating import relocate, right_path_of
from kim_plugins.cli.settings import Settings
from kim_plugins.cli.writing import write_all
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
    shown = shown_folder(Path(config.docs_dir))
    content = content_in(config)
    renderer = BodyRenderer(
        extensions_of(config), extension_settings(config), line_breaks=plugin.config.line_breaks
    )
    links = LinkFixer(content.documents, content.media, renderer.render)

    def named(path: str) -> str:
        return visible(path if shown == "." else f"{shown}/{path}")

    written: dict[str, bytes] = {}
    homes: dict[str, str] = {}
    shown_changes: list[str] = []
    for path in _within(folder, content.documents, paths):
        try:
            data = content.read(path)
        except Unreadable:
            continue  # the check that follows names it
        fixed = fix(path, data, plugin.config.timezone)
        result = fixed_body(path, fixed.data, line_breaks=plugin.config.line_breaks)
        result = links.mended(path, result)
        name = named(path)
        if home := right_path_of(path, result):
            homes[path] = home
        if fixed.refusal:
            click.echo(f"{name}: tidak diubah, {fixed.refusal}", err=True)
        if result != data:
            # The file itself, where a link in the folder leads to it.
            file = (folder / path).resolve().relative_to(folder)
            written[file.as_posix()] = result
            shown_changes.append(_diff(name, data, result))
    write_all(config, written)
    changed = set(written)
    for done in rename_pictures(settings, paths):
        for old, new in done.paths.items():
            if done.refusal:
                click.echo(f"{named(old)}: nama tidak diganti, {done.refusal}", err=True)
                continue
            shown_changes.append(f"{named(old)} → {named(new)}\n")
            changed.add(new)
        changed.update(done.texts)
        shown_changes += (_diff(named(path), *texts) for path, texts in done.texts.items())
    homes = _brought_home(relocate(config, plugin, homes), named) if homes else {}
    shown_changes += (f"{named(old)} → {named(new)}\n" for old, new in homes.items())
    changed.update(homes.values())
    click.echo("".join(shown_changes), nl=False, err=style != "text")
    count = len(changed)
    click.echo(f"{count} berkas dibetulkan." if count else "Tidak ada yang diubah.", err=True)
    moved = [folder / new for new in homes.values()]
    return [*(path for path in paths if path.exists() or not moved), *moved] if paths else ()


def _brought_home(
    moves: Iterable[tuple[str, str, str]], named: Callable[[str], str]
) -> dict[str, str]:
    """Print why files stay in a wrong folder; return the new paths of the others."""
    homes: dict[str, str] = {}
    for old, new, obstacle in moves:
        if obstacle:
            click.echo(f"{named(old)}: tidak dipindahkan, {obstacle}", err=True)
        else:
            homes[old] = new
    return homes


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
