"""The picture and the sound of a bulletin's own fields."""

from __future__ import annotations

from collections.abc import Iterator

from kim_plugins.catalogue.bodies import target_of
from kim_plugins.records import Bulletin, Page


def sources_of(record: Page | None) -> Iterator[tuple[str, str]]:
    """The paths of picture and sound as written, with their fields."""
    if isinstance(record, Bulletin):
        for name, part in (("image", record.image), ("audio", record.audio)):
            if part and part.src:
                yield name, part.src


def media_of(path: str, record: Page) -> Iterator[str]:
    """The paths below the content folder; empty for one outside."""
    yield from (target_of(path, src) or "" for _, src in sources_of(record))
