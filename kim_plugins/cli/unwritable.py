"""Why the system refuses to write a file, in editors' words."""

from __future__ import annotations

import errno
from typing import Final

_REASONS: Final = {
    errno.ENOSPC: "ruang simpan penuh",
    errno.EDQUOT: "jatah ruang simpan habis",
    errno.EROFS: "tempat itu hanya bisa dibaca",
    errno.EACCES: "Anda tidak boleh menulis di sana",
    errno.EPERM: "Anda tidak boleh menulis di sana",
    errno.ENOENT: "folder induknya tidak ada",
    errno.ENOTDIR: "induknya bukan folder",
    errno.EISDIR: "namanya sudah dipakai sebuah folder",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EIO: "penyimpanannya rusak",
}


def why_unwritable(error: OSError) -> str:
    """The reason in a few words; the system's own where it is an unusual one."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
