"""`kim upgrade`: another version of the program for a site, tried before the pin changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import click

from kim_plugins.builder.stopping import deferred_signals
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.report import as_text
from kim_plugins.cli.settings import TRIAL, Exit, Settings, UsageProblem
from kim_plugins.cli.starting.changes import as_numbers, between
from kim_plugins.cli.starting.pin import FILE, LOCKS, SOURCE, Pin, packaged_text, pinned
from kim_plugins.cli.starting.wheels import Wheel, local_wheel, wheel_from_index
from kim_plugins.cli.starting.writing import start_scripts
from kim_plugins.records import Problem
from kim_plugins.records.problems import Severity
from kim_plugins.records.system_errors import why_unwritable

_SCRIPTS: Final = (
    "import json; from kim_plugins.cli.starting.writing import start_scripts; "
    "print(json.dumps(start_scripts()))"
)
_UNCHANGED: Final = "program situs ini tidak berubah"

Confirm = Callable[[], bool]
"""Asks whether the pin shall move."""


class Trial(NamedTuple):
    """A Python with the new program, and its environment."""

    python: str
    environment: Mapping[str, str]

    def run(self, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run that Python in a folder."""
        return subprocess.run(  # noqa: S603 - our own program
            [self.python, *arguments],
            cwd=folder,
            env={**os.environ, **self.environment, TRIAL: "1", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def upgrade_site(
    settings: Settings, source: Path | None, wanted: str | None, confirm: Confirm
) -> int:
    """Change a site's pin to a version or the newest, from an index or from `source`.

    `source` is a wheel or a folder of wheels. The pin stays where the new program finds errors
    that this one doesn't, and whatever else goes wrong.
    """
    site = settings.config.absolute().parent
    old = pinned(site)
    if old is None:
        raise UsageProblem(
            f"{FILE} tidak ada, jadi tidak ada versi yang digeser; jalankan di folder situs "
            "yang dimulai dengan kim init"
        )
    with tempfile.TemporaryDirectory(prefix="kim-upgrade-") as temporary:
        folder = Path(temporary)
        wheel = local_wheel(source, wanted) if source else wheel_from_index(folder, wanted)
        if as_numbers(wheel.version) <= as_numbers(old):
            return _no_newer(wheel, old, wanted)
        trial = _trial(wheel, folder)
        new_errors = _new_errors(settings, trial)
        if new_errors:
            click.echo(as_text(new_errors), nl=False)
            click.echo(
                f"Versi {wheel.version} menemukan {len(new_errors)} kesalahan baru di atas; "
                f"betulkan dulu. Versi {old} tetap dipakai, {_UNCHANGED}.",
                err=True,
            )
            return Exit.INVALID
        click.echo(f"Yang berubah dari {old} ke {wheel.version}:\n")
        click.echo(between(wheel.read("CHANGELOG.md"), old, wheel.version) or "(tidak disebut)")
        if not confirm():
            click.echo(f"Dibatalkan; {_UNCHANGED}.", err=True)
            return Exit.PUBLISHED
        _move(site, wheel, trial, keeps_folder=source is not None)
    click.echo(
        f"\nVersi {old} menjadi {wheel.version}. Dipasang sendiri pada perintah berikutnya: "
        f"{program_name()} check",
        err=True,
    )
    return Exit.PUBLISHED


def _no_newer(wheel: Wheel, old: str, wanted: str | None) -> int:
    if as_numbers(wheel.version) < as_numbers(old):
        raise UsageProblem(
            f"versi {wheel.version} lebih tua daripada {old} yang dipakai; {_UNCHANGED}"
        )
    word = "" if wanted else " yang terbaru"
    click.echo(f"Versi {old} sudah dipakai{word}; {_UNCHANGED}.", err=True)
    return Exit.PUBLISHED


def _trial(wheel: Wheel, folder: Path) -> Trial:
    """The new program with this one's libraries, or with its own where it needs others."""
    if all(wheel.read(name) == packaged_text(name) for name in LOCKS):
        program = folder / "program"
        wheel.unpack(program)
        return Trial(sys.executable, {"PYTHONPATH": str(program)})
    click.echo("Menyiapkan versi baru untuk dicoba, sekitar satu menit …", err=True)
    python = wheel.installed(folder / "venv")
    return Trial(python, {"PYTHONPATH": ""})


def _new_errors(settings: Settings, trial: Trial) -> list[Problem]:
    """The errors of the new program at places where this one has none."""
    now = (settings.now or datetime.now(UTC)).isoformat()
    arguments = ["-P", "-m", "kim_plugins.cli", "check", "--format", "json", "--now", now]
    arguments += ["--config", str(settings.config.absolute())]
    if settings.content:
        arguments += ["--content", str(settings.content.absolute())]
    answers = []
    for one in (Trial(sys.executable, {}), trial):
        done = one.run(*arguments, folder=Path.cwd())
        if done.returncode not in (Exit.PUBLISHED, Exit.INVALID):
            raise UsageProblem(
                f"versi {'baru' if one is trial else 'yang dipakai'} tidak dapat memeriksa situs "
                f"ini; {_UNCHANGED}:\n{done.stderr.strip()}"
            )
        answers.append([_problem(one) for one in json.loads(done.stdout)])
    known = {(p.path, p.line, p.column) for p in answers[0] if p.is_error}
    return sorted(p for p in answers[1] if p.is_error and (p.path, p.line, p.column) not in known)


def _problem(told: dict[str, str | int]) -> Problem:
    fields = {**told, "severity": Severity(str(told["severity"]))}
    return Problem(**fields)  # type: ignore[arg-type]  # as as_dict gave them


def _move(site: Path, wheel: Wheel, trial: Trial, *, keeps_folder: bool) -> None:
    """Write the new pins and unchanged start scripts, all or nothing."""
    pin = Pin(wheel.version, wheel.digest)
    texts = {f"requirements/{name}": wheel.read(name) for name in LOCKS}
    theirs = trial.run("-P", "-c", _SCRIPTS, folder=site)
    ours = start_scripts()
    if theirs.returncode == 0:
        texts |= {
            name: text
            for name, text in json.loads(theirs.stdout).items()
            if (site / name).is_file() and (site / name).read_bytes() == ours.get(name, "").encode()
        }
    texts[FILE] = pin.text()
    if keeps_folder:
        texts[SOURCE] = f"{wheel.file.parent.resolve()}\n"
    try:
        with deferred_signals():
            _replace(site, texts)
    except OSError as error:
        raise UsageProblem(
            f"'{error.filename or site}' tidak dapat ditulis ({why_unwritable(error)}); "
            f"{_UNCHANGED}"
        ) from None


def _replace(site: Path, texts: Mapping[str, str]) -> None:
    before: dict[Path, bytes | None] = {}
    try:
        for name, text in texts.items():
            file = site / name
            before[file] = file.read_bytes() if file.exists() else None
            file.parent.mkdir(exist_ok=True)
            beside = file.with_name(f".{file.name}.kim-{os.getpid()}")
            try:
                beside.write_text(text, encoding="utf-8", newline="")
                if file.exists():
                    shutil.copymode(file, beside)
                beside.replace(file)
            finally:
                beside.unlink(missing_ok=True)
    except OSError:
        for file, data in before.items():
            file.unlink() if data is None else file.write_bytes(data)
        raise
