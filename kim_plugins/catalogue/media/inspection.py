"""Pictures and sound: what a file really is, and how large (contract C3, "is what it says")."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from PIL import Image, UnidentifiedImageError

from kim_plugins.catalogue.media.documents import document
from kim_plugins.catalogue.media.file import Media
from kim_plugins.catalogue.media.pixels import head, is_drawing, opened
from kim_plugins.catalogue.media.sounds import MIMES, sound
from kim_plugins.records.problems import Fault, Severity, quote

MAX_MEDIA_BYTES: Final = 50 * 1024 * 1024
_SMALLER: Final = "simpan sebagai JPEG, atau kecilkan sampai lebarnya 4000 piksel"

_FORMATS: Final = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jfif": "JPEG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".heic": "HEIF",
    ".heif": "HEIF",
}
_MIMES: Final = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "HEIF": "image/heic",
}
SUFFIXES: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/heic": ".heic",
}
"""The usual ending of a picture's name."""

_PHOTOGRAPHS: Final = ("image/jpeg", "image/heic")
# What telephones record, and browsers or radio programs don't play.
_OTHER_SOUNDS: Final = (
    ".3gp",
    ".aac",
    ".amr",
    ".awb",
    ".caf",
    ".flac",
    ".mp4",
    ".wav",
    ".webm",
    ".wma",
)


def inspect(path: str, data: bytes) -> Media | Fault:
    """What a file in the content folder is, or why it can't be published as what it says."""
    suffix = PurePosixPath(path).suffix.lower()
    if not data:
        return _fault(path, "kosong (0 bita)", "salin ulang berkasnya")
    if len(data) > MAX_MEDIA_BYTES:
        size = f"{len(data) // 1_048_576} MB, batasnya {MAX_MEDIA_BYTES // 1_048_576} MB"
        return _fault(path, size, "kecilkan dulu berkasnya")
    try:
        found = _inspect(path, suffix, data)
    except MemoryError:
        raise  # it says nothing about the file; who set the limit knows
    except Exception:  # noqa: BLE001 - what a damaged file makes of three libraries is one fault
        return _fault(path, "rusak, tidak dapat dibuka", "salin atau simpan ulang berkasnya")
    if isinstance(found, Fault):
        return found
    return replace(found, digest=hashlib.blake2b(data, digest_size=4).hexdigest())


def _inspect(path: str, suffix: str, data: bytes) -> Media | Fault:
    if suffix in _FORMATS:
        return _picture(path, data, _FORMATS[suffix])
    if suffix == ".svg":
        # Few sites have a new drawing, and reading one takes a library more.
        from kim_plugins.catalogue.media.vectors.checking import drawing  # noqa: PLC0415

        return drawing(path, data)
    if suffix in MIMES:
        return sound(path, data)
    if (found := document(path, suffix, data)) is not None:
        return found
    if suffix in _OTHER_SOUNDS:
        return _fault(
            path,
            f"rekaman {suffix} yang tidak dapat diputar di semua telepon",
            "kirim lewat WhatsApp sebagai pesan suara lalu simpan (.opus), atau ubah menjadi MP3",
        )
    return _fault(
        path,
        "bukan jenis yang dapat diterbitkan",
        "pakai gambar JPEG, PNG, HEIC, WebP, GIF atau SVG, suara MP3, M4A, OGG atau OPUS, atau PDF",
    )


def _picture(path: str, data: bytes, wanted: str) -> Media | Fault:
    try:
        told = head(data)
        if told.is_too_large:
            return _too_large(path, told.width, told.height)
        # Any size of a JPEG shows whether it is whole.
        seen = opened(data, 1 if told.format == "JPEG" else 0)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return _fault(path, "bukan gambar yang dapat dibuka", "simpan ulang sebagai PNG atau JPEG")
    except Image.DecompressionBombError:
        return _fault(path, "gambar yang terlalu besar ukurannya", _SMALLER)
    mime = _MIMES[told.format]
    size = (told.width, told.height) if told.format == "JPEG" else seen.size
    notes = [] if told.format == wanted else [_otherwise(path, told.format, wanted)]
    if told.is_moving:
        notes.append(_still(path))
    drawing = mime not in _PHOTOGRAPHS and is_drawing(seen)
    return Media(path, mime, len(data), *size, is_drawing=drawing, notes=tuple(notes))


def _too_large(path: str, width: int, height: int) -> Fault:
    what = f"gambar {width} × {height} piksel yang terlalu besar untuk jenisnya"
    return _fault(path, what, _SMALLER)


def _otherwise(path: str, found: str, wanted: str) -> Fault:
    right = PurePosixPath(path).with_suffix(SUFFIXES[_MIMES[found]]).name
    return Fault(
        "K350",
        f"berkas {quote(path)} sebenarnya {_name(found)}, bukan {_name(wanted)}; "
        "ia diterbitkan sebagai gambar yang benar",
        f"ganti namanya menjadi {right}, di sini dan di foldernya",
        Severity.WARNING,
    )


def _name(kind: str) -> str:
    return "HEIC" if kind == "HEIF" else kind


def _still(path: str) -> Fault:
    return Fault(
        "K351",
        f"gambar {quote(path)} bergerak, tetapi di situs hanya gambar pertamanya yang tampil",
        "pilih gambar diam yang menjelaskan isinya, atau tautkan videonya",
        Severity.WARNING,
    )


def _fault(path: str, what: str, hint: str) -> Fault:
    return Fault("K306", f"berkas {quote(path)} {what}", hint)
