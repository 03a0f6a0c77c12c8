"""What is said of a document, and what is published of it."""

from __future__ import annotations

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.documents import publishable_bytes
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.records.problems import Fault


def codes(name: str, data: bytes) -> list[str]:
    """What an editor is told of a document."""
    found = inspect(f"media/{name}", data)
    return [found.code] if isinstance(found, Fault) else [note.code for note in found.notes]


def sent(name: str, data: bytes) -> bytes:
    """A document as it is published; its size is the one that was announced."""
    found = inspect(f"media/{name}", data)
    assert isinstance(found, Media), found
    made = publishable_bytes(found, data)
    assert len(made) == found.length
    return made
