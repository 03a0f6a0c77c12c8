"""Values of a store that belong together, as the parts of search do, or the traces of all targets.

A list of which build wrote each stands beside them: one that is missing, or of another build, is
damage too, as where two builds wrote at once.
"""

from __future__ import annotations

import marshal
import os
from collections import UserDict
from types import ModuleType
from typing import Any, Final

from kim_plugins.builder.sealed_files import Damaged
from kim_plugins.builder.store import Store

_UNREAD: Final = object()
_SIZE: Final = 8
"""Bytes by which one build is told from all others."""


class Group(UserDict[str, Any]):
    """Values by name; each is read at its first use, and `save` writes those that were set.

    `packing` makes bytes of them and values of bytes: marshal what is plain, pickle what isn't.
    Reading one raises Damaged where it isn't as it was written: nothing of the group can be used
    then, and the store has been begun anew.
    """

    def __init__(self, store: Store, name: str, packing: ModuleType = marshal) -> None:
        super().__init__()
        self._store, self._prefix, self._packing = store, f"{name}/".encode(), packing
        self._damages = store.damages
        self._changed: set[str] = set()
        self._loaded: dict[str, memoryview] = {}
        written = store.get(self._prefix)
        # What was sealed are bytes that we wrote ourselves.
        self._builds: dict[str, bytes] = marshal.loads(written) if written else {}  # noqa: S302
        self.data = dict.fromkeys(self._builds, _UNREAD)

    def load(self) -> None:
        """Read all of them at once; the group is empty where any is damaged."""
        rows = self._store.below(self._prefix)
        try:
            self._loaded = {n: self._proven(n, rows.get(self._key(n))) for n in self._builds}
        except Damaged:
            self.data, self._builds, self._damages = {}, {}, self._store.damages

    def save(self) -> bool:
        """Write what changed in one transaction; False where that can't be done."""
        if not self._changed:
            return True
        if self._damages != self._store.damages:
            return False  # the others of the group are lost
        build, new = os.urandom(_SIZE), self._changed & self.data.keys()
        builds = {name: build if name in new else self._builds[name] for name in self.data}
        rows: dict[bytes, bytes | None] = dict.fromkeys(map(self._key, self._changed))
        rows |= {self._key(name): build + self._packing.dumps(self.data[name]) for name in new}
        if not self._store.put({**rows, self._prefix: marshal.dumps(builds)}):
            return False
        self._builds = builds
        self.data.update(dict.fromkeys(new, _UNREAD))
        self._changed.clear()
        return True

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever was kept
        """A value, not to be changed; KeyError without one."""
        found = self.data[name]
        if found is _UNREAD:
            data = self._loaded.pop(name, None)
            if data is None:
                data = self._proven(name, self._store.get(self._key(name)))
            found = self.data[name] = self._packing.loads(data)
        return found

    def __setitem__(self, name: str, value: object) -> None:
        """Set a value, which `save` writes."""
        self.data[name] = value
        self._changed.add(name)

    def __delitem__(self, name: str) -> None:
        """Remove a value, which `save` deletes."""
        del self.data[name]
        self._changed.add(name)

    def _proven(self, name: str, data: bytes | None) -> memoryview:
        if data is None or not data.startswith(self._builds[name]):
            if self._store.damages == self._damages:
                self._store.begin_anew()
            raise Damaged(self._store.file)
        return memoryview(data)[_SIZE:]

    def _key(self, name: str) -> bytes:
        return self._prefix + name.encode("utf-8", "surrogatepass")
