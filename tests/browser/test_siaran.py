"""Scripts, wall sheets and today's programme; what holds for every page is in test_every_page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from kim_plugins.catalogue import short_address
from tests.browser.wide import WIDE_FILES

OpenPage = Callable[..., Page]


def test_a_wide_bulletin_stays_within_its_sheet(open_page: OpenPage, wide_site: str) -> None:
    for place in ("naskah/", "cetak/"):
        page = open_page(320)
        page.goto(f"{wide_site}/berita/2026/lebar/{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_code_on_a_sheet_leads_to_the_short_address(open_page: OpenPage, site: str) -> None:
    page = open_page(360)
    page.goto(f"{site}/berita/2026/kabar-laut-18-november/cetak/")
    picture = Image.open(io.BytesIO(page.locator(".kode").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    short = short_address("berita/2026/kabar-laut-18-november")
    assert code.text == f"https://kabar-kim.example{short}"


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_sheet_of_news_is_one_page_of_a4_and_others_two_at_most_however_old(
    open_page: OpenPage, wide_folder: Path, wide_site: str
) -> None:
    """`kim print` of all of them at once would take minutes; the site with all days does it."""
    sheets = {sheet.relative_to(wide_folder).as_posix() for sheet in wide_folder.glob("*/**/cetak")}
    found = sorted(sheets - {path.replace(".md", "/cetak") for path in WIDE_FILES})
    assert len(found) > 35
    page = open_page(1280)
    counts = {}
    for address in found:
        page.goto(f"{wide_site}/{address}/")
        counts[address] = pages_of(page.pdf(prefer_css_page_size=True))
    assert {count for address, count in counts.items() if address.startswith("berita/")} == {1}
    assert max(counts.values()) <= 2


def test_a_bulletin_leads_to_its_script_and_sheet_while_there_are_any(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(360)
    page.goto(f"{site}/berita/2026/kabar-laut-18-november/")
    page.get_by_role("link", name="Naskah siaran").click()
    assert page.get_by_role("heading", level=1).is_visible()
    page.get_by_role("link", name="Kembali ke tulisan").click()
    page.get_by_role("link", name="Lembar dinding").click()
    assert page.get_by_role("img", name="Kode QR ke").is_visible()
    page.goto(f"{site}/berita/2024/banjir-kali-gede/")
    assert page.get_by_role("link", name="Naskah siaran").count() == 0


def test_the_programme_lists_its_scripts_with_their_lengths(open_page: OpenPage, site: str) -> None:
    page = open_page(360, scripts=False)
    page.goto(f"{site}/siaran/")
    items = page.locator(".kim-programme li")
    assert items.count() == page.locator(".kim-script").count() == 8
    assert all("detik" in text or "menit" in text for text in items.all_inner_texts())
    assert page.request.get(f"{site}/siaran/kabar.txt").text().startswith("*Kabar KIM*")
