"""A site in memory: files as a mapping, gathered as the engine would gather them.

Every catalogue of the tests is made here; tests/catalogue/sites.py and tests/feeds/edge_site.py
only say what its files hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kim_plugins.catalogue import Catalogue, Content, Memory, SiteOptions, gather
from kim_plugins.records import Problem

Files = Mapping[str, str | bytes]

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 10, 1, 12, tzinfo=JAKARTA)
OPTIONS = SiteOptions("Kabar Contoh", "https://kabar.example/", "Situs contoh.", JAKARTA)

GROUP = """---
title: KIM Tani
established: 2020
region:
  code: 33.09.12.2004
  village: Desa Contoh
  district: Kecamatan Percobaan
  regency: Kabupaten Percobaan
  province: Jawa Tengah
contact: {whatsapp: "081200001234"}
officers: {chair: Wiryo}
members: {petani: {men: 3, women: 2}}
ict: {patterns: mandiri}
---
"""


def news(title: str = "Panen", date: str = "2026-08-17", body: str = "Isi.", **fields: str) -> str:
    """A news bulletin of the only group, with more fields as they stand in YAML."""
    lines = [f"title: {title}", f"description: Ringkasan {title}", f"date: {date}"]
    lines += [f"{key}: {value}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def files_of(folder: Path) -> Files:
    """The files of a content folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def content(files: Files, order: Sequence[str] = ()) -> Content:
    """The files as the core gets them, in the order given."""
    data = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    names = order or list(data)
    return Content(
        [path for path in names if path.endswith(".md")],
        [path for path in names if not path.endswith(".md")],
        data.__getitem__,
    )


def gathered(
    files: Files,
    options: SiteOptions = OPTIONS,
    now: datetime = NOW,
    *,
    group: str | None = GROUP,
    memory: Memory | None = None,
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue of these files, and of one group unless told otherwise."""
    every = {**({"kelompok/tani.md": group} if group else {}), **files}
    return gather(content(every), options, now, memory)
