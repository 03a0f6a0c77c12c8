"""The screen of a village hall: read from five metres, turning by itself, stopped by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_every_page import AXE, violations

OpenPage = Callable[..., Page]
SMALLEST = """() => {
  const sizes = [...document.querySelectorAll(".kim-slide--now *")]
    .filter(one => one.checkVisibility())
    .filter(one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize));
  return Math.min(...sizes) / innerHeight;
}"""
CUT_OFF = """() => {
  const slide = document.querySelector(".kim-slide--now");
  return slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth;
}"""


def hall(open_page: OpenPage, address: str, motion: str = "no-preference") -> Page:
    page = open_page(1920)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    page.clock.install()
    page.goto(address)
    return page


def number(page: Page) -> str:
    return page.locator(".kim-screen__bar > span").inner_text()


def test_it_turns_every_fifteen_seconds_and_stops_on_a_key(open_page: OpenPage, site: str) -> None:
    page = hall(open_page, f"{site}/layar/")
    count = page.locator(".kim-slide").count()
    assert number(page) == f"1/{count}"
    page.clock.run_for(14_000)
    assert number(page) == f"1/{count}"
    page.clock.run_for(1_500)
    assert number(page) == f"2/{count}"
    page.keyboard.press("x")
    page.clock.run_for(60_000)
    assert number(page) == f"2/{count}"
    expect(page.get_by_role("button", name="Lanjut")).to_be_focused()
    page.keyboard.press("Enter")
    page.clock.run_for(15_500)
    assert number(page) == f"3/{count}"
    page.clock.run_for(count * 15_000)
    assert number(page) == f"3/{count}", "after the last comes the first"
    page.keyboard.press("Escape")
    expect(page.locator(".kim-header")).to_be_visible()
    assert page.locator("audio, video").count() == 0


def test_every_slide_is_whole_and_large_and_accessible(open_page: OpenPage, site: str) -> None:
    """Letters of at least 3 % of the height: 20 mm on a television of 65 cm."""
    page = hall(open_page, f"{site}/layar/", "reduce")
    page.evaluate(AXE)
    for _ in range(page.locator(".kim-slide").count()):
        assert page.evaluate(SMALLEST) >= 0.03
        assert not page.evaluate(CUT_OFF)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert violations(page) == []
        page.keyboard.press("ArrowRight")


def test_who_wants_less_motion_starts_it(open_page: OpenPage, site: str) -> None:
    page = hall(open_page, f"{site}/layar/", "reduce")
    page.clock.run_for(60_000)
    assert number(page).startswith("1/")
    page.get_by_role("button", name="Lanjut").click()
    page.clock.run_for(15_500)
    assert number(page).startswith("2/")


def test_it_says_how_old_it_is_and_only_what_it_knows(open_page: OpenPage, site: str) -> None:
    """A clock that is behind the page can't tell."""
    for now, said in (
        ("2026-11-27T09:00:00", "(4 hari yang lalu)"),
        ("2026-11-23T21:00:00", "November 2026"),
        ("2010-01-01T09:00:00", "November 2026"),
    ):
        page = open_page(1280)
        page.clock.install(time=now)
        page.goto(f"{site}/layar/")
        assert page.locator(".kim-screen__age").inner_text().strip().endswith(said), now


def test_it_turns_from_a_disk(browser: Browser, stick: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.clock.install()
    page.goto((stick / "layar/index.html").as_uri())
    page.clock.run_for(15_500)
    assert number(page).startswith("2/")
    page.close()
