"""`kim init`: creates a site in a new folder, or changes nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import datetime
from io import StringIO
from itertools import takewhile
from pathlib import Path

import click

from kim_plugins.builder.stopping import deferred_signals
from kim_plugins.cli.check import check_content
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.cli.starting.answers import Answers, InvalidAnswer, read_all
from kim_plugins.cli.starting.asking import ask_for_the_rest
from kim_plugins.cli.starting.pin import installed
from kim_plugins.cli.starting.writing import (
    check_destination,
    local_files,
    move_into_place,
    site_files,
    write_files,
)
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unwritable


def create_site(  # noqa: PLR0913 - what a command was told
    folder: Path,
    given: Mapping[str, str | None],
    now: datetime,
    *,
    can_ask: bool,
    takes: bool,
    is_hub: bool = False,
) -> int:
    """Create a site from given answers; ask for the others, or take examples with `takes`.

    Everything is written beside the folder, checked there, and moved: a site that would not pass
    the strict check is never begun.
    """
    with _said_of(folder):
        check_destination(folder)
    answers = _answers(given, now)
    if can_ask and not takes:
        ask_for_the_rest(answers)
    elif not takes and (examples := answers.examples):
        flags = " ".join(question.flag for question in examples)
        raise UsageProblem(
            f"belum diisi: {flags}; isi semuanya, atau tulis --yes untuk memakai contoh, "
            f'misalnya: {program_name()} init situs-desa --group "KIM Tirta Mandiri" --yes'
        )
    place = folder.absolute()
    draft = place.parent / f".{place.name}.kim-{os.getpid()}"
    missing = [*takewhile(lambda parent: not parent.exists(), place.parents)]
    try:
        with _said_of(folder):
            pin = installed()
            write_files(site_files(answers, pin, is_hub=is_hub), draft)
            _refuse_faults(draft, now)
            write_files(local_files(pin), draft)
            with deferred_signals():
                move_into_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        with suppress(OSError):  # those that hold the site stay
            for parent in missing:
                parent.rmdir()
    _say_what_is_next(folder, answers, is_hub=is_hub)
    return Exit.PUBLISHED


@contextmanager
def _said_of(folder: Path) -> Iterator[None]:
    """Turn errors of the file system into sentences."""
    try:
        yield
    except OSError as error:
        raise UsageProblem(
            f"{quote(str(folder))} tidak dapat ditulis ({why_unwritable(error)}); "
            "tidak ada yang dibuat, pilih folder lain"
        ) from None


def _answers(given: Mapping[str, str | None], now: datetime) -> Answers:
    try:
        return read_all(given, now)
    except InvalidAnswer as wrong:
        raise UsageProblem(str(wrong)) from None


def _refuse_faults(draft: Path, now: datetime) -> None:
    """Validate the new site as `kim check` does."""
    told = StringIO()
    with chdir(draft), redirect_stdout(told), redirect_stderr(told):
        code = check_content(Settings(Path("mkdocs.yml"), now=now), (), "text", strict=True)
    shutil.rmtree(draft / ".kim", ignore_errors=True)
    if code:
        raise UsageProblem(
            f"jawaban ini tidak dapat dipakai, jadi tidak ada yang dibuat:\n{told.getvalue()}"
        )


def _say_what_is_next(folder: Path, answers: Answers, *, is_hub: bool) -> None:
    shown = folder.as_posix()
    in_shell = f'"{shown}"' if " " in shown else shown
    program = "kim" if sys.platform == "win32" else "sh kim.sh"
    lines = [f"Situs {answers['name']} siap di folder {shown}."]
    if answers.examples:
        asks = ", ".join(question.ask for question in answers.examples)
        lines.append(
            f'Yang masih contoh (bertanda "# contoh" di mkdocs.yml dan '
            f"content/kelompok/{answers.identifier}.md): {asks}."
        )
    lines += [
        "Langkah berikutnya:",
        (
            f"  1. Buka folder {shown}, lalu klik dua kali kim.bat (Windows), kim.command (macOS) "
            "atau kim.sh (Linux)."
        ),
        (
            '  2. Kabar pertama: pilih "Tulis" di menunya, atau ketik: '
            f'cd {in_shell}; {program} new news "Panen raya"'
        ),
        f"  3. Terbitkan: {program} build; hasilnya site/index.html.",
    ]
    if is_hub:
        lines.append(
            f"  4. Tulis sumbernya di mkdocs.yml (sources), lalu kumpulkan: {program} collect. "
            f"Panduannya: {program} guide kabupaten"
        )
    click.echo("\n".join(lines), err=True)
