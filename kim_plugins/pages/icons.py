"""The site's icon in every size and format that browsers and telephones ask for."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kim_plugins.catalogue.addresses import PODCAST_PICTURE_SIZE

if TYPE_CHECKING:
    from PIL.Image import Image

    _Draw = Callable[[int, float, float], Image]

FAVICON: Final = "/favicon.ico"
APPLE: Final = "/apple-touch-icon.png"
"""Where browsers and telephones look by themselves, too."""
PLAIN: Final[Mapping[int, str]] = {size: f"/assets/kim-ikon-{size}.png" for size in (192, 512)}
"""Of the web app manifest, by size in pixels: with round corners."""
MASKABLE: Final = "/assets/kim-ikon-penuh-512.png"
"""For systems that cut a shape of their own out of it (W3C Web Application Manifest)."""
_APPLE_SIZE: Final = 180
_FAVICON_SIZES: Final = ((16, 16), (32, 32), (48, 48))
_MASKABLE_SHARE: Final = 0.62
"""How much of a maskable icon's edge the picture takes: all of it lies in the circle of 80 %."""
_PLAIN_SHARE: Final = 0.8

# Our own picture: that of theme/assets/kim-icon.svg, in a square of 24 units.
_UNITS: Final = 24
_LOUDSPEAKER: Final = ((1, 15), (1, 9), (5, 8), (14, 3), (14, 21), (5, 16))
_WAVES: Final = ((12, 12, 7), (12, 12, 11))
"""Middle and radius of the arcs."""
_CORNER: Final = 0.22
"""Radius of round corners, of the edge."""
_OVERSAMPLING: Final = 4
"""Times larger than it is shown, so that reducing it smooths the edges."""
_LARGEST: Final = 2048
"""Pixels of the edge of what is drawn so: larger pictures are smooth enough, and take memory."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of an icon: background, loudspeaker and sound waves."""

    background: str = "#8a3b12"
    foreground: str = "#ffffff"
    accent: str = "#f6c667"


OWN_COLOURS: Final = Colours()


def icon_files(
    picture: bytes | None = None, colours: Colours = OWN_COLOURS
) -> dict[str, Callable[[], bytes]]:
    """Every icon by its address; its bytes are made when they are asked for.

    `picture` is a raster picture of the site's own; without one a loudspeaker in `colours`. The
    same picture and colours give the same bytes.
    """
    drawn = partial(_icon, picture, colours)
    return {
        **{
            address: partial(_png, drawn, size, _PLAIN_SHARE, _CORNER)
            for size, address in PLAIN.items()
        },
        MASKABLE: partial(_png, drawn, 512, _MASKABLE_SHARE, 0),
        APPLE: partial(_png, drawn, _APPLE_SIZE, _PLAIN_SHARE, 0),
        FAVICON: partial(_ico, drawn),
    }


def podcast_cover(picture: bytes | None, colours: Colours) -> bytes:
    """The site's podcast picture as a PNG."""
    data = io.BytesIO()
    cover = _icon(picture, colours, PODCAST_PICTURE_SIZE, _MASKABLE_SHARE, 0).convert("RGB")
    cover.quantize(64).convert("RGB").save(data, "PNG", optimize=True)
    return data.getvalue()


def _png(draw: _Draw, size: int, share: float, corner: float) -> bytes:
    data = io.BytesIO()
    icon = draw(size, share, corner)
    # Few colours: a telephone fetches it before it offers to keep the site.
    icon.quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _ico(draw: _Draw) -> bytes:
    data = io.BytesIO()
    largest = max(_FAVICON_SIZES)
    draw(largest[0], 0.9, _CORNER).save(data, "ICO", sizes=_FAVICON_SIZES)
    return data.getvalue()


def _icon(picture: bytes | None, colours: Colours, size: int, share: float, corner: float) -> Image:
    """An icon of `size` pixels; `share` and `corner` are parts of its edge."""
    # Few builds draw an icon, and Pillow is slow to import.
    from PIL import Image, ImageDraw  # noqa: PLC0415

    edge = size * max(1, min(_OVERSAMPLING, _LARGEST // size))
    ground = Image.new("RGBA", (edge, edge))
    ImageDraw.Draw(ground).rounded_rectangle(
        (0, 0, edge, edge), corner * edge, fill=colours.background
    )
    inner = round(edge * share)
    if picture is None:
        mark = _loudspeaker(inner, colours)
    else:
        with Image.open(io.BytesIO(picture)) as opened:
            mark = opened.convert("RGBA")
        scale = inner / max(mark.size)
        mark = mark.resize((max(1, round(mark.width * scale)), max(1, round(mark.height * scale))))
    ground.alpha_composite(mark, ((edge - mark.width) // 2, (edge - mark.height) // 2))
    return ground.resize((size, size), Image.Resampling.LANCZOS)


def _loudspeaker(edge: int, colours: Colours) -> Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as above

    mark = Image.new("RGBA", (edge, edge))
    draw, unit = ImageDraw.Draw(mark), edge / _UNITS
    draw.polygon([(x * unit, y * unit) for x, y in _LOUDSPEAKER], fill=colours.foreground)
    for x, y, reach in _WAVES:
        box = [(middle + side * reach) * unit for side in (-1, 1) for middle in (x, y)]
        draw.arc(box, -40, 40, fill=colours.accent, width=round(2.2 * unit))
    return mark
