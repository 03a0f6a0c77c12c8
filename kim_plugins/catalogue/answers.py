"""The answers of a catalogue as digests, by which another build knows whether they still hold."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, tzinfo
from enum import Enum
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from pydantic import BaseModel

from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.entries import Entry
from kim_plugins.catalogue.entry_lists import EntryList
from kim_plugins.catalogue.tracing import RECORD, Clock, Read, queries
from kim_plugins.records import Page

SIZE: Final = 16
_NONE: Final = b""


class Answers:
    """The answers of one catalogue to reads, each as a digest."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue: Any = catalogue
        self._words = catalogue.words

    def of(self, read: Read) -> bytes:
        """The digest of the answer to a read; empty for a query or record that doesn't exist."""
        name, *arguments = read
        if name == RECORD:
            path, *field = arguments
            return self._of_field(path, field[0]) if field else self._words.get(path, _NONE)
        if name not in queries:
            return _NONE
        given = self._catalogue.answers
        try:
            if read not in given:
                given[read] = queries[name].ask(self._catalogue, *arguments)
            return self._digest(given[read])
        except LookupError:
            return _NONE  # what it asks for is gone

    def _of_field(self, path: str, field: str) -> bytes:
        entry: Entry[Page] | None = self._catalogue.entries.get(path)
        return self._digest((entry, getattr(entry.untraced, field))) if entry else _NONE

    def _digest(self, answer: object) -> bytes:
        if answer.__class__ is tuple and answer and all(e.__class__ is Entry for e in answer):
            facts = self._catalogue.facts
            written = b"".join([facts[entry.path] for entry in answer])
        else:
            out = BytesIO()
            _Writer(out, self._reduced).dump(answer)
            written = out.getvalue()
        return hashlib.blake2b(written, digest_size=SIZE).digest()

    def _reduced(self, value: Any) -> Any:  # noqa: ANN401 - anything that is answered
        """What stands for a value that isn't made of plain ones."""
        found: Any
        if isinstance(value, Entry):
            found = self._catalogue.facts[value.path]
        elif isinstance(value, Enum):
            found = value.value
        elif isinstance(value, BaseModel):
            found = tuple(value.__dict__.values())
        elif isinstance(value, Mapping):
            found = tuple(value.items())
        elif isinstance(value, (tuple, EntryList)):
            found = tuple(value.entries if isinstance(value, EntryList) else value)
        elif isinstance(value, (date, time, tzinfo)):
            found = repr(value)
        else:
            found = tuple([getattr(value, name) for name in _fields(value.__class__)])
        return found


def clock_of(read: Read) -> Clock:
    """How often the answer to a read changes by itself."""
    found = queries.get(read[0])
    return found.clock if found else Clock.NEVER


def list_of(read: Read) -> str | None:
    """The name of the list that decides the answer to a read, if one alone does."""
    found = queries.get(read[0])
    return str(read[1]) if found and found.of_list else None


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
    return tuple(field.name for field in fields(kind) if field.compare)
