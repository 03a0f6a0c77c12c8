"""Why the system refuses to read or to write, in words of an editor: its own are English."""

from __future__ import annotations

import errno
from typing import Final

_REASONS: Final = {
    errno.ENOSPC: "ruang simpan penuh",
    errno.EDQUOT: "jatah ruang simpan habis",
    errno.EFBIG: "batas ukuran berkas terlampaui",
    errno.EROFS: "tempat itu hanya bisa dibaca",
    errno.EIO: "penyimpanannya rusak",
    errno.EBUSY: "sedang dipakai program lain",
    errno.ELOOP: "tautannya berputar",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EMFILE: "terlalu banyak berkas yang terbuka",
    errno.ENFILE: "terlalu banyak berkas yang terbuka",
    errno.ENOMEM: "memorinya tidak cukup",
    errno.EAGAIN: "memorinya tidak cukup",
    errno.EADDRINUSE: "sudah dipakai program lain",
}
_OF_READING: Final = _REASONS | {
    errno.ENOENT: "tidak ada",
    errno.ENOTDIR: "bukan folder",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.EACCES: "Anda tidak diberi izin membacanya",
    errno.EPERM: "Anda tidak diberi izin membacanya",
}
_OF_WRITING: Final = _REASONS | {
    errno.ENOENT: "folder induknya tidak ada",
    errno.ENOTDIR: "di tempat sebuah folder ada berkas",
    errno.EEXIST: "di tempat sebuah folder ada berkas",
    errno.EISDIR: "namanya sudah dipakai sebuah folder",
    errno.EACCES: "Anda tidak boleh menulis di sana",
    errno.EPERM: "Anda tidak boleh menulis di sana",
}
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """The reason in a few words; the system's own where it is an unusual one."""
    if isinstance(error, UnicodeDecodeError):
        return "bukan teks UTF-8"
    return _OF_READING.get(error.errno or 0, error.strerror or str(error))


def why_unwritable(error: OSError, elsewhere: str = "") -> str:
    """The reason, and what to do: `elsewhere` says where else to write, if that is possible."""
    reason = _OF_WRITING.get(error.errno or 0, error.strerror or str(error))
    if not elsewhere:
        return reason
    remedy = "hapus berkas yang tidak perlu" if error.errno in _FULL else elsewhere
    return f"{reason}, {remedy}"
