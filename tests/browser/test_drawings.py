"""What is written anew of a drawing looks like the drawing."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from kim_plugins.catalogue.media.vectors import sanitised_svg
from tests.browser.conftest import SCHEMES, OpenPage

CASES = sorted((Path(__file__).parents[1] / "cases" / "media" / "svg").glob("*.svg"))


def seen(page: Page, drawing: bytes) -> Image.Image:
    """A drawing as a page shows it: by an img element, which runs and fetches nothing."""
    address = f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}"
    page.set_content(f'<img style="width: 600px; height: 440px" src="{address}">')
    assert page.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth)")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_drawing_of_any_program_looks_the_same(kept_page: OpenPage, case: Path) -> None:
    drawing = case.read_bytes()
    page = kept_page(640)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        before, after = seen(page, drawing), seen(page, sanitised_svg(drawing).data)
        assert len(before.getcolors(1 << 20) or ()) > 10
        assert ImageChops.difference(before, after).getbbox() is None, scheme


def test_there_are_a_dozen_programs() -> None:
    assert len(CASES) >= 12
