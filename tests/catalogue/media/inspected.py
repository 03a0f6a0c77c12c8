"""What is said of a picture or a sound, and what is known of it."""

from __future__ import annotations

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.inspection import inspect


def media(path: str, data: bytes | str) -> Media:
    found = inspect(path, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, Media)
    return found
