"""The page of the search: by keyboard, by filters, from a folder, and within the policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.searching import LINKS, RESULTS, Search, titles, wait

POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"


def test_results_move_nothing_that_was_there(open_page: OpenPage, site: str) -> None:
    """Cumulative layout shift at most 0.1, as Core Web Vitals want it."""
    page = open_page(360)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) => "
        "{ window.moved += e.value; })).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{site}/cari/?q=air")
    wait(page)
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") <= 0.1


def test_filters_narrow_down_with_counts_and_stand_in_the_address(
    search: Search, site: str
) -> None:
    page = search("air")
    page.locator("#search-filters summary").click()
    expect(page.locator("select[name=kelompok] option").nth(1)).to_be_attached()
    kind = page.locator("select[name=jenis]")
    label = kind.locator("option[value=literasi]").inner_text()
    kind.select_option("literasi")
    expect(page).to_have_url(f"{site}/cari/?q=air&jenis=literasi")
    expect(page.locator(LINKS)).to_have_count(int(label.split("(")[1].rstrip(")")))
    page.go_back()
    expect(page).to_have_url(f"{site}/cari/?q=air")
    expect(kind).to_have_value("")


def test_more_results_follow_on_request(search: Search) -> None:
    page = search("warga")
    page.locator("#search-more").press("Enter")
    expect(page.locator(RESULTS)).to_have_count(20)
    expect(page.locator(LINKS).nth(10)).to_be_focused()


def test_who_comes_back_finds_the_place_that_was_left(search: Search) -> None:
    page = search("warga")
    page.locator("#search-more").press("Enter")
    expect(page.locator(RESULTS)).to_have_count(20)
    link = page.locator(LINKS).nth(14)
    link.scroll_into_view_if_needed()
    left, title = page.evaluate("scrollY"), link.inner_text()
    link.click()
    expect(page.locator("#isi h1")).to_contain_text(title)
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(20)
    expect(page.locator(LINKS).nth(14)).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - left) < 50


@pytest.mark.parametrize("query", ["air", "xqzwvk", "pupk", ""])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(search: Search, query: str, width: int) -> None:
    page = search(query, width=width)
    page.locator("#search-filters summary").click()
    wait(page)
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_keyboard_is_enough(kept_page: OpenPage, site: str) -> None:
    page = kept_page(1280)
    page.goto(site)
    page.locator("#kim-q").focus()
    page.keyboard.type("pengairan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari/?q=pengairan")
    wait(page)
    page.locator("#kim-cari").focus()
    while page.evaluate("document.activeElement.closest('#search-results')") is None:
        page.keyboard.press("Tab")
    title = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#isi h1")).to_have_text(title)


def test_the_header_suggests_words_while_one_types(kept_page: OpenPage, site: str) -> None:
    page = kept_page(1280)
    page.goto(f"{site}/berita/2026/panen-raya/")
    page.locator("#kim-q").press_sequentially("jadwal posya")
    options = page.locator("#kim-q-saran option")
    expect(options.first).to_be_attached()
    assert options.first.get_attribute("value") == "jadwal posyandu"


def test_without_a_script_the_page_leads_elsewhere(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360, scripts=False)
    page.goto(f"{site}/cari/?q=air")
    expect(page.locator("noscript")).to_be_visible()
    expect(page.get_by_role("link", name="Arsip semua tulisan menurut bulan")).to_be_visible()


def _allowed(page: Page) -> None:
    """Hold a page to the strict policy."""
    page.add_init_script(
        "const meta = document.createElement('meta'); meta.httpEquiv = 'Content-Security-Policy';"
        f'meta.content = "{POLICY}"; document.documentElement.append(meta);'
    )


def test_the_same_is_found_from_a_folder(
    browser: Browser, search: Search, site_folder: Path
) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{(site_folder / 'cari/index.html').as_uri()}?q=pengairan")
    wait(page)
    assert titles(page) == titles(search("pengairan"))
    first = page.locator(LINKS).first
    assert str(first.get_attribute("href")).endswith("/index.html")
    title = first.inner_text()
    first.click()
    expect(page.locator("#isi h1")).to_have_text(title)
    page.close()


def test_own_scripts_are_all_that_is_needed(browser: Browser, site: str) -> None:
    page = browser.new_page(service_workers="block")
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Policy" in told.text else None)
    _allowed(page)
    page.goto(f"{site}/cari/?q=pengairan")
    wait(page)
    assert titles(page)
    assert refused == []
    page.close()
