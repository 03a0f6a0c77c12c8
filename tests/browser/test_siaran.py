"""Scripts, wall sheets and today's programme, on a screen and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page

from kim_plugins.catalogue import short_address
from tests.browser.conftest import ROOT, built, served

OpenPage = Callable[..., Page]

PAGES = {
    "programme": "/siaran/",
    "script": "/berita/2026/wayang-bersih-desa/naskah/",
    "sheet": "/berita/2026/kabar-laut-18-november/cetak/",
    "unverified": "/berita/2026/air-sumur-keruh-gang-dahlia/cetak/",
    "lesson": "/literasi/memeriksa-foto-lama/cetak/",
    "lesson-script": "/literasi/memeriksa-foto-lama/naskah/",
}
OTHER_SCREENS: list[tuple[int, Literal["light", "dark"]]] = [
    (360, "dark"),
    (1280, "dark"),
    (1280, "light"),
]
every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)

# Ordinary text of a telephone is never below 16px, and no page scrolls sideways.
SMALL = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.getClientRects().length) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < 16) small.push(element.outerHTML);
  }
  return small;
}"""


@every_page
def test_axe_finds_nothing(open_page: OpenPage, site: str, address: str) -> None:
    """Everything on a telephone in light; in the other three, what differs: contrast."""
    page = open_page(360)
    page.goto(site + address)
    assert Axe().run(page).response["violations"] == []
    contrast = {"runOnly": ["color-contrast"]}
    for width, scheme in OTHER_SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page, options=contrast).response["violations"] == []


@every_page
def test_fits_a_small_screen(open_page: OpenPage, site: str, address: str) -> None:
    page = open_page(320)
    page.goto(site + address)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.lang") == "id"


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
    open_page: OpenPage, tmp_path: Path
) -> None:
    """`kim print` of all of them at once would take minutes; the site with all days does it."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    file = tmp_path / "mkdocs.yml"
    file.write_text(config.replace("sheets_days: 90", "sheets_days: 9000"), encoding="utf-8")
    options = ("--config", str(file), "--content", str(ROOT / "content"))
    folder = built(tmp_path / "site", *options)
    found = sorted(folder.glob("*/**/cetak"))
    assert len(found) > 35
    page = open_page(1280)
    counts = {}
    with served(folder) as site:
        for sheet in found:
            address = sheet.relative_to(folder).as_posix()
            page.goto(f"{site}/{address}/")
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
