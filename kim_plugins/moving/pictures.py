"""Right names for pictures whose ending isn't that of their format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from kim_plugins.catalogue.media import Media
from kim_plugins.records.portable import folded


def right_names(pictures: Iterable[Media], is_taken: Callable[[str], bool]) -> dict[str, str]:
    """The new paths of pictures by their old ones, free and in small letters."""
    found: dict[str, str] = {}
    given: set[str] = set()
    for media in sorted(pictures, key=lambda media: media.path):
        if media.right_path == media.path:
            continue
        for name in _names(media.right_path):
            if not is_taken(name) and folded(name) not in given:
                found[media.path] = name
                given.add(folded(name))
                break
    return found


def _names(path: str) -> Iterator[str]:
    """Yield a name and alternatives for it."""
    pure = PurePosixPath(path)
    yield path
    for number in range(2, 100):
        yield str(pure.with_name(f"{pure.stem}-{number}{pure.suffix}"))
