"""Files inside a drawing, in `data:` addresses: pictures made of pixels, and fonts."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final
from urllib.parse import unquote_to_bytes

from PIL import Image, UnidentifiedImageError

from kim_plugins.catalogue.media.image_codec import (
    as_jpeg,
    as_png,
    is_graphic,
    open_upright,
    read_header,
)
from kim_plugins.catalogue.media.picture_notes import strip_metadata
from kim_plugins.catalogue.media.vectors.parsing import SvgError

MOST_PIXELS: Final = 24_000_000
"""Of all pictures in a drawing: they stand in a telephone's memory at once."""

_DATA: Final = re.compile(r"data:(?P<type>[^,;]*)(?P<options>(?:;[^,]*)?),", re.IGNORECASE)
_PICTURES: Final = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp")
_WITHOUT_NOTES: Final = ("PNG", "JPEG")
_FORMATS: Final = (*_WITHOUT_NOTES, "GIF", "WEBP")
_TOO_LARGE: Final = "menyematkan gambar yang terlalu besar ukurannya"
_FONTS: Final = re.compile(
    r"(?:application/(?:x-)?font|font/|application/(?:octet-stream|vnd.ms-))"
)
_FONTS_BEGIN: Final = (b"wOFF", b"wOF2", b"OTTO", b"\0\1\0\0", b"true")
_BLANKS: Final = re.compile(rb"\s+")


class Pictures:
    """The embedded pictures of one drawing, with their total size."""

    def __init__(self) -> None:
        self._pixels = 0
        self._known: dict[str, str | None] = {}
        self.has_moving = False

    def address(self, written: str) -> str | None:
        """The picture without metadata, as an address; None for what is no such picture.

        Raises DrawingError.
        """
        if written not in self._known:
            found = self._read(written)
            self._known[written] = found and f"data:{found[0]};base64,{_text(found[1])}"
        return self._known[written]

    def _read(self, written: str) -> tuple[str, bytes] | None:
        kind, data = _decoded(written)
        if kind not in _PICTURES:
            return None
        try:
            told = read_header(data)
            if told.format not in _FORMATS:
                return None
            self._count(told.width * told.height)
            seen = open_upright(data, 1 if told.format == "JPEG" else 0)
            plain = strip_metadata(data) if told.format in _WITHOUT_NOTES else b""
        except Image.DecompressionBombError:
            raise SvgError(_TOO_LARGE) from None
        except SvgError:
            raise
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return None
        self.has_moving = self.has_moving or told.is_moving
        if plain:
            return f"image/{told.format.lower()}", plain
        if is_graphic(seen):
            return "image/png", as_png(seen)
        return "image/jpeg", as_jpeg(seen)

    def _count(self, pixels: int) -> None:
        self._pixels += pixels
        if self._pixels > MOST_PIXELS:
            raise SvgError(_TOO_LARGE)


def is_font(address: str) -> bool:
    """Whether an address holds an embedded font."""
    kind, data = _decoded(address)
    return _FONTS.match(kind) is not None and data.startswith(_FONTS_BEGIN)


def _decoded(address: str) -> tuple[str, bytes]:
    """The type and the bytes in a data: address; of others, and of broken ones, nothing."""
    match = _DATA.match(address)
    if not match:
        return "", b""
    data = unquote_to_bytes(address[match.end() :])
    if match["options"].lower().replace(" ", "").endswith(";base64"):
        try:
            data = base64.b64decode(_BLANKS.sub(b"", data) + b"==")
        except binascii.Error:
            return "", b""
    return match["type"].strip().lower(), data


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
