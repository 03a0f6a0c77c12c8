"""Documents → the index. It is built as a whole, or updated; both give the same bytes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final, NamedTuple, TypeVar, cast

from kim_plugins.search.building import Together, build
from kim_plugins.search.coding import read_part
from kim_plugins.search.documents import Documents, SearchDocument, filters_of
from kim_plugins.search.memory import Blobs, Head, KeptTerms, Main
from kim_plugins.search.newest import KEY as NEWEST
from kim_plugins.search.newest import Newest, newest_of, newest_part
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


@dataclass
class Index:
    """The index of a site: what it keeps, what it tells of, and where its parts lie.

    `touched` are the forms whose entry in the lexicon is another, None where all may be; `years`
    those of documents with other words, None where more than words has changed.
    """

    main: Main
    numbering: Numbering
    documents: Documents
    blobs: Blobs
    touched: frozenset[str] | None
    years: frozenset[int] | None

    @cached_property
    def by_number(self) -> Mapping[int, SearchDocument]:
        """The documents by number."""
        found = self.documents.all
        return {head.number: found[name] for name, head in self.main.documents.items()}


def one_by_one(tasks: Sequence[Callable[[], T]], *, at_once: int) -> Iterable[T]:  # noqa: ARG001 - a Together
    """Without any help."""
    return (task() for task in tasks)


def indexed(documents: Documents, blobs: Blobs, together: Together = one_by_one) -> Index:
    """The index of these documents; `blobs` hold what an earlier build kept, then what this did.

    `together` helps with what takes long.
    """
    main, terms = Main.load(blobs) or Main(), KeptTerms(blobs)
    old, changes = main.documents, _changes(main, documents)
    found, numbering = changes.found, changes.numbering
    stirred = {*changes.gone, *changes.fresh, *changes.moved}
    numbers = numbering.numbers
    apart, newest = main.newest, newest_of(numbering)
    # Of what is another, what stands or stood in the parts that all share.
    leaves = {name for name in stirred | (newest - apart) if name in old and name not in apart}
    enters = {n for n in stirred | (apart - newest) if n in numbers and n not in newest}
    is_small = len(leaves | enters) * _FEW <= len(numbers)
    is_small &= main.numbering == (numbering.undated, numbering.slots)
    before = {old[name].number: terms[name] for name in leaves if is_small}
    versions = {name: head.text for name, head in old.items() if name in stirred}
    for name in changes.gone:
        terms.put(name, None)
    tasks = [partial(_read, found[name]) for name in changes.fresh]
    for name, (some, text) in zip(changes.fresh, together(tasks, at_once=_AT_ONCE), strict=True):
        terms.put(name, some)
        versions[name] = text
    heads = {
        name: Head(found[name].digest, number, versions[name], len(terms[name].pairs) // _PAIR_SIZE)
        for name in stirred
        if (number := numbers.get(name)) is not None
    }
    main.numbering = (numbering.undated, numbering.slots)
    main.documents = old | heads
    if old.keys() != numbers.keys() or changes.moved:
        in_order = sorted(numbers, key=numbers.__getitem__)
        main.documents = {name: main.documents[name] for name in in_order}
    main.outlook, main.newest = documents.outlook, newest
    touched: frozenset[str] | None = frozenset()
    if not is_small:
        touched = None
    elif leaves or enters:
        after = {main.documents[name].number: terms[name] for name in enters}
        touched = update(main, blobs, before, after)
    if touched is None:
        build(main, blobs, terms, together)
    if touched is None or touched or stirred or apart != newest:
        _write_newest(main, blobs, terms, None if changes.are_words else found)
    terms.save()
    years = frozenset(numbering.year_of(head.number) for head in heads.values())
    is_words = changes.are_words and touched is not None
    return Index(main, numbering, documents, blobs, touched, years if is_words else None)


def _write_newest(
    main: Main, blobs: Blobs, terms: KeptTerms, found: Mapping[str, SearchDocument] | None
) -> None:
    """Write the part of the newest; `found` are all documents, None where groups are as before."""
    if main.newest:
        heads = {name: head for name, head in main.documents.items() if name in main.newest}
        some = [Newest(head.number, head.text, terms[name]) for name, head in heads.items()]
        filters: Any
        if found is None:
            filters = cast(Any, read_part(blobs[NEWEST].decode())[1])[-1]
        else:
            filters = filters_of((head.number, found[name]) for name, head in heads.items())
        main.write(blobs, NEWEST, newest_part(some, filters, main.vocabulary))
    elif NEWEST in main.versions:
        del blobs[NEWEST], main.versions[NEWEST]


class _Changes(NamedTuple):
    """How documents differ from what was kept of them, by identifier.

    `found` has at least what is fresh or moved; `are_words` where that is all that differs.
    """

    found: Mapping[str, SearchDocument]
    numbering: Numbering
    gone: Sequence[str] = ()
    fresh: Sequence[str] = ()
    moved: Sequence[str] = ()
    are_words: bool = False


def _changes(main: Main, documents: Documents) -> _Changes:
    old = main.documents
    if main.outlook and main.outlook == documents.outlook:
        others = documents.others({name: head.digest for name, head in old.items()})
        numbers = {name: head.number for name, head in old.items()}
        numbering = Numbering(*main.numbering, numbers)
        return _Changes(others, numbering, fresh=[*others], are_words=True)
    found = documents.all
    numbering = numbered(found.values())
    return _Changes(
        found,
        numbering,
        [name for name in old if name not in found],
        [name for name in found if name not in old or old[name].digest != found[name].digest],
        [name for name in found if name in old and old[name].number != numbering.numbers[name]],
    )


def _read(document: SearchDocument) -> Read:
    body = document.body()
    return terms_of(document, body), text_version(document, body)
