"""What builds keep for one another: sealed blobs by key in one SQLite file below `.kim/cache`.

| key | what |
|---|---|
| `catatan/…` | a group (`builder/groups.py`): what is known of each file (`builder/cache.py`) |
| `isi/<digest>`, `gambar/<digest>` | a rendered body; what was made of a picture or document |
| `gaya/<digest>`, `templat/<digest>` | the stylesheet; a compiled template |
| `jejak/…` | a group: the traces of all targets (`builder/traces.py`) |
| `cari/…` | a group: the parts of the search index, and what they were made of |
| `folder/<site>/<device>-<inode>` | the manifest of a published folder (`builder/manifests.py`) |

What is kept is trusted as far as it is proven. Each blob is sealed: a digest over its content, its
key and what the program is made with (`builder/made_with.py`). What doesn't fit isn't unpickled,
unmarshalled or run (compiled templates are code). Damage of any kind has one remedy: the file is
begun anew, and whoever asks is told that nothing is kept. It costs time and nothing else, as does a
file that can't be written. A seal proves that bytes are those that were written, not who wrote
them: whoever may write to `.kim` may write to the site as well.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
import stat
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from kim_plugins.builder.files import clear, make_way
from kim_plugins.builder.sealed_files import opened, sealed

_TABLES: Final = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS made (made_with BLOB, parts BLOB);
CREATE TABLE IF NOT EXISTS kept (name BLOB PRIMARY KEY, data BLOB);
"""
_FAULTS: Final = (sqlite3.Error, MemoryError, OverflowError, TypeError, ValueError)
"""What a damaged file may raise, besides giving wrong values."""
_OF_OTHERS: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)
"""What isn't the file's fault: somebody else writes, or the disk is full."""
_PRIMARY: Final = 0xFF


class Store:
    """The blobs in a file; `made_with` names the program: what another one kept is thrown away.

    `say` is told once, in one sentence, that the file is damaged. `wait` is for how many seconds
    somebody else may be writing. Copies of the process may read and write, each by itself.
    """

    def __init__(
        self,
        file: Path,
        made_with: bytes,
        say: Callable[[str], None] = lambda _: None,
        *,
        wait: float = 5,
    ) -> None:
        self.file, self._made_with, self._say, self._wait = file, made_with, say, wait
        self._owner = self._process = os.getpid()
        self._database: sqlite3.Connection | None = None
        self.damages = 0
        """How often the file was begun anew."""
        try:
            self._open()
        except _FAULTS as error:
            self.close()
            if not _is_of_others(error):
                self.begin_anew()

    def begin_anew(self) -> None:
        """Replace a damaged file by an empty one; a copy of the process only deletes it."""
        stood = os.path.lexists(self.file)
        self.drop()
        if os.getpid() == self._owner and not self.damages:
            with suppress(*_FAULTS):
                self._open()
        if stood and not self.damages:
            self._say(f"tembolok {self.file} rusak dan dibuat ulang")
        self.damages += 1

    @property
    def is_open(self) -> bool:
        """Whether the file could be opened, so that anything can be stored."""
        return self._database is not None

    def get(self, key: bytes) -> bytes | None:
        """The blob under a key; None without one."""
        row = self._asked("SELECT name, data FROM kept WHERE name = ?", key)
        return row[0][1] if row else None

    def below(self, prefix: bytes) -> dict[bytes, bytes]:
        """All blobs whose keys have this prefix; none of them where any is damaged."""
        question = "SELECT name, data FROM kept WHERE name >= ? AND name < ?"
        return dict(self._asked(question, prefix, prefix + b"\xff"))

    def put(self, changes: Mapping[bytes, bytes | None]) -> bool:
        """Write blobs and delete those that are None, in one transaction; False where it failed."""
        kept = {key: data for key, data in changes.items() if data is not None}
        rows = [(key, sealed(data, self._made_with, key)) for key, data in kept.items()]
        gone = [(key,) for key in changes if key not in kept]
        return self._changed(
            ("DELETE FROM kept WHERE name = ?", gone), ("REPLACE INTO kept VALUES (?, ?)", rows)
        )

    def keep_only(self, prefix: bytes, keys: Collection[bytes]) -> None:
        """Delete the blobs whose keys have this prefix, but for these keys."""
        try:
            database = self._connection
            question = "SELECT name FROM kept WHERE name >= ? AND name < ?"
            there = database.execute(question, (prefix, prefix + b"\xff")) if database else ()
            gone = [(name,) for (name,) in there if name not in keys]
        except _FAULTS:
            self.begin_anew()
            return
        if gone:
            self._changed(("DELETE FROM kept WHERE name = ?", gone))

    def get_or_make(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The blob under a key; made, and stored if that can be done, where there is none."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put({key: data})
        return data

    @property
    def parts(self) -> Mapping[str, bytes]:
        """The digests of what the last build of everything was made with, part by part.

        They outlive a change of the program, so that one can tell what has changed.
        """
        try:
            database = self._connection
            rows = database.execute("SELECT parts FROM made").fetchall() if database else []
        except _FAULTS:
            return {}
        data = opened(rows[0][0]) if rows else None
        return {} if data is None else dict(marshal.loads(data))  # noqa: S302 - as it was sealed

    def note_parts(self, parts: Mapping[str, bytes]) -> None:
        """Store what everything was made with (`parts`)."""
        data = sealed(marshal.dumps(dict(parts)))
        self._changed(("UPDATE made SET parts = ?", [(data,)]))

    def drop(self) -> None:
        """Delete the file."""
        self.close()
        with suppress(OSError):
            make_way(self.file)
            clear(self._journal)

    def close(self) -> None:
        """Close the file."""
        if self._database and self._process == os.getpid():
            self._database.close()
        self._database = None

    def _open(self) -> None:
        # Where something else stands in the place of the folder or the file, it says so itself.
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
        if any(map(_is_odd, (self.file, self._journal))):
            raise sqlite3.DatabaseError
        with suppress(OSError):  # there is none yet, or it is somebody else's
            if not os.access(self.file, os.R_OK | os.W_OK):
                self.file.chmod(stat.S_IRUSR | stat.S_IWUSR)
        database = self._connected()
        database.executescript(_TABLES)
        made = database.execute("SELECT made_with, parts FROM made").fetchall()
        if [row[0] for row in made] != [self._made_with]:
            with database:
                database.execute("DELETE FROM kept")
                database.execute("DELETE FROM made")
                parts = made[0][1] if made else None
                database.execute("INSERT INTO made VALUES (?, ?)", (self._made_with, parts))
        self._database = database

    def _connected(self) -> sqlite3.Connection:
        # The preview builds in one thread and makes pages in others, one at a time. A file that a
        # power cut damages is noticed and made again; waiting for the disk is waste.
        self._process = os.getpid()
        return sqlite3.connect(self.file, timeout=self._wait, check_same_thread=False)

    @property
    def _connection(self) -> sqlite3.Connection | None:
        """One of this very process: it must not be carried over a fork."""
        if self._database is not None and self._process != os.getpid():
            self._database = self._connected()
        return self._database

    def _asked(self, question: str, *values: bytes) -> list[tuple[bytes, bytes]]:
        """Rows that are proven; none where any is damaged, or nobody can read."""
        try:
            database = self._connection
            rows = database.execute(question, values).fetchall() if database else []
        except _FAULTS as error:
            if not _is_of_others(error):
                self.begin_anew()
            return []
        found = [(key, opened(data, self._made_with, key)) for key, data in rows]
        proven = [(key, data) for key, data in found if data is not None]
        if len(proven) < len(found):
            self.begin_anew()
            return []
        return proven

    def _changed(self, *statements: tuple[str, Sequence[tuple[bytes, ...]]]) -> bool:
        try:
            database = self._connection
            if database is None:
                return False
            with database:
                for statement, rows in statements:
                    database.executemany(statement, rows)
        except _FAULTS as error:
            if not _is_of_others(error):
                self.drop()
            return False
        return True

    @property
    def _journal(self) -> Path:
        return self.file.with_name(f"{self.file.name}-journal")


def _is_odd(file: Path) -> bool:
    """Whether SQLite would stumble, or wait for ever, where it expects a file."""
    return os.path.lexists(file) and not file.is_file()


def _is_of_others(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _OF_OTHERS
