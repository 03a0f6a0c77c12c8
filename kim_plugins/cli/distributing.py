"""Commands that take a site or a bulletin out of this machine: upload, ping, print, digest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from kim_plugins.cli.options import Days, site_options
from kim_plugins.cli.settings import Settings, UsageProblem
from kim_plugins.cli.words import Command

# As in cli/commands.py.
# ruff: noqa: PLC0415


@click.command(cls=Command)
@site_options
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder situs yang terbit.")
@click.option("--all", "all_", is_flag=True, help="Kirim semuanya, bukan hanya yang berubah.")
@click.option("--sent", is_flag=True, help="Catat saja: semuanya sudah dikirim dengan cara lain.")
@click.argument("where", required=False, metavar="[ALAMAT]")
def upload(*, where: str | None, all_: bool, sent: bool, **options: Any) -> int:  # noqa: ANN401 - as above
    """Kirim yang berubah ke peladen lewat FTP; ALAMAT yang berakhiran .zip membuat ZIP."""
    from kim_plugins.cli.upload import upload_site

    return upload_site(Settings(**options), where, all_=all_, sent=sent)


@click.command(cls=Command)
@site_options
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder situs yang terbit.")
def ping(**options: Any) -> int:  # noqa: ANN401 - click fills in Settings' fields
    """Beri tahu hub umpan mana yang berubah; jalankan setelah situs terbit."""
    from kim_plugins.cli.ping import ping_hub

    return ping_hub(Settings(**options))


@click.command(cls=Command, name="print")
@site_options
@click.option(
    "--sheet", type=click.Choice(("cetak", "naskah")), default="cetak", help="Lembar atau naskah."
)
@click.option(
    "--format", "style", type=click.Choice(("html", "txt", "pdf")), default="html", help="Bentuk."
)
@click.option("--output", type=click.Path(path_type=Path), help="Berkas hasil.")
@click.argument("path")
def print_(*, path: str, sheet: str, style: str, output: Path | None, **options: Any) -> int:  # noqa: ANN401 - as above
    """Buat lembar dinding (cetak) atau naskah siaran dari tulisan PATH, setua apa pun."""
    from kim_plugins.cli.broadcast import print_bulletin

    return print_bulletin(Settings(**options), path, sheet, style, output)


@click.command(cls=Command, name="digest")
@site_options
@click.option("--since", type=Days(), default="7d", help="Sejak kapan, misalnya 7d.")
@click.option("--group", help="Kabar satu kelompok saja.")
@click.option(
    "--format",
    "style",
    type=click.Choice(("chat", "html", "text")),
    default="chat",
    help="Pesan untuk grup, atau surat sebagai HTML atau teks.",
)
@click.option(
    "--send", "way", type=click.Choice(("telegram", "email")), help="Kirim yang belum terkirim."
)
@click.option(
    "--dry-run/--yes",
    "is_trial",
    default=True,
    help="Dengan --send: tampilkan saja (bawaan), atau kirim sungguhan.",
)
@click.option("--sent", is_flag=True, help="Dengan --send: catat saja sebagai sudah terkirim.")
@click.option(
    "--to",
    "list_file",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    help="Alamat surel penerima, satu per baris.",
)
def digest_(  # noqa: PLR0913 - its options
    *,
    since: timedelta,
    group: str | None,
    style: str,
    way: str | None,
    is_trial: bool,
    sent: bool,
    list_file: Path | None,
    **options: Any,  # noqa: ANN401 - as above
) -> int:
    """Kabar beberapa hari terakhir untuk grup WhatsApp, SMS, Telegram atau surel."""
    from kim_plugins.cli.broadcast import send_news, show_digest

    if way is None:
        if sent or list_file or not is_trial:
            raise UsageProblem("--yes, --sent dan --to hanya bersama --send telegram atau email")
        return show_digest(Settings(**options), since, group, style)
    from kim_plugins.cli.sending.sending import DigestOptions

    asked = DigestOptions(way, since, group, is_trial, sent, list_file)
    return send_news(Settings(**options), asked)
