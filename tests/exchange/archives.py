"""Archives as strangers pack them: the same entries as a ZIP, a tar and a tar.gz."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

PROFILE: Final = "content/kelompok/tirta.md"
WORDS: Final = b"---\ntitle: KIM Tirta\n---\n"


class Entry(NamedTuple):
    """One entry: a file of these bytes, or a link or device of that kind in tar's words."""

    name: str
    data: bytes = b""
    kind: bytes = tarfile.REGTYPE


SITE: Final = (Entry("mkdocs.yml", b"site_name: Tirta\n"), Entry(PROFILE, WORDS))
_MODES: Final = {
    tarfile.SYMTYPE: stat.S_IFLNK,
    tarfile.LNKTYPE: stat.S_IFLNK,
    tarfile.FIFOTYPE: stat.S_IFIFO,
    tarfile.CHRTYPE: stat.S_IFCHR,
    tarfile.REGTYPE: stat.S_IFREG,
}


def as_zip(entries: Sequence[Entry]) -> bytes:
    """Pack entries into a ZIP."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in entries:
            info = zipfile.ZipInfo()
            info.filename = one.name  # as it is: the constructor cuts it at a zero
            info.external_attr = (_MODES[one.kind] | 0o644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, one.data)
    return data.getvalue()


def as_tar(entries: Sequence[Entry]) -> bytes:
    """Pack entries into a tar."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for one in entries:
            info = tarfile.TarInfo(one.name)
            info.type, info.linkname = one.kind, "/etc/passwd"
            info.size = len(one.data) if one.kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(one.data))
    return data.getvalue()


def as_tar_gz(entries: Sequence[Entry]) -> bytes:
    """The same, packed."""
    return gzip.compress(as_tar(entries), 1)


WAYS: Final[dict[str, Callable[[Sequence[Entry]], bytes]]] = {
    "zip": as_zip,
    "tar": as_tar,
    "tar.gz": as_tar_gz,
}
