"""The picture of a group's podcast: its name in the site's colours, as directories require one."""

from __future__ import annotations

import io
import textwrap
from typing import Final, NamedTuple

from kim_plugins.catalogue.addresses import PODCAST_PICTURE_SIZE as SIZE
from kim_plugins.feeds.text import one_line

_LOUDSPEAKER: Final = ((3, 15), (3, 9), (8, 8), (17, 3), (17, 21), (8, 16))
_LINE: Final = 18


class PictureColours(NamedTuple):
    """CSS colours of a podcast's picture; KIM's own where a site has no others."""

    background: str = "#7a3310"
    foreground: str = "#fbf5ea"
    accent: str = "#f2b84b"


KIM_COLOURS: Final = PictureColours()


def podcast_picture(name: str, colours: PictureColours = KIM_COLOURS) -> bytes:
    """A PNG that depends on name and colours alone; no two groups have the same."""
    # Few builds draw one, and Pillow is slow to import.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    picture = Image.new("RGB", (SIZE, SIZE), colours.background)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(80 + x * 20, 60 + y * 20) for x, y in _LOUDSPEAKER], fill=colours.foreground)
    for reach in (110, 200):
        box = (440 - reach, 300 - reach, 440 + reach, 300 + reach)
        draw.arc(box, -52, 52, fill=colours.accent, width=36)
    lines = textwrap.wrap(one_line(name), _LINE)[:4]
    font = ImageFont.load_default(128)
    text = "\n".join(lines)
    draw.multiline_text((100, 640), text, fill=colours.foreground, font=font, spacing=20)
    draw.rectangle((0, SIZE - 60, SIZE, SIZE), fill=colours.accent)
    data = io.BytesIO()
    picture.quantize(32).convert("RGB").save(data, "PNG", optimize=True)
    return data.getvalue()
