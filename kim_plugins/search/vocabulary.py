"""The forms of a whole site, how they are written, and their stems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kim_plugins.search.stems import Stemmer
from kim_plugins.search.terms import CAPITAL, KEPT, LOWER, Terms


@dataclass(slots=True)
class Vocabulary:
    """Counts of documents by form, and the stem of each form.

    `counts` holds for each form in how many documents it stands, is written small, and is written
    with a capital inside a sentence; `asked` which other words the stem of a form depends on.
    """

    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    asked: dict[str, frozenset[str]] = field(default_factory=dict)

    def count(self, gone: Iterable[Terms], come: Iterable[Terms]) -> set[str]:
        """Take documents away and add others; return the forms that came, went or changed case."""
        before: dict[str, tuple[int, int, int]] = {}
        counts = self.counts
        for sign, some in ((-1, gone), (1, come)):
            for one in some:
                for form, case in zip(one.forms.split(), one.cases, strict=True):
                    old = counts.get(form, (0, 0, 0))
                    before.setdefault(form, old)
                    counts[form] = (
                        old[0] + sign,
                        old[1] + sign * (case & LOWER),
                        old[2] + sign * (case & CAPITAL) // CAPITAL,
                    )
        return {form for form, old in before.items() if _state(old) != _state(counts[form])}

    def settle(self, stemmer: Stemmer, stirred: Iterable[str]) -> set[str]:
        """Decide the stems of what has changed; return the forms whose stem is another now.

        A form that came or went may change the stem of those that were decided by it.
        """
        stirred = set(stirred)
        gone = {form for form in stirred if not self.counts[form][0]}
        moved = {form for form in gone if self.stems.pop(form, None) is not None}
        for form in gone:
            del self.counts[form]
            self.asked.pop(form, None)
        affected = {form for form, words in self.asked.items() if not stirred.isdisjoint(words)}
        for form in sorted((stirred | affected) - gone):
            if self._decide(stemmer, form):
                moved.add(form)
        return moved

    def _decide(self, stemmer: Stemmer, form: str) -> bool:
        """Whether the stem of a form is another now."""
        before = self.stems.get(form)
        if form.startswith(KEPT):
            self.stems[form] = form[len(KEPT) :]
        else:
            _, small, capital = self.counts[form]
            stem = stemmer.stem(form, self.counts, is_name=capital > 0 and not small)
            self.stems[form] = stem.text
            if stem.asked:
                self.asked[form] = stem.asked
            else:
                self.asked.pop(form, None)
        return self.stems[form] != before

    def forms_by_stem(self) -> dict[str, list[str]]:
        """Each stem with its forms in order."""
        found: dict[str, list[str]] = {}
        for form in sorted(self.stems):
            found.setdefault(self.stems[form], []).append(form)
        return found


def _state(counts: tuple[int, int, int]) -> tuple[bool, bool, bool]:
    return counts[0] > 0, counts[1] > 0, counts[2] > 0
