"""Findings on the published folder: its size, its feeds, its age."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from kim_plugins.catalogue.addresses import FEEDS
from kim_plugins.cli.doctor.finding import Finding, advice, good, wrong
from kim_plugins.cli.program_name import program_name
from kim_plugins.pages import BUILD_NOTE

GRACE: Final = timedelta(hours=3)
"""An hourly schedule of a host comes late, and sometimes not at all."""
_GIGABYTE: Final = 1_000_000_000
_MOST_FILES: Final = 20_000
_LARGEST: Final = 25 << 20
XML_FEEDS: Final = tuple(feed.file for feed in FEEDS if feed.mime.endswith("+xml"))


def published(site_dir: Path, url: str, now: datetime) -> Iterator[Finding]:
    """Findings on the folder that was published last."""
    if not (site_dir / "index.html").is_file():
        yield advice(
            "K512", f"belum ada situs di {site_dir}", f"terbitkan dengan: {program_name()} build"
        )
        return
    yield from _size(site_dir)
    for name in XML_FEEDS:
        file = site_dir / name
        yield feed(name, file.read_bytes() if file.is_file() else b"", url)
    try:
        note = json.loads((site_dir / BUILD_NOTE).read_bytes())
    except (OSError, ValueError):
        note = {}
    if late := lateness(note, now):
        yield advice(
            "K516", f"situs di {site_dir} {late}", f"terbitkan dengan: {program_name()} build"
        )


def _size(site_dir: Path) -> Iterator[Finding]:
    sizes = {
        Path(folder, name): Path(folder, name).stat().st_size
        for folder, _, names in os.walk(site_dir)
        for name in names
    }
    total = sum(sizes.values())
    said = f"{len(sizes)} berkas, {total / 1_000_000:.0f} MB".replace(".", ",")
    if total > 0.9 * _GIGABYTE:
        yield advice(
            "K513",
            f"situs ini {said}; GitHub Pages dan GitLab Pages membatasi 1 GB",
            "kecilkan suara dan dokumen di content/media, atau pindah ke hosting sendiri",
        )
    elif len(sizes) > _MOST_FILES:
        yield advice(
            "K513",
            f"situs ini {said}; Cloudflare Pages membatasi {_MOST_FILES} berkas",
            "pakai GitHub Pages, GitLab Pages atau hosting sendiri, atau kecilkan sheets_days",
        )
    else:
        yield good(f"ukuran situs: {said}")
    for path, size in sizes.items():
        if size > _LARGEST:
            yield advice(
                "K514",
                f"{path.relative_to(site_dir).as_posix()} {size >> 20} MB; Cloudflare Pages "
                "membatasi 25 MB sebuah berkas",
                "kecilkan berkasnya, misalnya suara 64 kbps mono",
            )


def feed(name: str, data: bytes, url: str) -> Finding:
    """Findings on a feed: well-formed, and naming its own address."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return wrong(
            "K515",
            f"{name} bukan umpan yang dapat dibaca",
            f"terbitkan ulang dari awal: {program_name()} build --clean",
        )
    links = root.iter("{http://www.w3.org/2005/Atom}link")
    own = next((link.get("href") for link in links if link.get("rel") == "self"), None)
    wanted = urljoin(f"{url.rstrip('/')}/", name)
    if own != wanted:
        return wrong(
            "K515",
            f"{name} menyebut dirinya {own}, padahal alamatnya {wanted}",
            f"periksa site_url, lalu terbitkan ulang: {program_name()} build",
        )
    return good(f"umpan {name}")


def lateness(note: dict[str, Any], now: datetime) -> str:
    """Since when a build is overdue; empty if none is."""
    try:
        built = datetime.fromisoformat(note["built"]).date()
        due = datetime.fromisoformat(note["next"]) if note.get("next") else None
    except (KeyError, TypeError, ValueError):
        return "tidak punya build.json yang dapat dibaca, jadi dibuat versi lama atau belum lengkap"
    if due and now > due + GRACE:
        return f"seharusnya dibangun lagi {due:%Y-%m-%d %H:%M}, tetapi belum"
    if (now - GRACE).date() > built + timedelta(days=1):
        return f"terakhir dibangun {built}"
    return ""
