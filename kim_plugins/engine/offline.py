"""`kim build --offline ZIP`: a copy of the site for a USB stick."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from kim_plugins.builder.asked import asked_for
from kim_plugins.catalogue.options import is_public
from kim_plugins.pages import is_online_only, offline_page
from kim_plugins.records import format_day

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16
_PACKED_ALREADY: Final = (".jpg", ".png", ".webp", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".pdf")
_README: Final = (
    "Buka berkas index.html dengan browser (Chrome, Firefox, dan lain-lain).\r\n"
    "Salinan ini dibuat {day} dan tidak perlu internet.{newer}\r\n"
)


@contextmanager
def offline_copy(
    site: Path, names: Iterable[str], target: Path, url: str, day: date
) -> Iterator[None]:
    """Write a copy of these files of `site`; it takes its name when the block ends well.

    The same site gives the same bytes on the same `day`: names in order, no time of the build.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with asked_for(target):
            _pack(site, names, beside, url, day)
        yield
        with asked_for(target):
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _pack(site: Path, names: Iterable[str], target: Path, url: str, day: date) -> None:
    with zipfile.ZipFile(target, "w") as copy:
        newer = f" Kabar yang lebih baru ada di {url}" if is_public(url) else ""
        _add(copy, "baca-saya.txt", _README.format(day=format_day(day), newer=newer).encode())
        for name in sorted(names):
            if is_online_only(name):
                continue
            data = (site / name).read_bytes()
            if name.endswith(".html"):
                data = offline_page(data.decode(), name, url, day).encode()
            _add(copy, name, data)


def _add(copy: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.create_system = 3  # Unix, so that the mode is understood on every system alike
    entry.external_attr = _READABLE
    is_packed = name.endswith(_PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    copy.writestr(entry, data)
