"""A site in memory: files as a mapping, gathered as the engine would gather them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from kim_plugins.catalogue import Catalogue, Content, Memory, SiteOptions, gather
from kim_plugins.records import Problem

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


def gathered(
    files: Mapping[str, str | bytes],
    options: SiteOptions = OPTIONS,
    now: datetime = NOW,
    *,
    group: str | None = GROUP,
    memory: Memory | None = None,
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue of these files, and of one group unless told otherwise."""
    every = {**({"kelompok/tani.md": group} if group else {}), **files}
    data = {path: text.encode() if isinstance(text, str) else text for path, text in every.items()}
    documents = [path for path in data if path.endswith(".md")]
    media = [path for path in data if not path.endswith(".md")]
    return gather(Content(documents, media, data.__getitem__), options, now, memory)
