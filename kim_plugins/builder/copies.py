"""The last good copy of each source, in `.kim/sumber/<id>`: a new one takes its place at once.

`keadaan.json` names the folder of the copy, so a copy is the old or the new one, whenever a command
ends. Nothing in it says when it was looked at: what a second look finds unchanged stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from kim_plugins.builder.files import write_whole
from kim_plugins.builder.locks import lock

FOLDER: Final = "sumber"
_STATE: Final = "keadaan.json"
_LOCK: Final = "kunci"
"""Locked by who changes copies."""
_READ: Final = "dibaca"
"""Locked, together, by those who read copies."""


@dataclass(frozen=True, slots=True)
class CopyState:
    """What is known of a copy.

    `where` is from where it came, `marks` what the server gave to be asked with, `digest` that of
    all files, `changed` the moment it last changed, `failing` since when it can't be had and
    `reason` why, `since` when each file was first seen, `site` what its own settings say,
    `headlines` those of a feed.
    """

    where: str = ""
    marks: tuple[str, ...] = ()
    digest: str = ""
    changed: str = ""
    failing: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    since: dict[str, str] = field(default_factory=dict)
    site: dict[str, str] = field(default_factory=dict)
    headlines: tuple[dict[str, str], ...] = ()


class Copies:
    """The copies of a project, below its folder `.kim`."""

    def __init__(self, state_folder: Path) -> None:
        self._root = state_folder / FOLDER

    @property
    def folder(self) -> Path:
        """Where all of them lie."""
        return self._root

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else changes copies meanwhile. Raises OSError."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / _LOCK).open("wb") as held:
            yield lock(held, wait=False)

    def in_use(self) -> BinaryIO | None:
        """A file that keeps what is read from being cleared away, for as long as it is open."""
        try:
            held = (self._root / _READ).open("ab")
        except OSError:  # nobody can write there, so nobody clears anything away
            return None
        lock(held, shared=True)
        return held

    def state(self, source: str) -> CopyState:
        """What is known of a source; nothing where that can't be read."""
        try:
            found: dict[str, Any] = json.loads((self._root / source / _STATE).read_bytes())
            for name in ("marks", "notes", "headlines"):
                found[name] = tuple(found[name])
            return CopyState(**found)
        except (OSError, ValueError, TypeError, KeyError):
            return CopyState()

    def named(self, prefix: str) -> list[str]:
        """The sources whose ids begin so, in order."""
        try:
            names = [path.name for path in self._root.iterdir()]
        except OSError:
            return []
        return sorted(name for name in names if name.startswith(prefix))

    def remove(self, source: str) -> None:
        """Keep nothing of a source any more."""
        shutil.rmtree(self._root / source, ignore_errors=True)

    def files(self, source: str, state: CopyState | None = None) -> Path:
        """The folder of a copy's files, by a state of it or as it is now."""
        state = state or self.state(source)
        return self._root / source / (state.digest or "tidak-ada")

    def write_state(self, source: str, state: CopyState) -> None:
        """Remember this of a source, unless it is remembered already."""
        if state != self.state(source):
            data = json.dumps(asdict(state), ensure_ascii=False, indent=1, sort_keys=True)
            write_whole(self._root / source / _STATE, data.encode())

    def replace(
        self, source: str, files: Iterable[tuple[str, bytes]], state: CopyState, now: str
    ) -> CopyState:
        """Take these files for the copy; raises OSError, and leaves the old one as it was."""
        before = self.state(source)
        place = self._root / source
        place.mkdir(parents=True, exist_ok=True)
        new = place / "baru"
        shutil.rmtree(new, ignore_errors=True)
        digests: dict[str, str] = {}
        try:
            for path, data in files:
                digests[path] = hashlib.blake2b(data, digest_size=16).hexdigest()
                target = new / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        new.mkdir(exist_ok=True)
        listed = json.dumps(sorted(digests.items())).encode()
        digest = hashlib.blake2b(listed, digest_size=12).hexdigest()
        since = {path: before.since.get(path, now) for path in sorted(digests)}
        if digest == before.digest and (place / digest).is_dir():
            shutil.rmtree(new)
            state = replace(state, digest=digest, changed=before.changed, since=since)
        else:
            shutil.rmtree(place / digest, ignore_errors=True)
            new.rename(place / digest)
            state = replace(state, digest=digest, changed=now, since=since)
        self.write_state(source, state)
        with (self._root / _READ).open("ab") as unused:
            if lock(unused, wait=False):  # what a build reads goes with the next change
                for other in place.iterdir():
                    if other.is_dir() and other.name != digest:
                        shutil.rmtree(other, ignore_errors=True)
        return state
