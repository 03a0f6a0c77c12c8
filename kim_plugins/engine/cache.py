"""What the core prepared, kept on disk between commands in one SQLite file.

The key says what the content was prepared with: our code, its libraries, the site's options. What
is damaged or was made with anything else is not used. Bodies are written as they come and read one
by one, so that they never stand in memory together; the light facts of all files lie in buckets, so
that a change rewrites little.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import pickle
import sqlite3
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from kim_plugins.catalogue import Memory, SiteOptions
from kim_plugins.catalogue.bodies import Body, Link, LinkKind
from kim_plugins.catalogue.memory import Checked
from kim_plugins.engine.recipe import name_of

_DIGEST: Final = 16
_BUCKETS: Final = 256
_BATCH: Final = 256
"""Bodies that are written in one transaction."""

_LIBRARIES: Final = (
    *("lxml", "markdown", "mutagen", "nh3", "pillow", "pydantic"),
    *("pymdown-extensions", "pypdf", "python-frontmatter", "pyyaml", "tinycss2"),
)
_PACKAGE: Final = Path(__file__).parent.parent
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS made (key BLOB);
CREATE TABLE IF NOT EXISTS facts (kind TEXT, bucket INTEGER, digest BLOB, data BLOB,
                                  PRIMARY KEY (kind, bucket));
CREATE TABLE IF NOT EXISTS bodies (key BLOB PRIMARY KEY, data BLOB);
"""


class Cache:
    """A memory in a file; `damage` tells why an existing one could not be used.

    Where there is no writing, builds do without: a cache that can't be kept costs time and nothing
    else.
    """

    def __init__(self, file: Path, options: SiteOptions) -> None:
        self._file = file
        self._key = prepared_with(options)
        self._database: sqlite3.Connection | None = None
        self._checked: Checked | None = None
        self.damage = ""

    def load(self, *, clean: bool = False) -> Memory:
        """The kept memory; an empty one if there is none, it doesn't fit, or `clean` is asked."""
        try:
            if clean:
                self._file.unlink(missing_ok=True)
            return self._load()
        except (sqlite3.OperationalError, OSError):
            self.close()  # a place that can't be written to, or a lock that lasts
            return Memory()
        except (sqlite3.DatabaseError, _Damaged):
            self.damage = f"tembolok {self._file} rusak dan dibuat ulang"
            self.close()
        return self.load(clean=True)

    def save(self, memory: Memory) -> None:
        """Keep what changed; raises sqlite3.OperationalError where that can't be written."""
        if not memory.changed or self._database is None:
            return
        changed = {_bucket(path) for path in memory.changed}
        self._bodies.flush()
        with self._database:
            for kind, kept in (("files", memory.files), ("media", memory.media)):
                for bucket, facts in _buckets(kept, changed):
                    data = pickle.dumps(facts, protocol=pickle.HIGHEST_PROTOCOL)
                    row = (kind, bucket, _digest(data), data)
                    self._database.execute("REPLACE INTO facts VALUES (?, ?, ?, ?)", row)
            if memory.checked is not self._checked:
                data = pickle.dumps({"": memory.checked}, protocol=pickle.HIGHEST_PROTOCOL)
                row = ("checked", 0, _digest(data), data)
                self._database.execute("REPLACE INTO facts VALUES (?, ?, ?, ?)", row)
                self._checked = memory.checked
            gone = [(key,) for key in memory.dropped]
            self._database.executemany("DELETE FROM bodies WHERE key = ?", gone)
        memory.changed.clear()
        memory.dropped.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._database:
            self._database.close()
            self._database = None

    def _load(self) -> Memory:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # The preview builds in one thread and draws pages in others, one at a time.
        database = sqlite3.connect(self._file, timeout=5, check_same_thread=False)
        self._database = database
        # A file that a power cut damages is noticed and made again; waiting for the disk is waste.
        database.executescript(f"PRAGMA synchronous = OFF; {_TABLES}")
        if database.execute("SELECT key FROM made").fetchone() != (self._key,):
            with database:
                for table in ("made", "facts", "bodies"):
                    database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
                database.execute("INSERT INTO made VALUES (?)", (self._key,))
        facts: dict[str, dict[str, Any]] = {"files": {}, "media": {}, "checked": {}}
        for kind, digest, data in database.execute("SELECT kind, digest, data FROM facts"):
            if _digest(data) != digest:
                raise _Damaged
            # The digest holds, so these are bytes that we wrote ourselves.
            facts[kind].update(pickle.loads(data))  # noqa: S301
        self._bodies = _Bodies(database, self._file)
        self._checked = facts["checked"].get("")
        return Memory(facts["files"], facts["media"], self._bodies, self._checked)


class _Damaged(Exception):  # noqa: N818 - a finding, told as a sentence
    """What stands in the file isn't what was written."""


class _Bodies:
    """Bodies in the database; where it can't take any more, they stay in memory."""

    def __init__(self, database: sqlite3.Connection, file: Path) -> None:
        self._database, self._file = database, file
        self._process = os.getpid()
        self._waiting: dict[bytes, Body] = {}
        self._is_full = False

    def get(self, key: bytes) -> Body | None:
        """A body; None where it is missing or damaged."""
        if key in self._waiting:
            return self._waiting[key]
        if self._process != os.getpid():
            # A connection must not be carried over a fork.
            self._database = sqlite3.connect(self._file, timeout=5)
            self._process = os.getpid()
        row = self._database.execute("SELECT data FROM bodies WHERE key = ?", (key,)).fetchone()
        return _unpacked(row[0]) if row else None

    def put(self, key: bytes, body: Body) -> None:
        """Keep a body."""
        self._waiting[key] = body
        if len(self._waiting) >= _BATCH and not self._is_full:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        rows = [(key, _packed(body)) for key, body in self._waiting.items()]
        try:
            with self._database:
                self._database.executemany("REPLACE INTO bodies VALUES (?, ?)", rows)
        except sqlite3.OperationalError:  # a full disk, a lock that lasts: memory serves as well
            self._is_full = True
        else:
            self._waiting.clear()


def _packed(body: Body) -> bytes:
    links = [(link.kind.value, link.written, link.target) for link in body.links]
    return zlib.compress(marshal.dumps((body.html, body.text, links, body.dropped)), 1)


def _unpacked(data: bytes) -> Body | None:
    try:
        written = zlib.decompress(data)
    except zlib.error:
        return None  # its checksum says that it is damaged
    # It holds, so these are bytes that we wrote ourselves.
    html, plain, links, dropped = marshal.loads(written)  # noqa: S302
    found = tuple(Link(LinkKind(kind), written, target) for kind, written, target in links)
    return Body(html, plain, found, dropped)


def _bucket(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % _BUCKETS


def _buckets(kept: Mapping[str, Any], wanted: set[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for path in sorted(kept):
        if (bucket := _bucket(path)) in wanted:
            found[bucket][path] = kept[path]
    for bucket in sorted(wanted):
        yield bucket, found[bucket]


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def prepared_with(options: SiteOptions) -> bytes:
    """A digest of what records and bodies depend on besides their files: code and options."""
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for source in sorted((*_PACKAGE.glob("records/*.py"), *_PACKAGE.glob("catalogue/**/*.py"))):
        digest.update(source.read_bytes())
    made_with = [sys.version, *(version(library) for library in _LIBRARIES)]
    settings = [
        *(str(options.zone), options.line_breaks),
        *(options.markdown_extensions, options.markdown_configs),
    ]
    digest.update(json.dumps([made_with, settings], default=name_of, sort_keys=True).encode())
    return digest.digest()
