"""What is said of a link: a listener can't follow it, so on the air there is no `here`."""

from __future__ import annotations

import re
from typing import Final

HERE: Final = "di situs kami"
_PLACES: Final = "tautan|link|laman|halaman|alamat|situs|website|web"
_TEXTS: Final = "pelajaran|berita|kabar|keputusan|tulisan|artikel|pengumuman|cerita|liputan|laporan"
_RULES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), by)
    for pattern, by in (
        (r"(?:klik|tekan|ketuk|sentuh|buka|kunjungi)\s(?:di |ke )?sini", "buka situs kami"),
        (r"(?:di |ke )sini", HERE),
        (r"(\w+)\s(?:di |ke )?sini", rf"\1 {HERE}"),
        (r"sini", "situs kami"),
        (rf"(?:{_PLACES})(?: berikut)?(?: ini)?|(?:yang )?ini|berikut(?: ini)?", "situs kami"),
        (rf"((?:\w+\s){{0,3}}(?:{_TEXTS}))(?: berikut)? ini", rf"\1 lain {HERE}"),
        (r"((?:\w+\s){0,5}\w+)\s(?:berikut ini|berikut|tersebut|ini)", rf"\1 {HERE}"),
        (
            r"(baca |lihat |info(?:rmasi)? )?selengkapnya|lihat semua(?:nya)?",
            rf"selengkapnya {HERE}",
        ),
        (r"(baca juga)", "ada juga di situs kami"),
    )
)
_LONGEST: Final = 80


def said_of_link(text: str) -> str:
    """The words of a link as they are said; `pelajaran ini` becomes another one on our site."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return text
    core = bare.rstrip(".!:")
    for pattern, by in _RULES:
        if match := pattern.fullmatch(core):
            said = match.expand(by)
            said = said[0].upper() + said[1:] if core[0].isupper() else said
            return text.replace(core, said, 1)
    return text
