"""Inspects pictures and sound: what a file is, and how large (contract C3, "is what it says")."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.catalogue.media.documents import inspect_document
from kim_plugins.catalogue.media.file import SUFFIXES, Media, unpublishable
from kim_plugins.catalogue.media.raster_inspection import inspect_raster, is_raster, wrong_ending
from kim_plugins.catalogue.media.sounds import MIMES, inspect_sound
from kim_plugins.records.problems import Fault

MAX_MEDIA_BYTES: Final = 50 * 1024 * 1024
_DRAWING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE svg[^>]*>)*+<svg\b", re.DOTALL
)
_PICTURES: Final = frozenset(one for endings in SUFFIXES.values() for one in endings)
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
    """The media in a file of the content folder, or why it can't be published."""
    suffix = PurePosixPath(path).suffix.lower()
    if not data:
        return unpublishable(path, "kosong (0 bita)", "salin ulang berkasnya")
    if len(data) > MAX_MEDIA_BYTES:
        size = f"{len(data) // 1_048_576} MB, batasnya {MAX_MEDIA_BYTES // 1_048_576} MB"
        return unpublishable(path, size, "kecilkan dulu berkasnya")
    try:
        found = _inspect(path, suffix, data)
    except MemoryError:
        raise  # it says nothing about the file; who set the limit knows
    except Exception:  # noqa: BLE001 - what a damaged file makes of three libraries is one fault
        return unpublishable(path, "rusak, tidak dapat dibuka", "salin atau simpan ulang berkasnya")
    if isinstance(found, Fault):
        return found
    return replace(found, digest=hashlib.blake2b(data, digest_size=4).hexdigest())


def _inspect(path: str, suffix: str, data: bytes) -> Media | Fault:
    if suffix not in MIMES and is_raster(data):
        return inspect_raster(path, data)
    if suffix == ".svg" or (suffix not in MIMES and _DRAWING.match(data)):
        return _vector(path, data)
    if suffix in _PICTURES:
        return inspect_raster(path, data)
    if suffix in MIMES:
        return inspect_sound(path, data)
    return inspect_document(path, suffix, data) or _foreign(path, suffix)


def _vector(path: str, data: bytes) -> Media | Fault:
    # Few sites have a new drawing, and reading one takes a library more.
    from kim_plugins.catalogue.media.vectors.checking import inspect_svg  # noqa: PLC0415

    found = inspect_svg(path, data)
    if isinstance(found, Media) and found.right_path != path:
        return replace(found, notes=(wrong_ending(found), *found.notes))
    return found


def _foreign(path: str, suffix: str) -> Fault:
    if suffix in _OTHER_SOUNDS:
        return unpublishable(
            path,
            f"rekaman {suffix} yang tidak dapat diputar di semua telepon",
            "kirim lewat WhatsApp sebagai pesan suara lalu simpan (.opus), atau ubah menjadi MP3",
        )
    return unpublishable(
        path,
        "bukan jenis yang dapat diterbitkan",
        "pakai gambar JPEG, PNG, HEIC, WebP, GIF atau SVG, suara MP3, M4A, OGG atau OPUS, atau PDF",
    )
