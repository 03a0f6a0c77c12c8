"""The picture of a shared link that has none of its own: the site's name in its colours."""

from __future__ import annotations

import io
import textwrap
from typing import Final
from urllib.parse import urlsplit

from kim_plugins.catalogue import SiteOptions

ADDRESS: Final = "/assets/kim-berbagi.png"
SIZE: Final = (1200, 630)
"""What Open Graph's readers show without cutting, in pixels."""

_ROOF, _PAPER, _GOLD = "#7a3310", "#fbf5ea", "#f2b84b"
_HORN: Final = ((3, 15), (3, 9), (8, 8), (17, 3), (17, 21), (8, 16))
_LEFT: Final = 100


def share_picture(options: SiteOptions) -> bytes:
    """A PNG that is the same for the same name and address."""
    # It is drawn once, and the library takes its time to come.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    picture = Image.new("RGB", SIZE, _ROOF)
    draw = ImageDraw.Draw(picture)
    for x in range(0, SIZE[0], 40):
        draw.polygon([(x, 590), (x + 20, 570), (x + 40, 590)], fill=_GOLD)
    draw.rectangle((0, 590, *SIZE), fill=_GOLD)
    draw.polygon([(_LEFT - 20 + x * 8, 50 + y * 8) for x, y in _HORN], fill=_PAPER)
    for reach in (40, 76):
        middle = (_LEFT + 130, 146)
        box = (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)
        draw.arc(box, -52, 52, fill=_GOLD, width=14)
    lines = textwrap.wrap(options.name, 22)[:3]
    draw.multiline_text(
        (_LEFT, 260), "\n".join(lines), fill=_PAPER, font=ImageFont.load_default(84), spacing=12
    )
    host = urlsplit(options.url).hostname or ""
    draw.text((_LEFT, 510), host, fill=_GOLD, font=ImageFont.load_default(36))
    data = io.BytesIO()
    # Few colours, so that a chat fetches little.
    picture.quantize(32).save(data, "PNG", optimize=True)
    return data.getvalue()
