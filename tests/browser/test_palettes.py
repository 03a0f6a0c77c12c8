"""Ready palettes on real pages: axe finds nothing, in light and in dark.

They differ from the usual colours in contrasts alone; the other rules are held for those.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page, Route

from kim_plugins.engine.look.palette import own_stylesheet
from kim_plugins.engine.look.palettes import READY, PaletteRequest, palette, rules
from tests.browser.page_types import page_types
from tests.browser.test_every_page import AXE, violations

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = (
    *("/", "/berita/", "/berita/2026/panen-raya/", "/keputusan/2025/tanggap-banjir/"),
    *("/cari/?q=air", "/tulis/literasi/"),
)


def test_every_ready_palette_is_readable_on_the_pages(
    open_page: Callable[..., Page], site: str, site_folder: Path, thorough: bool
) -> None:
    """On the pages that hold most; thoroughly on every type of page."""
    (file,) = (site_folder / "assets/kim").glob("style.*.css")
    plain, own = file.read_text(encoding="utf-8"), own_stylesheet()
    page, faults = open_page(1280), dict[str, Any]()
    page.emulate_media(reduced_motion="reduce")
    added = ""

    def answer(route: Route) -> None:
        route.fulfill(body=plain + added, content_type="text/css")

    page.route("**/assets/kim/style.*.css", answer)
    for name in [*READY][1:]:
        added = rules(palette(PaletteRequest(name), PaletteRequest(name), None, own), own)
        for address in page_types(site_folder) if thorough else PAGES:
            page.goto(site + address)
            page.evaluate(AXE)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                if found := violations(page, "color-contrast"):
                    faults[f"{name} {scheme} {address}"] = found
    assert faults == {}
