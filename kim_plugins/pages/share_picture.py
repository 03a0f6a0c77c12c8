"""The picture for shared links of pages that have none: the site's name in its colours."""

from __future__ import annotations

import textwrap
from typing import Final

from kim_plugins.pages.branding import Branding, draw_horn, paste_logo, png_bytes

ADDRESS: Final = "/assets/kim-berbagi.png"
SIZE: Final = (1200, 630)
"""What Open Graph's readers show without cutting, in pixels."""

_LEFT: Final = 100
_SIGN: Final = 190
"""The height of the emblem."""


def share_picture(face: Branding) -> bytes:
    """A PNG that depends on the branding alone."""
    # It is drawn once, and the library takes its time to come.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    picture = Image.new("RGB", SIZE, face.header)
    draw = ImageDraw.Draw(picture)
    for x in range(0, SIZE[0], 40):
        draw.polygon([(x, 590), (x + 20, 570), (x + 40, 590)], fill=face.ornament)
    draw.rectangle((0, 590, *SIZE), fill=face.ornament)
    if face.emblem:
        # An emblem is drawn for white or light paper.
        card = (_LEFT - 16, 36, _LEFT + _SIGN + 16, 36 + _SIGN + 32)
        draw.rounded_rectangle(card, 16, fill=face.paper)
        paste_logo(picture, face.emblem, (_LEFT, 52), (_SIGN, _SIGN))
    else:
        draw_horn(draw, face, (_LEFT - 20, 50), 8)
    lines = textwrap.wrap(face.name, 22)[:3]
    text, font = "\n".join(lines), ImageFont.load_default(84)
    draw.multiline_text((_LEFT, 275), text, fill=face.letters, font=font, spacing=12)
    draw.text((_LEFT, 530), face.host, fill=face.letters, font=ImageFont.load_default(36))
    return png_bytes(picture)
