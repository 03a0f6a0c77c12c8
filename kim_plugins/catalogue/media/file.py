"""A checked picture, sound or document, and its published address."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.records.collected import path_at_home
from kim_plugins.records.problems import Fault, quote

VECTOR: Final = "image/svg+xml"
PDF: Final = "application/pdf"
_KINDS: Final = {
    **dict.fromkeys((".doc", ".docx"), "Word"),
    **dict.fromkeys((".xls", ".xlsx"), "Excel"),
    **dict.fromkeys((".ppt", ".pptx"), "PowerPoint"),
    **dict.fromkeys((".odt", ".ods", ".odp"), "LibreOffice"),
    ".pdf": "PDF",
}
DOCUMENTS: Final = tuple(_KINDS)
"""How the names of documents end."""

SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/avif": (".avif",),
    "image/heic": (".heic", ".heif"),
    VECTOR: (".svg",),
}
"""Endings of a picture's name by its type, the usual one first."""

_KILO: Final = 1000
_PUBLISHED: Final = {"image/jpeg": ".jpg", "image/png": ".png", VECTOR: ".svg"}
_SAFE: Final = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*")
_UNSAFE: Final = re.compile(r"[^a-z0-9/]+")
_LONGEST_NAME: Final = 60
_ANY_SUFFIX: Final = re.compile(r"\.[A-Za-z][\w?=&-]{0,15}$")


@dataclass(frozen=True, slots=True)
class Media:
    """A checked picture, sound or document.

    `length` is in bytes, of a sound or a document as it is published; `width` and `height` in
    pixels as it is seen, `seconds` a playing time; `digest` tells its bytes from others;
    `is_graphic`, whether it would suffer as a JPEG; `moves`, whether more than its first frame is
    published; `notes` are warnings, which hold nothing up.
    """

    path: str
    mime: str
    length: int
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    digest: str = ""
    is_graphic: bool = False
    moves: bool = False
    notes: tuple[Fault, ...] = ()

    @property
    def address(self) -> str:
        """The published address: of a picture by its content, of the rest by its path.

        A name with blanks or accents, such as a telephone gives, is written without them.
        """
        suffix = PurePosixPath(self.path).suffix
        if self.is_picture:
            return f"/{self.name}{_PUBLISHED[self.published_mime]}"
        return f"/{self.path}" if _SAFE.fullmatch(self.path) else f"/{self.name}{suffix.lower()}"

    @property
    def right_path(self) -> str:
        """The path with the ending that a picture should have."""
        endings = SUFFIXES.get(self.mime, ())
        if not endings or PurePosixPath(self.path).suffix.lower() in endings:
            return self.path
        # `19.30.12` ends in no ending, `foto.jpg.tmp` in two.
        stem = _ANY_SUFFIX.sub("", self.path)
        known = [one for every in SUFFIXES.values() for one in every]
        while PurePosixPath(stem).suffix.lower() in known:
            stem = stem[: -len(PurePosixPath(stem).suffix)]
        return stem.rstrip(". ") + endings[0]

    @property
    def name(self) -> str:
        """A safe path without a suffix for what is made of it; no other file has the same."""
        stem = PurePosixPath(path_at_home(self.path)).with_suffix("").as_posix()
        plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
        parts = [part.strip("-")[:_LONGEST_NAME] for part in _UNSAFE.sub("-", plain).split("/")]
        return "/".join(part or "berkas" for part in parts) + f"-{self.digest}"

    @property
    def published_mime(self) -> str:
        """The type of the published file, which for a picture may differ from the stored one."""
        if not self.is_raster:
            return self.mime
        return "image/png" if self.is_graphic else "image/jpeg"

    @property
    def is_raster(self) -> bool:
        """True for a picture made of pixels."""
        return self.is_picture and self.mime != VECTOR

    @property
    def is_picture(self) -> bool:
        """True for anything that an img element can show."""
        return self.mime.startswith("image/")

    @property
    def is_sound(self) -> bool:
        """True for anything that an audio element can play."""
        return self.mime.startswith("audio/")

    @property
    def is_attachment(self) -> bool:
        """True for a document that opens only in the program that made it."""
        return not self.is_picture and not self.is_sound and self.mime != PDF

    @property
    def note(self) -> str:
        """What a reader should know before downloading: `PDF, 1,2 MB`."""
        kind = _KINDS.get(PurePosixPath(self.path).suffix.lower())
        return f"{kind}, {_size(self.length)}" if kind else ""


def _size(length: int) -> str:
    thousands = max(1, round(length / _KILO))
    if thousands < _KILO:
        return f"{thousands} KB"
    return f"{length / _KILO**2:.1f} MB".replace(".", ",")


def unpublishable(path: str, what: str, hint: str) -> Fault:
    """The fault of a file that can't be published as it is."""
    return Fault("K306", f"berkas {quote(path)} {what}", hint)
