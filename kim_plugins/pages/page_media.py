"""A bulletin's own picture and sound, as templates show them."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from markupsafe import Markup

from kim_plugins.catalogue import BulletinEntry, Catalogue, Media
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.media.pictures import (
    animated_file,
    element,
    fallback_file,
    is_long,
    share_file,
    variants,
)
from kim_plugins.pages.shell import relative


def picture(catalogue: Catalogue, entry: BulletinEntry, base: str) -> dict[str, Any] | None:
    """A bulletin's picture: its `part` of the record, and `img` to show it.

    `img(sizes, alt, first=False, eager=False)`: how wide it stands, as HTML has it; the
    alternative text; whether it is what a page is about; and whether it is seen at once.
    """
    found = _own_media(catalogue, entry, "image", base)
    if found is not None:
        found["img"] = partial(_img, found["media"], base)
    return found


def sound(catalogue: Catalogue, entry: BulletinEntry, base: str) -> dict[str, Any] | None:
    """The values for an audio element with a bulletin's sound."""
    return _own_media(catalogue, entry, "audio", base)


def _own_media(
    catalogue: Catalogue, entry: BulletinEntry, name: str, base: str
) -> dict[str, Any] | None:
    part = getattr(entry.record, name)
    if part is None:
        return None
    media = catalogue.medium(target_of(entry.path, part.src) or "")
    return {"src": relative(media.address, base), "media": media, "part": part}


def _img(  # noqa: PLR0913 - as HTML has it
    media: Media, base: str, sizes: str, alt: str, *, first: bool = False, eager: bool = False
) -> Markup:
    """A picture; an animation plays only where it is the first thing on a page."""
    motion = animated_file(media) if first else None
    is_awaited = eager or (first and not motion)
    when = 'fetchpriority="high"' if is_awaited else 'loading="lazy"'
    attributes = f'alt="{escape(alt)}" {when} decoding="async"'
    if not first and media.is_raster and is_long(media) and (small := share_file(media)):
        return Markup(element(attributes, base, small, (), sizes))  # noqa: S704 - escaped
    found = element(attributes, base, fallback_file(media), variants(media), sizes, motion=motion)
    return Markup(found)  # noqa: S704 - as above
