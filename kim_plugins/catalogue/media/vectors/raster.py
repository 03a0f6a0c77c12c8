"""Renders a drawing to pixels, for chats that show no SVG.

resvg draws it with one font that comes with Pillow, never with those of the machine, so that the
same drawing gives the same pixels everywhere.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Final

import resvg_py
from PIL import Image, ImageFont

_PAPER: Final = "#ffffff"
_DPI: Final = 96
"""Of CSS; what resvg takes without it has no millimetres and points."""


def rasterised(svg: bytes, width: int, height: int, background: str | None = _PAPER) -> Image.Image:
    """The drawing on a colour, or on nothing, as a picture of this size in pixels.

    It has been written anew (see writing.py). Raises ValueError for what can't be drawn.
    """
    font = ImageFont.load_default(16)
    assert isinstance(font, ImageFont.FreeTypeFont)  # noqa: S101 - Pillow is built with FreeType
    assert isinstance(font.path, io.BytesIO)  # noqa: S101 - it is a part of Pillow
    family = font.getname()[0]
    # On Windows a file that is open can't be opened again.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "huruf.ttf")
        file.write_bytes(font.path.getvalue())
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg.decode(),
            width=width,
            dpi=_DPI,
            background=background,
            skip_system_fonts=True,
            font_files=[str(file)],
            **dict.fromkeys(("font_family", "serif_family", "sans_serif_family"), family),
            monospace_family=family,
        )
    with Image.open(io.BytesIO(drawn)) as opened:
        picture = opened.convert("RGB" if background else "RGBA")
    return picture if picture.size == (width, height) else picture.resize((width, height))
