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
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kim_plugins.builder.groups import Group
from kim_plugins.builder.store import Store
from kim_plugins.catalogue import Memory
from kim_plugins.catalogue.bodies import Body, Link, LinkKind
from kim_plugins.catalogue.buckets import bucket_of

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
        self._records = Group(store, _RECORDS)

    def load(self) -> Memory:
        """The kept memory; an empty one if there is none, or it is damaged."""
        self._records.load()
        memory = Memory(bodies=_Bodies(self._store))
        for name, data in self._records.items():
            # What was sealed are bytes that we wrote ourselves.
            found = pickle.loads(data)  # noqa: S301
            if name == _CHECKED:
                memory.checked = found
            else:
                memory.files.update(found[0])
                memory.media.update(found[1])
        self._kept = Memory(dict(memory.files), dict(memory.media), checked=memory.checked)
        return memory

    def save(self, memory: Memory) -> bool:
        """Write what changed since `load`; False where that can't be done."""
        kept = self._kept
        if memory.checked is not kept.checked:
            self._records[_CHECKED] = _pickled(memory.checked)
        changed = {*_changed(kept.files, memory.files), *_changed(kept.media, memory.media)}
        if changed:
            rows: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {
                bucket_of(path, _BUCKETS): ({}, {}) for path in changed
            }
            _share_out(memory.files, rows, 0)
            _share_out(memory.media, rows, 1)
            self._records.update({str(number): _pickled(row) for number, row in rows.items()})
            if isinstance(memory.bodies, _Bodies):
                memory.bodies.flush()
            used = {_BODIES + file.key for file in memory.files.values()}
            self._store.keep_only(_BODIES, used)
        return self._records.save()


def _share_out(
    known: Mapping[str, Any], rows: Mapping[int, tuple[dict[str, Any], ...]], place: int
) -> None:
    """Put what is known of each path into its row, if that is among these."""
    for path in sorted(known):
        if row := rows.get(bucket_of(path, _BUCKETS)):
            row[place][path] = known[path]


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    """The paths of which something else is known than before."""
    yield from (path for path, known in now.items() if before.get(path) is not known)
    yield from before.keys() - now.keys()


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


def _pickled(found: object) -> bytes:
    return pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
