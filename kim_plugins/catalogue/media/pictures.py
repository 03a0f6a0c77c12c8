"""What is published of a picture: variants for screens of every size, and one for everything else.

Which ones there are follows from what `inspect` found, so pages and feeds know their addresses and
sizes before a pixel is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from kim_plugins.catalogue.media.file import Media

WIDTHS: Final = (480, 960, 1440)
"""Of variants, in pixels: a telephone, a telephone with a fine screen, a large screen."""
LARGEST_EDGE: Final = 2000
_PLAIN_EDGE: Final = 1200
_TELLS_APART: Final = 0.85
"""A variant that is hardly smaller than the next isn't worth its bytes."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A file that is published of a picture; sizes in pixels, unknown for some drawings."""

    address: str
    mime: str
    width: int | None
    height: int | None


def plain(media: Media) -> Variant:
    """The one that everybody can show: for feeds, for chats, for browsers without the others."""
    width, height = _fitting(media, _PLAIN_EDGE) if media.is_raster else (media.width, media.height)
    return Variant(media.address, media.published_mime, width, height)


def variants(media: Media) -> tuple[Variant, ...]:
    """The WebP variants of a picture, the narrowest first; a vector drawing has none."""
    if not media.is_raster:
        return ()
    width, height = _fitting(media, LARGEST_EDGE)
    widest = min(width, WIDTHS[-1])
    widths = [one for one in WIDTHS if one < widest * _TELLS_APART] + [widest]
    return tuple(
        Variant(f"/{media.name}-{one}.webp", "image/webp", one, max(1, round(height * one / width)))
        for one in widths
    )


def element(
    attributes: str, base: str, shown: Variant, others: Sequence[Variant], sizes: str
) -> str:
    """A picture for a page: an img element with `attributes`, and what a browser may take instead.

    `base` leads to the root; `sizes` says how wide the picture stands, as HTML has it.
    """
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
    image = f'<img {attributes} src="{_at(base, shown)}"{size}>'
    if not others:
        return image
    choice = ", ".join(f"{_at(base, variant)} {variant.width}w" for variant in others)
    return f'<picture><source type="image/webp" srcset="{choice}" sizes="{sizes}">{image}</picture>'


def _at(base: str, variant: Variant) -> str:
    return escape(base + variant.address[1:])


def _fitting(media: Media, edge: int) -> tuple[int, int]:
    """The size of a picture whose longer edge is at most `edge`; never larger than it is."""
    width, height = media.width or 1, media.height or 1
    scale = min(1.0, edge / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
