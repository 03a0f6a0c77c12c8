"""Documents → the index, built as a whole or updated; both give the same bytes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, TypeVar

from kim_plugins.search.building import RunTasks, build
from kim_plugins.search.coding import version
from kim_plugins.search.documents import Documents, Findable, filters_of
from kim_plugins.search.memory import DocumentState, IndexState, KeptTerms, Rows
from kim_plugins.search.newest import KEY as NEWEST
from kim_plugins.search.newest import Newest, newest_of, newest_part
from kim_plugins.search.numbering import Numbering, number_documents
from kim_plugins.search.terms import Terms, terms_of
from kim_plugins.search.texts import numbered, text_address, text_of
from kim_plugins.search.updating import update

T = TypeVar("T")

_FEW: Final = 20
"""One document in so many may change before the whole index is built again."""
_PAIR_SIZE: Final = array("I").itemsize

Read = tuple[Terms, str]
"""The terms of a document, and the version of its text."""
Put = Callable[[str, str, bytes], None]
"""Publishes the text of a document: its address, its version and its bytes."""
_AT_ONCE: Final = 32
"""Documents that a helper is given at once."""


@dataclass
class Index:
    """The index of a site: its state, its documents, and where its parts are kept.

    `touched` are the forms whose entry in the lexicon is another, None where all may be.
    """

    state: IndexState
    numbering: Numbering
    documents: Mapping[str, Findable]
    rows: Rows
    touched: frozenset[str] | None

    @cached_property
    def by_number(self) -> Mapping[int, Findable]:
        """The documents by number."""
        found = self.documents
        return {entry.number: found[name] for name, entry in self.state.documents.items()}


def run_in_order(tasks: Sequence[Callable[[], T]], *, at_once: int) -> Iterable[T]:  # noqa: ARG001 - a RunTasks
    """Run tasks one after the other, without workers."""
    return (task() for task in tasks)


def build_index(
    documents: Documents,
    rows: Rows,
    run_tasks: RunTasks = run_in_order,
    put: Put | None = None,
) -> Index:
    """Build or update the index; `rows` hold what the last build kept, afterwards this one's.

    `run_tasks` helps with what takes long. `put` gets the text of each document that is read.
    """
    state, terms = IndexState.load(rows) or IndexState(), KeptTerms(rows)
    old, found = state.documents, documents.all
    numbering = number_documents(found.values())
    numbers = numbering.numbers
    gone = old.keys() - found.keys()
    fresh = [name for name in found if name not in old or old[name].digest != found[name].digest]
    moved = [name for name in found if name in old and old[name].number != numbers[name]]
    changed = {*gone, *fresh, *moved}
    apart, newest = state.newest, newest_of(numbering)
    # Of what is another, what stands or stood in the parts that all share.
    leaves = {name for name in changed | (newest - apart) if name in old and name not in apart}
    enters = {n for n in changed | (apart - newest) if n in numbers and n not in newest}
    is_small = len(leaves | enters) * _FEW <= len(numbers)
    is_small &= state.numbering == (numbering.undated, numbering.slots)
    before = {old[name].number: terms[name] for name in leaves if is_small}
    for name in gone:
        terms.put(name, None)
    states = {name: old[name]._replace(number=numbers[name]) for name in moved}
    tasks = [partial(_read, found[name], numbers[name], put) for name in fresh]
    for name, (some, text) in zip(fresh, run_tasks(tasks, at_once=_AT_ONCE), strict=True):
        terms.put(name, some)
        pairs = len(some.pairs) // _PAIR_SIZE
        states[name] = DocumentState(found[name].digest, numbers[name], text, pairs)
    in_order = sorted(numbers, key=numbers.__getitem__)
    state.documents = {name: states.get(name) or old[name] for name in in_order}
    state.numbering, state.newest = (numbering.undated, numbering.slots), newest
    touched: frozenset[str] | None = None
    if is_small:
        after = {numbers[name]: terms[name] for name in enters}
        touched = update(state, rows, before, after) if before or after else frozenset()
    if touched is None:
        build(state, rows, terms, run_tasks)
    _write_newest(state, rows, terms, found)
    return Index(state, numbering, found, rows, touched)


def _write_newest(
    state: IndexState, rows: Rows, terms: KeptTerms, found: Mapping[str, Findable]
) -> None:
    """Write the part of the newest documents."""
    if state.newest:
        states = {name: entry for name, entry in state.documents.items() if name in state.newest}
        some = [Newest(entry.number, entry.text, terms[name]) for name, entry in states.items()]
        filters = filters_of((entry.number, found[name]) for name, entry in states.items())
        state.write(rows, NEWEST, newest_part(some, filters, state.vocabulary))
    elif NEWEST in state.versions:
        del rows[NEWEST], state.versions[NEWEST]


def _read(document: Findable, number: int, put: Put | None) -> Read:
    body = document.body()
    text = text_of(document, body)
    whole = version(text)
    if put:
        put(text_address(number, whole), whole, numbered(text, number).encode())
    return terms_of(document, body), whole
