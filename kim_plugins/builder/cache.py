"""What the core prepared, kept on disk between commands in one SQLite file.

Bodies are written as they come and read one by one, so that they never stand in memory together;
the light facts of all files lie in buckets, so that a change rewrites little.

Light facts, heavy bodies. What cross-checks need of a body (its links, what it lost, its length) is
kept with the record; the body itself stays on disk (`builder/cache.py`) and comes when a page or a
feed asks. New files go in chunks to a `concurrent.futures.Executor`: processes by default, any
other by `--executor`. A cache that is lost, damaged or locked costs time and nothing else.
"""

from __future__ import annotations

import marshal
import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kim_plugins.builder.kept import Damaged
from kim_plugins.builder.kept_table import KeptTable
from kim_plugins.builder.recipe import prepared_with
from kim_plugins.catalogue import Memory, SiteOptions
from kim_plugins.catalogue.bodies import Body, Link, LinkKind
from kim_plugins.catalogue.memory import SiteFindings

_BUCKETS: Final = 256
_BATCH: Final = 256
"""Bodies that are written in one transaction."""

_FACTS: Final = b"fakta/"
_FILES, _MEDIA, _CHECKED = b"berkas", b"media", b"pemeriksaan"
_BODY: Final = b"isi/"


class Cache:
    """A memory in a file; `damage` tells why an existing one could not be used.

    Where there is no writing, builds do without: a cache that can't be kept costs time and nothing
    else.
    """

    def __init__(self, file: Path, options: SiteOptions) -> None:
        self._file = file
        self._made_with = prepared_with(options)
        self._table: KeptTable | None = None
        self._checked: SiteFindings | None = None
        self.damage = ""

    def load(self) -> Memory:
        """The kept memory; an empty one if there is none, or it doesn't fit."""
        table = KeptTable(self._file, self._made_with)
        facts = _no_facts()
        try:
            for name, data in table.below(_FACTS):
                # It was sealed, so these are bytes that we wrote ourselves.
                facts[name.split(b"/")[1]].update(pickle.loads(data))  # noqa: S301
        except Damaged:
            facts = _no_facts()
            table.begin_anew()
        self.damage = f"tembolok {self._file} rusak dan dibuat ulang" if table.is_damaged else ""
        self._table = table
        if not table.is_open:
            return Memory()
        self._bodies = _Bodies(table)
        self._checked = facts[_CHECKED].get("")
        return Memory(facts[_FILES], facts[_MEDIA], self._bodies, self._checked)

    def save(self, memory: Memory) -> bool:
        """Keep what changed; False where that can't be written."""
        if not memory.changed or self._table is None:
            return True
        if not self._table.is_open:
            return False
        changed = {_bucket(path) for path in memory.changed}
        self._bodies.flush()
        rows: dict[bytes, bytes | None] = {_BODY + key: None for key in memory.dropped}
        for kind, kept in ((_FILES, memory.files), (_MEDIA, memory.media)):
            for bucket, facts in _buckets(kept, changed):
                rows[_facts_name(kind, bucket)] = _pickled(facts)
        if memory.checked is not self._checked:
            rows[_facts_name(_CHECKED)] = _pickled({"": memory.checked})
        if not self._table.write(rows):
            return False
        self._checked = memory.checked
        memory.changed.clear()
        memory.dropped.clear()
        return True

    def close(self) -> None:
        """Let go of the file."""
        if self._table:
            self._table.close()
            self._table = None


class _Bodies:
    """Bodies in the table; where it can't take any more, they stay in memory."""

    def __init__(self, table: KeptTable) -> None:
        self._table = table
        self._waiting: dict[bytes, Body] = {}
        self._is_full = False

    def get(self, key: bytes) -> Body | None:
        """A body; None where it is missing or damaged."""
        if key in self._waiting:
            return self._waiting[key]
        try:
            data = self._table.read(_BODY + key)
        except Damaged:
            # Whoever asks renders it again; so that it is kept again, the next build begins anew.
            self._table.drop()
            return None
        return None if data is None else _unpacked(data)

    def put(self, key: bytes, body: Body) -> None:
        """Keep a body."""
        self._waiting[key] = body
        if len(self._waiting) >= _BATCH and not self._is_full:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._table.write({_BODY + key: _packed(body) for key, body in self._waiting.items()}):
            self._waiting.clear()
        else:
            # A full disk, a lock that lasts: memory serves as well.
            self._is_full = True


def _packed(body: Body) -> bytes:
    links = [(link.kind.value, link.written, link.target) for link in body.links]
    return zlib.compress(marshal.dumps((body.html, body.text, links, body.dropped)), 1)


def _unpacked(data: bytes) -> Body:
    # It was sealed, so these are bytes that we wrote ourselves.
    html, plain, links, dropped = marshal.loads(zlib.decompress(data))  # noqa: S302
    found = tuple(Link(LinkKind(kind), written, target) for kind, written, target in links)
    return Body(html, plain, found, dropped)


def _no_facts() -> dict[bytes, dict[str, Any]]:
    return {_FILES: {}, _MEDIA: {}, _CHECKED: {}}


def _facts_name(kind: bytes, bucket: int = 0) -> bytes:
    return b"%s%s/%d" % (_FACTS, kind, bucket)


def _pickled(facts: dict[str, Any]) -> bytes:
    return pickle.dumps(facts, protocol=pickle.HIGHEST_PROTOCOL)


def _bucket(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % _BUCKETS


def _buckets(kept: Mapping[str, Any], wanted: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for path in sorted(kept):
        if (bucket := _bucket(path)) in wanted:
            found[bucket][path] = kept[path]
    for bucket in sorted(wanted):
        yield bucket, found[bucket]
