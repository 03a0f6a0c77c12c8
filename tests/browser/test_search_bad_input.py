"""Search holds whatever is typed and written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.searching import wait
from tests.sites.shared import ROOT, built, served, shared

LINKS = "#search-results > li > a[href]"
TITLE = "<img src=x onerror=alert(1)> & <b>tebal</b>"
LONG = "mempertanggungjawabkan" * 14
STRANGE = f"""---
title: "{TITLE}"
description: "<script>alert(2)</script> ganjil"
date: 2026-11-01 08:00 WIB
group: sumber-rejeki
tags: ["<i>miring</i>"]
---

{"sama " * 10_000}

Satu kata {LONG} yang sangat panjang.
"""


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a bulletin of everything that is odd."""

    def fill(folder: Path) -> None:
        content = shutil.copytree(ROOT / "content", folder / "content")
        (content / "berita/2026/aneh.md").write_text(STRANGE, encoding="utf-8")
        built(folder / "site", "--content", str(content))

    with served(shared(tmp_path_factory, "aneh", fill) / "site") as address:
        yield address


@pytest.mark.parametrize("query", ["sama", LONG, LONG[:60], "ganjil", '"sama sama sama"', "tebal"])
def test_odd_bulletins_are_found_and_their_titles_are_text(
    kept_page: OpenPage, strange: str, query: str
) -> None:
    page = kept_page(320)
    page.goto(f"{strange}/cari/")
    page.locator("#kim-cari").fill(query)
    page.keyboard.press("Enter")
    found = wait(page).locator(LINKS, has_text=TITLE)
    expect(found).to_have_count(1)
    assert page.locator("#search-results :is(img, script, b, i)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(
    "query",
    [
        "sama " * 10_000,
        '"' * 3000,
        "-" * 3000,
        "- -- -air",
        "\u0301\u0301",
        "٣ مياه 水",
        "a.b.c" * 900,
    ],
    ids=["many words", "quotes", "minus", "only minus", "marks", "scripts", "points"],
)
def test_any_query_is_answered_at_once(kept_page: OpenPage, strange: str, query: str) -> None:
    page = kept_page(320)
    page.goto(f"{strange}/cari/")
    wait(page)
    started = page.evaluate("performance.now()")
    page.locator("#kim-cari").fill(query)
    page.keyboard.press("Enter")
    wait(page)
    assert page.evaluate("performance.now()") - started < 5000
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of one page and one group."""

    def fill(folder: Path) -> None:
        content = folder / "content"
        (content / "kelompok").mkdir(parents=True)
        group = (ROOT / "content/kelompok/melati.md").read_text("utf-8").split("---\n")[1]
        page = "title: Selamat datang\n"
        for name, matter in (("kelompok/melati.md", group), ("index.md", page)):
            (content / name).write_text(f"---\n{matter}---\n\nIsi.\n", encoding="utf-8")
        built(folder / "site", "--content", str(content))

    with served(shared(tmp_path_factory, "kosong", fill) / "site") as address:
        yield address


@pytest.mark.parametrize("query", ["", "air", "melati"])
def test_a_site_without_bulletins_is_searched(kept_page: OpenPage, bare: str, query: str) -> None:
    page = kept_page(320)
    page.goto(f"{bare}/cari/?q={query}")
    wait(page)
    assert bool(page.locator(LINKS).count()) == (query == "melati")
    page.locator("#search-filters summary").click()
    wait(page)
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
