"""Panoramas, long pictures, moving ones and cards: seen, stopped, pushed, by anybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import AXE, SMALL_TEXT, overflow, violations
from tests.sites.shared import ROOT, built, served, shared

HOSTS = (
    *(
        "https://youtu.be/a1b2c3d4e5f",
        "[Rekaman rapat](https://www.youtube.com/watch?v=a1b2c3d4e5f)",
    ),
    *("https://vimeo.com/76979871", "https://www.facebook.com/contoh/videos/123456789/"),
    *("https://www.instagram.com/p/Cabc123/", "https://www.tiktok.com/@contoh/video/7123456789"),
    *("[Balai desa](https://maps.app.goo.gl/abc)", "https://www.youtube.com/playlist?list=PL1"),
    "https://www.google.com/maps/place/Balai+Desa+dengan+Nama+yang+Sangat+Panjang/@-7.5,110.6,17z",
)
BODIES = {
    "panorama": ("panorama.jpg", "![Sawah sampai ke sungai](../../media/panorama.jpg)"),
    "panjang": ("panjang.png", "![Percakapan warga](../../media/panjang.png)"),
    "gerak": ("gerak.gif", "![Cara mencuci tangan](../../media/gerak.gif)"),
    "kartu": ("biasa.jpg", "\n\n".join(HOSTS)),
}
TEXT = """---
title: Gambar {name}
description: Gambar yang tidak seperti biasanya.
date: 2026-11-2{day}
group: [tani]
image: {{src: ../../media/{image}, alt: Pemandangan desa}}
---

Awal.

{body}

Akhir.
"""


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small sample with a bulletin for each kind of picture."""

    def fill(folder: Path) -> None:
        content = shutil.copytree(ROOT / "tests/sample/content", folder / "content")
        for day, (name, (image, body)) in enumerate(BODIES.items()):
            text = TEXT.format(name=name, day=day, image=image, body=body)
            (content / f"berita/2026/gambar-{name}.md").write_text(text, encoding="utf-8")
        media = content / "media"
        Image.radial_gradient("L").resize((6000, 900)).save(media / "panorama.jpg")
        Image.radial_gradient("L").resize((1080, 12000)).save(media / "panjang.png")
        Image.radial_gradient("L").resize((1200, 800)).save(media / "biasa.jpg")
        frames = [Image.new("RGB", (400, 300), (number * 20, 90, 90)) for number in range(12)]
        frames[0].save(
            media / "gerak.gif", save_all=True, append_images=frames[1:], duration=80, loop=0
        )
        config = str(ROOT / "tests/sample/mkdocs.yml")
        built(folder / "site", "--config", config, "--content", str(content))

    with served(shared(tmp_path_factory, "pictures", fill) / "site") as address:
        yield address


def shown(pictures: str, name: str) -> str:
    return f"{pictures}/berita/2026/gambar-{name}/"


@pytest.mark.parametrize("name", BODIES)
def test_whatever_is_pictured_is_for_everybody(
    open_page: OpenPage, pictures: str, name: str
) -> None:
    """Axe finds nothing, nothing stands out, no text is small."""
    for width, scheme in ((320, "dark"), (1280, "light")):
        page = open_page(width, scheme)
        page.goto(shown(pictures, name))
        page.evaluate(AXE)
        assert violations(page) == []
        assert overflow(page) == 0
        assert page.evaluate(SMALL_TEXT) == []


def test_what_moves_is_stopped_by_a_key(open_page: OpenPage, pictures: str) -> None:
    """Without scripts: of the two pictures one is seen, and the other isn't fetched before."""
    page = open_page(360, scripts=False)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(shown(pictures, "gerak"))
    stop = page.get_by_role("checkbox", name="Hentikan gerak gambar").first
    first, second = page.locator(".kim-moving").first.locator("img").all()
    assert (first.is_visible(), second.is_visible()) == (True, False)
    assert any("-gerak.webp" in url for url in fetched)
    assert first.evaluate("image => image.currentSrc").endswith("-gerak.webp")
    stop.focus()
    page.keyboard.press("Space")
    assert (first.is_visible(), second.is_visible()) == (False, True)
    assert second.get_attribute("alt") == first.get_attribute("alt") == "Pemandangan desa"
    page.keyboard.press("Space")
    assert first.is_visible()


def test_nothing_moves_where_less_motion_is_preferred(browser: Browser, pictures: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(shown(pictures, "gerak"), wait_until="networkidle")
    assert not page.get_by_role("checkbox", name="Hentikan gerak gambar").first.is_visible()
    assert [url for url in fetched if "gerak-" in url]
    assert not [url for url in fetched if "-gerak.webp" in url]
    context.close()


def test_nothing_moves_in_a_listing(kept_page: OpenPage, pictures: str) -> None:
    page = kept_page()
    page.goto(f"{pictures}/berita/")
    assert page.locator("img[src*='gerak-']").count()
    assert not page.locator(".kim-moving").count()


def test_a_panorama_is_pushed_by_keys_and_says_so(kept_page: OpenPage, pictures: str) -> None:
    page = kept_page()
    page.goto(shown(pictures, "panorama"))
    wide = page.get_by_role("group", name="Gambar lebar, geser ke samping").first
    height = wide.locator("img").evaluate("image => image.getBoundingClientRect().height")
    assert height == 280
    wide.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 50", arg=wide.element_handle())
    said = wide.evaluate("element => getComputedStyle(element, '::after').content")
    assert "geser gambar" in said
    page.emulate_media(media="print")
    width = wide.locator("img").evaluate("image => image.getBoundingClientRect().width")
    assert width <= 360


def test_a_long_picture_is_as_wide_as_the_text(kept_page: OpenPage, pictures: str) -> None:
    for width, least in ((360, 320), (1280, 680)):
        page = kept_page(width)
        page.goto(shown(pictures, "panjang"))
        image = page.locator(".kim-body img")
        assert image.evaluate("image => image.getBoundingClientRect().width") >= least
