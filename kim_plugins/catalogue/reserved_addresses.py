"""Addresses that no file may claim: those of files, and of pages still to come."""

from __future__ import annotations

from typing import Final

from kim_plugins.records.patterns import deferred

# What the site makes of bulletins and listings, in whatever number there will be.
_GROWING: Final = deferred(
    r"/(?:s|assets|tulis|admin|data)/.*|/.+/halaman/\d+/|/(?:berita|literasi|keputusan)/.+/(?:naskah|cetak)/"
    r"|/kelompok/[^/]+/(?:laporan|tindak-lanjut|jadwal)/.*|/wilayah/[^/]+/tindak-lanjut/.*"
)
# Pages of other programs ended so and had the addresses of folders, too.
_FILE: Final = deferred(
    r"/(?:index\.html|404\.html|_headers|_redirects|[^/]*\.(?!html?/|php/|aspx?/|jsp/|cgi/)[a-z][a-z0-9]{1,4})/"
)
LONGEST: Final = 1000
"""Characters of an address; a staging folder comes to it, and systems take some 4,000."""
LONGEST_PART: Final = 255
"""Bytes of one part of an address, as file systems have it."""


def reserved_for(address: str) -> str:
    """What an address is reserved for; empty where it is free."""
    if _GROWING.fullmatch(address):
        return "halaman buatan situs"
    return "berkas situs, bukan halaman" if _FILE.search(address) else ""


def is_too_long(address: str) -> bool:
    """Whether an address is too long for some file system or browser."""
    return len(address) > LONGEST or any(len(part) > LONGEST_PART for part in address.split("/"))
