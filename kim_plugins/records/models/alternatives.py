"""Checks of alternative texts of pictures (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, Severity, quote

_PICTURE_NAME: Final = deferred(r"(?i).*\.(?:jpe?g|jfif|png|gif|webp|hei[cf]|avif|svg|bmp|tiff?)")
_CAMERA_NAME: Final = deferred(
    r"(?i)(?:img|dsc[fn]?|pxl|vid|p(?=\d{5})|mvimg|cam|scan|screenshot|whatsapp[ _-]image|image"
    r"|picture|photo|foto|gambar|tangkapan[ _-]layar|untitled|tanpa[ _-]judul|unnamed)"
    r"(?=[ _-]*\d)(?:[\d _.:()-]|at|pukul|wa|[ap]m|copy|salinan|whatsapp|chrome|instagram"
    r"|facebook|tiktok)*+"
)
_NOTHING: Final = frozenset(
    {
        *("image", "img", "picture", "pic", "photo", "photograph", "screenshot", "untitled", "alt"),
        *("alt text", "alternative text", "image description", "insert image", "placeholder"),
        *("gambar", "foto", "potret", "tangkapan layar", "teks alternatif", "teks pengganti"),
        *("tanpa judul", "keterangan", "keterangan gambar", "keterangan foto", "deskripsi"),
        *("ilustrasi", "dokumentasi", "foto kegiatan", "gambar ilustrasi", "foto dokumentasi"),
        *("foto ilustrasi", "dok", "caption", "description", "unnamed", "jpg", "png"),
    }
)
_BETWEEN: Final = deferred(r"[\W_]+")


def is_meaningless(text: str, source: str) -> bool:
    """Whether a text only repeats the file name `source` or says that it is a picture."""
    plain = _BETWEEN.sub(" ", text).strip().casefold()
    name = source.replace("\\", "/").rpartition("/")[2]
    return (
        not any(sign.isalpha() for sign in plain)
        or plain in _NOTHING
        or plain == _BETWEEN.sub(" ", name).strip().casefold()
        or _PICTURE_NAME.fullmatch(text.strip()) is not None
        or _CAMERA_NAME.fullmatch(text.strip()) is not None
    )


def meaningless_text(text: str, hint: str) -> Fault:
    """The fault of such a text."""
    return Fault(
        "K355",
        f"teks {quote(text)} tidak menceritakan apa yang terlihat di gambar",
        hint,
        Severity.WARNING,
    )
