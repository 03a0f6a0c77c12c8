"""The published files of a picture, made from the original."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from kim_plugins.catalogue.media.file import Media
from kim_plugins.catalogue.media.image_codec import (
    as_animated_webp,
    as_jpeg,
    as_png,
    as_webp,
    open_upright,
    resized,
)
from kim_plugins.catalogue.media.pictures import (
    SHARE_LIMIT,
    Variant,
    animated_file,
    fallback_file,
    share_file,
    variants,
)


def image_files(
    media: Media, data: bytes, *, is_drawable: bool = True
) -> Iterator[tuple[Variant, bytes]]:
    """Every published file of a picture with its bytes.

    Of a vector drawing that isn't `is_drawable` the one for shared links is an empty sheet.
    """
    usual, share = fallback_file(media), share_file(media)
    if not media.is_raster:
        # Few sites have a new drawing, and reading one takes a library more.
        from kim_plugins.catalogue.media.vectors import sanitised_svg  # noqa: PLC0415

        svg = sanitised_svg(data).data
        yield usual, svg
        if share:
            yield share, as_jpeg(_rasterised(svg, share, is_drawable=is_drawable), SHARE_LIMIT)
        return
    picture = open_upright(data, _edge(media))
    yield from _choice(media, picture)
    small = resized(picture, _size(usual))
    limit = SHARE_LIMIT if share == usual else 0
    yield usual, as_png(small) if media.is_graphic else as_jpeg(small, limit)
    if share and share != usual:
        yield share, as_jpeg(resized(picture, _size(share)), SHARE_LIMIT)
    if motion := animated_file(media):
        yield motion, as_animated_webp(data, _size(motion))


def _rasterised(svg: bytes, share: Variant, *, is_drawable: bool) -> Image.Image:
    if not is_drawable:
        return Image.new("RGB", _size(share), "white")
    from kim_plugins.catalogue.media.vectors.raster import rasterised  # noqa: PLC0415 - as above

    return rasterised(svg, *_size(share))


def _choice(media: Media, picture: Image.Image) -> Iterator[tuple[Variant, bytes]]:
    """The WebP variants, none of which has more bytes than a wider one.

    A drawing in its own size often packs better than a smaller one, whose edges are blurred; its
    bytes then stand for both, as a browser goes by the width that the page names.
    """
    found: list[tuple[Variant, bytes]] = []
    for variant in reversed(variants(media)):
        made = as_webp(resized(picture, _size(variant)), graphic=media.is_graphic)
        wider = found[-1][1] if found else made
        found.append((variant, min(made, wider, key=len)))
    yield from reversed(found)


def _edge(media: Media) -> int:
    """The pixels that the shorter side needs for the largest of the files."""
    sides = [min(*_size(variant)) for variant in (*variants(media), fallback_file(media))]
    return max(sides)


def _size(variant: Variant) -> tuple[int, int]:
    assert variant.width and variant.height  # noqa: S101, PT018 - of a raster picture they are known
    return variant.width, variant.height
