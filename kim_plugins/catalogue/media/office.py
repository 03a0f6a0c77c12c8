"""Office documents in ZIP archives (ECMA-376, ISO 26300), without authors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.catalogue.media.picture_notes import strip_metadata

MOST_BYTES: Final = 200_000_000
"""Of all parts, unpacked."""

MOST_PARTS: Final = 10_000

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that an archive can say; when a part was written is nobody's business."""

_UNIX: Final = 3
_ENCRYPTED: Final = 1
_OPEN: Final = "http://schemas.openxmlformats.org"
_EMPTY: Final = {
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (f'<Properties xmlns="{_OPEN}/officeDocument/2006/extended-properties"/>'),
    "docProps/custom.xml": (f'<Properties xmlns="{_OPEN}/officeDocument/2006/custom-properties"/>'),
    "word/people.xml": (
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
    ),
    "meta.xml": (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'office:version="1.2"><office:meta/></office:document-meta>'
    ),
}
"""What a part that tells of authors is replaced with; the archive still has it."""

_COMMENTS: Final = re.compile(
    r"(?:word|xl|ppt)/(?:[^/]+/)*(?:comments?|threadedComments?|modernComment|commentAuthors)\w*"
    r"(?:/.*)?\.xml",
    re.IGNORECASE,
)
_COMMENTED: Final = re.compile(rb"<office:annotation[ >]")
_TRACKED: Final = re.compile(rb"<(?:w:(?:ins|del|moveFrom|moveTo) |text:tracked-changes[ >/])")
_TEXTS: Final = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml|content\.xml"
)
_FOLDER: Final = re.compile(rb'(<x15ac:absPath\b[^>]*?\burl=)"[^"]*"')
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
_RUNS: Final = re.compile(rb'Type="[^"]*/(?:attachedTemplate|oleObject|frame|subDocument)"')
_EXTERNAL: Final = re.compile(rb'TargetMode="External"', re.IGNORECASE)
_TARGET: Final = re.compile(rb'(\bTarget=)"([^"]*)"')
_ELSEWHERE: Final = re.compile(
    rb"(?:https?|ftp|mhtml):|(?:file:/*)?[\\/]{2}[^/\\:]+[\\/]", re.IGNORECASE
)
_FROM_ELSEWHERE: Final = "perintah yang mengambil bagian dari internet"


class OfficeError(ValueError):
    """An archive that is no document or can't be opened; the message is for its editor."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is published.

    `harm` says what it holds that nobody should be sent, `told` what still speaks of people.
    """

    data: bytes
    harm: str = ""
    told: tuple[str, ...] = ()


def clean_office_file(data: bytes, inside: str) -> Document:
    """A document without authors, dates and picture metadata; `inside` prefixes its parts.

    Raises OfficeError, and what zipfile raises for a damaged archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        _check(parts, inside)
        made = io.BytesIO()
        told: dict[str, None] = {}
        with zipfile.ZipFile(made, "w") as new:
            for part in parts:
                content = archive.read(part)
                if harm := _harm(part.filename, content):
                    return Document(data, harm)
                told.update(dict.fromkeys(_told(part.filename, content)))
                kept = zipfile.ZipInfo(part.filename, _FIRST_DAY)
                kept.compress_type = _method(part)
                kept.create_system = _UNIX
                new.writestr(kept, _plain(part.filename, content))
    return Document(made.getvalue(), told=tuple(told))


def _check(parts: Sequence[zipfile.ZipInfo], inside: str) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise OfficeError(f"membengkak melebihi {MOST_BYTES // 1_000_000} MB saat dibuka")
    names = [part.filename for part in parts]
    if len(names) != len(set(names)) or not any(name.startswith(inside) for name in names):
        raise OfficeError("tidak seperti kata akhiran namanya")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise OfficeError("terkunci kata sandi, sehingga tidak dapat dibuka pembaca")


def _harm(name: str, content: bytes) -> str:
    if "vbaproject" in name.lower() or name.startswith("Basic/"):
        return "makro (program)"
    if name.endswith(".rels"):
        for relation in _RELATION.findall(content):
            target = _TARGET.search(relation)
            if _RUNS.search(relation) and target and _ELSEWHERE.match(target[2]):
                return _FROM_ELSEWHERE
    return ""


def _told(name: str, content: bytes) -> Iterator[str]:
    """Personal data in a part that can't be removed without changing the text."""
    if _COMMENTS.fullmatch(name):
        yield "komentar"
    if _TEXTS.fullmatch(name):
        if _COMMENTED.search(content):
            yield "komentar"
        if _TRACKED.search(content):
            yield "perubahan yang terlacak"


def _plain(name: str, content: bytes) -> bytes:
    if name in _EMPTY:
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{_EMPTY[name]}'.encode()
    if name == "xl/workbook.xml":
        return _FOLDER.sub(rb'\1""', content)
    if name.endswith(".rels"):
        return _RELATION.sub(_without_folder, content)
    if PurePosixPath(name).suffix.lower() in (".jpg", ".jpeg", ".png"):
        try:
            return strip_metadata(content)
        except ValueError:
            return content  # cut off, or named after another kind
    return content


def _without_folder(relation: re.Match[bytes]) -> bytes:
    """A template's path without somebody's folders."""
    written = relation[0]
    if b"/attachedTemplate" in written and _EXTERNAL.search(written):
        return _TARGET.sub(rb'\1"Normal.dotm"', written)
    return written


def _method(part: zipfile.ZipInfo) -> int:
    return zipfile.ZIP_STORED if part.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
