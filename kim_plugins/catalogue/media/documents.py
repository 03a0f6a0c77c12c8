"""Attached documents: what they are, and which are refused.

A document says what it says, and no more. A PDF is copied by what its catalogue leads to (pypdf),
so earlier versions and what nothing names any more stay behind; it is written with object streams
by `media/pdf_writing.py`, as pypdf's plain objects make seven megabytes of one. An office file is
written anew part by part with empty properties. A signature would no longer hold and a lock forbids
it: such a PDF stays as it is, with a warning. Inspection does the same work as publishing, so that
the size beside a link is right; what was made is kept beside drawn pictures.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.catalogue.media.file import PDF, Media
from kim_plugins.catalogue.media.office import OfficeError, clean_office_file
from kim_plugins.records.problems import Fault, Severity, quote

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
_RESAVED: Final = (
    "buka dan simpan ulang berkasnya, atau betulkan akhirannya, misalnya: formulir.pdf"
)
_PRINTED: Final = (
    "buka, lalu cetak ke PDF (Print to PDF) dan pakai hasilnya, misalnya: formulir.pdf"
)
_LOCKED: Final = "terkunci kata sandi, sehingga tidak dapat dibuka pembaca"
_KEPT: Final = {
    "LOCKED": ("K405", "terkunci terhadap perubahan, jadi diterbitkan apa adanya", _PRINTED),
    "SIGNED": (
        "K406",
        "bertanda tangan elektronik, jadi diterbitkan apa adanya supaya tanda tangannya tetap sah",
        "biarkan bila nama penanda tangannya untuk umum; bila tidak, cetak ke PDF, contoh: sk.pdf",
    ),
    "BROKEN": (
        "K407",
        "tidak dapat diperiksa, mungkin rusak, jadi diterbitkan apa adanya",
        f"buka berkasnya; bila gagal, salin ulang dari aslinya; bila terbuka, {_PRINTED[6:]}",
    ),
}
_OLD_FORMAT: Final = (
    "K408",
    "ditulis dalam format lama, jadi diterbitkan apa adanya",
    "simpan dalam format baru atau sebagai PDF, misalnya: formulir.docx",
)
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


def inspect_document(path: str, suffix: str, data: bytes) -> Media | Fault | None:
    """The document in a file, or why it isn't published; None for what is no document."""
    if suffix == ".pdf":
        return _pdf(path, data)
    if suffix in _ZIPPED:
        return _zipped(path, data, *_ZIPPED[suffix])
    if suffix in _OLD:
        return _old(path, data, _OLD[suffix])
    refusal = _REFUSALS.get(suffix)
    return _refused(path, *refusal) if refusal else None


def _pdf(path: str, data: bytes) -> Media | Fault:
    if not data.startswith(b"%PDF-"):
        return _untrue(path)
    # Few sites have a new PDF, and reading one takes a library more.
    from kim_plugins.catalogue.media.pdf import clean_pdf  # noqa: PLC0415

    found = clean_pdf(data)
    if found.harm:
        return _refused(path, f"berisi {found.harm}, yang bisa merusak telepon", _PRINTED)
    if found.needs_password:
        return Fault("K306", f"berkas {quote(path)} {_LOCKED}", _PRINTED)
    notes = (_kept(path, *_KEPT[found.kept.name]),) if found.kept else ()
    return Media(path, PDF, len(found.data), notes=notes)


def _zipped(path: str, data: bytes, mime: str, inside: str) -> Media | Fault:
    if data.startswith(_COMPOUND) and _utf16("EncryptedPackage") in data:
        return Fault("K306", f"berkas {quote(path)} {_LOCKED}", _AS_PDF)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _untrue(path)
    try:
        found = clean_office_file(data, inside)
    except OfficeError as error:
        return Fault("K306", f"berkas {quote(path)} {error}", _RESAVED)
    if found.harm:
        return _refused(path, f"berisi {found.harm}, yang bisa merusak telepon", _AS_PDF)
    notes = (_people(path, " dan ".join(found.told)),) if found.told else ()
    return Media(path, mime, len(found.data), notes=notes)


def publishable_bytes(media: Media, data: bytes) -> bytes:
    """The document without author, program and other metadata."""
    if media.mime == PDF:
        from kim_plugins.catalogue.media.pdf import clean_pdf  # noqa: PLC0415 - as above

        return clean_pdf(data).data
    suffix = PurePosixPath(media.path).suffix.lower()
    return clean_office_file(data, _ZIPPED[suffix][1]).data if suffix in _ZIPPED else data


def _old(path: str, data: bytes, mime: str) -> Media | Fault:
    if not data.startswith(_COMPOUND):
        return _untrue(path)
    if _utf16("_VBA_PROJECT") in data:
        return _refused(path, *_WITH_MACROS)
    return Media(path, mime, len(data), notes=(_kept(path, *_OLD_FORMAT),))


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _kept(path: str, code: str, what: str, hint: str) -> Fault:
    said = f"berkas {quote(path)} {what}; nama pembuat dan catatan lain di dalamnya ikut terbit"
    return Fault(code, said, hint, Severity.WARNING)


def _people(path: str, what: str) -> Fault:
    return Fault(
        "K409",
        f"berkas {quote(path)} berisi {what}, yang ikut terbit bersama nama penulisnya",
        "terima atau tolak semua perubahan dan hapus komentarnya, lalu simpan; atau simpan sebagai "
        "PDF, misalnya: ../../media/formulir.pdf",
        Severity.WARNING,
    )


def _untrue(path: str) -> Fault:
    return Fault(
        "K306",
        f"berkas {quote(path)} tidak seperti kata akhiran namanya",
        _RESAVED,
    )


def _refused(path: str, what: str, hint: str) -> Fault:
    return Fault("K344", f"berkas {quote(path)} {what}", hint)
