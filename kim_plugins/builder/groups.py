"""Blobs of a store that belong together, as the parts of search do, or the traces of all targets.

A list of their digests stands beside them: one that is missing, or of another build, is damage too,
as where two builds wrote at once.
"""

from __future__ import annotations

import marshal
from collections import UserDict

from kim_plugins.builder.sealed_files import Damaged, seal_of
from kim_plugins.builder.store import Store


class Group(UserDict[str, bytes]):
    """Blobs by name; each is read at its use, and `save` writes those that changed.

    Reading one raises Damaged where it isn't as it was written: nothing of the group can be used
    then, and the store has been begun anew.
    """

    def __init__(self, store: Store, name: str) -> None:
        super().__init__()
        self._store, self._prefix = store, f"{name}/".encode()
        self._damages = store.damages
        self._changed: set[str] = set()
        written = store.get(self._prefix)
        # What was sealed are bytes that we wrote ourselves.
        self._seals: dict[str, bytes] = marshal.loads(written) if written else {}  # noqa: S302
        self.data = dict.fromkeys(self._seals, b"")

    def load(self) -> None:
        """Read all of them at once; the group is empty where any is damaged."""
        rows = self._store.below(self._prefix)
        self.data = {name: rows.get(self._key(name), b"") for name in self._seals}
        if any(seal_of(data) != self._seals[name] for name, data in self.data.items()):
            self._begin_anew()
            self.data, self._seals, self._damages = {}, {}, self._store.damages

    def save(self) -> bool:
        """Write what changed in one transaction; False where that can't be done."""
        if not self._changed:
            return True
        if self._damages != self._store.damages:
            return False  # the others of the group are lost
        new = {name: self.data[name] for name in self._changed & self.data.keys()}
        seals = {name: self._seals[name] for name in self.data.keys() - self._changed}
        seals |= {name: seal_of(data) for name, data in new.items()}
        rows = {self._key(name): new.get(name) for name in self._changed}
        if not self._store.put({**rows, self._prefix: marshal.dumps(seals)}):
            return False
        self._seals = seals
        self.data.update(dict.fromkeys(new, b""))
        self._changed.clear()
        return True

    def __getitem__(self, name: str) -> bytes:
        """A blob; KeyError without one."""
        data = self.data[name]
        if not data and name not in self._changed:
            data = self._store.get(self._key(name)) or b""
            if seal_of(data) != self._seals[name]:
                self._begin_anew()
                raise Damaged(self._store.file)
        return data

    def __setitem__(self, name: str, data: bytes) -> None:
        """Set a blob, which `save` writes."""
        self.data[name] = data
        self._changed.add(name)

    def __delitem__(self, name: str) -> None:
        """Remove a blob, which `save` deletes."""
        del self.data[name]
        self._changed.add(name)

    def _begin_anew(self) -> None:
        if self._store.damages == self._damages:
            self._store.begin_anew()

    def _key(self, name: str) -> bytes:
        return self._prefix + name.encode("utf-8", "surrogatepass")
