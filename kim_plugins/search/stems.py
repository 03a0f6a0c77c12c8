"""Word forms → stems, decided at build time for every distinct form of a site.

PySastrawi's roots say which analysis of a word is one, the site's own vocabulary where they are
silent, PySastrawi's and Snowball's stemmers where there is no analysis; a short list
(`exceptions.txt`) holds what can't be told from letters. Neither stemmer is enough alone: Snowball
keeps the nasal that swallowed a consonant (menulis), PySastrawi takes the first root that it meets
(bertani → tan).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final

import snowballstemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from kim_plugins.search.affixes import Analysis, analyses

_SHORT: Final = 3
_TRUSTED: Final = 4
"""Letters from which a word of the site alone may stand for a root."""

_SWALLOWING: Final = frozenset(
    """
    kabar kabur kacau kaji kalung kandang kapak karang karung kasar kasih kawal kawin kemas kembar
    kempis kencang kepak kerat kerik kering ketik kibul kira kobar kotak koyak kunjung kuras kurung
    kusut kumur kurban padam padat padu palang pangkas panah pantik parut paut payung pejam
    pelintir pental pentas perah perang perosot pesan peta pikat pinggir pintal poles pondok puas
    pulas pungut putih tajam tatar tipis saring sarang sepi silih
    """.split()  # noqa: SIM905 - a list to read
)
"""Roots whose first consonant goes into the nasal though the rest, or the rest with the nasal, is
a root too: mengemas is from kemas, not emas; menyaring from saring, not nyaring."""

_VERBAL: Final = ("me", "di", "ber")
_PAIRS: Final = frozenset(
    {("ke", "an"), ("pe", "an"), ("per", "an"), ("ber", "an"), ("me", "i"), ("me", "kan")}
    | {("di", "i"), ("di", "kan")}
)
"""Affixes so plain that even a word with a capital letter is derived: Dinas Pertanian."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A form's stem; `is_open` when another vocabulary might decide otherwise."""

    text: str
    is_open: bool = False


class Stemmer:
    """Decides stems; `vocabulary` in its calls holds the site's forms, folded."""

    @cached_property
    def _roots(self) -> frozenset[str]:
        return frozenset(StemmerFactory().get_words())

    @cached_property
    def _sastrawi(self) -> StemmerFactory:
        return StemmerFactory().create_stemmer()

    @cached_property
    def _snowball(self) -> snowballstemmer.stemmer:
        return snowballstemmer.stemmer("indonesian")

    @cached_property
    def _exceptions(self) -> dict[str, str]:
        text = files("kim_plugins.search").joinpath("exceptions.txt").read_text("utf-8")
        pairs = (line.split() for line in text.splitlines() if line and line[0] != "#")
        return {pair[0]: pair[-1] for pair in pairs}

    def stem(self, form: str, vocabulary: Container[str], *, is_name: bool = False) -> Stem:
        """The stem of one folded form; `is_name` where the site writes it with a capital only."""
        if len(form) <= _SHORT or not form.isalpha() or not form.isascii():
            return Stem(form)
        if known := self._known(form):
            return Stem(known)
        found = [
            (analysis, root)
            for analysis in analyses(form)
            if not (is_name and not _is_plain(analysis))
            if (root := self._root_of(analysis, vocabulary))
        ]
        if found:
            rated = sorted((self._rank(analysis, vocabulary), root) for analysis, root in found)
            is_open = len({root for _, root in rated}) > 1 or rated[0][0][0] > 0
            return Stem(rated[0][1], is_open or any(len(root) == _SHORT for _, root in rated))
        if is_name:
            return Stem(form, is_open=True)
        return self._by_libraries(form, vocabulary)

    def _known(self, word: str) -> str | None:
        """What the exceptions or the roots say about a whole word."""
        if word in self._exceptions:
            return self._exceptions[word]
        return word if word in self._roots else None

    def _root_of(self, analysis: Analysis, vocabulary: Container[str]) -> str | None:
        """The root of an analysis, if it is one."""
        root = analysis.root
        if not analysis.prefixes and analysis.suffix in ("i", "an") and len(root) == _SHORT:
            # `airi` is from air where the site writes of air; Bali isn't from bal.
            return self._known(root) if root in vocabulary else None
        if known := self._known(root):
            return known
        return root if len(root) >= _TRUSTED and root in vocabulary else None

    def _rank(self, analysis: Analysis, vocabulary: Container[str]) -> tuple[int, int, int, int]:
        """Known roots first, then the longest, then what has relatives, then the fewest affixes."""
        root = analysis.root
        kept = analysis.kept + 3 * (analysis.swallowed and root in _SWALLOWING)
        # A bare -i is rare: petani is no imperative of petan.
        kept -= 2 * (not analysis.prefixes and analysis.suffix == "i")
        relatives = (f"di{root}", f"di{root}kan", f"di{root}i", f"{root}an", root)
        return (
            0 if self._known(root) else 1,
            -kept,
            2 * analysis.swallowed - sum(relative in vocabulary for relative in relatives),
            len(analysis.prefixes) + bool(analysis.suffix),
        )

    def _by_libraries(self, form: str, vocabulary: Container[str]) -> Stem:
        """For words without a known root: what a stemmer proposes, if there is a reason for it."""
        sastrawi = str(self._sastrawi.stem(form))
        if sastrawi != form and sastrawi in self._roots and len(sastrawi) >= _TRUSTED:
            return Stem(sastrawi)
        snowball = str(self._snowball.stemWord(form))
        if snowball == form or len(snowball) < _TRUSTED:
            return Stem(form, is_open=True)
        related = [f"{prefix}{snowball}" for prefix in ("di", "ber", "ter")]
        verbal = form.startswith(_VERBAL) and any(word in vocabulary for word in related)
        return Stem(snowball if verbal or snowball in vocabulary else form, is_open=True)


def _is_plain(analysis: Analysis) -> bool:
    first = analysis.prefixes[0] if analysis.prefixes else ""
    return (first, analysis.suffix) in _PAIRS or (
        first in ("me", "di", "ber", "pe", "ter") and len(analysis.root) > _SHORT
    )
