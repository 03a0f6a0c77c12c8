"""Ready palettes on real pages: axe finds nothing, in light and in dark.

They differ from the usual colours in contrasts alone; the other rules are held for those.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from kim_plugins.engine.look.palette import own_stylesheet
from kim_plugins.engine.look.palettes import READY, PaletteRequest, palette, rules
from tests.browser.conftest import SCHEMES
from tests.browser.page_types import page_types
from tests.browser.test_every_page import AXE, violations

PAGES = (
    *("/", "/berita/", "/berita/2026/panen-raya/", "/keputusan/2025/tanggap-banjir/"),
    *("/cari/?q=air", "/tulis/literasi/"),
)
# As if they stood at the end of the site's own stylesheet, where `theme.palette` puts them.
ADD = """(rules) => {
  const added = new CSSStyleSheet();
  added.replaceSync(rules);
  document.adoptedStyleSheets = [added];
}"""


def test_every_ready_palette_is_readable_on_the_pages(
    open_page: Callable[..., Page], site: str, site_folder: Path, thorough: bool
) -> None:
    """On the pages that hold most; thoroughly on every type of page."""
    own = own_stylesheet()
    added = {
        name: rules(palette(PaletteRequest(name), PaletteRequest(name), None, own), own)
        for name in [*READY][1:]
    }
    page, faults = open_page(1280), dict[str, Any]()
    page.emulate_media(reduced_motion="reduce")
    for address in page_types(site_folder) if thorough else PAGES:
        page.goto(site + address)
        page.evaluate(AXE)
        for name, stylesheet in added.items():
            page.evaluate(ADD, stylesheet)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                if found := violations(page, "color-contrast"):
                    faults[f"{name} {scheme} {address}"] = found
    assert faults == {}
