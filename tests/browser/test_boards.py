"""Boards, places and reports with everything as wide as it may be, and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, built, served, shared

OpenPage = Callable[..., Page]

WIDE = "W" * 110
LONG = "mempertanggungjawabkan" * 4

GROUP = f"""---
title: {WIDE}
established: 2020
region: {{code: 33.15.01.2001, village: {LONG}, district: {LONG}, regency: {LONG}, province: Jawa}}
contact: {{email: {"a" * 60}@{"b" * 60}.example}}
officers: {{chair: {LONG}, sections: [{{name: {LONG}, head: {LONG}}}]}}
decree: {{number: {LONG}, date: 2020-02-01, issuer: {LONG}}}
members: {{petani: {{men: 3, women: 2}}}}
ict:
  patterns: mandiri
  facilities: [{{kind: pe-pp, name: {LONG}, address: {LONG}, hours: {LONG}}}]
partners:
  - {{name: {LONG}, kind: swasta, role: pengembangan-sdm, url: "https://{"c" * 60}.example/"}}
enterprises: [{{name: {LONG}, product: {LONG}, contact: {LONG}}}]
---
"""
EVENT = f"""---
title: {WIDE}
description: {LONG}
date: 2026-11-20
group: lebar
activity: diskusi
event: {{start: 2026-12-05 08:00, place: {LONG}, organiser: {LONG}, time_note: {LONG}}}
---
"""
DECISION = f"""---
title: {WIDE}
description: {LONG}
date: 2026-11-20
group: lebar
problem: {LONG}
meeting:
  date: 2026-11-19
  place: {LONG}
  chair: {LONG}
  attendance: {{men: 999999, women: 999999}}
decision: [{LONG}]
method: mufakat
actions: [{{task: {LONG}, owner: {LONG}, due: 2026-11-20}}]
aspiration: {{to: {LONG}, sent: 2026-11-20, channel: {LONG}, ticket: {LONG}}}
---
"""
PAGES = (
    *("/", "/agenda/", "/tindak-lanjut/", "/titik-akses/", "/mitra/", "/usaha/", "/wilayah/"),
    *("/wilayah/33.15/", "/aktivitas/diskusi/", "/laporan/2026/", "/kelompok/", "/kelompok/lebar/"),
    *("/kelompok/lebar/laporan/2026/", "/keputusan/2026/lebar/", "/berita/2026/lebar/"),
)


@pytest.fixture(scope="module")
def stretched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site with a group, an event and a decision that are too wide for any screen."""

    def fill(folder: Path) -> None:
        content = shutil.copytree(ROOT / "content", folder / "content")
        (content / "kelompok/lebar.md").write_text(GROUP, encoding="utf-8")
        (content / "berita/2026/lebar.md").write_text(EVENT, encoding="utf-8")
        (content / "keputusan/2026/lebar.md").write_text(DECISION, encoding="utf-8")
        built(folder / "site", "--content", str(content))

    with served(shared(tmp_path_factory, "stretched", fill) / "site") as address:
        yield address


@pytest.mark.parametrize("width", [320, 1280])
def test_no_board_is_wider_than_the_screen(open_page: OpenPage, stretched: str, width: int) -> None:
    page = open_page(width)
    found = {}
    for address in PAGES:
        page.goto(stretched + address)
        found[address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {address: over for address, over in found.items() if over > 0} == {}


def test_the_report_of_a_group_fits_on_paper(open_page: OpenPage, site: str) -> None:
    """A4 in portrait is 794 pixels wide; the chair has a place to sign."""
    page = open_page(794)
    page.emulate_media(media="print")
    page.goto(f"{site}/kelompok/sumber-rejeki/laporan/2026/")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    wider = "tables => tables.filter(t => t.getBoundingClientRect().right > innerWidth).length"
    assert page.locator("table").evaluate_all(wider) == 0
    assert page.locator(".kim-sign").is_visible()
    assert page.get_by_role("link", name="Unduh tabel untuk Excel (CSV)").is_hidden()
