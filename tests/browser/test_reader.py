"""What a reader meets (contract C7): on small and large screens, in light and dark, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

PAGES = {
    "home": "/",
    "listing": "/berita/",
    "region": "/wilayah/33/",
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

OpenPage = Callable[..., Page]


def test_home_is_short_on_a_telephone_and_begins_with_a_headline(
    kept_page: OpenPage, site: str
) -> None:
    """Below the strip of an urgent warning too."""
    page = kept_page(360)
    page.goto(site)
    expect(page.locator(".kim-urgent")).to_be_visible()
    screen = 740
    headline = page.locator(".kim-card__title").first.bounding_box()
    assert headline is not None
    assert headline["y"] + headline["height"] < screen
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * screen


@pytest.mark.parametrize("scripts", [True, False])
def test_the_meeting_is_folded_on_a_screen_and_open_on_paper_and_without_a_script(
    kept_page: OpenPage, site: str, scripts: bool
) -> None:
    page = kept_page(360, scripts=scripts)
    page.goto(site + PAGES["decision"])
    chair = page.get_by_text("Pemimpin rapat", exact=True)
    expect(chair).to_be_visible(visible=not scripts)
    if scripts:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        expect(chair).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_first_stop_of_the_keyboard_leads_to_the_content(
    kept_page: OpenPage, site: str, width: int, scripts: bool
) -> None:
    page = kept_page(width, scripts=scripts)
    page.goto(site + PAGES["news"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Langsung ke isi")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#isi")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_by_keyboard_with_and_without_a_script(
    kept_page: OpenPage, site: str, scripts: bool
) -> None:
    page = kept_page(360, scripts=scripts)
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


def test_the_menu_closes_again(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360)
    page.goto(site)
    button = page.locator(".kim-menu summary")
    button.click()
    link = page.get_by_role("navigation", name="Menu", exact=True).get_by_text("Kelompok")
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    button.click()
    expect(link).to_be_hidden()


def test_a_wide_screen_shows_the_menu_at_once(kept_page: OpenPage, site: str) -> None:
    page = kept_page(1280)
    page.goto(site + PAGES["decision"])
    tabs = page.get_by_role("navigation", name="Menu utama")
    expect(tabs.locator("[aria-current]")).to_have_text("Hasil musyawarah")
    expect(page.locator(".kim-menu")).to_be_hidden()


@pytest.mark.parametrize("name", ["news", "group", "missing"])
def test_the_name_of_the_site_leads_home(kept_page: OpenPage, site: str, name: str) -> None:
    page = kept_page(360)
    page.goto(site + PAGES[name])
    page.get_by_role("banner").get_by_role("link", name="Kabar KIM").click()
    expect(page).to_have_url(site + "/")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_shows_only_when_it_is_asked_for(
    kept_page: OpenPage, site: str, scripts: bool
) -> None:
    page = kept_page(360, scripts=scripts)
    page.goto(site + PAGES["lesson"])
    answer = page.locator(".kim-quiz details p").first
    expect(answer).to_be_hidden()
    page.locator(".kim-quiz summary").first.focus()
    page.keyboard.press("Enter")
    expect(answer).to_be_visible()


def test_a_quiz_marks_itself(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360)
    page.goto(site + PAGES["lesson"])
    choices = page.locator(".kim-choices").first
    answer = int(choices.get_attribute("data-answer") or 0)
    buttons = choices.get_by_role("button")
    said = page.locator(".kim-quiz [role=status]").first
    explained = page.locator(".kim-quiz details p").first
    buttons.nth(answer % buttons.count()).click()
    expect(said).to_contain_text("Salah")
    expect(explained).to_be_hidden()
    buttons.nth(answer - 1).press("Enter")
    expect(said).to_contain_text("Betul")
    expect(explained).to_be_visible()
    expect(choices.locator(".kim-right")).to_have_count(1)
    # What was wrong stays marked, and not by its colour alone.
    expect(choices.locator(".kim-wrong")).to_have_count(1)
    mark = choices.locator(".kim-wrong button").evaluate(
        "b => getComputedStyle(b, '::after').content"
    )
    assert "✕" in mark
    others = page.locator(".kim-choices").all()[1:]
    for other in others:
        other.get_by_role("button").nth(int(other.get_attribute("data-answer") or 0) - 1).click()
    right, all_ = len(others), len(others) + 1
    expect(page.locator(".kim-score")).to_contain_text(f"{right} dari {all_} betul")


def test_a_quiz_on_paper_is_a_worksheet_with_its_key_on_another_page(
    kept_page: OpenPage, site: str
) -> None:
    page = kept_page(680)
    page.goto(site + PAGES["lesson"])
    expect(page.locator(".kim-key")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".kim-quiz").get_by_text("Nama:")).to_be_visible()
    expect(page.locator(".kim-quiz details").first).to_be_hidden()
    expect(page.locator(".kim-key")).to_be_visible()
    assert page.locator(".kim-key").evaluate("e => getComputedStyle(e).breakBefore") == "page"


def test_the_menu_closes_on_escape_and_on_a_click_elsewhere(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360)
    page.goto(site)
    menu = page.get_by_role("navigation", name="Menu", exact=True)
    button = page.locator(".kim-menu summary")
    button.click()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.mouse.click(20, 700)
    expect(menu).to_be_hidden()


def test_the_address_of_a_bulletin_can_be_copied(open_page: OpenPage, site: str) -> None:
    page = open_page(360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + PAGES["news"])
    page.get_by_role("button", name="Salin alamat").click()
    expect(page.get_by_role("button", name="Alamat tersalin")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://kabar-kim.example" + PAGES["news"]


def test_a_small_screen_fetches_a_small_picture(open_page: OpenPage, site: str) -> None:
    page = open_page(360)
    page.goto(site + "/berita/2026/panen-raya/")
    picture = page.locator(".kim-figure img")
    assert picture.get_attribute("fetchpriority") == "high"
    assert "-480.webp" in picture.evaluate("image => image.currentSrc")
    page = open_page(1280)
    page.goto(site + "/berita/2026/panen-raya/")
    assert "-960.webp" in page.locator(".kim-figure img").evaluate("image => image.currentSrc")


def test_a_missing_page_helps_at_any_depth(kept_page: OpenPage, site: str) -> None:
    page = kept_page(360)
    page.goto(site + PAGES["missing"])
    links = page.locator("#isi a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert {"/", "/berita/", "/literasi/", "/keputusan/", "/arsip/"} <= set(links)
    assert page.locator("#isi form").get_attribute("action") == "/cari/"


def test_paper_gets_the_text_and_no_controls(kept_page: OpenPage, site: str) -> None:
    page = kept_page(800, "dark")
    page.goto(site + PAGES["news"])
    page.emulate_media(media="print")
    for part in (".kim-header", ".kim-footer", ".kim-share", ".kim-tabs", ".kim-related"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".kim-print")).to_contain_text("banjir-kali-gede")
    ink = page.locator(".kim-body p").first
    assert ink.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_a_bookmark_of_a_listing_that_became_shorter_leads_to_the_listing(
    open_page: OpenPage, site: str
) -> None:
    """Servers answer with 404.html whatever was asked for."""
    page = open_page(360)

    def missing(route: Route) -> None:
        route.fulfill(response=page.request.get(f"{site}/404.html"))

    page.route("**/halaman/99/", missing)
    page.goto(f"{site}/berita/halaman/99/")
    page.get_by_role("link", name="Buka daftarnya").click()
    expect(page).to_have_url(f"{site}/berita/")
    page.goto(f"{site}/404.html")
    expect(page.locator(".kim-listing")).to_be_hidden()
