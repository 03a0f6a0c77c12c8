"""Chapters of the site that show the same as in the last build aren't planned again."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from kim_plugins.engine.files import write_whole
from kim_plugins.engine.outputs import Outputs

_DIGEST: Final = 16
_HEAD: Final = _DIGEST + 8
_MOST_PARTS: Final = 50
"""After so many edits the file is written anew."""


class Kept(NamedTuple):
    """A chapter as it was planned: its digest, the key of each of its files, and their dates.

    `dates` are pairs of address and date, as sitemaps need them.
    """

    key: str
    files: dict[str, str]
    dates: list[tuple[str, str]]


class ChapterCache:
    """What is known of the chapters of one site, in one file; `clean` doesn't look into it.

    `made_with` names the program and its settings: what another one wrote isn't read. A file that
    is missing, damaged or can't be written costs time and nothing else: keys say what a chapter was
    made from, and each of its files is known again by its own key.
    """

    def __init__(
        self, file: Path, outputs: Outputs, made_with: bytes, *, clean: bool = False
    ) -> None:
        self._file, self._outputs, self._made_with = file, outputs, made_with
        self._parts = 0
        self._before = {} if clean else self._load()
        self._now: dict[str, Kept] = {}

    def keep(self, name: str, key: str, make: Callable[[str], bytes]) -> bool:
        """Offer a chapter's files as they are; False where it has to be planned.

        `make` is asked for a file that went away, by its place.
        """
        known = self._before.get(name)
        if known is None or known.key != key or not self._outputs.keep(known.files, make):
            return False
        self._now[name] = known
        return True

    def note(self, name: str, kept: Kept) -> None:
        """Remember a chapter that was planned."""
        self._now[name] = kept

    @property
    def dates(self) -> list[tuple[str, str]]:
        """The dates of all that was kept or noted."""
        return [date for kept in self._now.values() for date in kept.dates]

    def save(self) -> None:
        """Write down what was kept or noted, for the next build: most often it's a few lines more.

        What is in the file already is the very object that was read from it.
        """
        changed: dict[str, Kept | None] = {
            name: kept for name, kept in self._now.items() if self._before.get(name) is not kept
        }
        changed |= dict.fromkeys(self._before.keys() - self._now.keys())
        try:
            if 0 < self._parts < _MOST_PARTS:
                if changed:
                    with self._file.open("ab") as file:
                        file.write(self._packed(changed))
                return
            write_whole(self._file, self._packed(self._now))
        except OSError:
            return

    def _load(self) -> dict[str, Kept]:
        """All parts one after the other; a later one knows better."""
        found: dict[str, tuple[str, dict[str, str], list[tuple[str, str]]] | None] = {}
        try:
            data = self._file.read_bytes()
        except OSError:
            data = b""
        start = 0
        while start < len(data):
            digest = data[start : start + _DIGEST]
            size = int.from_bytes(data[start + _DIGEST : start + _HEAD])
            payload = data[start + _HEAD : start + _HEAD + size]
            if digest != self._digest(payload):
                # Half a part, or another program's: what comes after it is worth nothing.
                self._parts = 0
                return {}
            # The digest holds, so these are bytes that we wrote ourselves.
            found |= marshal.loads(payload)  # noqa: S302
            start += _HEAD + size
            self._parts += 1
        return {name: Kept._make(kept) for name, kept in found.items() if kept}

    def _packed(self, part: Mapping[str, Kept | None]) -> bytes:
        payload = marshal.dumps({name: kept and tuple(kept) for name, kept in part.items()})
        return self._digest(payload) + len(payload).to_bytes(_HEAD - _DIGEST) + payload

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=_DIGEST, key=self._made_with).digest()
