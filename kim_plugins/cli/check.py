"""`kim check`: what is wrong, without building anything."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from kim_plugins.cli.report import FORMATS, summary_by_file
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.catalogue import InvalidContent
from kim_plugins.records import Problem


def check_content(settings: Settings, paths: Sequence[Path], style: str) -> int:
    """Check without building."""
    config, plugin = settings.load()
    heard: list[Problem] = []
    plugin.report = heard.extend
    with suppress(InvalidContent):  # every problem of it has been heard
        plugin.on_config(config)
    plugin.on_shutdown()
    problems = _within(paths, heard)
    click.echo(FORMATS[style](problems), nl=False)
    if style == "text":
        click.echo(summary_by_file(problems) if problems else "Semua berkas benar.", err=True)
    return Exit.INVALID if any(problem.is_error for problem in problems) else Exit.PUBLISHED


def _within(paths: Sequence[Path], problems: Sequence[Problem]) -> list[Problem]:
    """The problems of the given files and folders; of all where none is given."""
    for path in paths:
        if not path.exists():
            raise UsageProblem(f"'{path}' tidak ada")
    wanted = [path.resolve() for path in paths]
    return [
        problem
        for problem in problems
        if not wanted or any(Path(problem.path).resolve().is_relative_to(path) for path in wanted)
    ]
