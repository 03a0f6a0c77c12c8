"""The memory of the core, kept in the store between commands.

Light facts, heavy bodies. What cross-checks need of a body (its links, what it lost, its length) is
kept with the record, in buckets, so that a change rewrites little; the body itself stays on disk
and comes when a page or a feed asks. New files go in chunks to a `concurrent.futures.Executor`:
processes by default, any other by `--executor`.
"""

from __future__ import annotations

import marshal
import pickle
import zlib
from typing import Final

from kim_plugins.builder.groups import Group
from kim_plugins.builder.store import Store
from kim_plugins.catalogue import Memory
from kim_plugins.catalogue.bodies import Body, Link, LinkKind
from kim_plugins.catalogue.buckets import bucket_of, to_change
from kim_plugins.catalogue.memory import PreparedFile

_RECORDS: Final = "catatan"
_CHECKED: Final = "pemeriksaan"
_BODIES: Final = b"isi/"
_BUCKETS: Final = 256
_BATCH: Final = 256
"""Bodies that are written in one transaction."""
_AT_HAND: Final = 1 << 26
"""Bytes of packed bodies that stay in memory as well: page, feeds and search ask for each."""


class Cache:
    """Loads and saves the memory of a content folder."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows = Group(store, _RECORDS, pickle)

    def load(self) -> Memory:
        """The kept memory; an empty one if there is none, or it is damaged."""
        self._rows.load()
        rows = dict(self._rows)
        memory = Memory(checked=rows.pop(_CHECKED, None), bodies=_Bodies(self._store))
        for row in rows.values():
            for path, known in row.items():
                is_document = isinstance(known, PreparedFile)
                (memory.files if is_document else memory.media)[path] = known
        self._kept = {**memory.files, **memory.media}
        return memory

    def save(self, memory: Memory) -> bool:
        """Write what changed since `load`; False where that can't be done."""
        if memory.checked is not self._rows.get(_CHECKED):
            self._rows[_CHECKED] = memory.checked
        kept, now = self._kept, {**memory.files, **memory.media}
        if changed := [p for p in kept.keys() | now.keys() if kept.get(p) is not now.get(p)]:
            for path in changed:
                row = to_change(self._rows, str(bucket_of(path, _BUCKETS)))
                row.pop(path, None)
                if path in now:
                    row[path] = now[path]
            if isinstance(memory.bodies, _Bodies):
                memory.bodies.flush()
            used = {_BODIES + file.key for file in memory.files.values()}
            self._store.keep_only(_BODIES, used)
        return self._rows.save()


class _Bodies:
    """Bodies in the store, written in batches; they stay in memory where it is full."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[bytes, bytes] = {}
        self._at_hand: dict[bytes, bytes] = {}
        self._room = _AT_HAND
        self._is_full = False

    def get(self, key: bytes) -> Body | None:
        """The body under a key; None where it is missing or damaged."""
        data = self._at_hand.get(key) or self._waiting.get(key) or self._store.get(_BODIES + key)
        return None if data is None else _unpacked(data)

    def __setitem__(self, key: bytes, body: Body) -> None:
        """Keep a body."""
        self._waiting[key] = _packed(body)
        if len(self._waiting) >= _BATCH and not self._is_full:
            self.flush()

    def flush(self) -> None:
        """Write the bodies that wait for a batch."""
        if not self._store.put({_BODIES + key: data for key, data in self._waiting.items()}):
            # A full disk, a lock that lasts: memory serves as well.
            self._is_full = True
            return
        self._room -= sum(map(len, self._waiting.values()))
        if self._room > 0:
            self._at_hand |= self._waiting
        self._waiting.clear()


def _packed(body: Body) -> bytes:
    links = [(link.kind.value, link.written, link.target) for link in body.links]
    return zlib.compress(marshal.dumps((body.html, body.text, links, body.dropped)), 1)


def _unpacked(data: bytes) -> Body:
    html, plain, links, dropped = marshal.loads(zlib.decompress(data))  # noqa: S302 - as above
    found = tuple(Link(LinkKind(kind), written, target) for kind, written, target in links)
    return Body(html, plain, found, dropped)
