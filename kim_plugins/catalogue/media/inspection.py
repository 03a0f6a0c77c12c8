"""Pictures and sound: what a file really is, and how large (contract C3, "is what it says")."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

import mutagen
from lxml import etree
from PIL import Image, UnidentifiedImageError

from kim_plugins.catalogue.media.documents import document
from kim_plugins.catalogue.media.file import VECTOR, Media
from kim_plugins.catalogue.media.pixels import is_drawing, opened
from kim_plugins.records.problems import Fault, quote

MAX_MEDIA_BYTES: Final = 50 * 1024 * 1024

_PICTURES: Final = {
    ".png": ("PNG", "image/png"),
    ".jpg": ("JPEG", "image/jpeg"),
    ".jpeg": ("JPEG", "image/jpeg"),
    ".gif": ("GIF", "image/gif"),
    ".webp": ("WEBP", "image/webp"),
    ".avif": ("AVIF", "image/avif"),
    ".heic": ("HEIF", "image/heic"),
    ".heif": ("HEIF", "image/heic"),
}
_PHOTOGRAPHS: Final = ("image/jpeg", "image/heic")
# Many telephones write JPEG files that hold further pictures; Pillow calls them by another name.
_SAME_AS: Final = {"MPO": "JPEG"}
_SOUNDS: Final = {
    ".mp3": ("audio/mpeg", "audio/mp3"),
    ".m4a": ("audio/mp4",),
    ".ogg": ("audio/ogg", "application/ogg"),
    ".oga": ("audio/ogg", "application/ogg"),
    ".opus": ("audio/ogg", "application/ogg"),
}
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
    except Exception:  # noqa: BLE001 - what a damaged file makes of three libraries is one fault
        return _fault(path, "rusak, tidak dapat dibuka", "salin atau simpan ulang berkasnya")
    if isinstance(found, Fault):
        return found
    return replace(found, digest=hashlib.blake2b(data, digest_size=4).hexdigest())


def _inspect(path: str, suffix: str, data: bytes) -> Media | Fault:
    if suffix in _PICTURES:
        return _picture(path, data, *_PICTURES[suffix])
    if suffix == ".svg":
        return _drawing(path, data)
    if suffix in _SOUNDS:
        return _sound(path, data, _SOUNDS[suffix])
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


def _picture(path: str, data: bytes, wanted: str, mime: str) -> Media | Fault:
    try:
        with warnings.catch_warnings():
            # A picture of absurd dimensions is a fault of the file, not a warning of ours.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                found = picture.format or ""
            found = _SAME_AS.get(found, found)
            seen = opened(data)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return _fault(path, "bukan gambar yang dapat dibuka", "simpan ulang sebagai PNG atau JPEG")
    except Image.DecompressionBombWarning:
        return _fault(
            path, "gambar yang terlalu besar ukurannya", "kecilkan sampai lebarnya 2000 piksel"
        )
    if found != wanted:
        return _fault(
            path,
            f"sebenarnya {found}, bukan {wanted}",
            f"ganti akhiran namanya menjadi .{found.lower()}",
        )
    drawing = mime not in _PHOTOGRAPHS and is_drawing(seen)
    return Media(path, mime, len(data), *seen.size, is_drawing=drawing)


def _drawing(path: str, data: bytes) -> Media | Fault:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return _fault(path, "bukan gambar SVG yang sah", "simpan ulang, atau pakai PNG")
    if etree.QName(root).localname != "svg":
        return _fault(path, "bukan gambar SVG yang sah", "simpan ulang, atau pakai PNG")
    if any(_is_active(element) for element in (*root.itersiblings(preceding=True), *root.iter())):
        return _fault(
            path,
            "gambar SVG yang memuat program atau tautan",
            "simpan sebagai SVG biasa, atau pakai PNG",
        )
    width, height = _drawing_size(root)
    return Media(path, VECTOR, len(data), width, height)


_ACTIVE_ELEMENTS: Final = ("script", "foreignobject", "iframe", "handler", "embed", "object")
_INSIDE: Final = ("#", "data:image/png", "data:image/jpeg", "data:image/webp", "data:image/gif")
_FETCHES: Final = re.compile(r"@import|url\((?!\s*[\"']?(?:#|data:image/))", re.IGNORECASE)


def _is_active(element: etree._Element) -> bool:
    """Whether an element runs something, or fetches something from elsewhere."""
    if not isinstance(element.tag, str):
        return element.tag is not etree.Comment
    name = etree.QName(element).localname.lower()
    if name in _ACTIVE_ELEMENTS or (name == "style" and _FETCHES.search(element.text or "")):
        return True
    return any(
        _is_active_attribute(etree.QName(attribute).localname.lower(), str(value))
        for attribute, value in element.attrib.items()
    )


def _is_active_attribute(name: str, value: str) -> bool:
    # Browsers overlook blanks and line breaks in a scheme.
    plain = "".join(value.split()).lower()
    return (
        name.startswith("on")
        or "javascript:" in plain
        or (name in ("href", "src") and not plain.startswith(_INSIDE))
        or _FETCHES.search(plain) is not None
    )


def _drawing_size(root: etree._Element) -> tuple[int | None, int | None]:
    box = str(root.get("viewBox", "")).replace(",", " ").split()
    for width, height in ((root.get("width"), root.get("height")), box[2:4] or ("", "")):
        found = _pixels(width), _pixels(height)
        if all(found):
            return found
    return None, None


def _pixels(written: object) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.\d*)?(?:px)?\s*", str(written))
    return (int(match[1]) or None) if match else None


def _sound(path: str, data: bytes, wanted: tuple[str, ...]) -> Media | Fault:
    try:
        sound = mutagen.File(io.BytesIO(data))
    except mutagen.MutagenError:
        sound = None
    if sound is None or sound.info is None:
        return _fault(path, "bukan suara yang dapat dibuka", "simpan ulang sebagai MP3")
    if not set(wanted) & set(sound.mime):
        return _fault(
            path, f"sebenarnya {sound.mime[0]}", "betulkan akhiran namanya, atau simpan sebagai MP3"
        )
    seconds = round(float(sound.info.length), 1)
    if seconds <= 0:
        return _fault(path, "suara yang panjangnya nol", "rekam atau simpan ulang")
    return Media(path, wanted[0], len(data), seconds=seconds)


def _fault(path: str, what: str, hint: str) -> Fault:
    return Fault("K306", f"berkas {quote(path)} {what}", hint)
