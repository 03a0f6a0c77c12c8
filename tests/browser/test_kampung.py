"""The place that a reader picked, and what is new since the last visit: on the device alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage

GROUP = "/kelompok/melati/"
WITHOUT_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""
MOVED = (
    "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) => "
    "{ window.moved += e.value; })).observe({ type: 'layout-shift', buffered: true });"
)


def picked(open_page: OpenPage, site: str, place: str = GROUP, width: int = 360) -> Page:
    page = open_page(width)
    page.goto(f"{site}{place}")
    page.get_by_role("button", name="Jadikan kampung saya").click()
    expect(page.get_by_role("status").first).to_contain_text("tampil paling depan")
    return page


def kept(page: Page, **values: Any) -> None:  # noqa: ANN401 - anything may be kept
    """Have the browser keep these before the next page."""
    lines = [f"localStorage.setItem('kim:/:{name}', {json.dumps(v)})" for name, v in values.items()]
    page.evaluate("sessionStorage.clear();" + ";".join(lines))


@pytest.mark.parametrize("place", [GROUP, "/wilayah/35.73.06.1012/"])
def test_a_picked_place_comes_first_at_home_and_in_search(
    open_page: OpenPage, site: str, place: str
) -> None:
    page = picked(open_page, site, place)
    page.goto(f"{site}/cari/?q=air")
    first = page.locator("#search-results > li").first
    expect(first).to_contain_text("Kampung saya")
    page.add_init_script(MOVED)
    page.goto(site)
    box = page.get_by_role("region", name="Kampung saya")
    links = box.locator("li a")
    expect(links).to_have_count(3)
    assert page.evaluate("window.moved") <= 0.1
    assert Axe().run(page).response["violations"] == []
    title = links.first.inner_text()
    links.first.click()
    expect(page.locator("#isi h1")).to_have_text(title)


def test_it_can_be_undone(open_page: OpenPage, site: str) -> None:
    page = picked(open_page, site)
    page.goto(site)
    page.get_by_role("button", name="Lepas pilihan").press("Enter")
    expect(page.locator("#kampung")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("Object.keys(localStorage)") == ["kim:/:baru"]
    page.goto(f"{site}{GROUP}")
    expect(page.get_by_role("button", name="Jadikan kampung saya")).to_be_visible()


def test_without_storage_nothing_is_promised(open_page: OpenPage, site: str) -> None:
    page = open_page(360)
    page.add_init_script(WITHOUT_STORAGE)
    page.goto(f"{site}{GROUP}")
    page.get_by_role("button", name="Jadikan kampung saya").click()
    expect(page.get_by_role("status").first).to_have_text("Peramban ini tidak menyimpan pilihan. ")
    page.goto(f"{site}/cari/?q=air")
    expect(page.locator("#search-results > li").first).to_be_visible()
    page.goto(site)
    expect(page.locator("#kampung")).to_be_hidden()
    expect(page.get_by_text("Baru", exact=True)).to_have_count(0)


def test_what_came_since_the_last_visit_is_marked_and_nothing_at_a_first(
    open_page: OpenPage, site: str
) -> None:
    """Whatever the device's clock says: only days of bulletins are compared."""
    page = open_page(360)
    page.clock.set_fixed_time("1999-01-01")
    page.goto(site)
    signs = page.locator(".kim-newest").get_by_text("Baru", exact=True)
    expect(signs).to_have_count(0)
    days = page.locator(".kim-newest time").evaluate_all("all => all.map((t) => t.dateTime)")
    new = [day for day in days if day[:10] > "2026-11-20"]
    assert new
    kept(page, baru='{"day": "2026-11-20", "at": []}')
    for _ in range(2):  # the same for all of a visit
        page.goto(site)
        expect(signs).to_have_count(len(new))
    page.evaluate("sessionStorage.clear()")
    page.goto(site)
    expect(signs).to_have_count(0)


@pytest.mark.parametrize(
    "value",
    [
        *("", "{", "7", "null", "[]", '{"at": "//x/", "name": "x"}', '{"day": 5, "at": {}}'),
        '{"at": "kelompok/melati/", "name": "KIM", "rows": [["//x", "", "", "", ""], 5]}',
        '{"day": "9999", "at": []}',
    ],
)
def test_whatever_is_kept_breaks_nothing(open_page: OpenPage, site: str, value: str) -> None:
    page = open_page(360)
    page.goto(site)
    kept(page, kampung=value, baru=value)
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert page.locator("#kampung a[href^='//']").count() == 0
    expect(page.locator(".kim-newest").get_by_text("Baru", exact=True)).to_have_count(0)


def test_a_group_that_is_no_more_is_forgotten(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site)
    kept(page, kampung='{"at": "kelompok/hilang/", "name": "KIM Hilang", "rows": []}')
    page.route("**/kelompok/hilang/", lambda route: route.fulfill(status=404, body=""))
    with page.expect_response("**/kelompok/hilang/"):
        page.goto(site)
    expect(page.locator("#kampung")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('kim:/:kampung')") is None
    page.close()
