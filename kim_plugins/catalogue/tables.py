"""Dictionaries of plain values that are kept as blobs, each read when it is needed."""

from __future__ import annotations

import marshal
from collections.abc import MutableMapping
from typing import Any
from zlib import crc32


class Tables:
    """Dictionaries by name in `blobs`, which hold what this program wrote, under a digest."""

    def __init__(self, blobs: MutableMapping[str, bytes]) -> None:
        self._blobs = blobs
        self._open: dict[str, dict[Any, Any]] = {}
        self._changed: set[str] = set()

    def __getitem__(self, name: str) -> dict[Any, Any]:
        """A table to read; an empty one where none is kept."""
        if name not in self._open:
            data = self._blobs.get(name)
            self._open[name] = marshal.loads(data) if data else {}  # noqa: S302 - as the class says
        return self._open[name]

    def to_change(self, name: str) -> dict[Any, Any]:
        """A table that is about to change, and is kept by `save`."""
        self._changed.add(name)
        return self[name]

    def save(self) -> None:
        """Write the tables that changed into the blobs."""
        for name in sorted(self._changed):
            self._blobs[name] = marshal.dumps(self._open[name])
        self._changed.clear()


def bucket_of(key: str, count: int) -> int:
    """Which of `count` tables holds a key, so that a change rewrites little."""
    return crc32(key.encode("utf-8", "surrogatepass")) % count
