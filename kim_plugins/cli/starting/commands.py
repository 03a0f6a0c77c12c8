"""The commands for own sites: init, upgrade, doctor, send, guide."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from kim_plugins.cli.instants import Instant
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Settings, UsageProblem
from kim_plugins.cli.words import Command

# Each command imports what it needs when it runs, as in commands.py.
# ruff: noqa: PLC0415


@click.command(cls=Command)
@click.argument("folder", metavar="DIR")
@click.option("--name", help="Nama situs.")
@click.option("--url", help="Alamat situs, diawali https://.")
@click.option("--timezone", help="WIB, WITA, WIT, atau misalnya Asia/Makassar.")
@click.option("--group", help="Nama kelompok.")
@click.option("--region", help="Kode wilayah desa; boleh diikuti desa, kecamatan, kabupaten.")
@click.option("--village", help="Desa atau kelurahan.")
@click.option("--district", help="Kecamatan.")
@click.option("--regency", help="Kabupaten atau kota.")
@click.option("--province", help="Provinsi.")
@click.option("--established", help="Tahun berdiri.")
@click.option("--chair", help="Ketua.")
@click.option("--contact", help="Nomor WhatsApp atau alamat surel.")
@click.option("--members", help="Jumlah anggota laki-laki, perempuan; misalnya: 6, 4.")
@click.option("--hub", "is_hub", is_flag=True, help="Situs yang mengumpulkan banyak kelompok.")
@click.option("--yes", is_flag=True, help="Jangan bertanya; yang belum diisi diberi contoh.")
@click.option("--now", type=Instant(), help="Jam yang dipakai, bukan jam komputer.")
def init(*, folder: str, is_hub: bool, yes: bool, now: datetime | None, **given: str | None) -> int:
    """Mulai situs sendiri di folder baru DIR."""
    from kim_plugins.cli.starting.creating import create_site

    if not folder:  # a variable of a shell that is empty; as a path it would be this folder
        example = f"{program_name()} init situs-desa"
        raise UsageProblem(f"nama folder belum ditulis; tulis misalnya: {example}")
    can_ask = sys.stdin.isatty() and sys.stderr.isatty()
    started = now or datetime.now().astimezone()
    return create_site(Path(folder), given, started, can_ask=can_ask, takes=yes, is_hub=is_hub)


@click.command(cls=Command)
@click.option("--config", type=click.Path(path_type=Path), default="mkdocs.yml", help="Setelan.")
@click.option("--to", metavar="VERSI", help="Versi tertentu, bukan yang terbaru.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    help="Wheel di komputer ini, atau folder tempatnya; tidak perlu internet.",
)
@click.option("--yes", is_flag=True, help="Jangan bertanya.")
@click.option("--now", type=Instant(), help="Jam yang dipakai, bukan jam komputer.")
def upgrade(
    *, config: Path, to: str | None, source: Path | None, yes: bool, now: datetime | None
) -> int:
    """Perbarui program situs ini; versi lama tetap bila yang baru menemukan kesalahan."""
    from kim_plugins.cli.starting.upgrading import upgrade_site

    def confirm() -> bool:
        asks = not yes and sys.stdin.isatty() and sys.stderr.isatty()
        return not asks or _says_yes("\nPerbarui sekarang? (y/t): ")

    return upgrade_site(Settings(config, now=now), source, to, confirm)


def _says_yes(question: str) -> bool:
    click.echo(question, nl=False, err=True)
    return sys.stdin.readline().strip().lower() in ("y", "ya", "yes")


@click.command(cls=Command)
@click.option("--config", type=click.Path(path_type=Path), default="mkdocs.yml", help="Setelan.")
@click.option("--offline", is_flag=True, help="Jangan menghubungi situs di alamatnya.")
@click.option("--now", type=Instant(), help="Jam yang dipakai, bukan jam komputer.")
def doctor(*, config: Path, offline: bool, now: datetime | None) -> int:
    """Periksa komputer, setelan, jadwal, umpan dan ukuran; beri tahu apa yang perlu dikerjakan."""
    from kim_plugins.cli.doctor.examining import examine

    return examine(Settings(config, now=now), asks=not offline)


@click.command(cls=Command)
@click.option("--config", type=click.Path(path_type=Path), default="mkdocs.yml", help="Setelan.")
@click.option("--now", type=Instant(), help="Jam yang dipakai, bukan jam komputer.")
@click.argument("message", default="Kabar baru", metavar="[CATATAN]")
def send(*, config: Path, now: datetime | None, message: str) -> int:
    """Kirim perubahan ke GitHub atau GitLab, yang lalu menerbitkannya sendiri."""
    from kim_plugins.cli.starting.sending import send_changes

    return send_changes(Settings(config, now=now), message)


@click.command(cls=Command)
@click.option("--open/--no-open", "shows", default=True, help="Buka di peramban, atau jangan.")
@click.argument("name", default="panduan-editor", metavar="[PANDUAN]")
def guide(*, shows: bool, name: str) -> int:
    """Buka panduan yang dibawa program ini, tanpa internet; lainnya ada di menu di atasnya."""
    from kim_plugins.cli.guide import open_guide

    return open_guide(name, shows=shows)
