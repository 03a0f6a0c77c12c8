"""What a reader meets (contract C7): on small and large screens, in light and dark, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = {
    "home": "/",
    "listing": "/berita/",
    "second-page": "/berita/halaman/2/",
    "news": "/berita/2024/banjir-kali-gede/",
    "event": "/berita/2026/posyandu-melati-desember/",
    "footnotes": "/berita/2026/panen-raya/",
    "sound": "/berita/2026/kabar-laut-18-november/",
    "withdrawn": "/berita/2026/bantuan-beras-waeputih/",
    "decision": "/keputusan/2026/perbaikan-pintu-air/",
    "lesson": "/literasi/hoaks-pupuk-subsidi/",
    "groups": "/kelompok/",
    "group": "/kelompok/sumber-rejeki/",
    "topics": "/topik/",
    "subscriptions": "/langganan/",
    "archive": "/arsip/",
    "search": "/cari/",
    "own-page": "/tentang/",
    "missing": "/404.html",
}
WIDE_PAGES = ["/", "/berita/", "/berita/2026/lebar/", "/topik/", "/arsip/", "/langganan/"]

# Text too small to read: below 16px anywhere, below 18px in a paragraph that isn't a meta line.
SMALL_TEXT = """() => {
  const small = [], meta = ".kim-byline, .kim-kind, .kim-feeds, .kim-footer p";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.getClientRects().length) continue;
    if (element.matches(".footnote-backref")) continue;  // a picture stands for its arrow
    const size = parseFloat(getComputedStyle(element).fontSize);
    const least = element.matches("p") && !element.matches(meta) ? 18 : 16;
    if (size < least) small.push(`${element.outerHTML.slice(0, 80)}: ${size}px`);
  }
  return small;
}"""

every_page = pytest.mark.parametrize(
    "address", [pytest.param(PAGES[name], id=name) for name in PAGES]
)

OpenPage = Callable[..., Page]


def violations(page: Page) -> list[tuple[Any, Any]]:
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
    ]


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    open_page: OpenPage, site: str, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(1280, scheme)
    page.goto(site + address)
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert violations(page) == []


@every_page
def test_text_is_large_and_fits_a_small_screen(
    open_page: OpenPage, site: str, address: str
) -> None:
    page = open_page(320)
    page.goto(site + address)
    assert overflow(page) <= 0
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate("document.documentElement.lang") == "id"


@pytest.mark.parametrize("address", WIDE_PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_too_wide(open_page: OpenPage, wide_site: str, address: str, width: int) -> None:
    page = open_page(width)
    page.goto(wide_site + address)
    assert overflow(page) <= 0


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_first_stop_of_the_keyboard_leads_to_the_content(
    open_page: OpenPage, site: str, width: int, scripts: bool
) -> None:
    page = open_page(width, scripts=scripts)
    page.goto(site + PAGES["news"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Langsung ke isi")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#isi")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_by_keyboard_with_and_without_a_script(
    open_page: OpenPage, site: str, scripts: bool
) -> None:
    page = open_page(360, scripts=scripts)
    page.goto(site + PAGES["decision"])
    menu = page.get_by_role("navigation", name="Menu", exact=True)
    expect(menu).to_be_hidden()
    page.locator(".kim-menu summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Beranda")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site + "/")


def test_the_menu_closes_again(open_page: OpenPage, site: str) -> None:
    page = open_page(360)
    page.goto(site)
    button = page.locator(".kim-menu summary")
    button.click()
    link = page.get_by_role("navigation", name="Menu", exact=True).get_by_text("Kelompok")
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    expect(link).to_be_hidden()


def test_a_wide_screen_shows_the_menu_at_once(open_page: OpenPage, site: str) -> None:
    page = open_page(1280)
    page.goto(site + PAGES["decision"])
    tabs = page.get_by_role("navigation", name="Menu utama")
    expect(tabs.locator("[aria-current]")).to_have_text("Hasil musyawarah")
    expect(page.locator(".kim-menu")).to_be_hidden()


@pytest.mark.parametrize("name", ["news", "group", "missing"])
def test_the_name_of_the_site_leads_home(open_page: OpenPage, site: str, name: str) -> None:
    page = open_page(360)
    page.goto(site + PAGES[name])
    page.get_by_role("banner").get_by_role("link", name="Kabar KIM").click()
    expect(page).to_have_url(site + "/")


@every_page
def test_a_page_reads_without_a_script(open_page: OpenPage, site: str, address: str) -> None:
    page = open_page(360, scripts=False)
    page.goto(site + address)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#isi p").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_shows_only_when_it_is_asked_for(
    open_page: OpenPage, site: str, scripts: bool
) -> None:
    page = open_page(360, scripts=scripts)
    page.goto(site + PAGES["lesson"])
    answer = page.locator(".kim-quiz details p").first
    expect(answer).to_be_hidden()
    page.locator(".kim-quiz summary").first.focus()
    page.keyboard.press("Enter")
    expect(answer).to_be_visible()


def test_paper_gets_the_text_and_no_controls(open_page: OpenPage, site: str) -> None:
    page = open_page(800, "dark")
    page.goto(site + PAGES["news"])
    page.emulate_media(media="print")
    for part in (".kim-header", ".kim-footer", ".kim-share", ".kim-tabs", ".kim-related"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".kim-print")).to_contain_text("banjir-kali-gede")
    ink = page.locator(".kim-body p").first
    assert ink.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
