"""Documents → the index. It is built as a whole, or updated; both give the same bytes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Final, TypeVar

from kim_plugins.search.building import Together, build
from kim_plugins.search.documents import SearchDocument
from kim_plugins.search.memory import Blobs, Head, KeptTerms, Main
from kim_plugins.search.numbering import Numbering, numbered
from kim_plugins.search.terms import Terms, terms_of
from kim_plugins.search.texts import text_version
from kim_plugins.search.updating import update

T = TypeVar("T")

_FEW: Final = 20
"""One document in so many may change before the whole index is built again."""
_PAIR_SIZE: Final = array("I").itemsize

Read = tuple[Terms, str]
"""The terms of a document, and the version of its text."""
_AT_ONCE: Final = 32
"""Documents that a helper is given at once."""


@dataclass(slots=True)
class Index:
    """The index of a site: what it keeps, its documents by number, and where its parts lie.

    `touched` are the forms whose entry in the lexicon is another, None where all may be.
    """

    main: Main
    numbering: Numbering
    documents: Mapping[int, SearchDocument]
    blobs: Blobs
    touched: frozenset[str] | None


def one_by_one(tasks: Sequence[Callable[[], T]], *, at_once: int) -> Iterable[T]:  # noqa: ARG001 - a Together
    """Without any help."""
    return (task() for task in tasks)


def indexed(
    documents: Iterable[SearchDocument], blobs: Blobs, together: Together = one_by_one
) -> Index:
    """The index of these documents; `blobs` hold what an earlier build kept, then what this did.

    `together` helps with what takes long.
    """
    found = {document.identifier: document for document in documents}
    numbering = numbered(found.values())
    main, terms = Main.load(blobs) or Main(), KeptTerms(blobs)
    old, numbers = main.documents, numbering.numbers
    gone = [name for name in old if name not in found]
    fresh = [name for name in found if name not in old or old[name].digest != found[name].digest]
    moved = [name for name in found if name in old and old[name].number != numbers[name]]
    stirred = {*gone, *fresh, *moved}
    is_small = len(stirred) * _FEW <= len(found)
    is_small &= main.numbering == (numbering.undated, numbering.slots)
    before = {old[name].number: terms[name] for name in stirred if is_small and name in old}
    versions = {name: head.text for name, head in old.items()}
    for name in gone:
        terms.put(name, None)
    tasks = [partial(_read, found[name]) for name in fresh]
    for name, (some, text) in zip(fresh, together(tasks, at_once=_AT_ONCE), strict=True):
        terms.put(name, some)
        versions[name] = text
    main.numbering = (numbering.undated, numbering.slots)
    main.documents = {
        name: old[name]
        if name not in stirred
        else Head(found[name].digest, number, versions[name], len(terms[name].pairs) // _PAIR_SIZE)
        for name, number in sorted(numbers.items(), key=itemgetter(1))
    }
    after = {numbers[name]: terms[name] for name in stirred if is_small and name in found}
    touched = update(main, blobs, before, after) if is_small else None
    if touched is None:
        build(main, blobs, terms, together)
    terms.save()
    by_number = {number: found[name] for name, number in numbers.items()}
    return Index(main, numbering, by_number, blobs, touched)


def _read(document: SearchDocument) -> Read:
    body = document.body()
    return terms_of(document, body), text_version(document, body)
