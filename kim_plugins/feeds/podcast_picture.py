"""The picture of a group's podcast: its name in KIM's colours, as directories require one."""

from __future__ import annotations

import io
import textwrap
from typing import Final

from kim_plugins.feeds.text import one_line

SIZE: Final = 1400
"""Square, 1400 to 3000 pixels, RGB and not transparent (Apple's requirements for podcasts)."""

_BACKGROUND, _FOREGROUND, _ACCENT = "#7a3310", "#fbf5ea", "#f2b84b"
_LOUDSPEAKER: Final = ((3, 15), (3, 9), (8, 8), (17, 3), (17, 21), (8, 16))
_LINE: Final = 18


def podcast_picture(name: str) -> bytes:
    """A PNG that depends on the name alone; no two groups have the same."""
    # Few builds draw one, and Pillow is slow to import.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    picture = Image.new("RGB", (SIZE, SIZE), _BACKGROUND)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(80 + x * 20, 60 + y * 20) for x, y in _LOUDSPEAKER], fill=_FOREGROUND)
    for reach in (110, 200):
        box = (440 - reach, 300 - reach, 440 + reach, 300 + reach)
        draw.arc(box, -52, 52, fill=_ACCENT, width=36)
    lines = textwrap.wrap(one_line(name), _LINE)[:4]
    font = ImageFont.load_default(128)
    draw.multiline_text((100, 640), "\n".join(lines), fill=_FOREGROUND, font=font, spacing=20)
    draw.rectangle((0, SIZE - 60, SIZE, SIZE), fill=_ACCENT)
    data = io.BytesIO()
    picture.quantize(32).convert("RGB").save(data, "PNG", optimize=True)
    return data.getvalue()
