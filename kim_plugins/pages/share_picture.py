"""The picture for shared links of pages that have none: the site's name in its colours."""

from __future__ import annotations

import textwrap
from typing import Final

from kim_plugins.pages.branding import Branding, draw_loudspeaker, paste_logo, png_bytes

ADDRESS: Final = "/assets/kim-berbagi.png"
SIZE: Final = (1200, 630)
"""What Open Graph's readers show without cutting, in pixels."""

_LEFT: Final = 100
_LOGO: Final = 190
"""The edge of the square in which the logo stands, in pixels."""


def share_picture(branding: Branding) -> bytes:
    """A PNG that depends on the branding alone."""
    # Few builds draw it, and Pillow is slow to import.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    picture = Image.new("RGB", SIZE, branding.background)
    draw = ImageDraw.Draw(picture)
    for x in range(0, SIZE[0], 40):
        draw.polygon([(x, 590), (x + 20, 570), (x + 40, 590)], fill=branding.accent)
    draw.rectangle((0, 590, *SIZE), fill=branding.accent)
    if branding.logo:
        # Logos are made for white or light paper.
        card = (_LEFT - 16, 36, _LEFT + _LOGO + 16, 36 + _LOGO + 32)
        draw.rounded_rectangle(card, 16, fill=branding.paper)
        paste_logo(picture, branding.logo, (_LEFT, 52), (_LOGO, _LOGO))
    else:
        draw_loudspeaker(draw, branding, (_LEFT - 20, 50), 8)
    lines = textwrap.wrap(branding.name, 22)[:3]
    text, font = "\n".join(lines), ImageFont.load_default(84)
    draw.multiline_text((_LEFT, 275), text, fill=branding.foreground, font=font, spacing=12)
    draw.text(
        (_LEFT, 530), branding.host, fill=branding.foreground, font=ImageFont.load_default(36)
    )
    return png_bytes(picture)
