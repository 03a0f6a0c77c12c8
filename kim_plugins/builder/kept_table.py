"""Blobs by name that builds keep for one another, in one SQLite file.

Each is sealed, and proven when it is read. A file that is damaged is made anew; where there is none
to be had, the table stays empty.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from kim_plugins.builder.kept import Damaged, clear, make_way
from kim_plugins.builder.seal import opened, sealed

_TABLES: Final = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS made (key BLOB);
CREATE TABLE IF NOT EXISTS kept (name BLOB PRIMARY KEY, data BLOB);
"""
_FAULTS: Final = (sqlite3.Error, MemoryError, OverflowError, TypeError, ValueError)
"""What a damaged file may raise, besides giving wrong values."""
_OF_OTHERS: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
"""What isn't the file's fault: somebody else writes, or the disk is full."""
_PRIMARY: Final = 0xFF


class KeptTable:
    """The table in a file; `made_with` names the program: what another one kept is thrown away.

    `wait` is for how many seconds somebody else may be writing. `is_damaged` tells whether
    something stood there that can't be used.
    """

    def __init__(self, file: Path, made_with: bytes, *, wait: float = 5) -> None:
        self._file, self._made_with, self._wait = file, made_with, wait
        self._process = os.getpid()
        self._database: sqlite3.Connection | None = None
        self.is_damaged = False
        try:
            self._open()
        except _FAULTS as error:
            self.close()
            if not _is_of_others(error):
                self.begin_anew()

    def begin_anew(self) -> None:
        """Take away what is damaged."""
        stood = os.path.lexists(self._file)
        self.drop()
        with suppress(*_FAULTS):
            self._open()
        self.is_damaged = stood and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether anything can be kept."""
        return self._database is not None

    def _open(self) -> None:
        # Where something else stands in the place of the folder or the file, it says so itself.
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        if any(map(_is_odd, (self._file, self._journal))):
            raise sqlite3.DatabaseError
        with suppress(OSError):  # there is none yet, or it is somebody else's
            if not os.access(self._file, os.R_OK | os.W_OK):
                self._file.chmod(stat.S_IRUSR | stat.S_IWUSR)
        database = self._connected()
        database.executescript(_TABLES)
        if database.execute("SELECT key FROM made").fetchall() != [(self._made_with,)]:
            with database:
                database.execute("DELETE FROM made")
                database.execute("DELETE FROM kept")
                database.execute("INSERT INTO made VALUES (?)", (self._made_with,))
        self._database = database

    def _connected(self) -> sqlite3.Connection:
        # The preview builds in one thread and draws pages in others, one at a time. A file that a
        # power cut damages is noticed and made again; waiting for the disk is waste.
        self._process = os.getpid()
        return sqlite3.connect(self._file, timeout=self._wait, check_same_thread=False)

    def read(self, name: bytes) -> bytes | None:
        """A blob; None without one. Raises Damaged where that can't be told."""
        if self._database is None:
            return None
        try:
            if self._process != os.getpid():
                # A connection must not be carried over a fork.
                self._database = self._connected()
            question = "SELECT data FROM kept WHERE name = ?"
            row = self._database.execute(question, (name,)).fetchone()
        except _FAULTS:
            raise Damaged(self._file) from None
        return self._proven(name, row[0]) if row else None

    def below(self, prefix: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Names and blobs of all whose names begin so. Raises Damaged as `read` does."""
        if self._database is None:
            return
        question = "SELECT name, data FROM kept WHERE name >= ? AND name < ?"
        try:
            for name, data in self._database.execute(question, (prefix, prefix + b"\xff")):
                yield name, self._proven(name, data)
        except _FAULTS:
            raise Damaged(self._file) from None

    def _proven(self, name: object, kept: object) -> bytes:
        data = opened(kept, self._made_with, name) if isinstance(name, bytes) else None
        if data is None:
            raise Damaged(self._file)
        return data

    def write(self, changes: Mapping[bytes, bytes | None]) -> bool:
        """Keep blobs, or no longer where there is None; all of them, or none: then it is False."""
        if self._database is None:
            return False
        rows = [
            (name, sealed(data, self._made_with, name))
            for name, data in changes.items()
            if data is not None
        ]
        gone = [(name,) for name, data in changes.items() if data is None]
        try:
            with self._database:
                self._database.executemany("DELETE FROM kept WHERE name = ?", gone)
                self._database.executemany("REPLACE INTO kept VALUES (?, ?)", rows)
        except _FAULTS as error:
            if not _is_of_others(error):
                self.drop()
            return False
        return True

    def drop(self) -> None:
        """Nothing of it is to be trusted in the next build."""
        self.close()
        with suppress(OSError):
            make_way(self._file)
            clear(self._journal)

    @property
    def _journal(self) -> Path:
        return self._file.with_name(f"{self._file.name}-journal")

    def close(self) -> None:
        """Let go of the file."""
        if self._database and self._process == os.getpid():
            self._database.close()
        self._database = None


def _is_odd(file: Path) -> bool:
    """Whether SQLite would stumble, or wait for ever, where it expects a file."""
    return os.path.lexists(file) and not file.is_file()


def _is_of_others(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _OF_OTHERS
