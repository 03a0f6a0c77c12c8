"""Inspection of new pictures, sounds and documents, where that can do no harm.

What is small, or read by code of ours, is looked at here. A large picture or a document goes to a
process of its own, which may take so much memory and time and no more; it is ended with its file.
"""

from __future__ import annotations

from typing import Final

from kim_plugins.builder.bounds import Bounds, in_bounds
from kim_plugins.builder.workers import can_fork
from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.file import DOCUMENTS
from kim_plugins.records.problems import Fault, quote

MOST_MEMORY: Final = 1_500_000_000
"""Bytes that a file may take, besides what a process takes anyway, where the system has limits."""

MOST_SECONDS: Final = 60

_LIGHT_PIXELS: Final = 24_000_000
_LIGHT_DRAWING: Final = 300_000
_READ_BY_US: Final = (".mp3", ".m4a", ".ogg", ".oga", ".opus")


def inspect_safely(path: str, data: bytes) -> Media | Fault:
    """What a file is, or why it can't be published, within bounds of memory and time."""
    # Few commands meet a new file, and four libraries take their time to come.
    from kim_plugins.catalogue.media.inspection import inspect  # noqa: PLC0415

    if _is_light(path, data):
        return inspect(path, data)
    bounds = Bounds(MOST_MEMORY, MOST_SECONDS)
    return in_bounds(bounds, _inspect, path, data, fork=can_fork()) or _too_heavy(path)


def _inspect(path: str, data: bytes) -> Media | Fault:
    from kim_plugins.catalogue.media.inspection import inspect  # noqa: PLC0415 - as above

    return inspect(path, data)


def _is_light(path: str, data: bytes) -> bool:
    from kim_plugins.catalogue.media.image_codec import unpacked_pixels  # noqa: PLC0415 - as above

    name = path.lower()
    if name.endswith(_READ_BY_US):
        return True
    if name.endswith(DOCUMENTS):
        return False
    if name.endswith(".svg"):
        return len(data) <= _LIGHT_DRAWING
    return unpacked_pixels(data) <= _LIGHT_PIXELS


def _too_heavy(path: str) -> Fault:
    return Fault(
        "K306",
        f"berkas {quote(path)} terlalu berat untuk dibuka (memori atau waktunya melewati batas)",
        "simpan ulang dalam ukuran yang lebih kecil, misalnya sebagai JPEG selebar 4000 piksel",
    )
