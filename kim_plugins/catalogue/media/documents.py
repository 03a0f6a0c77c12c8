"""Documents that people attach: what they are, and which of them nobody should be sent."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from kim_plugins.catalogue.media.file import PDF, Media
from kim_plugins.records.problems import Fault, quote

_OPEN: Final = "application/vnd.openxmlformats-officedocument."
_FREE: Final = "application/vnd.oasis.opendocument."
_ZIPPED: Final = {
    ".docx": (f"{_OPEN}wordprocessingml.document", "word/"),
    ".xlsx": (f"{_OPEN}spreadsheetml.sheet", "xl/"),
    ".pptx": (f"{_OPEN}presentationml.presentation", "ppt/"),
    ".odt": (f"{_FREE}text", "content.xml"),
    ".ods": (f"{_FREE}spreadsheet", "content.xml"),
    ".odp": (f"{_FREE}presentation", "content.xml"),
}
_OLD: Final = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that holds others, as Office wrote them until 2003 ([MS-CFB], section 2.2)."""
_MACROS: Final = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm")
_PROGRAMS: Final = (
    *(".exe", ".apk", ".aab", ".bat", ".cmd", ".com", ".dll", ".dmg", ".hta", ".html", ".htm"),
    *(".jar", ".js", ".lnk", ".msi", ".ps1", ".py", ".scr", ".sh", ".vbs", ".wsf"),
)
_ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".iso")
_AS_PDF: Final = "simpan sebagai PDF, misalnya: ../../media/formulir.pdf"
_WITH_MACROS: Final = ("berisi makro (program), yang bisa merusak telepon", _AS_PDF)
_REFUSALS: Final = {
    **dict.fromkeys(_MACROS, _WITH_MACROS),
    **dict.fromkeys(
        _PROGRAMS, ("berkas program, yang bisa merusak telepon", f"hapus, atau {_AS_PDF}")
    ),
    **dict.fromkeys(
        _ARCHIVES,
        (
            "berkas arsip, yang isinya tidak dapat diperiksa",
            "keluarkan isinya, lalu tautkan tiap berkas, misalnya: ../../media/formulir.pdf",
        ),
    ),
}


def document(path: str, suffix: str, data: bytes) -> Media | Fault | None:
    """What a document is, or why it isn't published; None for what is no document."""
    if suffix == ".pdf":
        return _pdf(path, data)
    if suffix in _ZIPPED:
        return _zipped(path, data, *_ZIPPED[suffix])
    if suffix in _OLD:
        return _old(path, data, _OLD[suffix])
    refusal = _REFUSALS.get(suffix)
    return _refused(path, *refusal) if refusal else None


def _pdf(path: str, data: bytes) -> Media | Fault:
    if data.startswith(b"%PDF-"):
        return Media(path, PDF, len(data))
    return _untrue(path)


def _zipped(path: str, data: bytes, mime: str, inside: str) -> Media | Fault:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _untrue(path)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        names = opened.namelist()
    if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
        return _refused(path, *_WITH_MACROS)
    if not any(name.startswith(inside) for name in names):
        return _untrue(path)
    return Media(path, mime, len(data))


def _old(path: str, data: bytes, mime: str) -> Media | Fault:
    if not data.startswith(_COMPOUND):
        return _untrue(path)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        return _refused(path, *_WITH_MACROS)
    return Media(path, mime, len(data))


def _untrue(path: str) -> Fault:
    return Fault(
        "K306",
        f"berkas {quote(path)} tidak seperti kata akhiran namanya",
        "buka dan simpan ulang berkasnya, atau betulkan akhirannya, misalnya: formulir.pdf",
    )


def _refused(path: str, what: str, hint: str) -> Fault:
    return Fault("K344", f"berkas {quote(path)} {what}", hint)
