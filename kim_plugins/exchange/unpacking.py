"""Unpacking of ZIP files that were sent, within bounds."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.records.problems import quote

MOST_FILES: Final = 500
LARGEST: Final = 50 << 20
"""Bytes of one file."""
MOST_BYTES: Final = 200 << 20
"""Bytes of all files of one archive, unpacked."""
BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError),
    RuntimeError,  # a password, or a way of packing, that only the entry itself tells of
)
"""What reading an archive that is damaged, or unlike all others, may raise."""
_ENCRYPTED: Final = 0x1
_LINK: Final = 0o120000
_KIND_OF_FILE: Final = 0o170000
_LEFT_BY_SYSTEMS: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")


class Refused(ValueError):  # noqa: N818 - what the sender is told
    """Raised for what can't be received; the message is a sentence for its sender."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that was sent; `name` may hold the folders in which it was packed.

    `is_among` others it is where it came in a folder or an archive.
    """

    name: str
    data: bytes
    is_among: bool = False

    @property
    def base(self) -> str:
        """Its own name, without folders of any system."""
        return PurePosixPath(self.name.replace("\\", "/")).name

    @property
    def suffix(self) -> str:
        """`.jpg`, in small letters."""
        return PurePosixPath(self.base).suffix.lower()


def unpacked(files: Sequence[Incoming]) -> Iterator[Incoming]:
    """The files, with those of archives in place of these. Raises `Refused`."""
    total = 0
    for file in files:
        if len(file.data) > LARGEST and file.suffix != ".zip":
            raise Refused(f"{quote(file.base)} terlalu besar (lebih dari {LARGEST >> 20} MB)")
        is_archive = file.suffix == ".zip" and not file.is_among
        for one in _entries(file) if is_archive else [file]:
            total += len(one.data)
            if total > MOST_BYTES:
                raise Refused(f"kiriman ini lebih dari {MOST_BYTES >> 20} MB; terima sebagian dulu")
            yield one


def _entries(archive: Incoming) -> Iterator[Incoming]:
    try:
        with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
            infos = [info for info in opened.infolist() if not _is_left_over(info)]
            _look(archive, infos)
            for info in infos:
                yield Incoming(info.filename, _read(opened, info), is_among=True)
    except Refused:
        raise
    except BROKEN:
        raise Refused(f"{quote(archive.base)} bukan ZIP yang utuh; minta dikirim lagi") from None


def _is_left_over(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return info.is_dir() or any(
        part.startswith("._") or part == ".DS_Store" or part in _LEFT_BY_SYSTEMS for part in parts
    )


def _look(archive: Incoming, infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what would leave its folder, or be more than anybody sends."""
    shown = quote(archive.base)
    if len(infos) > MOST_FILES:
        raise Refused(f"{shown} memuat {len(infos)} berkas; paling banyak {MOST_FILES}")
    if sum(info.file_size for info in infos) > MOST_BYTES:
        raise Refused(f"{shown} lebih dari {MOST_BYTES >> 20} MB setelah dibuka")
    for info in infos:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            raise Refused(f"{shown} memuat jalur yang keluar dari foldernya: {quote(name)}")
        if info.external_attr >> 16 & _KIND_OF_FILE == _LINK:
            raise Refused(f"{shown} memuat tautan ke berkas lain: {quote(name)}")
        if info.flag_bits & _ENCRYPTED:
            raise Refused(f"{shown} dikunci dengan kata sandi; minta dikirim tanpa sandi")


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """An entry; its directory may lie about its size, so no more is read than it says."""
    with opened.open(info) as entry:
        data = entry.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused(f"{quote(info.filename)} terlalu besar (lebih dari {LARGEST >> 20} MB)")
    return data
