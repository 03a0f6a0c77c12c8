"""The common options of commands, and the MkDocs configuration that they select."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Final

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kim_plugins.cli import configuration
from kim_plugins.engine.catalogue import NAME, CataloguePlugin
from kim_plugins.engine.look.plain import has_default_look
from kim_plugins.engine.project_files import complete_changes
from kim_plugins.engine.site_config import LEAVE_OUT, address_fault
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unreadable

TRIAL: Final = "KIM_UPGRADE"
"""Set where `kim upgrade` tries another version than the site's."""


class Exit(IntEnum):
    """Exit codes of contract C1."""

    PUBLISHED = 0
    INVALID = 1
    USAGE = 2
    LEFT_OUT = 3


class UsageProblem(Exception):  # noqa: N818 - a sentence for the user, not a failure
    """Raised for wrong use or configuration; the message is shown to the user."""


def unreadable(path: Path, error: OSError) -> UsageProblem:
    """What is said of a file that was named and can't be read."""
    if isinstance(error, FileNotFoundError):
        return UsageProblem(f"{quote(path)} tidak ada")
    return UsageProblem(f"{quote(path)} tidak dapat dibaca: {why_unreadable(error)}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that commands share."""

    config: Path
    content: Path | None = None
    now: datetime | None = None
    site_dir: Path | None = None
    keep_going: bool = False
    clean: bool = False
    workers: int | None = None
    executor: str | None = None
    any_version: bool = False

    def load(self, *, needs_address: bool = False) -> tuple[MkDocsConfig, CataloguePlugin]:
        """The site's configuration with the options applied.

        `needs_address` refuses one without the address that what is made will name.
        """
        if not self.config.is_file():
            raise UsageProblem(
                f"berkas setelan '{self.config}' tidak ada; "
                "jalankan di folder situs, atau pakai --config"
            )
        if not self.any_version:
            _refuse_other_version(self.config.parent)
        overrides: dict[str, str] = {}
        if self.content:
            if not self.content.is_dir():
                raise UsageProblem(f"folder isi '{self.content}' tidak ada")
            overrides["docs_dir"] = str(self.content.resolve())
        if self.site_dir:
            overrides["site_dir"] = str(self.site_dir.resolve())
        config = self.read(overrides)
        plugin = config.plugins.get(NAME)
        if not isinstance(plugin, CataloguePlugin):
            raise UsageProblem(
                f"'{self.config}' tidak memuat plugin {NAME}; tambahkan di bawah plugins:"
            )
        if needs_address and (fault := address_fault(config)):
            raise UsageProblem(fault)
        if not has_default_look(config):
            from kim_plugins.engine.look.applying import leave_out_plugins  # noqa: PLC0415 - few

            leave_out_plugins(config)
        _complete_changes(config)
        plugin.needs_address = False
        # MkDocs keeps the plugin over several loads in one process.
        plugin.now, plugin.clean, plugin.preview = self.now, self.clean, False
        plugin.problems, plugin.progress = (), None
        plugin.say = lambda sentence: click.echo(f"PERINGATAN: {sentence}", err=True)
        plugin.note = lambda sentence: click.echo(f"CATATAN: {sentence}", err=True)
        plugin.workers, plugin.executor = self.workers, self.executor
        if self.keep_going:
            plugin.config.on_invalid = LEAVE_OUT
        return config, plugin

    def places(self, settings: Iterable[Sequence[str]]) -> list[str]:
        """Where each setting stands, as `mkdocs.yml:12:9`; the nearest around what isn't there."""
        return configuration.places(self.config, map(tuple, settings))

    def read(self, overrides: dict[str, str]) -> MkDocsConfig:
        """The configuration as MkDocs reads it. Raises UsageProblem."""
        try:
            return configuration.read(self.config, overrides)
        except configuration.Misconfigured as error:
            raise UsageProblem(str(error)) from None


def _refuse_other_version(site: Path) -> None:
    """Refuse a site that pins another version of this program."""
    if not (site / "requirements" / "kim.txt").is_file() or os.environ.get(TRIAL):
        return
    from kim_plugins.cli.starting.pin import pinned, version  # noqa: PLC0415 - a site of one's own

    wanted, running = pinned(site), version()
    if wanted not in (None, running):
        raise UsageProblem(
            f"situs ini memakai versi {wanted}, yang berjalan versi {running}; jalankan lewat "
            "kim.sh, kim.command atau kim.bat di folder situs, yang memasang versi itu"
        )


def _complete_changes(config: MkDocsConfig) -> None:
    """Complete changes of files that an earlier command was cut off in."""
    try:
        told = complete_changes(config)
    except PluginError as error:
        raise UsageProblem(str(error)) from None
    if told:
        click.echo(f"{told[0].upper()}{told[1:]}.", err=True)
