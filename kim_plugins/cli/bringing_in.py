"""Commands that bring in what was written elsewhere: receive, collect, import."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kim_plugins.cli.options import site_options
from kim_plugins.cli.settings import Settings
from kim_plugins.cli.words import Command

# As in cli/commands.py.
# ruff: noqa: PLC0415


@click.command(cls=Command)
@site_options
@click.option("--author", default="", help="Dari obrolan WhatsApp: hanya pesan pengirim ini.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Dari obrolan WhatsApp: mulai tanggal ini, misalnya 2026-11-28.",
)
@click.option("--publish", is_flag=True, help="Jangan tandai sebagai konsep.")
@click.option(
    "--watch",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Terima terus apa pun yang masuk ke folder ini.",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def receive(
    *,
    author: str,
    since: datetime | None,
    publish: bool,
    watch: Path | None,
    files: tuple[Path, ...],
    **options: Any,  # noqa: ANN401 - as in cli/commands.py
) -> int:
    """Terima tulisan dari meja tulis, WhatsApp atau Word, dan taruh di tempatnya sebagai konsep."""
    from kim_plugins.cli.receive import ReceiveOptions, chat_choice, receive_files, watch_folder

    settings, choice = Settings(**options), ReceiveOptions(chat_choice(author, since), publish)
    if watch is not None:
        return watch_folder(settings, watch, choice)
    return receive_files(settings, files, choice)


@click.command(cls=Command)
@site_options
@click.option("--workers", type=click.IntRange(1, 256), help="Proses yang bekerja bersama.")
@click.option("--executor", metavar="MODUL:FUNGSI", help="Pelaksana lain, misalnya klaster Dask.")
def collect(**options: Any) -> int:  # noqa: ANN401 - click fills in Settings' fields
    """Kumpulkan tulisan kelompok lain dari sources di mkdocs.yml; terbitkan dengan kim build."""
    from kim_plugins.cli.collect import collect_sources

    return collect_sources(Settings(**options))


@click.command(cls=Command, name="import")
@site_options
@click.option("--group", default="", metavar="ID", help="Kelompok yang menerbitkan.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Hanya yang terbit mulai tanggal ini."
)
@click.option("--publish", is_flag=True, help="Jangan tandai sebagai konsep yang sudah terbit.")
@click.option("--fetch", is_flag=True, help="Ambil gambarnya dari situs lama.")
@click.option(
    "--media",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Cari gambarnya di folder ini, misalnya wp-content/uploads.",
)
@click.option("--url", default="", metavar="ALAMAT", help="Alamat situs lama, bila tidak tertulis.")
@click.option("--partial", is_flag=True, help="Ambil yang utuh dari ekspor yang terputus.")
@click.option("--dry-run", is_flag=True, help="Coba saja; tidak ada yang ditulis.")
@click.argument("source", metavar="SUMBER")
def import_(  # noqa: PLR0913 - what may be told
    *,
    source: str,
    group: str,
    since: datetime | None,
    publish: bool,
    fetch: bool,
    media: Path | None,
    url: str,
    partial: bool,
    dry_run: bool,
    **options: Any,  # noqa: ANN401 - as above
) -> int:
    """Pindahkan tulisan dari WordPress, Blogger, OpenSID, umpan, Hugo, Jekyll, Hexo, Pelican."""
    from kim_plugins.cli.importing import ImportOptions, import_source

    told = ImportOptions(group, since, publish, fetch, media, url, dry_run, partial)
    return import_source(Settings(**options), source, told)
