"""Documents → the index: all at once, or only what a change touches. Both give the same bytes."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from kim_plugins.search import postings
from kim_plugins.search.coding import gaps, part_text, read_gaps, read_part, version
from kim_plugins.search.documents import SearchDocument
from kim_plugins.search.layout import BUCKETS, laid_out
from kim_plugins.search.memory import Blobs, KeptTerms, Main, buckets_of, pairs_of
from kim_plugins.search.numbering import Numbering, numbered
from kim_plugins.search.postings import Row
from kim_plugins.search.stems import Stemmer
from kim_plugins.search.terms import MOST, Terms, terms_of
from kim_plugins.search.texts import text_part
from kim_plugins.search.vocabulary import Vocabulary

_FEW: Final = 20
"""One document in so many may change before the whole index is made again."""


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


Together = Callable[[Sequence[Callable[[], Terms]]], Iterable[Terms]]
"""Runs tasks that don't depend on each other, and gives what they give in their order."""


def one_by_one(tasks: Sequence[Callable[[], Terms]]) -> Iterable[Terms]:
    """Without any help."""
    return (task() for task in tasks)


def indexed(
    documents: Iterable[SearchDocument], blobs: Blobs, together: Together = one_by_one
) -> Index:
    """The index of these documents; `blobs` hold what an earlier build kept, then what this did.

    `together` helps with reading many documents.
    """
    found = {document.identifier: document for document in documents}
    numbering = numbered(found.values())
    old = Main.load(blobs) or Main()
    digests = {identifier: document.digest for identifier, document in found.items()}
    fresh = {
        identifier
        for identifier, number in numbering.numbers.items()
        if old.documents.get(identifier, (b"", -1))[:2] != (digests[identifier], number)
    }
    gone = old.documents.keys() - found.keys()
    same_numbers = old.numbering == (numbering.undated, numbering.slots)
    update = _Update(old, numbering, found, blobs)
    touched = None
    if same_numbers and (len(fresh) + len(gone)) * _FEW <= len(found):
        touched = update.some(fresh, gone, digests)
    if touched is None:
        update.everything(fresh, gone, digests, together)
    update.terms.save()
    by_number = {number: found[name] for name, number in numbering.numbers.items()}
    return Index(old, numbering, by_number, blobs, touched)


class _Update:
    """One change of what is kept."""

    def __init__(
        self,
        main: Main,
        numbering: Numbering,
        documents: Mapping[str, SearchDocument],
        blobs: Blobs,
    ) -> None:
        self._main, self._numbering, self._documents = main, numbering, documents
        self._blobs = blobs
        self.terms = KeptTerms(blobs)
        self._stemmer = Stemmer()

    # -- all at once ---------------------------------------------------------------------------

    def everything(
        self,
        fresh: set[str],
        gone: Iterable[str],
        digests: Mapping[str, bytes],
        together: Together,
    ) -> None:
        """Make all parts, from kept terms where a document hasn't changed."""
        main, numbers = self._main, self._numbering.numbers
        for identifier in gone:
            self.terms.put(identifier, None)
        new = [
            identifier
            for identifier in sorted(fresh)
            if main.documents.get(identifier, (b"",))[0] != digests[identifier]
        ]
        tasks = [partial(terms_of, self._documents[identifier]) for identifier in new]
        for identifier, terms in zip(new, together(tasks), strict=True):
            self.terms.put(identifier, terms)
        main.documents = {
            identifier: self._head(identifier, digests[identifier])
            for identifier in sorted(numbers, key=numbers.__getitem__)
        }
        main.numbering = (self._numbering.undated, self._numbering.slots)
        main.vocabulary = Vocabulary()
        every = (self.terms[identifier] for identifier in main.documents)
        stirred = main.vocabulary.count((), every)
        main.vocabulary.settle(self._stemmer, stirred)
        self._write_postings()
        self._write_pairs()

    def _write_postings(self) -> None:
        main, forms = self._main, self._main.vocabulary.forms_by_stem()
        places = {
            form: (stem, place) for stem, some in forms.items() for place, form in enumerate(some)
        }
        entries: dict[str, array[int]] = {stem: array("Q") for stem in forms}
        for identifier, (_, number, _, _) in main.documents.items():
            terms = self.terms[identifier]
            for form, fields, count in zip(
                terms.forms.split(), terms.fields, terms.counts, strict=True
            ):
                stem, place = places[form]
                entries[stem].append(postings.packed(number, place, fields, count, terms.length))
        columns: dict[str, list[object]] = {}
        main.rows = {}
        for stem, some in forms.items():
            names = [form.removeprefix("=") for form in some]
            rows = postings.rows_of(sorted(entries.pop(stem)), names)
            main.rows[stem] = len(rows)
            columns[stem] = postings.written(rows)
        main.layout = laid_out(main.rows, (head[3] for head in main.documents.values()))
        parts: dict[str, dict[str, list[object]]] = {
            f"p{place}": {} for place in range(main.layout.postings)
        }
        for stem in sorted(columns):
            parts.setdefault(main.layout.of_stem(stem), {})[stem] = columns.pop(stem)
        for key in main.versions:
            self._blobs.pop(key, None)
        main.versions = {}
        for key, data in parts.items():
            self._write(key, data)

    def _write_pairs(self) -> None:
        layout = self._main.layout
        lists = [array("I") for _ in range(layout.pairs * BUCKETS)]
        for identifier, (_, number, _, _) in self._main.documents.items():
            for pair in pairs_of(self.terms[identifier]):
                part, bucket = layout.of_pair(pair)
                lists[part * BUCKETS + bucket].append(number)
        for part in range(layout.pairs):
            some = lists[part * BUCKETS : (part + 1) * BUCKETS]
            self._write(f"s{part}", " ".join(gaps(dict.fromkeys(numbers)) for numbers in some))

    # -- only what a change touches ------------------------------------------------------------

    def some(
        self, fresh: set[str], gone: Iterable[str], digests: Mapping[str, bytes]
    ) -> frozenset[str] | None:
        """Change the parts in which these documents stand; None where parts lie otherwise now."""
        main = self._main
        before = {
            identifier: (main.documents[identifier][1], self.terms[identifier])
            for identifier in (*fresh, *gone)
            if identifier in main.documents
        }
        after = {name: terms_of(self._documents[name]) for name in fresh}
        words = main.vocabulary
        old_stems, seen = (
            dict(words.stems),
            {
                form: words.counts.get(form, (0,))[0]
                for terms in (*(one for _, one in before.values()), *after.values())
                for form in terms.forms.split()
            },
        )
        stirred = words.count((terms for _, terms in before.values()), after.values())
        moved = words.settle(self._stemmer, stirred)
        numbers = self._numbering.numbers
        documents = dict(main.documents)
        for identifier in (*before, *after):
            documents.pop(identifier, None)
            self.terms.put(identifier, after.get(identifier))
            if identifier in after:
                documents[identifier] = self._head(identifier, digests[identifier])
        main.documents = dict(sorted(documents.items(), key=lambda item: item[1][1]))
        changes: dict[str, dict[int, Row | None]] = defaultdict(dict)
        old_rows = {n: _rows(n, terms, old_stems) for n, terms in before.values()}
        new_rows = {
            numbers[name]: _rows(numbers[name], terms, words.stems) for name, terms in after.items()
        }
        for number in old_rows.keys() | new_rows.keys():
            old, new = old_rows.get(number, {}), new_rows.get(number, {})
            for stem in sorted(old.keys() | new.keys()):
                if old.get(stem) != new.get(stem):
                    changes[stem][number] = new.get(stem)
        self._move(moved, old_stems, changes)
        if not self._change_postings(changes):
            return None
        self._change_pairs(before, after)
        touched = {
            form
            for form, count in seen.items()
            if count.bit_length() != words.counts.get(form, (0,))[0].bit_length()
        }
        touched |= moved | stirred
        touched |= {
            stems[form] for stems in (old_stems, words.stems) for form in touched & stems.keys()
        }
        return frozenset(form.removeprefix("=") for form in touched)

    def _move(
        self,
        moved: set[str],
        old_stems: Mapping[str, str],
        changes: dict[str, dict[int, Row | None]],
    ) -> None:
        """Documents with a form whose stem is another now change under both stems."""
        stems = self._main.vocabulary.stems
        moved = {form for form in moved if form in old_stems and form in stems}
        if not moved:
            return
        for identifier, (_, number, _, _) in self._main.documents.items():
            terms = self.terms[identifier]
            if moved.isdisjoint(names := terms.forms.split()):
                continue
            rows = _rows(number, terms, stems)
            for form in moved.intersection(names):
                for stem in (old_stems[form], stems[form]):
                    changes[stem][number] = rows.get(stem)

    def _change_postings(self, changes: Mapping[str, Mapping[int, Row | None]]) -> bool:
        """Whether the parts still lie as they did; only then are they changed."""
        main, before = self._main, self._main.layout
        parts = _Opened(self._blobs)
        rewritten: dict[str, list[Row]] = {}
        for stem, some in changes.items():
            columns = parts[before.of_stem(stem)].pop(stem) if stem in main.rows else None
            old = postings.read_rows(columns) if columns else []
            rewritten[stem] = postings.changed(old, some)
            main.rows[stem] = len(rewritten[stem])
        main.rows = {stem: rows for stem, rows in main.rows.items() if rows}
        main.layout = laid_out(main.rows, (head[3] for head in main.documents.values()))
        if (before.postings, before.pairs) != (main.layout.postings, main.layout.pairs):
            return False
        for stem, rows in rewritten.items():
            if rows:
                parts[main.layout.of_stem(stem)][stem] = postings.written(rows)
        for key, data in parts.items():
            if data or not key.startswith("b:"):
                self._write(key, dict(sorted(data.items())))
            else:
                del self._blobs[key], main.versions[key]
        return True

    def _change_pairs(
        self, before: Mapping[str, tuple[int, Terms]], after: Mapping[str, Terms]
    ) -> None:
        layout, numbers = self._main.layout, self._numbering.numbers
        changes: dict[tuple[int, int], dict[int, bool]] = defaultdict(dict)
        old = {n: buckets_of(terms, layout) for n, terms in before.values()}
        new = {numbers[name]: buckets_of(terms, layout) for name, terms in after.items()}
        for number in old.keys() | new.keys():
            for one in old.get(number, set()) ^ new.get(number, set()):
                changes[one][number] = one in new.get(number, set())
        parts: dict[int, list[str]] = {}
        for (place, bucket), some in changes.items():
            if place not in parts:
                parts[place] = str(read_part(self._blobs[f"s{place}"].decode())[1]).split(" ")
            kept = set(read_gaps(parts[place][bucket])) - some.keys()
            kept.update(number for number, stays in some.items() if stays)
            parts[place][bucket] = gaps(sorted(kept))
        for place, lists in parts.items():
            self._write(f"s{place}", " ".join(lists))

    def _head(self, identifier: str, digest: bytes) -> tuple[bytes, int, str, int]:
        number = self._numbering.numbers[identifier]
        before = self._main.documents.get(identifier)
        if before and before[:2] == (digest, number):
            return before
        pairs = len(self.terms[identifier].pairs) // array("I").itemsize
        text = text_part(number, self._documents[identifier])
        return digest, number, version(text), pairs

    def _write(self, key: str, data: object) -> None:
        text = part_text(key, data)
        self._main.versions[key] = version(text)
        self._blobs[key] = text.encode()


class _Opened(dict[str, Any]):
    """Parts of postings, read when they are asked for."""

    def __init__(self, blobs: Blobs) -> None:
        super().__init__()
        self._blobs = blobs

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - JSON
        kept = self._blobs.get(key)
        self[key] = read_part(kept.decode())[1] if kept else {}
        return self[key]


def _rows(number: int, terms: Terms, stems: Mapping[str, str]) -> dict[str, Row]:
    """The rows of one document."""
    found: dict[str, Row] = {}
    for form, fields, count in sorted(
        zip(terms.forms.split(), terms.fields, terms.counts, strict=True)
    ):
        stem, name = stems[form], form.removeprefix("=")
        old = found.get(stem, Row(number, 0, 0, terms.length, ()))
        names = tuple(sorted({*old.forms, name}))
        times = min(MOST, old.times + count)
        found[stem] = Row(number, old.fields | fields, times, terms.length, names)
    return found
