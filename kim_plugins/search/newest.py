"""The newest documents in a part of their own, so that a new one leaves most parts unchanged.

A bulletin has some hundred words and pairs of words, each in a part that many documents share. On
a large site the newest few have a small index of their own, until there are enough of them to be
taken into the shared parts together.
"""

from __future__ import annotations

from array import array
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Final, NamedTuple

from kim_plugins.search import lexicon, postings
from kim_plugins.search.coding import ending, gaps, part_text
from kim_plugins.search.numbering import Numbering
from kim_plugins.search.stems import Stemmer
from kim_plugins.search.terms import KEPT, Terms
from kim_plugins.search.vocabulary import Vocabulary, count_forms

KEY: Final = "q"
ROUND: Final = 32
"""So many documents are taken into the shared parts together."""
LARGE: Final = 512
"""Documents with a date from which a site is large: a smaller one has few parts to change."""
PAIR_BITS: Final = 16
"""Of a pair's hash the first bits are kept."""


def newest_of(numbering: Numbering) -> frozenset[str]:
    """The identifiers of the newest documents with a date.

    They follow from the documents alone, whatever was built before.
    """
    dated = [(n, name) for name, n in numbering.numbers.items() if n >= numbering.undated]
    count = len(dated) % ROUND if len(dated) >= LARGE else 0
    return frozenset(name for _, name in nlargest(count, dated))


class Newest(NamedTuple):
    """A document of that part: its number, its text version and its terms."""

    number: int
    text: str
    terms: Terms


def newest_part(documents: Sequence[Newest], filters: object, shared: Vocabulary) -> str:
    """The part with the index of these documents, in order of their numbers.

    `filters` say which of them are of which group and topic. `shared` is the vocabulary of all
    other documents: a form has the stem that it has there.
    """
    counts, capitalised, named = count_forms(one.terms for one in documents)
    entries: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    for one in documents:
        numbered = postings.with_number(one.number, one.terms.entries)
        for form, entry in zip(one.terms.forms.split(), numbered, strict=True):
            entries[form].append(entry)
    own = Vocabulary(dict(counts), dict(capitalised), dict(named))
    strange = [form for form in counts if form not in shared.stems]
    if strange:
        own.update_stems(Stemmer(), strange, ChainMap(own.counts, shared.counts))
    stems = {form: shared.stems.get(form) or own.stems[form] for form in counts}
    blocks: dict[str, dict[str, str]] = defaultdict(dict)
    for form, stem in stems.items():
        blocks[stem][form] = postings.written(entries[form])
    texts = {stem: postings.stem_text(blocks[stem]) for stem in sorted(blocks)}
    words = lexicon.written(_entries(strange, stems, own.counts, shared))
    numbers = gaps(one.number for one in documents)
    versions = "".join(ending("d", one.text) for one in documents)
    pairs = [_pairs(one.terms) for one in documents]
    return part_text(KEY, [numbers, versions, words, texts, pairs, filters])


def _entries(
    strange: Iterable[str],
    stems: Mapping[str, str],
    counts: Mapping[str, int],
    shared: Vocabulary,
) -> list[lexicon.Entry]:
    """The forms and stems that the shared lexicon lacks."""
    forms = {form.removeprefix(KEPT) for form in strange}
    roots = {stems[form] for form in strange} - forms
    found = [lexicon.Entry(root, (root,), 0) for root in roots if root not in shared.stems]
    for form in forms:
        spellings = [name for name in (form, KEPT + form) if name in counts]
        own = tuple(dict.fromkeys(stems[name] for name in spellings))
        found.append(lexicon.Entry(form, own, sum(counts[name] for name in spellings)))
    return sorted(found, key=lambda entry: entry.form)


def _pairs(terms: Terms) -> str:
    hashes = array("I")
    hashes.frombytes(terms.pairs)
    return gaps(sorted({pair >> 32 - PAIR_BITS for pair in hashes}))
