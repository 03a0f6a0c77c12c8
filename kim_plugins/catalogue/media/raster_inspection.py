"""Inspects pictures made of pixels, whatever their names say (contract C3)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from PIL import Image, UnidentifiedImageError

from kim_plugins.catalogue.media.animation import MOST_BYTES, MOST_FRAMES, may_animate
from kim_plugins.catalogue.media.file import SUFFIXES, Media, unpublishable
from kim_plugins.catalogue.media.image_codec import (
    ImageHeader,
    is_animation_whole,
    is_graphic,
    open_upright,
    read_header,
)
from kim_plugins.records.problems import Fault, Severity, quote

_RASTER: Final = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|"
    rb"....ftyp(?:avi[fs]|hei[cmsx]|hev[cmsx]|mif1|msf1)",
    re.DOTALL,
)
_MIMES: Final = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "HEIF": "image/heic",
}
_NAMES: Final = {
    mime: {"HEIF": "HEIC", "WEBP": "WebP"}.get(kind, kind) for kind, mime in _MIMES.items()
}
_BY_SUFFIX: Final = {one: mime for mime, endings in SUFFIXES.items() for one in endings}
_PHOTOGRAPHS: Final = ("image/jpeg", "image/heic")
_HEAVY: Final = 24_000_000
"""Pixels that may be more than a computer can unpack, so that a failure says little of a file."""
_SMALLER: Final = "simpan sebagai JPEG, atau kecilkan sampai lebarnya 4000 piksel"


def is_raster(data: bytes) -> bool:
    """Whether a file begins like a picture of a publishable format."""
    return _RASTER.match(data) is not None


def inspect_raster(path: str, data: bytes) -> Media | Fault:
    """The picture in a file with remarks on it, or why it can't be published."""
    try:
        told = read_header(data)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return unpublishable(
            path, "bukan gambar yang dapat dibuka", "simpan ulang sebagai PNG atau JPEG"
        )
    except Image.DecompressionBombError:
        return unpublishable(path, "gambar yang terlalu besar ukurannya", _SMALLER)
    if told.is_too_large:
        what = f"gambar {told.width} × {told.height} piksel yang terlalu besar untuk jenisnya"
        return unpublishable(path, what, _SMALLER)
    try:
        # Any size of a JPEG shows whether it is whole.
        seen = open_upright(data, 1 if told.format == "JPEG" else 0)
    except MemoryError:
        raise  # it says nothing about the file; who set the limit knows
    except Exception:  # noqa: BLE001 - each of four libraries has errors of its own
        return _not_unpacked(path, told)
    return _known(path, data, told, seen)


def _known(path: str, data: bytes, told: ImageHeader, seen: Image.Image) -> Media:
    mime = _MIMES[told.format]
    size = (told.width, told.height) if told.format == "JPEG" else seen.size
    graphic = mime not in _PHOTOGRAPHS and is_graphic(seen)
    may_move = told.is_moving and may_animate(len(data), *size, told.frames)
    moves = may_move and is_animation_whole(data)
    media = Media(path, mime, len(data), *size, is_graphic=graphic, moves=moves)
    notes = [wrong_ending(media)] if media.right_path != path else []
    if told.is_moving and not moves:
        notes.append(_broken(path) if may_move else _still(path))
    return replace(media, notes=tuple(notes))


def wrong_ending(media: Media) -> Fault:
    """The remark on a picture whose ending isn't that of its format."""
    suffix = PurePosixPath(media.path).suffix.lower()
    wanted = _NAMES.get(_BY_SUFFIX.get(suffix, ""), "")
    found = _NAMES.get(media.mime, "SVG")
    what = f"bukan {wanted}" if wanted else "tetapi akhiran namanya tidak mengatakannya"
    return Fault(
        "K350",
        f"berkas {quote(media.path)} sebenarnya {found}, {what}; "
        "ia diterbitkan sebagai gambar yang benar",
        f"ganti namanya menjadi {PurePosixPath(media.right_path).name}, di sini dan di foldernya; "
        "`kim check --fix` melakukannya",
        Severity.WARNING,
    )


def _not_unpacked(path: str, told: ImageHeader) -> Fault:
    if told.unpacked <= _HEAVY:
        what = "bukan gambar yang dapat dibuka; mungkin terpotong saat disalin"
        return unpublishable(
            path, what, "salin ulang berkasnya, atau simpan ulang sebagai PNG atau JPEG"
        )
    return unpublishable(
        path,
        f"gambar {told.width} × {told.height} piksel yang tidak dapat dibuka: terpotong saat "
        "disalin, atau terlalu berat untuk komputer ini",
        f"salin ulang berkasnya; bila tetap begitu, {_SMALLER}",
    )


def _still(path: str) -> Fault:
    return Fault(
        "K351",
        f"gambar {quote(path)} bergerak, tetapi terlalu berat untuk sinyal lemah; "
        "di situs hanya gambar pertamanya yang tampil",
        f"kecilkan sampai di bawah {MOST_BYTES // 1_000_000} MB dan {MOST_FRAMES} gambar "
        "(lebar 480 piksel sudah cukup), atau unggah sebagai video lalu tautkan",
        Severity.WARNING,
    )


def _broken(path: str) -> Fault:
    return Fault(
        "K351",
        f"gambar {quote(path)} bergerak, tetapi sebagian gambarnya rusak; "
        "di situs hanya gambar pertamanya yang tampil",
        "salin ulang berkasnya; mungkin ia terpotong saat diunduh",
        Severity.WARNING,
    )
