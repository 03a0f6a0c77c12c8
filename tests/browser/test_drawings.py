"""What is written anew of a drawing looks like the drawing."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from kim_plugins.catalogue.media.vectors import sanitised_svg

CASES = sorted((Path(__file__).parents[1] / "cases" / "media" / "svg").glob("*.svg"))


def seen(browser: Browser, drawing: bytes, scheme: str) -> Image.Image:
    """A drawing as a page shows it: by an img element, which runs and fetches nothing."""
    page = browser.new_page(viewport={"width": 640, "height": 480}, color_scheme=scheme)  # type: ignore[arg-type]
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}"
    page.set_content(f'<img style="width: 600px; height: 440px" src="{address}">')
    assert page.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth)")
    data = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawing_of_any_program_looks_the_same(browser: Browser, case: Path, scheme: str) -> None:
    drawing = case.read_bytes()
    before = seen(browser, drawing, scheme)
    after = seen(browser, sanitised_svg(drawing).data, scheme)
    assert len(before.getcolors(1 << 20) or ()) > 10
    assert ImageChops.difference(before, after).getbbox() is None


def test_there_are_a_dozen_programs() -> None:
    assert len(CASES) >= 12
