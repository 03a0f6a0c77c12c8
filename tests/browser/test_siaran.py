"""Scripts, wall sheets and today's programme; what holds for every page is in test_every_page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

from kim_plugins.broadcast import BroadcastOptions
from kim_plugins.broadcast.render import PrintRenderer
from kim_plugins.catalogue import BulletinEntry, short_address
from kim_plugins.engine.theme_files import THEME
from tests.browser.wide import WIDE_FILES
from tests.catalogue.sites import news
from tests.catalogue.sites import site as catalogue_of

OpenPage = Callable[..., Page]


def test_a_wide_bulletin_stays_within_its_sheet(kept_page: OpenPage, wide_site: str) -> None:
    for place in ("naskah/", "cetak/"):
        page = kept_page(320)
        page.goto(f"{wide_site}/berita/2026/lebar/{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_code_on_a_sheet_leads_to_the_short_address(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360)
    page.goto(f"{site}/berita/2026/kabar-laut-18-november/cetak/")
    picture = Image.open(io.BytesIO(page.locator(".kode").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    short = short_address("berita/2026/kabar-laut-18-november")
    assert code.text == f"https://kabar-kim.example{short}"


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_sheet_of_news_is_one_page_of_a4_and_others_two_at_most_however_old(
    kept_page: OpenPage, wide_folder: Path, wide_site: str
) -> None:
    """`kim print` of all of them at once would take minutes; the site with all days does it."""
    sheets = {sheet.relative_to(wide_folder).as_posix() for sheet in wide_folder.glob("*/**/cetak")}
    found = sorted(sheets - {path.replace(".md", "/cetak") for path in WIDE_FILES})
    assert len(found) > 35
    every_month = wide_folder.glob("kelompok/*/jadwal/**/index.html")
    months = [file.parent for file in every_month if "lebar" not in file.parts]
    found += [month.relative_to(wide_folder).as_posix() for month in months]
    assert len(months) > 4
    page = kept_page(1280)
    counts = {}
    for address in found:
        page.goto(f"{wide_site}/{address}/")
        counts[address] = pages_of(page.pdf(prefer_css_page_size=True))
    assert {n for address, n in counts.items() if address.startswith("berita/")} == {1}
    assert [one for one, n in counts.items() if one.startswith("kelompok") and n > 1] == []
    assert max(counts.values()) <= 2


def test_a_decision_takes_three_pages_of_paper_at_most(
    kept_page: OpenPage, site_folder: Path, site: str
) -> None:
    """The longest of those that we have."""
    found = site_folder.glob("keputusan/20*/*/index.html")
    longest = sorted(found, key=lambda file: file.stat().st_size)[-3:]
    page = kept_page(1280)
    for file in longest:
        page.goto(f"{site}/{file.parent.relative_to(site_folder).as_posix()}/")
        assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) <= 3, file


WORDS = [
    "Air",
    "bersih",
    "dialirkan",
    "bergilir",
    "mulai",
    "besok",
    "pagi",
    "karena",
    "pompa",
    "sedang",
    "diperbaiki.",
]


def sheet_alone(body: str) -> str:
    catalogue, _ = catalogue_of({"berita/2026/x.md": news(body=body)})
    entry = cast(BulletinEntry, catalogue.entries["berita/2026/x.md"])
    css = (THEME / "assets/lembar.css").read_text(encoding="utf-8")
    return PrintRenderer(catalogue, BroadcastOptions(), style=css).sheet(entry)


@pytest.mark.parametrize("words", [3, 25, 50, 75])
def test_what_would_leave_half_a_page_blank_is_read_from_two_metres(
    kept_page: OpenPage, words: int
) -> None:
    page = kept_page(round(182 / 25.4 * 96))
    page.set_content(sheet_alone(" ".join((WORDS * 8)[:words])))
    page.emulate_media(media="print")
    size = page.locator(".isi p").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 24 / 72 * 96
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    foot = page.locator(".kaki").evaluate("one => one.getBoundingClientRect().bottom")
    assert foot > 0.45 * 269 / 25.4 * 96


def test_bullets_of_a_text_that_runs_to_the_left_stand_on_its_right(kept_page: OpenPage) -> None:
    page = kept_page(700)
    page.set_content(sheet_alone("- مسجد القرية\n- السبت\n\n---\n\n1. Satu\n2. Dua"))
    padding = "one => [getComputedStyle(one).paddingLeft, getComputedStyle(one).paddingRight]"
    left, right = page.locator(".isi ul").evaluate(padding)
    assert (left, right != "0px") == ("0px", True)
    left, right = page.locator(".isi ol").evaluate(padding)
    assert (left != "0px", right) == (True, "0px")


def test_a_bulletin_leads_to_its_script_and_sheet_while_there_are_any(
    kept_page: OpenPage, site: str
) -> None:
    page = kept_page(360)
    page.goto(f"{site}/berita/2026/kabar-laut-18-november/")
    page.get_by_role("link", name="Naskah siaran").click()
    assert page.get_by_role("heading", level=1).is_visible()
    page.get_by_role("link", name="Kembali ke tulisan").click()
    page.get_by_role("link", name="Lembar dinding").click()
    assert page.get_by_role("img", name="Kode QR ke").is_visible()
    page.goto(f"{site}/berita/2024/banjir-kali-gede/")
    assert page.get_by_role("link", name="Naskah siaran").count() == 0


def test_the_programme_lists_its_scripts_with_their_lengths(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360, scripts=False)
    page.goto(f"{site}/siaran/")
    items = page.locator(".kim-programme li")
    assert items.count() == page.locator(".kim-script").count() == 8
    assert all("detik" in text or "menit" in text for text in items.all_inner_texts())
    link = page.get_by_role("link", name="Semua naskah sebagai satu teks").get_attribute("href")
    text = page.request.get(f"{site}/siaran/{link}").text()
    assert text.count("NASKAH SIARAN") == 8
    assert "SIARAN HARI INI" in text
    assert page.request.get(f"{site}/siaran/kabar.txt").text().startswith("*Kabar KIM*")
