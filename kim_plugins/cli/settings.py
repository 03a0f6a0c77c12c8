"""What a command was told, and the MkDocs configuration that comes of it."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Final

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from kim_plugins.cli.mkdocs_words import translate
from kim_plugins.engine.catalogue import (
    LEAVE_OUT,
    NAME,
    CataloguePlugin,
    address_fault,
    complete_changes,
)

_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


class Exit(IntEnum):
    """Exit codes of contract C1."""

    PUBLISHED = 0
    INVALID = 1
    USAGE = 2
    LEFT_OUT = 3


class UsageProblem(Exception):  # noqa: N818 - a sentence for the user, not a failure
    """Wrong use or configuration; the message is the sentence."""


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

    def load(self, *, needs_address: bool = False) -> tuple[MkDocsConfig, CataloguePlugin]:
        """The site's configuration with the options applied.

        `needs_address` refuses one without the address that what is made will name.
        """
        if not self.config.is_file():
            raise UsageProblem(
                f"berkas setelan '{self.config}' tidak ada; "
                "jalankan di folder situs, atau pakai --config"
            )
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
        _complete_changes(config)
        plugin.needs_address = False
        # MkDocs keeps the plugin over several loads in one process.
        plugin.now, plugin.clean, plugin.preview = self.now, self.clean, False
        plugin.problems = ()
        plugin.say = lambda sentence: click.echo(f"PERINGATAN: {sentence}", err=True)
        plugin.workers, plugin.executor = self.workers, self.executor
        if self.keep_going:
            plugin.config.on_invalid = LEAVE_OUT
        return config, plugin

    def read(self, overrides: dict[str, str]) -> MkDocsConfig:
        """The configuration as MkDocs reads it, or a sentence about what is wrong with it."""
        heard = _Listener()
        log = logging.getLogger("mkdocs")
        log.addHandler(heard)
        try:
            return load_config(str(self.config), **overrides)
        except (ConfigurationError, Abort) as error:
            raise UsageProblem(self._sentence(str(error), heard.messages)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise UsageProblem(f"'{self.config}' tidak dapat dibaca: {error}") from None
        finally:
            log.removeHandler(heard)

    def _sentence(self, error: str, messages: list[str]) -> str:
        if "parsing the configuration file" in error:
            place = ":".join(_PLACE.findall(error)[-1]) if _PLACE.search(error) else "1:1"
            return f"{self.config}:{place}: tidak dapat dibaca; periksa spasi dan titik duanya"
        heard = "; ".join(translate(message) for message in messages)
        return f"setelan di '{self.config}' belum benar: {heard or translate(error)}"


def _complete_changes(config: MkDocsConfig) -> None:
    """Before anything is read: an earlier command may have been cut off among its files."""
    try:
        told = complete_changes(config)
    except PluginError as error:
        raise UsageProblem(str(error)) from None
    if told:
        click.echo(f"{told[0].upper()}{told[1:]}.", err=True)


class _Listener(logging.Handler):
    """Keeps what MkDocs says about the configuration, for one sentence instead of many."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
