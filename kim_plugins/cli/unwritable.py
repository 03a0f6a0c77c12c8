"""Why the system refuses to write something, in words of an editor."""

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


def reason_of(error: OSError) -> str:
    """A few words; those of the system where it says something else."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
