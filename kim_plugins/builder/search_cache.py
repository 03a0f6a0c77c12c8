"""What the search index keeps between builds, in one SQLite file beside the content's cache."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Final

from kim_plugins.builder.kept import Damaged
from kim_plugins.builder.kept_table import KeptTable
from kim_plugins.builder.seal import seal_of

_LIST: Final = b""
"""Under this name stands what else there is: the digest of each blob by its name."""


class SearchCache(MutableMapping[str, bytes]):
    """Blobs in a file, read one by one when they are asked for; Damaged where one isn't whole.

    They belong together: a blob that is missing, or of another build, is damage too.
    """

    def __init__(self, file: Path, made_with: bytes) -> None:
        self._file = file
        self._table = KeptTable(file, made_with)
        self._kept: dict[str, bytes] = {}
        self._changed: dict[str, bytes | None] = {}
        if self._table.is_damaged:
            raise Damaged(file)
        kept = self._table.read(_LIST)
        if kept:
            # It was sealed, so these are bytes that we wrote ourselves.
            self._kept = marshal.loads(kept)  # noqa: S302

    def save(self) -> None:
        """Write what changed; a file that can't be written costs time and nothing else."""
        if not self._changed:
            return
        kept = {
            name: known
            for name, known in self._kept.items()
            if self._changed.get(name, b"") is not None
        }
        kept |= {n: seal_of(data) for n, data in self._changed.items() if data is not None}
        changes = {name.encode(): data for name, data in sorted(self._changed.items())}
        self._table.write({**changes, _LIST: marshal.dumps(kept)})

    def close(self) -> None:
        """Let go of the file."""
        self._table.close()

    def __getitem__(self, name: str) -> bytes:
        """A blob; KeyError without one."""
        if name in self._changed:
            found = self._changed[name]
            if found is None:
                raise KeyError(name)
            return found
        known = self._kept[name]
        data = self._table.read(name.encode())
        if data is None or seal_of(data) != known:
            raise Damaged(self._file)
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
        return (name for name in sorted(self._kept.keys() | self._changed.keys()) if name in self)

    def __len__(self) -> int:
        """How many blobs there are."""
        return sum(1 for _ in self)
