"""The copy of `kim build --offline`, opened from a disk as in a place without a network."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.page_types import page_types, pages_of

ALL_LOADED = """() => Promise.all([...document.images].map(image => image.complete || new Promise(
  done => { image.onload = image.onerror = done })))"""


def test_every_link_of_the_copy_leads_to_a_file(stick: Path) -> None:
    missing = set()
    for address, html in pages_of(stick).items():
        assert not address.endswith(".html"), address
        for link in re.findall(r'\s(?:href|src|action)="([^"#?]+)', html):
            if ":" not in link and not (stick / address[1:] / link).resolve().is_file():
                missing.add(f"{address} → {link}")
    assert missing == set()


def test_pages_open_from_a_disk_with_pictures_style_and_script(
    browser: Browser, stick: Path
) -> None:
    faults: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith("file:") else faults.append(request.url),
    )
    for address in page_types(stick):
        page.goto((stick / address[1:] / "index.html").as_uri())
        page.evaluate("document.querySelectorAll('img').forEach(i => { i.loading = 'eager' })")
        page.evaluate(ALL_LOADED)
        broken = page.evaluate(
            "[...document.images].filter(i => !i.naturalWidth).map(i => i.currentSrc)"
        )
        assert broken == [], address
        # Without a stylesheet, bodies have margins; a sheet's is centred between its own.
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    assert faults == []
    page.close()


def test_a_reader_walks_from_page_to_page(browser: Browser, stick: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((stick / "index.html").as_uri())
    page.get_by_role("navigation", name="Menu utama").get_by_text("Literasi").click()
    expect(page.locator("h1")).to_have_text("Literasi")
    page.locator(".kim-card a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    page.get_by_role("link", name="Kabar KIM").click()
    expect(page).to_have_url((stick / "index.html").as_uri())
    page.close()


def test_sound_plays_and_the_script_works_from_a_disk(browser: Browser, stick: Path) -> None:
    page = browser.new_page()
    page.goto((stick / "berita/2026/kabar-laut-18-november/index.html").as_uri())
    length = page.locator("audio").evaluate(
        """audio => new Promise((found, failed) => {
          audio.onloadedmetadata = () => found(audio.duration);
          audio.onerror = () => failed(audio.error.message);
          audio.preload = "metadata";
          audio.load();
        })"""
    )
    assert length > 1
    expect(page.get_by_role("button", name="Salin alamat")).to_be_visible()
    page.close()
