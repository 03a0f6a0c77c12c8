"""What something shown depends on, as a digest: it changes when, and only when, what is shown may.

A record on its place in the site takes in everything about it that a page or a feed shows: its
file's bytes, its state and address, the groups that answer for it, its topics, the pictures and
sounds that it uses, and where its links lead.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, tzinfo
from enum import Enum
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any, Final, cast

from pydantic import BaseModel

from kim_plugins.catalogue.catalogue import BULLETIN_KINDS, Catalogue, media_of
from kim_plugins.catalogue.entries import BulletinEntry, Entry
from kim_plugins.records import Page

SIZE: Final = 16
_PLAIN: Final = frozenset((str, int, bool, type(None)))


class Fingerprints:
    """Digests of the values of one catalogue; each record's is made once.

    `made_with` names whatever else the outputs depend on: code, templates, options.
    """

    def __init__(self, catalogue: Catalogue, made_with: bytes) -> None:
        self._catalogue = catalogue
        self.made_with = made_with
        self._entries: dict[str, bytes] = {}
        self._parts: dict[int, tuple[object, bytes]] = {}

    def of(self, *values: object) -> str:
        """The digest of some values: records, and anything plain, in sequences and mappings."""
        return hashlib.blake2b(
            self._written(values), digest_size=SIZE, key=self.made_with
        ).hexdigest()

    def of_parts(self, parts: Iterable[object]) -> str:
        """The same of values of which many askers share some: each of them is looked at once.

        Records, plain words and numbers, and tuples of nothing but records cost little.
        """
        digest, seen = hashlib.blake2b(digest_size=SIZE, key=self.made_with), self._parts
        for part in parts:
            if isinstance(part, Entry):
                digest.update(self._entry(part))
            elif part.__class__ in _PLAIN:
                digest.update(f"{part!r}\0".encode("utf-8", "surrogatepass"))
            else:
                known = seen.get(id(part))
                digest.update(known[1] if known else self._part(part))
        return digest.hexdigest()

    def _part(self, part: object) -> bytes:
        found = self._digest(part)
        # The part is kept beside its digest, so that nothing else gets its number.
        self._parts[id(part)] = (part, found)
        return found

    def _digest(self, part: object) -> bytes:
        if isinstance(part, tuple) and set(map(type, part)) == {Entry}:
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
        elif value is self._catalogue:
            found = self._everything
        elif isinstance(value, Enum):
            found = value.value
        elif isinstance(value, BaseModel):
            found = tuple(value.__dict__.values())
        elif isinstance(value, Mapping):
            found = tuple(value.items())
        elif isinstance(value, (date, time, tzinfo)):
            found = repr(value)
        else:
            found = tuple([getattr(value, name) for name in _fields(value.__class__)])
        return found

    def _entry(self, entry: Entry[Page]) -> bytes:
        known = self._entries.get(entry.path)
        if known is None:
            # All of it is plain but for media: this is asked of every record in every build.
            written = repr(self._plain(entry)).encode("utf-8", "surrogatepass")
            known = hashlib.blake2b(written + self._used(entry), digest_size=SIZE).digest()
            self._entries[entry.path] = known
        return known

    @cached_property
    def _everything(self) -> bytes:
        return self._digest(
            tuple(e for _, e in sorted(self._catalogue.entries.items()) if e.has_page)
        )

    def _plain(self, entry: Entry[Page]) -> tuple[object, ...]:
        """Its file, its place, the groups that answer for it and its topics."""
        place = (entry.path, entry.address, entry.identifier, entry.state.value, entry.previewed)
        key = self._catalogue.files[entry.path].key
        if entry.kind not in BULLETIN_KINDS:
            return (key, place)
        bulletin, listed = cast(BulletinEntry, entry), self._catalogue.listings.by_topic
        groups = [self._entry(group) for group in self._catalogue.groups_of(bulletin)]
        topics = self._catalogue.topics_of(bulletin)
        return (key, place, groups, [(t.slug, t.label, t.slug in listed) for t in topics])

    def _used(self, entry: Entry[Page]) -> bytes:
        """Where its links lead, and what its pictures and sounds are."""
        links = self._catalogue.files[entry.path].links if entry.shows_body else ()
        targets = [*(link.target for link in links), *media_of(entry.path, entry.record)]
        if not targets:
            return b""
        found = [self._catalogue.find(target) for target in targets]
        return self._written((found, [self._catalogue.media.get(target) for target in targets]))


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
