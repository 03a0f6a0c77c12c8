"""A site's own logo and icons: `theme.logo`, `theme.favicon`, `theme.icon.logo`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import bytes_of
from kim_plugins.catalogue import Media
from kim_plugins.engine.look.remarks import Remark, written
from kim_plugins.engine.look.site_files import MOST_BYTES, file_of, is_elsewhere, missing
from kim_plugins.records.problems import Fault, quote

_HEIGHT: Final = 96
"""Pixels of an emblem in the header, where it is 44 high, on screens of twice the density."""
_WIDTH: Final = 264
_ICON: Final = 64
_LARGE: Final = 512
_ICO_SIGN: Final = b"\0\0\1\0"
_ICO: Final = Media("", "image/x-icon", 0)
"""What is known of an icon in Windows' own format, which goes as it is."""
_ANY: Final = (None, None)
_NAMES: Final = ("logo", "favicon")


@dataclass(frozen=True, slots=True)
class LogoImage:
    """A published image: its address, bytes, type, and display size."""

    address: str
    data: bytes
    mime: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Logos:
    """A site's logos: in the header, in the tab, and as a PNG for any use; None without one.

    `icon` is the name of one of Material's icons that stands in the header instead of a picture.
    """

    logo: LogoImage | None = None
    favicon: LogoImage | None = None
    large: bytes | None = None
    icon: str | None = None


def missing_logos(config: MkDocsConfig) -> Iterator[Remark]:
    """The logos that mkdocs.yml names and that don't exist."""
    theme = written(config)["theme"]
    for name in _NAMES:
        value = theme.get(name)
        if not isinstance(value, str) or not value:
            continue
        if is_elsewhere(value):
            message = f"{quote(value)} ada di situs lain, jadi tidak dipakai"
            hint = f"simpan gambarnya di folder isi, lalu tulis misalnya: {name}: media/lambang.png"
            yield Remark("K525", ("theme", name), message, hint)
        elif file_of(config, value) is None:
            yield Remark("K525", ("theme", name), *missing(config, value))


def logos_of(config: MkDocsConfig) -> tuple[Logos, list[Remark]]:
    """The logos that mkdocs.yml names, with remarks on those that are no images."""
    theme = written(config)["theme"]
    remarks: list[Remark] = []
    logo, favicon = (_original(config, theme, name, remarks) for name in _NAMES)
    icons = theme.get("icon")
    icon = icons.get("logo") if isinstance(icons, Mapping) else None
    drawn = _drawn("lambang", _WIDTH, _HEIGHT, *logo) if logo else None
    # Without an icon of its own, the emblem is one.
    icon_of = favicon or logo
    small = _drawn("ikon", _ICON, _ICON, *icon_of) if icon_of else None
    return Logos(drawn, small, _large(*logo) if logo else None, None if logo else icon), remarks


def _original(
    config: MkDocsConfig, theme: Mapping[str, Any], name: str, remarks: list[Remark]
) -> tuple[Media, bytes] | None:
    """The picture that a setting names, if it is one."""
    value = str(theme.get(name) or "")
    file = file_of(config, value) if value else None
    if file is None:
        return None
    # Few sites have one, and the libraries that read pictures take their time to come.
    from kim_plugins.builder.inspecting import inspect_safely  # noqa: PLC0415

    data = bytes_of(str(file)) if file.stat().st_size <= MOST_BYTES else b""
    if name == "favicon" and data.startswith(_ICO_SIGN):
        return _ICO, data
    found = inspect_safely(value, data) if data else None
    if isinstance(found, Media) and found.is_picture:
        return found, data
    said = f"berkas {quote(value)} bukan gambar yang dapat dipakai"
    hint = "pakai gambar PNG, JPEG, WebP atau SVG di bawah 5 MB"
    if isinstance(found, Fault):
        said, hint = found.message, found.hint
    remarks.append(Remark("K526", ("theme", name), f"{said}; {name} tidak dipakai", hint))
    return None


def _drawn(name: str, width: int, height: int, media: Media, data: bytes) -> LogoImage:
    if media is _ICO:
        return _sign(name, ".ico", media.mime, data)
    if not media.is_raster:
        from kim_plugins.catalogue.media.vectors import sanitised_svg  # noqa: PLC0415 - as above

        shown = _within(*_size_of(media), width, height, most=inf)
        return _sign(name, ".svg", media.mime, sanitised_svg(data).data, shown)
    png, size = _raster(data, width, height)
    return _sign(name, ".png", "image/png", png, size)


@lru_cache(maxsize=8)
def _raster(data: bytes, width: int, height: int) -> tuple[bytes, tuple[int, int]]:
    """A PNG of the picture within a box."""
    from kim_plugins.catalogue.media.image_codec import as_logo, open_upright, resized  # noqa: PLC0415 - as above

    picture = open_upright(data, height)
    size = _within(*picture.size, width, height)
    return as_logo(resized(picture, size)), size


def _large(media: Media, data: bytes) -> bytes | None:
    """A PNG for icons and pictures of the site; None for a drawing that can't be drawn here."""
    if media.is_raster:
        return _raster(data, _LARGE, _LARGE)[0]
    return _rasterised(data, *_within(*_size_of(media), _LARGE, _LARGE, most=inf))


@lru_cache(maxsize=8)
def _rasterised(data: bytes, width: int, height: int) -> bytes | None:
    from kim_plugins.catalogue.media.image_codec import as_logo  # noqa: PLC0415 - as above
    from kim_plugins.catalogue.media.vectors import sanitised_svg  # noqa: PLC0415 - as above
    from kim_plugins.catalogue.media.vectors.raster import rasterised  # noqa: PLC0415 - as above

    try:
        return as_logo(rasterised(sanitised_svg(data).data, width, height, background=None))
    except ValueError:
        return None


def _size_of(media: Media) -> tuple[int, int]:
    return media.width or _ICON, media.height or _ICON


def _within(
    width: int, height: int, most_wide: int, most_high: int, *, most: float = 1
) -> tuple[int, int]:
    """A size of the same shape in a box, at `most` so many times as large."""
    share = min(most_wide / width, most_high / height, most)
    return max(1, round(width * share)), max(1, round(height * share))


def _sign(
    name: str, ending: str, mime: str, data: bytes, size: tuple[int | None, int | None] = _ANY
) -> LogoImage:
    digest = hashlib.blake2b(data, digest_size=5).hexdigest()
    return LogoImage(f"assets/kim/{name}.{digest}{ending}", data, mime, *size)
