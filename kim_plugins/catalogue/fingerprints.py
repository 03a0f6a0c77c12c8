"""What something shown depends on, as a digest: it changes when, and only when, what is shown may.

A record on its place in the site takes in everything about it that a page or a feed shows: its
file's bytes, its state and address, the groups that answer for it, its topics, the pictures and
sounds that it uses, and where its links lead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time, tzinfo
from functools import cached_property, lru_cache
from typing import Any, Final, cast

from pydantic import BaseModel

from kim_plugins.catalogue.catalogue import BULLETIN_KINDS, Catalogue, media_of
from kim_plugins.catalogue.entries import BulletinEntry, Entry
from kim_plugins.records import Page

SIZE: Final = 16
_PLAIN: Final = (int, float, bool, bytes, type(None), date, time, tzinfo, BaseModel)


class Fingerprints:
    """Digests of the values of one catalogue; each record's is made once.

    `made_with` names whatever else the outputs depend on: code, templates, options.
    """

    def __init__(self, catalogue: Catalogue, made_with: bytes) -> None:
        self._catalogue = catalogue
        self._made_with = made_with
        self._entries: dict[str, bytes] = {}

    def of(self, *values: object) -> str:
        """The digest of some values: records, and anything plain, in sequences and mappings."""
        digest = hashlib.blake2b(self._made_with, digest_size=SIZE)
        for value in values:
            self._feed(digest, value)
        return digest.hexdigest()

    def _feed(self, digest: hashlib.blake2b, value: Any) -> None:  # noqa: ANN401 - anything shown
        if isinstance(value, str):
            digest.update(b"'%d " % len(value) + value.encode(errors="surrogatepass"))
        elif isinstance(value, Entry):
            digest.update(self._entry(value))
        elif value is self._catalogue:
            digest.update(self._everything)
        elif isinstance(value, Mapping):
            digest.update(b"{")
            self._feed(digest, [*value.keys(), *value.values()])
        elif isinstance(value, (tuple, list)):
            digest.update(b"[%d " % len(value))
            for inner in value:
                self._feed(digest, inner)
        elif isinstance(value, _PLAIN):
            digest.update(f"{type(value).__name__} {value!r} ".encode(errors="surrogatepass"))
        else:
            self._feed(digest, [getattr(value, name) for name in _fields(value.__class__)])

    def _entry(self, entry: Entry[Page]) -> bytes:
        if entry.path not in self._entries:
            digest = hashlib.blake2b(digest_size=SIZE)
            self._feed(digest, self._shown(entry))
            self._entries[entry.path] = digest.digest()
        return self._entries[entry.path]

    @cached_property
    def _everything(self) -> bytes:
        digest = hashlib.blake2b(digest_size=SIZE)
        for _, entry in sorted(self._catalogue.entries.items()):
            if entry.has_page:
                digest.update(self._entry(entry))
        return digest.digest()

    def _shown(self, entry: Entry[Page]) -> Sequence[object]:
        file = self._catalogue.files[entry.path]
        place = (entry.path, entry.address, entry.identifier, entry.state, entry.previewed)
        targets = [link.target for link in file.links] if entry.shows_body else []
        targets += media_of(entry.path, entry.record)
        return (
            *(file.key, place),
            [self._catalogue.find(target) for target in targets],
            [self._catalogue.media.get(target) for target in targets],
            self._belongings(cast(BulletinEntry, entry)) if entry.kind in BULLETIN_KINDS else (),
        )

    def _belongings(self, entry: BulletinEntry) -> Sequence[object]:
        listed = self._catalogue.listings.by_topic
        topics = [(topic, topic.slug in listed) for topic in self._catalogue.topics_of(entry)]
        return (*self._catalogue.groups_of(entry), topics)


@lru_cache
def _fields(kind: type[object]) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"nobody knows what {kind.__name__} depends on")
    return tuple(field.name for field in fields(kind))
