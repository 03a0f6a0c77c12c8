"""Rendered feed items on disk, for one build.

On a first build a bulletin stands in a dozen feeds and archives that several processes write. Each
would render it anew, or hold all items in memory; so they are rendered once, by all processes, and
read back from files of this build's own.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from kim_plugins.builder.workers import processes, run_all
from kim_plugins.catalogue import BulletinEntry
from kim_plugins.feeds import StoredItem

_PARTS: Final = 8
"""Files for each process, so that all end at about the same time."""

Render = Callable[[BulletinEntry], Iterable[StoredItem]]


class _Place(NamedTuple):
    file: int
    start: int
    size: int


class FeedItems:
    """A store of items by guid, in files of a private folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, _Place] = {}

    def fill(self, entries: Sequence[BulletinEntry], render: Render, workers: int | None) -> None:
        """Render the items of all these bulletins and store them."""
        self._folder.mkdir(parents=True)
        size = len(entries) // (_PARTS * processes(workers)) + 1
        parts = [entries[start : start + size] for start in range(0, len(entries), size)]
        tasks = [partial(self._write, number, part, render) for number, part in enumerate(parts)]
        for places in run_all(tasks, workers, at_once=1):
            self._places.update(places)

    def _write(
        self, number: int, entries: Sequence[BulletinEntry], render: Render
    ) -> dict[str, _Place]:
        found, start = {}, 0
        with (self._folder / str(number)).open("xb") as file:
            for entry in entries:
                for one in render(entry):
                    kept = (one.item, tuple(one.reads))
                    size = file.write(pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL))
                    found[one.item.guid] = _Place(number, start, size)
                    start += size
        return found

    def get(self, guid: str) -> StoredItem | None:
        """The item of a guid, if it was rendered."""
        place = self._places.get(guid)
        if place is None:
            return None
        # Left open it would be in the way of whoever clears the folder away, on Windows.
        with open(f"{self._folder}/{place.file}", "rb", buffering=0) as file:  # noqa: PTH123
            file.seek(place.start)
            data = file.read(place.size)
        # This very build wrote it.
        item, reads = pickle.loads(data)  # noqa: S301
        return StoredItem(item, frozenset(reads))

    def put(self, rendered: StoredItem) -> None:
        """Do nothing: all items are stored at the beginning."""
