"""Findings on the machine: its program, its disk, its clock."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kim_plugins.cli.doctor.finding import Finding, advice, good, wrong
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.starting.pin import pinned, version

_ROOM: Final = 500_000_000
"""Bytes that a build of a large site and its standby may take."""


def environment(site: Path, now: datetime) -> Iterator[Finding]:
    """Findings on the machine that builds the site."""
    running, wanted = version(), pinned(site)
    if wanted not in (None, running):
        yield wrong(
            "K500",
            f"situs ini memakai versi {wanted}, yang berjalan versi {running}",
            "jalankan lewat kim.sh, kim.command atau kim.bat di folder situs",
        )
    else:
        as_pinned = ", seperti yang dipatok situs ini" if wanted else ""
        yield good(f"kim {running}{as_pinned}, Python {platform.python_version()}")
    if not os.access(site, os.W_OK):
        yield wrong(
            "K501",
            f"folder {site} tidak boleh ditulisi, jadi situs tidak dapat diterbitkan di sini",
            "salin foldernya ke tempat milik Anda sendiri",
        )
    free = shutil.disk_usage(site).free
    if free < _ROOM:
        yield advice(
            "K502",
            f"sisa ruang simpan {free // 1_000_000} MB",
            "kosongkan sampai sekitar 500 MB, supaya penerbitan tidak berhenti di tengah",
        )
    else:
        yield good(f"sisa ruang simpan {free // 1_000_000_000} GB")
    written = datetime.fromtimestamp((site / "mkdocs.yml").stat().st_mtime, now.tzinfo)
    if now < written - timedelta(days=1):
        yield wrong(
            "K503",
            f"jam komputer menunjuk {now:%Y-%m-%d %H:%M}, lebih awal daripada mkdocs.yml "
            f"({written:%Y-%m-%d %H:%M})",
            "betulkan jam komputer; embargo, kedaluwarsa dan agenda mengikutinya",
        )


def schedule(site: Path) -> Iterator[Finding]:
    """Findings on whether something builds the site regularly."""
    workflows = [*site.glob(".github/workflows/*.y*ml")]
    if any("schedule:" in path.read_text(encoding="utf-8", errors="replace") for path in workflows):
        yield good("jadwal GitHub ada di .github/workflows")
    elif (site / ".gitlab-ci.yml").is_file():
        yield good("alur GitLab ada di .gitlab-ci.yml; jadwalnya dibuat sekali di GitLab")
    else:
        yield advice(
            "K504",
            "tidak ada jadwal di folder ini",
            f"jalankan {program_name()} build sedikitnya sekali sehari, misalnya lewat cron atau "
            "Task Scheduler; tanpa itu embargo, kedaluwarsa dan agenda berganti hanya saat ada "
            "yang menerbitkan",
        )
