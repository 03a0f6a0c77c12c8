"""Pictures as pixels: read upright and plain, shrunk, and written without anything but the picture.

What a telephone writes beside the picture (position, device, time, comments) never comes along:
a new file is made from the pixels alone. Moving pictures are still: they show their first frame.
"""

from __future__ import annotations

import io
from typing import Final

import pillow_heif
from PIL import Image, ImageCms, ImageOps

pillow_heif.register_heif_opener()

_FEW: Final = 256
_FEW_GREYS: Final = 32
_LOSSY_QUALITY: Final = 78
_SIXTEEN_BITS: Final = ("I;16", "I;16B", "I;16L", "I")


def opened(data: bytes, edge: int = 0) -> Image.Image:
    """A picture as it is seen: turned upright, in sRGB, its mode RGB or RGBA.

    A JPEG is read no larger than it takes to have `edge` pixels on the shorter side; 0 is all.
    """
    with Image.open(io.BytesIO(data)) as picture:
        if edge:
            picture.draft("RGB", (edge, edge))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        return _plain(upright, upright.info.get("icc_profile"))


def is_drawing(picture: Image.Image) -> bool:
    """Whether a picture would suffer as a JPEG: parts of it are transparent, or its colours few.

    Many greys are a photograph or a scanned sheet.
    """
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255):
        return True
    colours = picture.convert("RGB").getcolors(_FEW)
    if colours is None:
        return False
    return len(colours) <= _FEW_GREYS or any(len(set(_bands(colour))) > 1 for _, colour in colours)


def resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in another size."""
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def as_webp(picture: Image.Image, *, drawing: bool) -> bytes:
    """A WebP; of a drawing, the lossless one if that is the smaller."""
    lossy = _written(picture, "WEBP", quality=_LOSSY_QUALITY, method=4)
    if not drawing:
        return lossy
    return min(_written(picture, "WEBP", lossless=True, quality=40, method=2), lossy, key=len)


def as_jpeg(picture: Image.Image) -> bytes:
    """A JPEG that any program shows."""
    rgb = picture.convert("RGB")
    return _written(rgb, "JPEG", quality=_LOSSY_QUALITY, optimize=True, progressive=True)


def as_png(picture: Image.Image) -> bytes:
    """A PNG that any program shows, with a palette where one holds every colour."""
    few = picture.quantize(_FEW, dither=Image.Dither.NONE)
    exact = few.convert(picture.mode).tobytes() == picture.tobytes()
    return _written(few if exact else picture, "PNG", optimize=True)


def _bands(colour: float | tuple[int, ...]) -> tuple[float, ...]:
    return colour if isinstance(colour, tuple) else (colour,)


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode in _SIXTEEN_BITS:
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    transparent = picture.has_transparency_data
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        picture = _in_srgb(picture, profile)
    plain = picture.convert("RGBA" if transparent else "RGB")
    # Pillow would write some of it into the new file.
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, own, srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        # A profile that fits neither itself nor the picture says nothing about its colours.
        return picture
    return converted or picture


def _written(picture: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()
