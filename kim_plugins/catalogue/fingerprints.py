"""What something shown depends on, as a digest: it changes when, and only when, what is shown may.

A record on its place in the site takes in everything about it that a page or a feed shows: its
file's bytes, its state and address, the groups that answer for it, its topics, the pictures and
sounds that it uses, and where its links lead.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, tzinfo
from enum import Enum
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, TypeGuard, cast

from pydantic import BaseModel

from kim_plugins.catalogue.catalogue import BULLETIN_KINDS, Catalogue
from kim_plugins.catalogue.entries import BulletinEntry, Entry, State
from kim_plugins.catalogue.memory import Prepared, digest_of
from kim_plugins.records import Page

SIZE: Final = 16
_PLAIN: Final = frozenset((str, int, bool))
_STATES: Final = {state: f"{state.value} ".encode() for state in State}


class Fingerprints:
    """Digests of the values of one catalogue; each record's is made once.

    `made_with` names whatever else the outputs depend on: code, templates, options.
    """

    def __init__(self, catalogue: Catalogue, made_with: bytes) -> None:
        self._catalogue = catalogue
        self.made_with = made_with
        self._entries: dict[str, bytes] = {}
        self._groups: dict[tuple[str, ...], bytes] = {}
        self._topics: dict[tuple[str, ...], bytes] = {}
        self._parts: dict[int, tuple[object, bytes]] = {}
        self._marks: dict[int, tuple[object, bytes]] = {}

    def of(self, *values: object) -> str:
        """The digest of some values: records, and anything plain, in sequences and mappings."""
        return hashlib.blake2b(
            self._written(values), digest_size=SIZE, key=self.made_with
        ).hexdigest()

    def of_parts(self, parts: Iterable[object]) -> str:
        """The same of values of which many askers share some: each of them is looked at once.

        Records, plain words and numbers, and tuples of nothing but records cost little.
        """
        written, entries, seen = [], self._entries, self._parts
        for part in parts:
            if part.__class__ is Entry:
                written.append(entries.get(part.path) or self._entry(part))
            elif part is None:
                written.append(b"\0")
            elif part.__class__ in _PLAIN:
                written.append(f"{part!r}\0".encode("utf-8", "surrogatepass"))
            else:
                known = seen.get(id(part))
                written.append(known[1] if known else self._part(part))
        return hashlib.blake2b(b"".join(written), digest_size=SIZE, key=self.made_with).hexdigest()

    def marks(self, parts: Iterable[object]) -> bytes:
        """The marks of all records in some parts, each part looked at once."""
        seen = self._marks
        found = []
        for part in parts:
            if part.__class__ is Entry:
                found.append(mark_of(part.path))
            elif part is not None and part.__class__ not in _PLAIN:
                if id(part) not in seen:
                    # As with digests.
                    seen[id(part)] = (part, self._marks_in(part))
                found.append(seen[id(part)][1])
        return b"".join(found)

    def _marks_in(self, part: object) -> bytes:
        if _is_entries(part):
            return b"".join([mark_of(entry.path) for entry in part])
        found: set[bytes] = set()

        def reduced(value: Any) -> Any:  # noqa: ANN401 - as below
            if isinstance(value, Entry):
                found.add(mark_of(value.path))
                return None
            return self._reduced(value)

        _Writer(BytesIO(), reduced).dump(part)
        return b"".join(found)

    def _part(self, part: object) -> bytes:
        found = self._digest(part)
        # The part is kept beside its digest, so that nothing else gets its number.
        self._parts[id(part)] = (part, found)
        return found

    def _digest(self, part: object) -> bytes:
        if _is_entries(part):
            known = self._entries
            written = b"".join([known.get(entry.path) or self._entry(entry) for entry in part])
        else:
            written = self._written(part)
        return hashlib.blake2b(written, digest_size=SIZE).digest()

    def _written(self, values: object) -> bytes:
        out = BytesIO()
        _Writer(out, self._reduced).dump(values)
        return out.getvalue()

    def _reduced(self, value: Any) -> Any:  # noqa: ANN401 - anything shown
        """What stands for a value that isn't made of plain ones."""
        found: Any
        if isinstance(value, Entry):
            found = self._entry(value)
        elif isinstance(value, Enum):
            found = value.value
        elif isinstance(value, BaseModel):
            found = tuple(value.__dict__.values())
        elif isinstance(value, Mapping):
            found = tuple(value.items())
        elif isinstance(value, tuple):
            found = tuple(value)
        elif isinstance(value, (date, time, tzinfo)):
            found = repr(value)
        else:
            found = tuple([getattr(value, name) for name in _fields(value.__class__)])
        return found

    def _entry(self, entry: Entry[Page]) -> bytes:
        known = self._entries.get(entry.path)
        if known is None:
            # Every build asks this of every record: what is one already isn't digested once more.
            # A file's key has its path in it, and so its address and identifier.
            file = self._catalogue.files[entry.path]
            known = file.key + _STATES[entry.state] + self._belonging(entry)
            if entry.previewed:
                known += b"?"
            if entry.waits:
                known += entry.waits.isoformat().encode()
            if file.links or file.media:
                known += self._used(entry, file)
            self._entries[entry.path] = known
        return known

    def _belonging(self, entry: Entry[Page]) -> bytes:
        """The groups that answer for it and its topics, which it has in common with others."""
        if entry.kind not in BULLETIN_KINDS:
            return b""
        bulletin: BulletinEntry = cast(Any, entry)
        names, tags = bulletin.groups, bulletin.record.tags
        if names not in self._groups:
            groups = self._catalogue.groups_of(bulletin)
            self._groups[names] = digest_of([self._entry(group) for group in groups])
        if tags not in self._topics:
            topics, listed = self._catalogue.topics_of(bulletin), self._catalogue.listings.by_topic
            self._topics[tags] = digest_of([(*topic, topic.slug in listed) for topic in topics])
        return self._groups[names] + self._topics[tags]

    def _used(self, entry: Entry[Page], file: Prepared) -> bytes:
        """Where its links lead, and what its pictures and sounds are."""
        links = file.links if entry.shows_body else ()
        targets = [*(link.target for link in links), *file.media]
        found = [self._catalogue.find(target) for target in targets]
        return self._digest((found, [self._catalogue.media.get(target) for target in targets]))


def mark_of(path: str) -> bytes:
    """What stands for a record where it is asked which chapters show it.

    Two records may have one mark, and two marks beside each other may read as a third: then more is
    looked at than had to be.
    """
    return zlib.crc32(path.encode("utf-8", "surrogateescape")).to_bytes(4)


def _is_entries(part: object) -> TypeGuard[tuple[Entry[Page], ...]]:
    return isinstance(part, tuple) and set(map(type, part)) == {Entry}


class _Writer(pickle.Pickler):
    """Writes values down for their digest, never to be read; equal ones alike, shared or not."""

    def __init__(self, out: BytesIO, reduced: Callable[[Any], Any]) -> None:
        super().__init__(out, protocol=5)
        self.fast = True  # no references to what was written before: they'd tell objects apart
        self._reduced = reduced

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - as pickle has it
        """Anything but a plain value, by the name of its type and what stands for it."""
        if value is _stands_for:
            return NotImplemented
        return _stands_for, (type(value).__name__, self._reduced(value))


def _stands_for(name: str, value: object) -> None:
    """Named in what is written, and never called."""


@lru_cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"nobody knows what {kind.__name__} depends on")
    return tuple(field.name for field in fields(kind))
