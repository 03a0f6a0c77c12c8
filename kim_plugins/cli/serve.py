"""`kim serve`: the live preview."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial
from ipaddress import ip_address
from typing import Final

import click
from mkdocs.commands.serve import serve
from mkdocs.exceptions import PluginError

from kim_plugins.builder.private import private_folder
from kim_plugins.builder.stopping import Stopped
from kim_plugins.cli.report import as_text, summary_by_file
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine import publish
from kim_plugins.engine.blame import blaming
from kim_plugins.records import Problem
from kim_plugins.records.problems import visible
from kim_plugins.records.system_errors import why_unwritable

_USUAL_PORT: Final = 8000
_LAST_PORT: Final = 65535


def serve_site(settings: Settings, port: int | None, *, open_browser: bool) -> int:
    """Serve the preview until Ctrl-C; drafts are shown, faulty files with their problems.

    It stands at `dev_addr` of mkdocs.yml; `port` replaces the port of that.
    """
    config, plugin = settings.load()
    host, port = config.dev_addr.host, port or config.dev_addr.port
    _refuse_unusable(host, port)
    plugin.report = _tell
    publisher = config.plugins.get(publish.NAME)
    if isinstance(publisher, publish.PublishPlugin):
        publisher.explain = partial(_reason, settings)
    logging.getLogger("mkdocs").addHandler(_Narrator())
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        with private_folder(), blaming(config):
            serve(
                str(settings.config),
                open_in_browser=open_browser,
                docs_dir=config.docs_dir,
                dev_addr=f"{host}:{port}",
            )
    except PluginError as error:
        raise UsageProblem(str(error)) from None
    except OSError as error:
        raise UsageProblem(f"pratinjau tidak dapat dibuat: {why_unwritable(error)}") from None
    except Stopped as stopped:
        if stopped.number != signal.SIGINT:
            raise
        # That is how a preview ends.
        click.echo("Pratinjau ditutup.", err=True)
    return Exit.PUBLISHED


def _refuse_unusable(host: str, port: int) -> None:
    """Refuse an address in use, or of another machine, before building; warn if others see it."""
    with socket.socket() as trial:
        if sys.platform != "win32":  # where it would let two have one
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen()
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise UsageProblem(
                    f"dev_addr di mkdocs.yml: '{host}' bukan alamat komputer ini; "
                    "tulis misalnya: 127.0.0.1:8000"
                ) from None
            taken = error.errno == errno.EADDRINUSE
            reason = (
                "sudah dipakai, mungkin oleh pratinjau lain" if taken else "tidak boleh dipakai"
            )
            other = port + 1 if taken and port < _LAST_PORT else _USUAL_PORT
            raise UsageProblem(f"pintu (port) {port} {reason}; coba --port {other}") from None
    if host != "localhost" and not ip_address(host).is_loopback:
        click.echo(
            "PERINGATAN: pratinjau, konsepnya juga, terbuka untuk semua di jaringan ini; "
            f"untuk komputer ini saja tulis dev_addr: 127.0.0.1:{port} di mkdocs.yml",
            err=True,
        )


def _reason(settings: Settings, error: Exception) -> str:
    """Why the preview can't be rebuilt, in our words for mkdocs.yml."""
    try:
        settings.read({})
    except UsageProblem as problem:
        return f"KESALAHAN: {problem}"
    return f"KESALAHAN: pratinjau tidak dapat dibangun ulang: {error}"


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        click.echo(as_text(problems), nl=False)
        click.echo(summary_by_file(problems), err=True)


class _Narrator(logging.Handler):
    """Translates what MkDocs says while it serves."""

    _WORDS = (
        ("Detected file changes", "Ada yang berubah, situs dibangun ulang …"),
        ("Documentation built in", "Pratinjau sudah baru."),
        ("Shutting down", "Pratinjau ditutup."),
    )

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if "Serving on" in said:
            address = next(word for word in said.split() if word.startswith("http"))
            click.echo(f"Pratinjau ada di {address} (Ctrl-C untuk menutup)", err=True)
        elif record.levelno >= logging.WARNING:
            click.echo(visible(f"{record.levelname}: {said}"), err=True)
        else:
            for english, indonesian in self._WORDS:
                if english in said:
                    click.echo(indonesian, err=True)
