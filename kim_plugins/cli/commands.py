"""The `kim` command (contract C1): what an editor types, and what the shell is told."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from kim_plugins.builder.stopping import heed
from kim_plugins.catalogue import Unreadable
from kim_plugins.cli import internal_errors
from kim_plugins.cli.instants import Instant
from kim_plugins.cli.kinds import KINDS, KindName
from kim_plugins.cli.report import FORMATS
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.cli.starting.commands import doctor, init, send, upgrade
from kim_plugins.cli.titles import TitleCommand
from kim_plugins.cli.words import Group, sentence
from kim_plugins.records import Kind
from kim_plugins.records.problems import visible

# Each command imports what it needs when it runs: an editor waits for `kim check` at every save.
# ruff: noqa: PLC0415

_Command = Callable[..., int]


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


def _site_options(command: _Command) -> _Command:
    """Add what every command on a site may be told."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--now", type=Instant(), help="Jam yang dipakai, bukan jam komputer."),
        click.option("--content", type=path, help="Folder isi selain yang di mkdocs.yml."),
        click.option("--config", type=path, default="mkdocs.yml", help="Berkas setelan situs."),
    ):
        command = option(command)
    return command


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(
    package_name="kim_plugins",
    prog_name="kim",
    message="%(prog)s %(version)s",
    help="Versi program.",
)
@click.pass_context
def kim(context: click.Context) -> int:
    """Meja penerbitan Kelompok Informasi Masyarakat; tanpa perintah muncul menu."""
    if context.invoked_subcommand:
        return Exit.PUBLISHED
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(context.get_help())
        return Exit.USAGE
    from kim_plugins.cli.starting.menu import show_menu

    return show_menu()


for command in (init, send, upgrade, doctor):
    kim.add_command(command)


@kim.command()
@_site_options
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder hasil.")
@click.option("--keep-going", is_flag=True, help="Terbitkan yang benar walau ada yang salah.")
@click.option("--clean", is_flag=True, help="Jangan pakai tembolok; isi ulang dari awal.")
@click.option("--workers", type=click.IntRange(1, 256), help="Proses yang bekerja bersama.")
@click.option("--executor", metavar="MODUL:FUNGSI", help="Pelaksana lain, misalnya klaster Dask.")
@click.option("--quiet", is_flag=True, help="Hanya bicara bila ada masalah.")
@click.option(
    "--offline",
    type=click.Path(path_type=Path),
    metavar="ZIP",
    help="Buat juga salinan yang terbuka tanpa internet, misalnya dari flashdisk.",
)
@click.option(
    "--changed",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    help="Tulis juga berkas situs mana yang baru, berubah atau hilang, untuk diunggah.",
)
@click.option(
    "--once", is_flag=True, help="Mesin ini tidak membangun lagi: tanpa salinan siap-tukar."
)
@click.option(
    "--why",
    metavar="[ALAMAT]",
    is_flag=False,
    flag_value="",
    help="Jangan terbitkan; katakan mengapa halaman itu (atau yang mana saja) dibuat ulang.",
)
def build(*, quiet: bool, offline: Path | None, changed: Path | None, **options: Any) -> int:  # noqa: ANN401 - click fills in Settings' fields
    """Periksa isi lalu terbitkan seluruh situs."""
    from kim_plugins.cli.build import BuildExtras, build_site

    wishes = BuildExtras(offline, changed, options.pop("why"), options.pop("once"))
    return build_site(Settings(**options), quiet=quiet, wishes=wishes)


@kim.command()
@_site_options
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", help="Bentuk.")
@click.option("--fix", is_flag=True, help="Betulkan dulu yang artinya hanya satu.")
@click.option("--strict", is_flag=True, help="Peringatan pun dianggap salah (kode keluar 1).")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(*, style: str, fix: bool, strict: bool, paths: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401 - as above
    """Periksa isi tanpa menerbitkan; PATHS membatasi laporan pada berkas atau folder itu."""
    from kim_plugins.cli.check import check_content

    settings = Settings(**options)
    if fix:
        from kim_plugins.cli.fix import fix_content

        paths = tuple(fix_content(settings, paths, style))
    return check_content(settings, paths, style, strict=strict)


@kim.command()
@_site_options
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
    **options: Any,  # noqa: ANN401 - as above
) -> int:
    """Terima tulisan dari meja tulis, WhatsApp atau Word, dan taruh di tempatnya sebagai konsep."""
    from kim_plugins.cli.receive import ReceiveOptions, chat_choice, receive_files, watch_folder

    settings, wishes = Settings(**options), ReceiveOptions(chat_choice(author, since), publish)
    if watch is not None:
        return watch_folder(settings, watch, wishes)
    return receive_files(settings, files, wishes)


@kim.command()
@_site_options
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Pintu (port) pratinjau.")
@click.option("--open", "open_browser", is_flag=True, help="Buka langsung di peramban.")
@click.option("--wifi", is_flag=True, help="Situs yang sudah terbit, untuk semua di Wi-Fi ini.")
def serve(*, port: int, open_browser: bool, wifi: bool, **options: Any) -> int:  # noqa: ANN401 - as above
    """Pratinjau di komputer ini; halaman berganti sendiri setiap berkas disimpan."""
    if wifi:
        from kim_plugins.cli.wifi import serve_wifi

        return serve_wifi(Settings(**options), port)
    from kim_plugins.cli.serve import serve_site

    return serve_site(Settings(**options), port, open_browser=open_browser)


@kim.command(cls=TitleCommand)
@_site_options
@click.argument("kind", required=False, type=KindName(KINDS))
@click.argument("title", nargs=-1)
def new(*, kind: Kind | None, title: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - as above
    """Buat berkas baru berisi kerangka; KIND: news, lesson, decision atau group."""
    from kim_plugins.cli.new import asker, new_file

    return new_file(Settings(**options), kind, " ".join(title), asker())


@kim.command()
@click.option("--write", is_flag=True, hidden=True, help="Perbarui semua berkas turunan.")
@click.argument("kind", required=False, type=KindName(tuple(Kind)))
def schema(*, kind: Kind | None, write: bool) -> int:
    """Tampilkan JSON Schema; KIND: news, lesson, decision, group, page; tanpa KIND semuanya."""
    from kim_plugins.cli.generated import show_schema, write_generated

    return write_generated(Path()) if write else show_schema(kind)


@kim.command()
@_site_options
@click.argument("old")
@click.argument("new")
def move(*, old: str, new: str, **options: Any) -> int:  # noqa: ANN401 - as above
    """Pindahkan atau ganti nama berkas; pengenal, alamat lama dan tautan ke sana tetap hidup."""
    from kim_plugins.cli.move import move_content

    return move_content(Settings(**options), old, new)


@kim.command()
@_site_options
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder situs yang terbit.")
@click.option("--all", "all_", is_flag=True, help="Kirim semuanya, bukan hanya yang berubah.")
@click.option("--sent", is_flag=True, help="Catat saja: semuanya sudah dikirim dengan cara lain.")
@click.argument("where", required=False, metavar="[ALAMAT]")
def upload(*, where: str | None, all_: bool, sent: bool, **options: Any) -> int:  # noqa: ANN401 - as above
    """Kirim yang berubah ke peladen lewat FTP; ALAMAT yang berakhiran .zip membuat ZIP."""
    from kim_plugins.cli.upload import upload_site

    return upload_site(Settings(**options), where, all_=all_, sent=sent)


@kim.command()
@_site_options
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder situs yang terbit.")
def ping(**options: Any) -> int:  # noqa: ANN401 - click fills in Settings' fields
    """Beri tahu hub umpan mana yang berubah; jalankan setelah situs terbit."""
    from kim_plugins.cli.ping import ping_hub

    return ping_hub(Settings(**options))


@kim.command(name="print")
@_site_options
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


@kim.command(name="digest")
@_site_options
@click.option("--since", type=Days(), default="7d", help="Sejak kapan, misalnya 7d.")
@click.option("--group", help="Kabar satu kelompok saja.")
def digest_(*, since: timedelta, group: str | None, **options: Any) -> int:  # noqa: ANN401 - as above
    """Kabar beberapa hari terakhir untuk grup WhatsApp atau SMS, paling banyak 1.000 huruf."""
    from kim_plugins.cli.broadcast import show_digest

    return show_digest(Settings(**options), since, group)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code and never show a traceback."""
    try:
        code = kim.main(arguments, prog_name="kim", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Dihentikan; situs yang sudah terbit tidak berubah.", err=True)
        return 130
    except Exception as error:  # noqa: BLE001 - an editor never sees a traceback; whoever mends the program does
        heed()
        return _failed(error)
    return int(code or 0)


def _failed(error: Exception) -> int:
    """Say what went wrong, in a sentence."""
    match error:
        case click.UsageError():
            said = sentence(error)
        case click.ClickException() | UsageProblem():  # MkDocs' exceptions are Click's
            said = f"KESALAHAN: {error}"
        case Unreadable():
            said = f"KESALAHAN: {error.path}: {error.fault.message}"
        case MemoryError():
            return internal_errors.report_out_of_memory()
        case ImportError() if internal_errors.is_library(error):
            return internal_errors.report_missing_library(error)
        case _:
            return internal_errors.report_crash()
    click.echo(visible(said), err=True)
    return Exit.USAGE
