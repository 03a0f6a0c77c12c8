"""Decoding and encoding of pictures: turned upright, in sRGB, without metadata.

What a telephone writes beside the picture (position, device, time, comments) never comes along:
a new file is made from the pixels alone. Moving pictures are still: they show their first frame.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

import pillow_heif
from PIL import (
    AvifImagePlugin,  # noqa: F401 - read by FORMATS
    Image,
    ImageCms,
    ImageFile,
    ImageOps,
    WebPImagePlugin,  # noqa: F401 - read by FORMATS
)

from kim_plugins.catalogue.media.animation import animated_webp, frames_of, is_whole

pillow_heif.register_heif_opener()
# Twice as many are refused before any is read (PIL.Image.DecompressionBombError).
Image.MAX_IMAGE_PIXELS = 128_000_000

FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
"""A file is opened as one of these or not at all: others start programs, as EPS does."""

_MOVING: Final = ("GIF", "WEBP", "PNG", "AVIF")
"""Those whose pictures may follow one another; a HEIC with several is a collection."""

MOST_PIXELS: Final = 120_000_000
"""Of a picture that has to be unpacked as a whole; a JPEG, which hasn't, may have 256 million."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_ORIENTATION: Final = 0x0112
_ON_THEIR_SIDE: Final = (5, 6, 7, 8)
_REDUCIBLE: Final = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
_FEW: Final = 256
_FEW_GREYS: Final = 32
_SAMPLE, _USUAL = 400, 1200
_LARGEST_PNG: Final = 400_000
"""Bytes that a drawing may have as a PNG of usual size; a photograph has two million."""
_LOSSY_QUALITY: Final = 78
_QUALITIES: Final = (_LOSSY_QUALITY, 65, 50, 35, 20, 8)
_SIXTEEN_BITS: Final = ("I;16", "I;16B", "I;16L", "I")


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """The header of a picture: Pillow's name of its format, and its size as displayed.

    `unpacked` is how many pixels, or as much, stand in memory at once when it is looked at.
    """

    format: str
    width: int
    height: int
    frames: int
    unpacked: int

    @property
    def is_moving(self) -> bool:
        """Whether it is animated."""
        return self.frames > 1

    @property
    def is_too_large(self) -> bool:
        """Whether it would take more memory than a picture may."""
        return self.format != "JPEG" and self.width * self.height > MOST_PIXELS


def read_header(data: bytes) -> ImageHeader:
    """The header of a picture, without decoding it. Raises what Pillow raises."""
    with _open(data) as picture:
        found = picture.format or ""
        # Many telephones write JPEG files that hold further pictures; Pillow calls them MPO.
        found = "JPEG" if found == "MPO" else found
        frames = frames_of(picture, data) if found in _MOVING else 1
        width, height = picture.size
        if found == "JPEG" and picture.getexif().get(_ORIENTATION) in _ON_THEIR_SIDE:
            width, height = height, width
        # A JPEG is unpacked at an eighth of its size, unless all of it comes in several turns.
        in_parts = found == "JPEG" and not picture.info.get("progressive")
        unpacked = width * height // 64 if in_parts else width * height * frames
        return ImageHeader(found, width, height, frames, unpacked)


def unpacked_pixels(data: bytes) -> int:
    """The number of pixels that decoding gives; 0 for what can't be opened."""
    try:
        return read_header(data).unpacked
    except Exception:  # noqa: BLE001 - a damaged head makes anything of its reader; inspection says so
        return 0


def open_upright(data: bytes, edge: int = 0) -> Image.Image:
    """Decode a picture, turned upright, in sRGB, its mode RGB or RGBA.

    It is unpacked no larger than it takes to have `edge` pixels on the shorter side; 0 is all.
    """
    with _open(data) as picture:
        if edge:
            picture.draft("RGB", (edge, edge))
        picture.load()
        small = _reduced(picture, edge) if edge else picture
        ImageOps.exif_transpose(small, in_place=True)
        return _plain(small, small.info.get("icc_profile"))


def _open(data: bytes) -> Image.Image:
    # WeasyPrint, once imported, has Pillow fill what is missing of a picture with grey.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        # Ours is the limit, and it depends on the format.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(_without_texts(data)), formats=FORMATS)


def _without_texts(data: bytes) -> bytes:
    """A PNG without text chunks, a million of which would take minutes."""
    if not data.startswith(_PNG):
        return data
    parts, place, kept = [], len(_PNG), 0
    while place + 8 <= len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] in (b"tEXt", b"zTXt", b"iTXt"):
            parts.append(data[kept:place])
            kept = end
        place = end
    return b"".join([*parts, data[kept:]]) if parts else data


def _reduced(picture: Image.Image, edge: int) -> Image.Image:
    """A picture reduced by a whole factor that leaves `edge` pixels: less to turn and convert."""
    factor = min(picture.size) // edge
    return picture.reduce(factor) if factor > 1 and picture.mode in _REDUCIBLE else picture


def is_graphic(picture: Image.Image) -> bool:
    """Whether a picture would suffer as a JPEG: few colours, or transparent parts.

    Many greys are a photograph or a scanned sheet; so is what is transparent and yet packs badly,
    as a person does who was cut out.
    """
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255):
        return _packs_well(picture)
    rgb = picture if picture.mode == "RGB" else picture.convert("RGB")
    colours = rgb.getcolors(_FEW)
    if colours is None:
        return False
    return len(colours) <= _FEW_GREYS or any(len(set(_bands(colour))) > 1 for _, colour in colours)


def _packs_well(picture: Image.Image) -> bool:
    """Whether a PNG would be small, judged by a sample of its pixels."""
    scale = min(1.0, _SAMPLE / max(picture.size))
    width, height = (max(1, round(edge * scale)) for edge in picture.size)
    sample = picture.resize((width, height), Image.Resampling.NEAREST)
    shown = min(1.0, _USUAL / max(picture.size)) / scale
    return len(_written(sample, "PNG")) * shown**2 <= _LARGEST_PNG


def resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in another size."""
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def as_webp(picture: Image.Image, *, graphic: bool) -> bytes:
    """A WebP; of a graphic the lossless one if it is smaller."""
    lossy = _written(picture, "WEBP", quality=_LOSSY_QUALITY, method=4)
    if not graphic:
        return lossy
    return min(_written(picture, "WEBP", lossless=True, quality=40, method=2), lossy, key=len)


def is_animation_whole(data: bytes) -> bool:
    """Whether all frames of an animation can be decoded."""
    with _open(data) as picture:
        return is_whole(picture)


def as_animated_webp(data: bytes, size: tuple[int, int]) -> bytes:
    """An animated WebP of an animation."""
    with _open(data) as picture:
        return animated_webp(picture, size)


def as_jpeg(picture: Image.Image, most: int = 0) -> bytes:
    """A JPEG on white for any program; of at most `most` bytes if possible."""
    rgb = picture
    if picture.mode == "RGBA":
        rgb = Image.new("RGB", picture.size, "white")
        rgb.paste(picture, mask=picture.getchannel("A"))
    for quality in _QUALITIES if most else _QUALITIES[:1]:
        found = _written(rgb, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(found) <= most:
            break
    return found


def as_png(picture: Image.Image) -> bytes:
    """A PNG for any program, with a palette if one holds every colour."""
    few = picture.quantize(_FEW, dither=Image.Dither.NONE)
    exact = few.convert(picture.mode).tobytes() == picture.tobytes()
    return _written(few if exact else picture, "PNG", optimize=True)


def as_logo(picture: Image.Image) -> bytes:
    """A small PNG of a logo: 256 colours with transparency."""
    few = picture.convert("RGBA").quantize(_FEW, method=Image.Quantize.FASTOCTREE)
    return _written(few, "PNG", optimize=True)


def _bands(colour: float | tuple[int, ...]) -> tuple[float, ...]:
    return colour if isinstance(colour, tuple) else (colour,)


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode in _SIXTEEN_BITS:
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    transparent = picture.has_transparency_data
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        picture = _in_srgb(picture, profile)
    mode = "RGBA" if transparent else "RGB"
    plain = picture if picture.mode == mode else picture.convert(mode)
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
