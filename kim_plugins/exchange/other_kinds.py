"""Kinds of files that can't be received, with a sentence on what to send instead."""

from __future__ import annotations

from typing import Final

from kim_plugins.exchange.unpacking import Incoming
from kim_plugins.records.problems import quote

_RECEIVED: Final = "yang diterima: .zip, .md, .txt, .docx, gambar, dan suara (MP3, M4A, OGG)"
_INSTEAD: Final = {
    **dict.fromkeys(
        (".doc", ".odt", ".rtf", ".pages", ".wps"), "naskah jenis lain; simpan sebagai .docx"
    ),
    **dict.fromkeys((".docm", ".dotm"), "memuat program (makro); simpan sebagai .docx tanpa makro"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), "tabel; salin tabelnya ke dalam tulisan"),
    ".pdf": "PDF; kirim naskah aslinya (.docx), atau salin teksnya",
    **dict.fromkeys(
        (".mp4", ".3gp", ".mov", ".avi", ".mkv", ".webm"),
        "video; kirim fotonya, atau unggah videonya dan tulis tautannya",
    ),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz"), "kemasan jenis lain; kemas sebagai .zip"),
    ".zip": "ZIP di dalam ZIP; kirim isinya",
    **dict.fromkeys(
        (".amr", ".aac", ".wav", ".caf", ".flac", ".wma"),
        "rekaman jenis lain; simpan sebagai MP3 atau M4A",
    ),
    **dict.fromkeys((".htm", ".html"), "halaman web; salin teksnya, atau simpan sebagai .docx"),
    ".vcf": "kartu kontak",
}


def not_received(file: Incoming) -> str:
    """What a file is and what to send instead."""
    told = _INSTEAD.get(file.suffix)
    return (
        f"{quote(file.base)} {told}" if told else f"{quote(file.base)} tidak dikenal; {_RECEIVED}"
    )
