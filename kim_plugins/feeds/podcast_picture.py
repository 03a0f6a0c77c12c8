"""The picture of a group's podcast: its name in the site's colours, as directories require."""

from __future__ import annotations

import io
import textwrap
from typing import Final

from kim_plugins.feeds.text import one_line

SIZE: Final = 1400
"""Square, 1400 to 3000 pixels, RGB and not transparent (Apple's requirements for podcasts)."""

_ROOF, _PAPER, _GOLD = "#7a3310", "#fbf5ea", "#f2b84b"
_HORN: Final = ((3, 15), (3, 9), (8, 8), (17, 3), (17, 21), (8, 16))
_LINE: Final = 18


def podcast_picture(name: str) -> bytes:
    """A PNG that depends on the name alone; no two groups have the same."""
    # Few builds draw one, and the library takes its time to come.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    picture = Image.new("RGB", (SIZE, SIZE), _ROOF)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(80 + x * 20, 60 + y * 20) for x, y in _HORN], fill=_PAPER)
    for reach in (110, 200):
        box = (440 - reach, 300 - reach, 440 + reach, 300 + reach)
        draw.arc(box, -52, 52, fill=_GOLD, width=36)
    lines = textwrap.wrap(one_line(name), _LINE)[:4]
    font = ImageFont.load_default(128)
    draw.multiline_text((100, 640), "\n".join(lines), fill=_PAPER, font=font, spacing=20)
    draw.rectangle((0, SIZE - 60, SIZE, SIZE), fill=_GOLD)
    data = io.BytesIO()
    picture.quantize(32).convert("RGB").save(data, "PNG", optimize=True)
    return data.getvalue()
