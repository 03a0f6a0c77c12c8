"""What the search index keeps between builds, in one SQLite file beside the content's cache.

The key says what it was made with: our code and its libraries. What is damaged is told and made
again; where there is no writing, builds do without.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Final

_DIGEST: Final = 16
_LIBRARIES: Final = ("pysastrawi", "snowballstemmer")
_PACKAGE: Final = Path(__file__).parent.parent
_TABLES: Final = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS made (key BLOB);
CREATE TABLE IF NOT EXISTS blobs (name TEXT PRIMARY KEY, digest BLOB, data BLOB);
"""


class Damaged(Exception):  # noqa: N818 - a finding, told as a sentence
    """What stands in the file isn't what was written."""


class SearchCache(MutableMapping[str, bytes]):
    """Blobs in a file, read one by one when they are asked for; Damaged where one isn't whole.

    `prepared_with` names what the records and bodies were prepared with that the blobs tell of;
    what another one left is thrown away.
    """

    def __init__(self, file: Path, prepared_with: bytes, *, clean: bool = False) -> None:
        self._file = file
        self._key = _key(prepared_with)
        self._process = os.getpid()
        self._database: sqlite3.Connection | None = None
        self._kept: set[str] = set()
        self._changed: dict[str, bytes | None] = {}
        with suppress(sqlite3.OperationalError, OSError):
            self._open(clean=clean)

    def _open(self, *, clean: bool) -> None:
        if clean:
            self._file.unlink(missing_ok=True)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self._file, timeout=5, check_same_thread=False)
        try:
            self._database.executescript(_TABLES)
            if self._database.execute("SELECT key FROM made").fetchone() != (self._key,):
                with self._database:
                    self._database.execute("DELETE FROM made")
                    self._database.execute("DELETE FROM blobs")
                    self._database.execute("INSERT INTO made VALUES (?)", (self._key,))
            self._kept = {name for (name,) in self._database.execute("SELECT name FROM blobs")}
        except sqlite3.OperationalError:
            self._database = None
            raise
        except sqlite3.DatabaseError:
            raise Damaged(self._file) from None

    def save(self) -> None:
        """Write what changed; a file that can't be written costs time and nothing else."""
        if self._database is None or not self._changed:
            return
        rows, gone = [], []
        for name, data in sorted(self._changed.items()):
            if data is None:
                gone.append((name,))
            else:
                rows.append((name, _digest(data), data))
        with suppress(sqlite3.OperationalError), self._database:
            self._database.executemany("DELETE FROM blobs WHERE name = ?", gone)
            self._database.executemany("REPLACE INTO blobs VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Let go of the file; what was asked for afterwards is read anew."""
        if self._database and self._process == os.getpid():
            self._database.close()
        self._database = None

    def __getitem__(self, name: str) -> bytes:
        """A blob; KeyError without one."""
        if name in self._changed:
            found = self._changed[name]
            if found is None:
                raise KeyError(name)
            return found
        if name not in self._kept:
            raise KeyError(name)
        return self._read(name)

    def _read(self, name: str) -> bytes:
        if self._database is None or self._process != os.getpid():
            # A connection must not be carried over a fork.
            self._database = sqlite3.connect(self._file, timeout=5, check_same_thread=False)
            self._process = os.getpid()
        question = "SELECT digest, data FROM blobs WHERE name = ?"
        try:
            row = self._database.execute(question, (name,)).fetchone()
        except sqlite3.DatabaseError:
            raise Damaged(self._file) from None
        if row is None or _digest(row[1]) != row[0]:
            raise Damaged(self._file)
        data: bytes = row[1]
        return data

    def __setitem__(self, name: str, data: bytes) -> None:
        """Keep a blob."""
        self._changed[name] = data

    def __delitem__(self, name: str) -> None:
        """Keep a blob no longer."""
        if name not in self:
            raise KeyError(name)
        self._changed[name] = None

    def __contains__(self, name: object) -> bool:
        """Whether there is such a blob, without reading it."""
        changed = self._changed.get(str(name), b"" if name in self._kept else None)
        return changed is not None

    def __iter__(self) -> Iterator[str]:
        """The names of all blobs."""
        return (name for name in sorted(self._kept | self._changed.keys()) if name in self)

    def __len__(self) -> int:
        """How many blobs there are."""
        return sum(1 for _ in self)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _key(prepared_with: bytes) -> bytes:
    digest = hashlib.blake2b(prepared_with, digest_size=_DIGEST)
    for source in sorted(path for path in _PACKAGE.glob("search/*") if path.is_file()):
        digest.update(source.read_bytes())
    digest.update(repr([version(name) for name in _LIBRARIES]).encode())
    return digest.digest()
