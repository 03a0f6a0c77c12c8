"""The word forms of a site, their capitalisation and their stems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from kim_plugins.search.stems import Stemmer
from kim_plugins.search.terms import KEPT, Terms


@dataclass(slots=True)
class Vocabulary:
    """Counts of documents by form, and the stem of each form.

    `counts` says in how many documents a form stands, `capitalised` in how many of them it is never
    in small letters, `named` in how many it has a capital inside a sentence; `asked` holds the
    other words that the stem of a form depends on, joined by blanks.
    """

    counts: dict[str, int] = field(default_factory=dict)
    capitalised: dict[str, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, counts: dict[str, int], documents: Iterable[Terms]) -> Vocabulary:
        """The vocabulary of a site with these counts; decides all stems."""
        capitalised, named = count_capitals(documents)
        found = cls(counts, dict(capitalised), dict(named))
        found.update_stems(Stemmer(), counts)
        return found

    def count(self, gone: Iterable[Terms], come: Iterable[Terms]) -> set[str]:
        """Remove and add documents; return the forms that appeared, vanished or changed case."""
        changes = [count_forms(some) for some in (come, gone)]
        forms = {form for more, _, _ in changes for form in more}
        before = {form: self._state(form) for form in forms}
        for place, counts in enumerate((self.counts, self.capitalised, self.named)):
            more, less = (change[place] for change in changes)
            for form in more.keys() | less.keys():
                counts[form] = counts.get(form, 0) + more[form] - less[form]
                if not counts[form]:
                    del counts[form]
        return {form for form in forms if self._state(form) != before[form]}

    def _state(self, form: str) -> tuple[bool, bool]:
        """Whether a form exists, and whether it is written as a name."""
        return form in self.counts, self._is_name(form)

    def _is_name(self, form: str) -> bool:
        return form in self.named and self.capitalised.get(form) == self.counts[form]

    def update_stems(
        self, stemmer: Stemmer, changed: Iterable[str], known: Container[str] | None = None
    ) -> set[str]:
        """Decide the stems that depend on changed forms; return the forms whose stem changed.

        A form that came or went may change the stem of those that were decided by it. `known` are
        the words of the site, if these aren't all.
        """
        changed = set(changed)
        gone = changed - self.counts.keys()
        moved = {form for form in gone if self.stems.pop(form, None) is not None}
        for form in gone:
            self.asked.pop(form, None)
        affected = self._asked_for(changed) if self.stems and changed else set()
        for form in sorted((changed | affected) - gone):
            if self._decide(stemmer, form, self.counts if known is None else known):
                moved.add(form)
        return moved

    def _asked_for(self, words: set[str]) -> set[str]:
        asked = self.asked.items()
        return {form for form, some in asked if not words.isdisjoint(some.split())}

    def _decide(self, stemmer: Stemmer, form: str, known: Container[str]) -> bool:
        """Decide the stem of a form; returns whether it changed."""
        before = self.stems.get(form)
        if form.startswith(KEPT):
            self.stems[form] = form[len(KEPT) :]
        else:
            stem = stemmer.stem(form, known, is_name=self._is_name(form))
            self.stems[form] = stem.text
            if stem.asked:
                self.asked[form] = " ".join(sorted(stem.asked))
            else:
                self.asked.pop(form, None)
        return self.stems[form] != before

    def entries_by_stem(self) -> dict[str, int]:
        """The number of entries of each stem."""
        found: dict[str, int] = {}
        for form, stem in self.stems.items():
            found[stem] = found.get(stem, 0) + self.counts[form]
        return found

    def forms_by_stem(self) -> dict[str, list[str]]:
        """The forms of each stem."""
        found: dict[str, list[str]] = {}
        for form, stem in self.stems.items():
            found.setdefault(stem, []).append(form)
        return found


def count_forms(documents: Iterable[Terms]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """In how many documents each form occurs, is never in small letters, or is a name."""
    some = list(documents)
    every: Counter[str] = Counter()
    for terms in some:
        every.update(terms.forms.split())
    return every, *count_capitals(some)


def count_capitals(documents: Iterable[Terms]) -> tuple[Counter[str], Counter[str]]:
    """In how many documents each form is never in small letters, or is a name."""
    capitalised, named = Counter[str](), Counter[str]()
    for terms in documents:
        capitalised.update(terms.capitalised.split())
        named.update(terms.named.split())
    return capitalised, named
