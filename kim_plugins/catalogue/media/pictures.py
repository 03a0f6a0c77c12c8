"""The published files of a picture: variants for screens, one for sharing, a fallback.

Which ones there are follows from what `inspect` found, so pages and feeds know their addresses and
sizes before a pixel is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from kim_plugins.catalogue.media.animation import size_of
from kim_plugins.catalogue.media.file import Media
from kim_plugins.records.patterns import deferred

WIDTHS: Final = (480, 960, 1440)
"""Of variants, in pixels: a telephone, a telephone with a fine screen, a large screen."""
LARGEST_EDGE: Final = 2000
_PLAIN_EDGE: Final = 1200
_LONG: Final = 2.5
"""So much longer than wide, and a picture is bounded on its shorter side: it shall be readable."""
_LONGEST: Final = 12_000
_WIDE: Final = 1000
_HIGH: Final = 280
"""How high a panorama stands on a page, in CSS pixels; theme/assets/kim.css says so too."""
_PUSHED: Final = (
    '<span class="kim-wide" tabindex="0" role="group" aria-label="Gambar lebar, geser ke samping">'
)
_STOPPED: Final = (
    '<span class="kim-moving"><input type="checkbox" autocomplete="off" '
    'aria-label="Hentikan gerak gambar">{moving}{still}</span>'
)
_ID: Final = deferred(r'(?<=\s)id="[^"]*"\s?')
_STILL: Final = "print, (prefers-reduced-motion: reduce)"
_SHARE_BYTES: Final = 250_000
SHARE_LIMIT: Final = 290_000
"""Bytes of the picture that is shown with a shared link; WhatsApp takes little above 300 KB."""
_TELLS_APART: Final = 0.85
"""A variant that is hardly smaller than the next isn't worth its bytes."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A published file of a picture; its size in pixels, None for drawings without one."""

    address: str
    mime: str
    width: int | None
    height: int | None


def fallback_file(media: Media) -> Variant:
    """The file that everything can show: for feeds, chats, and browsers without WebP."""
    width, height = _fitting(media, _PLAIN_EDGE) if media.is_raster else (media.width, media.height)
    return Variant(media.address, media.published_mime, width, height)


def variants(media: Media) -> tuple[Variant, ...]:
    """The WebP variants of a picture, the narrowest first; a vector drawing has none."""
    if not media.is_raster:
        return ()
    width, height = _fitting(media, LARGEST_EDGE)
    widest = width if is_panorama(media) else min(width, WIDTHS[-1])
    widths = [one for one in WIDTHS if one < widest * _TELLS_APART] + [widest]
    return tuple(
        Variant(f"/{media.name}-{one}.webp", "image/webp", one, max(1, round(height * one / width)))
        for one in widths
    )


def share_file(media: Media) -> Variant | None:
    """The file for shared links: a JPEG or a small PNG.

    None for a vector drawing that doesn't say its size.
    """
    if not media.is_raster:
        return _as_raster(media)
    usual = fallback_file(media)
    if not is_long(media) and (not media.is_graphic or _stays_small(media, usual)):
        return usual
    width, height = _within(media, _PLAIN_EDGE)
    return Variant(f"/{media.name}-bagikan.jpg", "image/jpeg", width, height)


def _as_raster(media: Media) -> Variant | None:
    """The JPEG of a vector drawing, as large as chats show it."""
    if not media.width or not media.height:
        return None
    scale = _PLAIN_EDGE / max(media.width, media.height)
    width, height = (max(1, round(side * scale)) for side in (media.width, media.height))
    return Variant(f"/{media.name}-bagikan.jpg", "image/jpeg", width, height)


def animated_file(media: Media) -> Variant | None:
    """The animated file of a picture, if it is animated."""
    if not media.moves:
        return None
    width, height = size_of(media.width or 1, media.height or 1)
    return Variant(f"/{media.name}-gerak.webp", "image/webp", width, height)


def picture_files(media: Media) -> tuple[Variant, ...]:
    """Every published file of a picture."""
    share = share_file(media)
    found = [*variants(media), fallback_file(media)]
    if share and share not in found:
        found.append(share)
    motion = animated_file(media)
    return (*found, motion) if motion else tuple(found)


def is_panorama(media: Media) -> bool:
    """Whether a picture is so wide that a telephone scrolls it sideways."""
    return media.is_raster and (media.width or 1) > _LONG * (media.height or 1)


def is_long(media: Media) -> bool:
    """Whether a picture is much longer in one direction than in the other."""
    width, height = media.width or 1, media.height or 1
    return max(width, height) > _LONG * min(width, height)


def _stays_small(media: Media, usual: Variant) -> bool:
    is_as_it_was = (usual.width, usual.height) == (media.width, media.height)
    return media.mime == "image/png" and media.length <= _SHARE_BYTES and is_as_it_was


def element(  # noqa: PLR0913 - what a browser is told of a picture
    attributes: str,
    base: str,
    shown: Variant,
    others: Sequence[Variant],
    sizes: str,
    *,
    motion: Variant | None = None,
) -> str:
    """A picture for a page: an img element with `attributes`, and what a browser may take instead.

    `base` leads to the root; `sizes` says how wide the picture stands, as HTML has it. A panorama
    with variants stands as high as others, and is pushed sideways. A picture with `motion` moves
    until a reader stops it (WCAG 2.2, 2.2.2), but on paper, and where less motion is preferred.
    """
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
    image = f'<img {attributes} src="{_at(base, shown)}"{size}>'
    if not others:
        return image
    is_wide = (shown.width or 0) >= _WIDE and (shown.width or 0) > _LONG * (shown.height or 0)
    if is_wide:
        sizes = f"{round(_HIGH * (shown.width or 0) / (shown.height or 1))}px"
    choice = ", ".join(f"{_at(base, variant)} {variant.width}w" for variant in others)
    still = f'type="image/webp" srcset="{choice}" sizes="{sizes}">'
    found = f"<picture><source {still}{image}</picture>"
    if is_wide:
        return f"{_PUSHED}{found}</span>"
    if motion is None:
        return found
    moves = f'<source type="image/webp" srcset="{_at(base, motion)}">'
    first = f'<picture><source media="{_STILL}" {still}{moves}{image}</picture>'
    # No two elements have one id.
    return _STOPPED.format(moving=first, still=_ID.sub("", found))


def _at(base: str, variant: Variant) -> str:
    return escape(base + variant.address[1:])


def _fitting(media: Media, edge: int) -> tuple[int, int]:
    """The size of a picture with its shorter edge at most `edge`; never enlarged.

    That is the longer one, of a long picture the shorter one.
    """
    if not is_long(media):
        return _within(media, edge)
    width, height = media.width or 1, media.height or 1
    scale = min(1.0, edge / min(width, height), _LONGEST / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _within(media: Media, edge: int) -> tuple[int, int]:
    width, height = media.width or 1, media.height or 1
    scale = min(1.0, edge / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
