"""Our own site's catalogue, and scripts of a catalogue."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from kim_plugins.broadcast import (
    BroadcastOptions,
    Script,
    script_of,
)
from kim_plugins.broadcast.script import PassageKind
from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import BulletinEntry, Catalogue, SiteOptions, gather
from tests.catalogue.sites import news, site

ROOT = Path(__file__).parents[2]
EXTENSIONS = ("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables")


@cache
def own_site() -> Catalogue:
    options = SiteOptions(
        "Kabar KIM",
        "https://kabar-kim.example/",
        "",
        ZoneInfo("Asia/Jakarta"),
        markdown_extensions=(*EXTENSIONS, "sane_lists"),
    )
    now = datetime.fromisoformat("2026-11-24T08:00+07:00")
    return gather(content_of(ROOT / "content"), options, now)[0]


def script(catalogue: Catalogue, path: str) -> Script:
    entry = cast(BulletinEntry, catalogue.entries[path])
    return script_of(catalogue, entry, BroadcastOptions())


def spoken(extra: str = "", body: str = "Isi.") -> str:
    """What is said of one bulletin; passages by lines, pauses left out, notes in brackets."""
    catalogue, problems = site({"berita/2026/x.md": news(extra, body)})
    assert not [problem for problem in problems if problem.is_error]
    return "\n".join(
        f"[{passage.text}]" if passage.kind is PassageKind.NOTE else passage.text
        for passage in script(catalogue, "berita/2026/x.md").passages
    )
