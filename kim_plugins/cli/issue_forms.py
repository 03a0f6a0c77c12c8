"""`kim schema --forms github`: issue forms beside mkdocs.yml, for GitHub to show."""

from __future__ import annotations

from pathlib import Path

import click

from kim_plugins.builder.files import shown_folder, write_whole
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.records.describing.issue_forms import issue_forms
from kim_plugins.records.system_errors import why_unwritable


def write_issue_forms(settings: Settings) -> int:
    """Write the form of each kind; paths go to standard output."""
    config, _ = settings.load()
    site = Path(config.config_file_path or "mkdocs.yml").absolute().parent
    try:
        for path, text in issue_forms().items():
            write_whole(site / path, text.encode())
            click.echo(f"{shown_folder(site / path)}")
    except OSError as error:
        raise UsageProblem(f"'{site}' tidak dapat ditulis: {why_unwritable(error)}") from None
    click.echo(
        "Simpan di GitHub. Isi formulir yang masuk: salin teksnya ke sebuah berkas .txt, lalu "
        f"terima dengan: {program_name()} receive",
        err=True,
    )
    return Exit.PUBLISHED
