"""Findings on settings and content: leftover examples, contradictions, errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.catalogue import Catalogue
from kim_plugins.cli.doctor.finding import Finding, advice, good, wrong
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.starting.provinces import PROVINCES
from kim_plugins.engine.site_config import address_fault
from kim_plugins.records import Problem

_EXAMPLE: Final = re.compile(r"# contoh\s*$", re.MULTILINE)
_RESERVED: Final = (".example", ".invalid", ".test", ".localhost")
"""Hosts that nobody can have (RFC 2606)."""


def settings(config: MkDocsConfig) -> Iterator[Finding]:
    """Findings on the site's address and on the identity of its bulletins."""
    url = config.site_url or ""
    host = urlsplit(url).hostname or ""
    if fault := address_fault(config):
        yield wrong("K505", "alamat situs (site_url) belum benar", fault)
    elif host.endswith(_RESERVED):
        yield wrong(
            "K506",
            f"alamat situs masih contoh: {url}",
            "ganti site_url di mkdocs.yml dengan alamat situs Anda, misalnya: "
            "site_url: https://nama-anda.github.io/kim/",
        )
    elif not url.startswith("https://"):
        yield advice(
            "K507",
            f"alamat situs tanpa https: {url}",
            "nyalakan https di tempat situsnya (gratis di semua yang ada di "
            "docs/menerbitkan.md), lalu ganti site_url",
        )
    else:
        yield good(f"alamat situs {url}")


def examples(site: Path, folder: Path) -> Iterator[Finding]:
    """Findings on examples of `kim init --yes` that nobody replaced."""
    files = [site / "mkdocs.yml", *sorted(folder.glob("kelompok/*.md"))]
    places = []
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        shown = file.relative_to(site).as_posix() if file.is_relative_to(site) else str(file)
        lines = [text.count("\n", 0, found.start()) + 1 for found in _EXAMPLE.finditer(text)]
        places += [f"{shown}:{line}" for line in lines]
    if places:
        yield wrong(
            "K508",
            f"{len(places)} isian masih contoh: {', '.join(places)}",
            'ganti isinya dengan yang sebenarnya, lalu hapus tanda "# contoh" di belakangnya',
        )


def zones(catalogue: Catalogue) -> Iterator[Finding]:
    """Findings where the site's zone isn't that of its groups' provinces."""
    zone = str(catalogue.options.zone)
    found = {
        PROVINCES[code[:2]][1]
        for entry in catalogue.groups
        if (code := entry.record.region.code)[:2] in PROVINCES
    }
    if found and zone not in found:
        yield advice(
            "K509",
            f"zona waktu situs {zone}, padahal kelompoknya di {', '.join(sorted(found))}",
            f"tulis di bawah kim/catalogue: timezone: {min(found)}",
        )


def problems(found: Sequence[Problem]) -> Iterator[Finding]:
    """Findings on the number of problems in the content."""
    errors = sum(problem.is_error for problem in found)
    if errors:
        yield wrong(
            "K510",
            f"{errors} kesalahan di {len({p.path for p in found if p.is_error})} berkas isi",
            f"lihat semuanya dengan: {program_name()} check",
        )
    elif found:
        yield advice(
            "K511", f"{len(found)} peringatan di isi situs", f"lihat dengan: {program_name()} check"
        )
    else:
        yield good("semua berkas isi benar")
