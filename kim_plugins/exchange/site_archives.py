"""A site in an archive, ZIP or tar.gz, as members; nothing is ever unpacked onto the disk.

The libraries read whatever an archive announces of itself in one piece, so that a header of a few
bytes can ask for all memory. They are given a file that refuses to be read in large pieces; what it
holds is read in small ones.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, BinaryIO, Final

from kim_plugins.exchange.site_files import DEVICE, LARGEST, LINK, MOST_BYTES, Member
from kim_plugins.exchange.unpacking import BROKEN, Refused
from kim_plugins.records.problems import quote

_PIECE: Final = 1 << 14
_LARGEST_HEADER: Final = 1 << 15
"""Bytes of a header in a tar: longer ones take Python's own patterns minutes (CVE-2024-6232)."""
_LARGEST_DIRECTORY: Final = 16 << 20
"""Bytes of the directory of a ZIP: more than 100,000 files."""
_HEADERS: Final = 64 << 20
"""Bytes of a tar that aren't files."""
_BROKEN_ZIP: Final = "ZIP-nya rusak atau terpotong"
_BROKEN_TAR: Final = "tar.gz-nya rusak atau terpotong"
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (*BROKEN, tarfile.TarError, zlib.error, OverflowError, RecursionError)


class _Small(io.RawIOBase):
    """A file that is read in pieces of so many bytes at most."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self._most = file, most

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        asked = self._most + 1 if size is None or size < 0 else min(size, self._most + 1)
        data = self._file.read(asked)
        if len(data) > self._most:
            raise Refused("daftar isi arsipnya terlalu besar")
        return data


@contextmanager
def opened_archive(file: BinaryIO) -> Iterator[Iterator[Member]]:
    """The members of an archive while it is open. Raises Refused, also while they are read."""
    start = file.read(512)
    file.seek(0)
    if start.startswith(b"PK"):
        yield _of_zip(file)
    elif start.startswith(b"\x1f\x8b"):
        with tempfile.TemporaryFile() as unpacked:
            _gunzip(file, unpacked)
            yield _of_tar(unpacked)
    elif start[257:262] == b"ustar":
        yield _of_tar(file)
    else:
        is_page = start.lstrip()[:1] == b"<"
        raise Refused(
            f"bukan arsip ZIP atau tar.gz, melainkan {'halaman web' if is_page else 'berkas lain'}"
        )


def _of_zip(file: BinaryIO) -> Iterator[Member]:
    with _refusing(_BROKEN_ZIP):
        archive = zipfile.ZipFile(_Small(file, _LARGEST_DIRECTORY))
        infos = archive.infolist()

    def read(info: zipfile.ZipInfo) -> bytes:
        damaged = f"{quote(info.filename)} di dalam ZIP-nya rusak"
        with _refusing(damaged), archive.open(info) as opened:
            return _whole(opened)

    for info in infos:
        # Some programs of Windows write its own sign between folders.
        path = info.filename.replace("\\", "/")
        if path.endswith("/"):
            continue
        if info.flag_bits & _ENCRYPTED:
            raise Refused("ZIP-nya dikunci dengan kata sandi; kemas lagi tanpa sandi")
        kind = stat.S_IFMT(info.external_attr >> 16)
        odd = LINK if kind == stat.S_IFLNK else DEVICE if kind not in (0, stat.S_IFREG) else ""
        yield Member(path, info.file_size, partial(read, info), odd)


def _gunzip(file: BinaryIO, unpacked: BinaryIO) -> None:
    """Unpack a tar into another file, within bounds."""
    left = MOST_BYTES + _HEADERS
    with _refusing(_BROKEN_TAR), gzip.GzipFile(fileobj=file) as packed:
        while part := packed.read(min(1 << 18, left + 1)):
            left -= len(part)
            if left < 0:
                break
            unpacked.write(part)
    if left < 0:
        raise Refused(f"lebih besar dari {MOST_BYTES >> 20} MB setelah dibuka")
    unpacked.seek(0)


def _of_tar(file: BinaryIO) -> Iterator[Member]:
    def read(info: tarfile.TarInfo) -> bytes:
        with _refusing(f"{quote(info.name)} di dalam tar.gz-nya rusak"):
            opened = archive.extractfile(info)
            return _whole(opened) if opened else b""

    with _refusing(_BROKEN_TAR):
        archive = tarfile.TarFile(fileobj=_Small(file, _LARGEST_HEADER))
        for info in archive:
            if not info.isdir():
                odd = "" if info.isreg() else LINK if info.issym() or info.islnk() else DEVICE
                yield Member(info.name, info.size, partial(read, info), odd)
    # tarfile takes one that broke off between two files for a whole one.
    file.seek(archive.offset)
    if file.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise Refused(_BROKEN_TAR)


@contextmanager
def _refusing(sentence: str) -> Iterator[None]:
    """Whatever a damaged archive makes the libraries raise becomes this sentence."""
    try:
        yield
    except Refused:
        raise
    except _BROKEN:
        raise Refused(sentence) from None


def _whole(opened: IO[Any]) -> bytes:
    """All of a member, and one piece too much where it is larger than any may be."""
    parts: list[bytes] = []
    length = 0
    while length <= LARGEST and (part := opened.read(_PIECE)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)
