"""Options that several commands have."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import click

from kim_plugins.cli.instants import Instant

Command = Callable[..., int]


class Days(click.ParamType):
    """A number of days: `7d`."""

    name = "HARI"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Read the days, or show how to write them."""
        match = re.fullmatch(r"([1-9]\d{0,3})d?", str(value))
        if match is None:
            self.fail(f"'{value}' bukan jumlah hari; tulis misalnya 7d", param, ctx)
        return timedelta(days=int(match[1]))


def site_options(command: Command) -> Command:
    """Add what every command on a site may be told."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--now", type=Instant(), help="Jam yang dipakai, bukan jam komputer."),
        click.option("--content", type=path, help="Folder isi selain yang di mkdocs.yml."),
        click.option("--config", type=path, default="mkdocs.yml", help="Berkas setelan situs."),
    ):
        command = option(command)
    return command
