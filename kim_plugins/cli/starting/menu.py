"""The menu of `kim` without a command, on a terminal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

Run = Callable[[Sequence[str]], int]

_OF_A_SITE: Final = (
    ("Tulis kabar, pelajaran atau keputusan baru", ("new",)),
    ("Lihat pratinjau di peramban (Ctrl-C untuk menutup)", ("serve", "--open")),
    ("Periksa tulisan", ("check",)),
    ("Betulkan yang dapat dibetulkan sendiri", ("check", "--fix")),
    ("Terbitkan situs ke folder site/", ("build",)),
    ("Kirim ke GitHub atau GitLab", ("send",)),
    ("Kirim yang berubah ke hosting lewat FTP", ("upload",)),
    ("Periksa kesehatan situs", ("doctor",)),
    ("Baca panduan", ("guide",)),
    ("Perbarui program", ("upgrade",)),
)
_ELSEWHERE: Final = (("Mulai situs baru di folder situs-kim", ("init", "situs-kim")),)


def show_menu(run: Run | None = None) -> int:
    """Offer the commands that are possible here until the user quits."""
    choices = _OF_A_SITE if Path("mkdocs.yml").is_file() else _ELSEWHERE
    while True:
        click.echo("\nMau apa?")
        for number, (what, _) in enumerate(choices, 1):
            click.echo(f"  {number}. {what}")
        click.echo("  0. Selesai\nNomor: ", nl=False)
        line = sys.stdin.readline()
        answer = line.strip()
        if not line or answer in ("0", "q"):
            return 0
        if answer.isdigit() and 1 <= int(answer) <= len(choices):
            (run or _run)(choices[int(answer) - 1][1])
        elif answer:
            click.echo(f"'{answer}' tidak ada di daftar; tulis angka 0 sampai {len(choices)}")


def _run(arguments: Sequence[str]) -> int:
    """Run a command in a process of its own, which Ctrl-C ends without ending the menu."""
    child = subprocess.Popen([sys.executable, "-m", "kim_plugins.cli", *arguments])  # noqa: S603 - our own commands
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
