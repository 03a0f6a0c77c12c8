"""What holds for every kind of page in a browser (contracts C7 and C8); see page_types.py."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

OpenPage = Callable[..., Page]
# Each differs from the one before in one thing; where that is the scheme, only contrasts do.
SCREENS: list[tuple[int, Literal["light", "dark"], list[str]]] = [
    (320, "light", []),
    (320, "dark", ["color-contrast"]),
    (1280, "dark", []),
    (1280, "light", ["color-contrast"]),
]
# Shares of the pages, so that workers have about as much to do.
QUARTERS = pytest.mark.parametrize("quarter", range(4))

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

# Text too small to read: below 16px anywhere, below 18px in a paragraph that isn't a meta line.
SMALL_TEXT = """() => {
  const small = [], meta = ".kim-byline, .kim-kind, .kim-feeds, .kim-footer p, .jenis";
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
# Notes which elements get the focus, and whether it can be seen there.
# A ring needs 3 to 1 against what is around it (WCAG 2.2, 1.4.11).
WATCH_FOCUS = """() => {
  const parts = colour => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const behind = element => {
    if (!element) return [255, 255, 255];
    const [r, g, b, a] = parts(getComputedStyle(element).backgroundColor);
    if (a === 1) return [r, g, b];
    return behind(element.parentElement).map((part, n) => part * (1 - a) + [r, g, b][n] * a);
  };
  const light = colour => colour.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0.05);
  document.addEventListener("focusin", event => {
    window.reached.add(event.target);
    const style = getComputedStyle(event.target);
    const ring = light(parts(style.outlineColor));
    const around = light(behind(event.target.parentElement));
    const contrast = Math.max(ring, around) / Math.min(ring, around);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 || contrast < 3)
      window.unseen.push(event.target.outerHTML.slice(0, 120));
  });
}"""
COUNT_STOPS = """() => {
  window.reached = new Set();
  window.unseen = [];
  const all = "a[href], button, input, select, textarea, summary, audio[controls], [tabindex='0']";
  window.wanted = [...document.querySelectorAll(all)].filter(
    element => element.checkVisibility({visibilityProperty: true})
    // Radio buttons of one question are one stop; arrows go between them.
    && (element.type !== "radio" || element.checked)
  );
  return window.wanted.length;
}"""
NOT_REACHED = """() => window.wanted.filter(element => !window.reached.has(element))
  .map(element => element.outerHTML.slice(0, 120))"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
STILL = """() => [...document.querySelectorAll("*")].filter(element => {
  const style = getComputedStyle(element);
  return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
}).length"""


def violations(page: Page, *rules: str) -> list[tuple[str, Any]]:
    """What axe finds, with all of its rules or with some."""
    # Not all that it looked at: to carry that over costs as much again as to look.
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    found: list[Any] = page.evaluate(
        "async options => (await axe.run(document, options)).violations",
        options | ({"runOnly": {"type": "rule", "values": rules}} if rules else {}),
    )
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]]) for violation in found
    ]


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(width, 0)


@QUARTERS
def test_text_is_large_and_axe_finds_nothing_on_small_and_large_screens_in_light_and_dark(
    kept_page: OpenPage, site: str, types: list[str], quarter: int
) -> None:
    """All rules, on small and large screens; nothing scrolls sideways either."""
    faults: dict[str, Any] = {}
    page = kept_page(320)
    for address in types[quarter::4]:
        page.goto(site + address)
        # A colour that is still changing has no contrast to measure.
        page.emulate_media(reduced_motion="reduce")
        if found := page.evaluate(SMALL_TEXT):
            faults[address] = found
        page.evaluate(AXE)
        for width, scheme, rules in SCREENS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            if found := [*violations(page, *rules), *filter(None, [overflow(page)])]:
                faults[f"{address} {width} {scheme}"] = found
    assert faults == {}


def test_nothing_scrolls_sideways_at_any_size_or_on_paper(
    kept_page: OpenPage, site: str, types: list[str], thorough: bool
) -> None:
    """320 by 256 is what a screen of 1280 by 1024 shows at 400 %."""
    faults: dict[str, Any] = {}
    page = kept_page(320)
    for address in types if thorough else types[::3]:
        page.goto(site + address)
        found: list[Any] = []
        for width, height in ((320, 256), (768, 800), (2560, 1200)):
            page.set_viewport_size({"width": width, "height": height})
            found.append(overflow(page))
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 680, "height": 900})
        found.append(overflow(page))
        controls = page.locator(".kim-header, .layar")
        assert controls.count() == 1, address
        found.append(controls.is_visible())
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 320, "height": 800})
        if any(found):
            faults[address] = found
    assert faults == {}


def test_on_a_screen_of_few_lines_the_header_makes_room(
    kept_page: OpenPage, site: str, types: list[str]
) -> None:
    page = kept_page(320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(site + types[0])
    header = page.locator(".kim-header")
    assert header.evaluate("element => getComputedStyle(element).position") != "sticky"


@QUARTERS
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    kept_page: OpenPage, site: str, types: list[str], quarter: int, thorough: bool
) -> None:
    """On small screens; on large ones, whose pages are the same but for the menu, on some."""
    faults: dict[str, Any] = {}
    page = kept_page(320)
    # `keyboard.press` would let go of the key too, which moves nothing and takes as long.
    keys = page.context.new_cdp_session(page)
    for number, address in enumerate(types[quarter::4]):
        page.goto(site + address)
        page.evaluate(WATCH_FOCUS)
        # The parts of a player, and of a day or an hour, are stops inside of one element.
        inner = 10 * page.locator("audio").count()
        inner += 4 * page.locator("input:is([type=date], [type=time]):visible").count()
        screens = SCREENS[1::2] if thorough or number % 3 == 0 else SCREENS[1:2]
        for width, scheme, _ in screens:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            for _ in range(page.evaluate(COUNT_STOPS) + inner + 2):
                keys.send("Input.dispatchKeyEvent", TAB)
            found = [page.evaluate(NOT_REACHED), page.evaluate("window.unseen")]
            if any(found):
                faults[f"{address} {width} {scheme}"] = found
    assert faults == {}


def test_who_wants_no_motion_gets_none(kept_page: OpenPage, site: str, types: list[str]) -> None:
    page = kept_page(1280)
    for address in types[:5]:
        page.goto(site + address)
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(STILL) == 0, address


def test_every_page_reads_without_a_script(
    kept_page: OpenPage, site: str, types: list[str]
) -> None:
    page = kept_page(360, scripts=False)
    for address in types:
        page.goto(site + address)
        assert page.locator("h1").is_visible(), address
        assert page.locator("#isi, main:not(:has(#isi))").inner_text().count(" ") > 5, address


def test_the_policy_stops_what_somebody_smuggles_in(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.smuggled = true";
          document.body.append(script);
          const image = new Image();
          image.src = "http://127.0.0.1:9/x.png";
          document.body.append(image);
        }"""
    )
    assert page.evaluate("window.smuggled") is None
    page.close()
