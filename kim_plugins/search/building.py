"""Builds the whole index from the terms of all documents.

Everything here is done for every word of a site: loops over entries run inside the interpreter,
and numbers stand in arrays.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import Final, Protocol, TypeVar

from kim_plugins.search import postings
from kim_plugins.search.coding import gaps, part_text
from kim_plugins.search.layout import BUCKETS, Layout, layout_for
from kim_plugins.search.memory import IndexState, KeptTerms, Rows, pairs_of
from kim_plugins.search.terms import Terms
from kim_plugins.search.vocabulary import Vocabulary

T = TypeVar("T")
Made = tuple[str, str]
"""A part's key and text."""
Task = Callable[[], list[Made]]

_SHARES: Final = 8
"""Into so many tasks postings and pairs are parted each, on any machine."""


_MANY: Final = 500
"""Documents from which it pays to share out what is done for all of them."""


class RunTasks(Protocol):
    """Runs independent tasks and returns their results in order."""

    def __call__(self, tasks: Sequence[Callable[[], T]], *, at_once: int) -> Iterable[T]:
        """Run tasks, `at_once` of them in one batch."""


def build(state: IndexState, rows: Rows, terms: KeptTerms, run_tasks: RunTasks) -> None:
    """Build everything that depends on several documents, and write all parts."""
    for key in state.versions:
        rows.pop(key, None)
    state.versions = {}
    entries: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    documents = [(entry.number, terms[name]) for name, entry in state.shared]
    for number, some in documents:
        forms = map(entries.__getitem__, some.forms.split())
        _run(map(array.append, forms, postings.with_number(number, some.entries)))
    counts = {form: len(some) for form, some in entries.items()}
    state.vocabulary = Vocabulary.of(counts, (some for _, some in documents))
    pairs = (entry.pairs for _, entry in state.shared)
    state.layout = layout_for(state.vocabulary.entries_by_stem(), pairs)
    tasks = [*_postings(state, entries), *_pairs(state.layout, documents)]
    # A small site is done before helpers have begun; a large one gives each of them several tasks.
    at_once = 1 if len(documents) >= _MANY else len(tasks)
    for made in run_tasks(tasks, at_once=at_once):
        for key, text in made:
            state.write(rows, key, text)


def _postings(state: IndexState, entries: Mapping[str, array[int]]) -> Iterator[Task]:
    layout = state.layout
    parts: dict[str, list[str]] = {f"p{place}": [] for place in range(layout.postings)}
    forms = state.vocabulary.forms_by_stem()
    for stem in sorted(forms):
        parts.setdefault(layout.of_stem(stem), []).append(stem)
    keys = [*parts]
    for share in range(_SHARES):
        some = {key: parts[key] for key in keys[share::_SHARES]}
        yield partial(_posting_parts, some, forms, entries)


def _posting_parts(
    parts: Mapping[str, Iterable[str]],
    forms: Mapping[str, Iterable[str]],
    entries: Mapping[str, array[int]],
) -> list[Made]:
    return [
        (key, part_text(key, {stem: _stem(forms[stem], entries) for stem in stems}))
        for key, stems in parts.items()
    ]


def _stem(forms: Iterable[str], entries: Mapping[str, array[int]]) -> str:
    return postings.stem_text({form: postings.written(entries[form]) for form in forms})


def _pairs(layout: Layout, documents: Sequence[tuple[int, Terms]]) -> Iterator[Task]:
    size = layout.pairs // _SHARES
    for first in range(0, layout.pairs, size):
        yield partial(_pair_parts, layout, range(first, first + size), documents)


def _pair_parts(layout: Layout, parts: range, documents: Iterable[tuple[int, Terms]]) -> list[Made]:
    shift = layout.pair_shift
    least, most = (part * BUCKETS << shift for part in (parts.start, parts.stop))
    lists: list[list[int]] = [[] for _ in range(len(parts) * BUCKETS)]
    for number, terms in documents:
        pairs = pairs_of(terms)
        some = pairs[bisect_left(pairs, least) : bisect_left(pairs, most)]
        places = {pair - least >> shift for pair in some}
        _run(map(list.append, map(lists.__getitem__, places), repeat(number)))
    made = []
    for place, part in enumerate(parts):
        buckets = lists[place * BUCKETS : (place + 1) * BUCKETS]
        made.append((f"s{part}", part_text(f"s{part}", " ".join(map(gaps, buckets)))))
    return made


def _run(calls: Iterable[object]) -> None:
    """Exhaust an iterator for its side effects."""
    deque(calls, maxlen=0)
