"""Photographs made for tests, and what is made of them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.image_files import image_files
from kim_plugins.catalogue.media.inspection import inspect


def media(path: str, data: bytes) -> Media:
    found = inspect(path, data)
    assert isinstance(found, Media)
    return found


def made(path: str, data: bytes) -> dict[str, bytes]:
    return {variant.address: bytes_ for variant, bytes_ in image_files(media(path, data), data)}


def photograph(size: tuple[int, int] = (3000, 2000), kind: str = "JPEG", **options: Any) -> bytes:  # noqa: ANN401
    bands = (Image.radial_gradient("L"), Image.linear_gradient("L"), Image.new("L", (256, 256), 90))
    data = io.BytesIO()
    Image.merge("RGB", bands).resize(size).save(data, kind, **options)
    return data.getvalue()
