"""`kim new`: creates a file from a skeleton."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

import click

from kim_plugins.builder.files import content_of, shown_folder
from kim_plugins.catalogue.addresses import address_of, group_name, identifier_of
from kim_plugins.cli.kinds import KINDS
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.describing.skeleton import (
    LONGEST_TITLE,
    Start,
    clean_title,
    file_name,
    path_of,
    shortened,
    skeleton,
)
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.system_errors import why_unwritable

_MOST_SHOWN: Final = 12

Ask = Callable[[str, Sequence[str]], str]
"""Asks a person for something; the choices may be none."""


def new_file(settings: Settings, kind: Kind | None, title: str, ask: Ask | None) -> int:
    """Write the skeleton; its path goes to standard output, all else to standard error.

    `ask` is None where nobody can be asked.
    """
    config, plugin = settings.load()
    folder = Path(config.docs_dir)
    now = (settings.now or datetime.now(plugin.config.timezone)).astimezone(plugin.config.timezone)
    kind = kind or Kind(_asked("jenis", [kind.value for kind in KINDS], ask))
    title = _title(title, ask)
    documents = content_of(folder).documents
    group = "" if kind is Kind.GROUP else _group(documents, ask)
    path = _write(folder, documents, Start(kind, title, now, group))
    shown = f"{shown_folder(folder)}/{path}"
    click.echo(shown)
    _say_what_is_next(shown, f"--content {settings.content} " if settings.content else "")
    return Exit.PUBLISHED


def asker() -> Ask | None:
    """A function that asks on the terminal; None without a terminal."""
    return _ask if sys.stdin.isatty() and sys.stderr.isatty() else None


def _ask(what: str, choices: Sequence[str]) -> str:
    shown = f" ({', '.join(choices)})" if 0 < len(choices) <= _MOST_SHOWN else ""
    while True:
        # Not click.prompt: it writes a blank to standard output, which is for the path alone.
        click.echo(f"{what.capitalize()}{shown}: ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            raise click.Abort
        answer = line.strip()
        if answer in choices or (answer and not choices):
            return answer
        if not answer:
            continue
        near = best_match(answer, choices)
        hint = f"maksudnya {near}?" if near else f"misalnya {choices[0]}"
        click.echo(f"'{answer}' tidak ada; {hint}", err=True)


def _asked(what: str, choices: Sequence[str], ask: Ask | None) -> str:
    if ask is None:
        example = f'{program_name()} new news "Panen raya di Dusun Krajan"'
        raise UsageProblem(f"{what} belum ditulis; tulis misalnya: {example}")
    return ask(what, choices)


def _title(written: str, ask: Ask | None) -> str:
    title = clean_title(written)
    while not title:
        title = clean_title(_asked("judul", (), ask))
    short = shortened(title)
    if short != title:
        click.echo(
            f"Judulnya {len(title)} huruf, paling banyak {LONGEST_TITLE}; "
            f"dipotong menjadi: {short}",
            err=True,
        )
    return short


def _group(documents: Sequence[str], ask: Ask | None) -> str:
    """The only group, the chosen one, or the first where nobody can choose."""
    groups = sorted(group_name(path) for path in documents if kind_of(path) is Kind.GROUP)
    if not groups:
        raise UsageProblem(
            "belum ada kelompok yang menerbitkan; buat dulu, misalnya: "
            f'{program_name()} new group "KIM Tirta Mandiri"'
        )
    if len(groups) == 1:
        return groups[0]
    if ask:
        return ask("kelompok penerbit", groups)
    shown = ", ".join(groups[:_MOST_SHOWN]) + (", …" if len(groups) > _MOST_SHOWN else ".")
    click.echo(
        f"Kelompok penerbit diisi '{groups[0]}'; ganti bila bukan itu. Yang ada: {shown}", err=True
    )
    return groups[0]


def _write(folder: Path, documents: Sequence[str], start: Start) -> str:
    """Write a new file, with a number added to a name that is taken."""
    name = file_name(start.kind, start.title, start.now)
    taken = {address_of(path) for path in documents}
    for number in count(1):
        path = path_of(start.kind, name if number == 1 else f"{name}-{number}", start.now)
        if address_of(path) in taken or _is_kept(folder, documents, path):
            continue
        if _create(folder / path, skeleton(start)):
            break
    if number > 1:
        click.echo(f"Nama '{name}' sudah dipakai, jadi berkasnya bernomor {number}.", err=True)
    return path


def _create(file: Path, text: str) -> bool:
    """Write the file unless it exists."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # a file may stand where the folder belongs
        raise _unwritable(file.parent, error) from None
    try:
        with file.open("x", encoding="utf-8", newline="\n") as target:
            target.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise _unwritable(file, error) from None
    return True


def _unwritable(path: Path, error: OSError) -> UsageProblem:
    return UsageProblem(f"'{path}' tidak dapat ditulis: {why_unwritable(error)}")


def _is_kept(folder: Path, documents: Sequence[str], path: str) -> bool:
    """Whether a moved file still keeps the identifier or address of this path."""
    names = "|".join(map(re.escape, (identifier_of(path), address_of(path).strip("/"))))
    kept = re.compile(rf"(?<![\w/-])/?(?:{names})/?(?![\w/-])")
    for document in documents:
        front_matter = (folder / document).read_bytes().partition(b"\n---")[0]
        if kept.search(front_matter.decode("utf-8", "replace")):
            return True
    return False


def _say_what_is_next(path: str, option: str) -> None:
    click.echo(
        "Langkah berikutnya:\n"
        f'  1. Buka {path}, ganti isian yang bertanda "# ganti", lalu tulis isinya di bawah.\n'
        f"  2. Periksa: {program_name()} check {option}{path}\n"
        "  3. Bila sudah siap terbit, hapus baris draft: true.",
        err=True,
    )
