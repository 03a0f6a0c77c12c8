"""`kim check`: validates without building.

Check and build agree. What would stop a build is a problem with its place before anything is made.
`builder/walk.py` tells what of the content folder no site can be made of (names that are no text,
folders too deep, what may not be read, links that lead nowhere); `catalogue/reserved_addresses.py`
knows the addresses that grow with the content or are files, and so belong to no page and no old
address; `engine/options.py` and `engine/site_settings.py` judge mkdocs.yml, and
`cli/configuration.py` finds the place of each fault by the same located YAML as front matter's.
`tests/cli/test_agreement.py` compares both commands on single cases, `tests/fuzz/test_folders.py`
on random folders; whatever a site publishes is tried as an old address. What a command prints to
(`cli/streams.py`) and a failure of the program itself (`cli/internal_errors.py`) are no business of
its verdict.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from kim_plugins.builder.files import shown_folder
from kim_plugins.catalogue import Content, Media, Unreadable
from kim_plugins.cli.report import FORMATS, summary_by_file
from kim_plugins.cli.settings import Exit, Settings, UsageProblem, unreadable
from kim_plugins.engine.catalogue import InvalidContent
from kim_plugins.engine.project_files import state_folder
from kim_plugins.records import Problem
from kim_plugins.records.problems import quote


def check_content(
    settings: Settings, paths: Sequence[Path], style: str, *, strict: bool = False
) -> int:
    """Validate and print the problems; with `strict` warnings count for the exit code."""
    config, plugin = settings.load()
    folder = Path(config.docs_dir)
    wanted = [within(path, folder) for path in paths]
    reported: list[Problem] = []
    plugin.report = reported.extend
    with suppress(InvalidContent):  # every problem of it has been reported
        plugin.on_config(config)
    plugin.on_shutdown()
    copies = f"{shown_folder(state_folder(config))}/"
    root, shown = os.path.realpath(folder), shown_folder(folder)
    found = {p for p in reported if not wanted or any(map(_real(p.path).is_relative_to, wanted))}
    for path in wanted:
        name = os.path.relpath(path, root).replace(os.sep, "/")
        if name in plugin.content.media:
            found.update(problem.under(shown) for problem in _looked_at(plugin.content, name))
    problems = sorted(found)
    click.echo(FORMATS[style](problems), nl=False)
    if style == "text":
        click.echo(summary_by_file(problems) if problems else "Semua berkas benar.", err=True)
    # What a source writes wrongly is named, and holds up nobody but it.
    own = [problem for problem in problems if not problem.path.startswith(copies)]
    wrong = bool(own) if strict else any(problem.is_error for problem in own)
    return Exit.INVALID if wrong else Exit.PUBLISHED


def within(path: Path, folder: Path) -> Path:
    """The real path of a file to be checked; refuses paths that are never checked."""
    try:
        path.lstat()
    except OSError as error:
        raise unreadable(path, error) from None
    root, real = _real(folder), _real(path)
    if not real.is_relative_to(root):
        if root.is_relative_to(real):
            return root
        raise UsageProblem(
            f"{quote(path)} ada di luar folder isi {quote(shown_folder(folder))}; "
            "sebut berkas atau folder di dalamnya, atau jangan sebut apa-apa: semuanya diperiksa"
        )
    if any(part.startswith(".") for part in real.relative_to(root).parts):
        raise UsageProblem(
            f"{quote(path)} diawali titik, jadi tersembunyi dan tidak ikut terbit; "
            "ganti namanya bila memang harus terbit"
        )
    return real


def _real(path: Path | str) -> Path:
    """A path with links in its folders resolved, but not the file itself."""
    path = Path(path)
    if path.name in ("", ".."):
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent), path.name)


def _looked_at(content: Content, path: str) -> Iterator[Problem]:
    """The problems of a picture, sound or document, used or not."""
    from kim_plugins.builder.inspecting import inspect_safely  # noqa: PLC0415 - few are asked for

    try:
        found = inspect_safely(path, content.read(path))
    except Unreadable as error:
        found = error.fault
    for fault in found.notes if isinstance(found, Media) else (found,):
        yield fault.at(path)
