"""The `kim` command (contract C1): what an editor types, and what the shell is told.

Options that several commands have stand in `cli/options.py`, further commands in
`cli/bringing_in.py`, `cli/distributing.py` and `cli/starting/commands.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kim_plugins.builder.stopping import heed
from kim_plugins.catalogue import Unreadable
from kim_plugins.cli import internal_errors
from kim_plugins.cli.bringing_in import collect, import_, receive
from kim_plugins.cli.distributing import digest_, ping, print_, upload
from kim_plugins.cli.kinds import KINDS, KindName
from kim_plugins.cli.options import site_options
from kim_plugins.cli.report import FORMATS
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.cli.starting.commands import doctor, guide, init, send, upgrade
from kim_plugins.cli.titles import TitleCommand
from kim_plugins.cli.words import Group, sentence
from kim_plugins.records import Kind
from kim_plugins.records.problems import visible

# Each command imports what it needs when it runs: an editor waits for `kim check` at every save.
# ruff: noqa: PLC0415


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


for command in (init, send, upgrade, doctor, guide, receive, import_, collect):
    kim.add_command(command)
for command in (upload, ping, print_, digest_):
    kim.add_command(command)


@kim.command()
@site_options
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

    extras = BuildExtras(offline, changed, options.pop("why"), options.pop("once"))
    return build_site(Settings(**options), quiet=quiet, extras=extras)


@kim.command()
@site_options
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
@site_options
@click.option("--port", type=click.IntRange(1, 65535), help="Pintu (port); biasanya 8000.")
@click.option("--open", "open_browser", is_flag=True, help="Buka langsung di peramban.")
@click.option("--wifi", is_flag=True, help="Situs yang sudah terbit, untuk semua di Wi-Fi ini.")
def serve(*, port: int | None, open_browser: bool, wifi: bool, **options: Any) -> int:  # noqa: ANN401 - as above
    """Pratinjau di komputer ini; halaman berganti sendiri setiap berkas disimpan."""
    if wifi:
        from kim_plugins.cli.wifi import serve_wifi

        return serve_wifi(Settings(**options), port)
    from kim_plugins.cli.serve import serve_site

    return serve_site(Settings(**options), port, open_browser=open_browser)


@kim.command(cls=TitleCommand)
@site_options
@click.argument("kind", required=False, type=KindName(KINDS))
@click.argument("title", nargs=-1)
def new(*, kind: Kind | None, title: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - as above
    """Buat berkas baru berisi kerangka; KIND: news, lesson, decision atau group."""
    from kim_plugins.cli.new import asker, new_file

    return new_file(Settings(**options), kind, " ".join(title), asker())


@kim.command()
@site_options
@click.option("--write", is_flag=True, hidden=True, help="Perbarui semua berkas turunan.")
@click.option(
    "--cms",
    type=click.Choice(("sveltia",)),
    help="Tulis setelan dan halaman /admin/ untuk penyunting isi itu.",
)
@click.option(
    "--package",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    help="Paket penyunting itu (.tgz); programnya ditaruh di folder admin.",
)
@click.option(
    "--forms",
    type=click.Choice(("github",)),
    help="Tulis formulir isu di .github/ISSUE_TEMPLATE.",
)
@click.argument("kind", required=False, type=KindName(tuple(Kind)))
def schema(
    *,
    kind: Kind | None,
    write: bool,
    cms: str | None,
    package: Path | None,
    forms: str | None,
    **options: Any,  # noqa: ANN401 - as above
) -> int:
    """Tampilkan JSON Schema; KIND: news, lesson, decision, group, page; tanpa KIND semuanya."""
    if package and not cms:
        raise UsageProblem("--package hanya untuk --cms sveltia")
    if (cms or forms) and (kind or (cms and forms)):
        raise UsageProblem("pilih satu: KIND, --cms atau --forms; --cms dan --forms memuat semua")
    if cms:
        from kim_plugins.cli.cms import write_cms

        return write_cms(Settings(**options), package)
    if forms:
        from kim_plugins.cli.issue_forms import write_issue_forms

        return write_issue_forms(Settings(**options))
    from kim_plugins.cli.generated import show_schema, write_generated

    return write_generated(Path()) if write else show_schema(kind)


@kim.command()
@site_options
@click.argument("old")
@click.argument("new")
def move(*, old: str, new: str, **options: Any) -> int:  # noqa: ANN401 - as above
    """Pindahkan atau ganti nama berkas; pengenal, alamat lama dan tautan ke sana tetap hidup."""
    from kim_plugins.cli.move import move_content

    return move_content(Settings(**options), old, new)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code and never show a traceback."""
    try:
        code = kim.main(arguments, prog_name="kim", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Dihentikan; situs yang sudah terbit tidak berubah.", err=True)
        return 130
    except (Exception, SystemExit) as error:  # noqa: BLE001 - an editor never sees a traceback; whoever mends the program does
        heed()
        return _failed(error)
    return int(code or 0)


def _failed(error: BaseException) -> int:
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
