"""The branding of a site for generated pictures: its name, colours and logo."""

from __future__ import annotations

import hashlib
import io
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

LOUDSPEAKER: Final = ((3, 15), (3, 9), (8, 8), (17, 3), (17, 21), (8, 16))
"""The loudspeaker, in units of the icon's 26 by 24."""


@dataclass(frozen=True, slots=True)
class Branding:
    """A site's name and host, its colours as CSS values, and its logo as a PNG, if any.

    `background` and `foreground` are those of the header, `paper` is the background of a page.
    """

    name: str
    host: str
    background: str
    foreground: str
    accent: str
    paper: str
    logo: bytes | None = None

    @property
    def key(self) -> str:
        """A digest of all values."""
        return hashlib.blake2b(repr(astuple(self)).encode(), digest_size=16).hexdigest()


def draw_loudspeaker(
    draw: ImageDraw.ImageDraw, branding: Branding, corner: tuple[float, float], unit: float
) -> None:
    """Draw the loudspeaker of the default icon; `corner` is its upper left, `unit` in pixels."""
    left, top = corner
    draw.polygon(
        [(left + x * unit, top + y * unit) for x, y in LOUDSPEAKER], fill=branding.foreground
    )
    middle = (left + 17 * unit, top + 12 * unit)
    for reach in (4.5, 8.0):
        box = [part + sign * reach * unit for sign in (-1, 1) for part in middle]
        draw.arc(box, -52, 52, fill=branding.accent, width=max(1, round(1.75 * unit)))


def paste_logo(
    picture: Image.Image, logo: bytes, corner: tuple[int, int], box: tuple[int, int]
) -> None:
    """Paste a logo into the middle of a box."""
    from PIL import Image  # noqa: PLC0415 - few builds paste a logo, and Pillow is slow to import

    with Image.open(io.BytesIO(logo), formats=["PNG"]) as opened:
        drawn = opened.convert("RGBA")
    share = min(box[0] / drawn.width, box[1] / drawn.height)
    size = (max(1, round(drawn.width * share)), max(1, round(drawn.height * share)))
    drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    place = (corner[0] + (box[0] - size[0]) // 2, corner[1] + (box[1] - size[1]) // 2)
    picture.paste(drawn, place, drawn)


def png_bytes(picture: Image.Image) -> bytes:
    """A PNG with few colours, to be small for chats."""
    data = io.BytesIO()
    picture.quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()
