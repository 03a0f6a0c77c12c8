"""`kim send`: commits and pushes to a code host, which then publishes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import click

from kim_plugins.cli.check import check_content
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import Exit, Settings, UsageProblem

_HOW: Final = "lihat docs/menerbitkan.md, bagian GitHub Pages"


def send_changes(settings: Settings, message: str) -> int:
    """Check, commit everything in the site's folder, and push.

    Nothing is committed where the check finds an error: the host would refuse it too.
    """
    site = settings.config.absolute().parent
    git = shutil.which("git")
    if git is None:
        raise UsageProblem("git tidak ada di komputer ini; pasang dulu dari git-scm.com")
    if _git(git, site, "rev-parse", "--is-inside-work-tree").returncode:
        raise UsageProblem(f"folder {site} belum disimpan dengan git; {_HOW}")
    if not _git(git, site, "remote").stdout.strip():
        raise UsageProblem(f"belum ada tujuan (git remote) untuk dikirimi; {_HOW}")
    code = check_content(settings, (), "text")
    if code:
        click.echo("Belum dikirim: betulkan dulu kesalahan di atas.", err=True)
        return code
    _do(git, site, "add", "--all", "--", ".")
    if _git(git, site, "diff", "--cached", "--quiet").returncode:
        _do(git, site, "commit", "--quiet", "--message", message)
    branch = _git(git, site, "symbolic-ref", "--short", "HEAD").stdout.strip()
    remote = _git(git, site, "config", f"branch.{branch}.remote").stdout.strip()
    if remote:
        _do(git, site, "push", "--quiet")
    else:
        first = _git(git, site, "remote").stdout.split()[0]
        _do(git, site, "push", "--quiet", "--set-upstream", first, branch)
    click.echo("Terkirim; situs memeriksa dan menerbitkan dirinya dalam beberapa menit.", err=True)
    return Exit.PUBLISHED


def _git(git: str, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - git of this machine
        [git, "-C", str(site), *arguments],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _do(git: str, site: Path, *arguments: str) -> None:
    """Run git, or say which of its commands failed and why."""
    done = _git(git, site, *arguments)
    if done.returncode == 0:
        return
    told = done.stderr.strip() or done.stdout.strip()
    if "rejected" in told:
        reason = "ada perubahan di sana yang belum ada di sini; ketik: git pull --rebase"
    elif "user.email" in told or "tell me who you are" in told:
        reason = "git belum tahu nama Anda; ketik: git config --global user.name dan user.email"
    else:
        reason = f"kata git: {told}"
    raise UsageProblem(f"git {arguments[0]} gagal; {reason}. Lalu ulangi: {program_name()} send")
