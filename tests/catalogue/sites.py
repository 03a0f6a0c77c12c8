"""Files of a site on 10 March 2026, and what is said of them (built by tests/sites/memory.py)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PIL import Image

from kim_plugins.catalogue import Catalogue, SiteOptions
from kim_plugins.records import Problem
from tests.sites.memory import JAKARTA, Files, gathered

NOW = datetime(2026, 3, 10, 12, tzinfo=JAKARTA)
OPTIONS = SiteOptions("KIM", "https://kim.example.id/", "Kabar desa", JAKARTA)

GROUP = """\
title: {title}
established: 2019
region: {{code: 33.09.12.2004, village: Desa, district: Sawit, regency: Boyolali, province: Jateng}}
contact: {{whatsapp: 081200001234}}
officers: {{chair: Sutarjo}}
members: {{petani: {{men: 6, women: 4}}}}
ict: {{patterns: [mandiri]}}
"""
DECISION = """\
problem: Air kurang.
meeting: {date: 2026-02-20, place: Balai, chair: Ketua, attendance: {men: 4, women: 4}}
decision: [Air digilir]
method: mufakat
"""
LESSON = "level: dasar\nobjectives: [Mengenali hoaks]\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3), **options: Any) -> bytes:  # noqa: ANN401
    """A real picture, as small as can be."""
    data = io.BytesIO()
    Image.new("RGB", size, "green").save(data, kind, **options)
    return data.getvalue()


def group(extra: str = "", *, title: str = "KIM Tirta") -> str:
    """A group's file."""
    return f"---\n{GROUP.format(title=title)}{extra}---\n"


def news(extra: str = "", body: str = "Isi.", *, date: str = "2026-03-01") -> str:
    """A news file; `extra` are further lines of front matter."""
    return f"---\ntitle: Kabar\ndescription: Ringkas.\ndate: {date}\n{extra}---\n{body}\n"


def decision(extra: str = "", *, date: str = "2026-02-21") -> str:
    """A decision's file."""
    return news(DECISION + extra, date=date)


def lesson(extra: str = "") -> str:
    """A lesson's file."""
    return news(LESSON + extra)


def site(
    files: Files, *, now: datetime = NOW, only: bool = True, leaves_out: bool = False
) -> tuple[Catalogue, list[Problem]]:
    """A site of these files and, unless told otherwise, one group that answers for them."""
    base: dict[str, str | bytes] = {"kelompok/tirta.md": group()} if only else {}
    options = replace(OPTIONS, leave_out_invalid=leaves_out)
    return gathered({**base, **files}, options, now, group=None)


def told(problems: Sequence[Problem]) -> list[str]:
    """Problems in short: place and code."""
    return [f"{p.path}:{p.line}:{p.column} {p.code}" for p in problems]


def codes(files: Files, *, only: bool = True) -> list[str]:
    """The codes of a site's problems, but for a group that has no bulletin."""
    return [p.code for p in site(files, only=only)[1] if p.code != "K311"]
