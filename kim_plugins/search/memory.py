"""The state of the index between builds: plain values by name, read and written where needed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kim_plugins.catalogue.buckets import bucket_of, to_change
from kim_plugins.search.coding import version
from kim_plugins.search.layout import Layout
from kim_plugins.search.terms import Terms
from kim_plugins.search.vocabulary import Vocabulary

Rows = MutableMapping[str, Any]
"""What is kept of an index: its parts as they are published (bytes), and plain values by name."""

_MAIN: Final = "pokok"
_BUCKETS: Final = 64


class DocumentState(NamedTuple):
    """The state of a document: its digest, number, text version and number of pairs."""

    digest: bytes
    number: int
    text: str
    pairs: int


@dataclass(slots=True)
class IndexState:
    """The small part of the state, which every build reads.

    `documents` are by identifier, in order of their numbers; `versions` the part of a name that
    content decides, by key; `newest` are the documents that stand in a part of their own;
    vocabulary and layout are those of all others.
    """

    documents: dict[str, DocumentState] = field(default_factory=dict)
    numbering: tuple[int, int] = (0, 0)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    layout: Layout = field(default_factory=lambda: Layout(0, 0, frozenset()))
    versions: dict[str, str] = field(default_factory=dict)
    newest: frozenset[str] = frozenset()

    @property
    def shared(self) -> Iterator[tuple[str, DocumentState]]:
        """The documents in the shared parts, in order of their numbers."""
        return ((name, entry) for name, entry in self.documents.items() if name not in self.newest)

    def save(self, rows: Rows) -> None:
        """Write the state."""
        words, layout = self.vocabulary, self.layout
        documents = [(name, *entry) for name, entry in self.documents.items()]
        rows[_MAIN] = (
            (documents, self.numbering, self.versions, self.newest),
            (words.counts, words.capitalised, words.named, words.stems, words.asked),
            (layout.postings, layout.pairs, layout.own),
        )

    def write(self, rows: Rows, key: str, text: str) -> None:
        """Write a part as it is published."""
        self.versions[key] = version(text)
        rows[key] = text.encode()

    @classmethod
    def load(cls, rows: Rows) -> IndexState | None:
        """The kept state; None where there is none."""
        kept = rows.get(_MAIN)
        if kept is None:
            return None
        (documents, numbering, versions, newest), words, layout = kept
        states = {row[0]: DocumentState._make(row[1:]) for row in documents}
        known, parts = Vocabulary(*words), Layout(*layout)
        return cls(states, numbering, known, parts, versions, newest)


class KeptTerms:
    """The terms of every document, in buckets that are read as needed."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __getitem__(self, identifier: str) -> Terms:
        """The terms of a document that is kept."""
        return Terms(*self._rows[_bucket(identifier)][identifier])

    def put(self, identifier: str, terms: Terms | None) -> None:
        """Keep a document's terms; None removes them."""
        some = to_change(self._rows, _bucket(identifier))
        if terms is None:
            some.pop(identifier, None)
        else:
            some[identifier] = tuple(terms)


def _bucket(identifier: str) -> str:
    return f"istilah-{bucket_of(identifier, _BUCKETS)}"


def pairs_of(terms: Terms) -> array[int]:
    """The hashes of a document's pairs of words, in order."""
    pairs = array("I")
    pairs.frombytes(terms.pairs)
    return pairs
