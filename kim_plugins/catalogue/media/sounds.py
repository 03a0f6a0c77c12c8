"""Inspects sound: its format, its playing time, and its bytes without tags."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import Final

from mutagen import MutagenError
from mutagen.ogg import OggFileType
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggspeex import OggSpeex
from mutagen.oggvorbis import OggVorbis

from kim_plugins.catalogue.media import mp3, mp4
from kim_plugins.catalogue.media.file import Media, unpublishable
from kim_plugins.records.problems import Fault, Severity, quote

MIMES: Final = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
}
_NAMES: Final = {"audio/mpeg": "MP3", "audio/mp4": "M4A", "audio/ogg": "OGG"}
_OGG: Final[tuple[type[OggFileType], ...]] = (OggOpus, OggVorbis, OggFLAC, OggSpeex)
_OGG_HEAD: Final = 27
_SHORTER: Final = 0.97
"""A recording that has less of what its head says was cut off; encoders differ by some frames."""


def inspect_sound(path: str, data: bytes) -> Media | Fault:
    """The recording in a file with remarks on it, or why it can't be published."""
    wanted = MIMES[PurePosixPath(path).suffix.lower()]
    found = _kind(data)
    if not found:
        return unpublishable(path, "bukan suara yang dapat dibuka", "simpan ulang sebagai MP3")
    if found != wanted:
        return unpublishable(
            path, f"sebenarnya {_NAMES[found]}", "betulkan akhiran namanya, atau simpan sebagai MP3"
        )
    told = _length(found, data)
    if told is None:
        return unpublishable(path, "bukan suara yang dapat dibuka", "simpan ulang sebagai MP3")
    seconds, promised, is_cut = told
    if seconds <= 0:
        return unpublishable(path, "suara yang panjangnya nol", "rekam atau simpan ulang")
    notes = []
    if is_cut or seconds < promised * _SHORTER:
        notes.append(_cut(path, seconds, promised))
    if found == "audio/ogg":
        notes.append(_unplayable(path))
    return Media(
        path, found, len(strip_tags(found, data)), seconds=max(0.1, round(seconds, 1)),
        notes=tuple(notes),
    )  # fmt: skip


def strip_tags(mime: str, data: bytes) -> bytes:
    """A recording without title, names, pictures and places; the sound stays."""
    if mime == "audio/mpeg":
        found = mp3.recording(data)
        return data[found.start : found.end] if found else data
    if mime == "audio/mp4":
        return mp4.strip_metadata(data)
    opened = _ogg(data)
    if opened is None:
        return data
    plain = io.BytesIO(data)
    opened.delete(plain)
    return plain.getvalue()


def _kind(data: bytes) -> str:
    if data.startswith(b"OggS"):
        return "audio/ogg"
    if data[4:8] == b"ftyp":
        return "audio/mp4"
    return "audio/mpeg" if mp3.recording(data) else ""


def _length(mime: str, data: bytes) -> tuple[float, float, bool] | None:
    """Seconds that are there, seconds that the header promises, and whether the end is missing."""
    if mime == "audio/mpeg":
        frames = mp3.recording(data)
        return (frames.seconds, frames.promised or 0.0, frames.is_cut) if frames else None
    if mime == "audio/mp4":
        try:
            found = mp4.playing_time(data)
        except mp4.NotMP4:
            return None
        return (found.seconds, 0.0, found.is_cut) if found else None
    opened = _ogg(data)
    if opened is None or opened.info is None:
        return None
    return float(opened.info.length), 0.0, _last_page_is_cut(data)


def _ogg(data: bytes) -> OggFileType | None:
    for kind in _OGG:
        try:
            return kind(io.BytesIO(data))
        except MutagenError:
            continue  # another codec in the same container
    return None


def _last_page_is_cut(data: bytes) -> bool:
    place = data.rfind(b"OggS")
    if place + _OGG_HEAD > len(data):
        return True
    count = data[place + _OGG_HEAD - 1]
    start = place + _OGG_HEAD
    return start + count + sum(data[start : start + count]) > len(data)


def _cut(path: str, seconds: float, promised: float) -> Fault:
    length = f"hanya {_said(seconds)}"
    length += f" dari {_said(promised)}" if promised > seconds else ""
    return Fault(
        "K352",
        f"rekaman {quote(path)} terpotong: {length} yang sampai",
        "salin atau unggah ulang dari rekaman aslinya, lalu dengarkan sampai selesai",
        Severity.WARNING,
    )


def _said(seconds: float) -> str:
    minutes, rest = divmod(max(1, round(seconds)), 60)
    return f"{minutes} menit {rest} detik" if minutes else f"{rest} detik"


def _unplayable(path: str) -> Fault:
    suffix = PurePosixPath(path).suffix
    return Fault(
        "K353",
        f"rekaman {quote(path)} ({suffix}) tidak terdengar di iPhone sebelum iOS 18.4, di Apple "
        "Podcasts, dan di banyak program siaran radio",
        "biarkan bila pendengarnya memakai Android; supaya semua dapat mendengar, ubah menjadi MP3 "
        "atau M4A dengan aplikasi pengubah suara",
        Severity.WARNING,
    )
