"""`kim serve`: the editor's live preview."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import click
from mkdocs.commands.serve import serve

from kim_plugins.cli.report import as_text, summary_by_file
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.records import Problem


def serve_site(settings: Settings, port: int, *, open_browser: bool) -> int:
    """Show the site on this machine until Ctrl-C; drafts too, faulty files with their problems."""
    config, plugin = settings.load()
    plugin.report = _tell
    logging.getLogger("mkdocs").addHandler(_Narrator())
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        serve(
            str(settings.config),
            open_in_browser=open_browser,
            docs_dir=config.docs_dir,
            dev_addr=f"127.0.0.1:{port}",
        )
    except OSError as error:
        raise UsageProblem(
            f"pratinjau tidak dapat dibuka di pintu (port) {port}: {error.strerror or error}; "
            f"coba --port {port + 1}"
        ) from None
    return Exit.PUBLISHED


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        click.echo(as_text(problems), nl=False)
        click.echo(summary_by_file(problems), err=True)


class _Narrator(logging.Handler):
    """What MkDocs says while it serves, in a few Indonesian words."""

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
            click.echo(f"{record.levelname}: {said}", err=True)
        else:
            for english, indonesian in self._WORDS:
                if english in said:
                    click.echo(indonesian, err=True)
