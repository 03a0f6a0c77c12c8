"""A drawing as pixels, for links that are shared."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kim_plugins.builder.media import _draw
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.pictures import SHARE_LIMIT, picture_files, share_file
from kim_plugins.catalogue.media.vectors.raster import rasterised

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}">{}</svg>'


def drawing(inner: str, width: int = 400, height: int = 300) -> bytes:
    return HEAD.format(width, height, inner).encode()


def media_of(svg: bytes) -> Media:
    found = inspect("media/a.svg", svg)
    assert isinstance(found, Media)
    return found


def share_of(svg: bytes) -> Image.Image:
    media = media_of(svg)
    made = dict(zip((one.address for one in picture_files(media)), _draw(media, svg), strict=True))
    share = share_file(media)
    assert share is not None
    data = made[share.address]
    assert len(data) <= SHARE_LIMIT
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("JPEG", (share.width, share.height))
    return picture.convert("RGB")


def test_it_is_drawn_on_white_as_large_as_a_chat_shows_it() -> None:
    picture = share_of(drawing('<circle cx="200" cy="150" r="100" fill="#d00000"/>'))
    assert picture.size == (1200, 900)
    red, white = picture.getpixel((600, 450)), picture.getpixel((5, 5))
    assert isinstance(red, tuple)
    assert red[0] > 180
    assert red[1] < 80
    assert white == (255, 255, 255)


def test_words_are_drawn_with_the_same_letters_everywhere() -> None:
    """Whatever the drawing asks for; the machine's own letters are others on each machine."""
    words = '<text x="20" y="160" font-family="{}" font-size="60">Posko banjir</text>'
    first, second = (
        rasterised(drawing(words.format(family)), 400, 300) for family in ("DejaVu Sans", "serif")
    )
    assert first.tobytes() == second.tobytes()
    assert len(first.getcolors(1 << 20) or ()) > 10


def test_a_photograph_in_a_drawing_stays_light() -> None:
    noise = "".join(
        f'<rect x="{x}" y="{y}" width="8" height="8" '
        f'fill="#{x * 7 % 256:02x}{y * 11 % 256:02x}80"/>'
        for x in range(0, 800, 8)
        for y in range(0, 600, 8)
    )
    share_of(drawing(noise, 800, 600))


@pytest.mark.parametrize("inner", ["", "<g/>"])
def test_an_empty_drawing_is_an_empty_sheet(inner: str) -> None:
    assert share_of(drawing(inner)).getextrema() == ((255, 255),) * 3


def test_a_drawing_without_a_size_has_none() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
    assert share_file(media_of(svg)) is None
