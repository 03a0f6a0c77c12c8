"""Stems of word forms, decided at build time for each distinct form of a site.

PySastrawi's roots say which analysis of a word is one, the site's own vocabulary where they are
silent, Snowball where there is no analysis; a short list (`exceptions.txt`) holds what can't be
told from letters. Neither library is enough alone: Snowball keeps the nasal that swallowed a
consonant (menulis), PySastrawi's rules take the first root that they meet (bertani → tan) and
spend half a millisecond on a word that they don't know.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from kim_plugins.search.affixes import Analysis, analyses
from kim_plugins.search.words import compounds

if TYPE_CHECKING:
    import snowballstemmer

AFFIXED: Final = re.compile("^(?:[bkmpst]e|di|k[au])|(?:[klt]ah|pun|nya|[km]u|an|i)$")
"""What a word begins or ends with that has an affix, for us or for Snowball."""

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
    """A form's stem, and the vocabulary words on which the decision depends."""

    text: str
    asked: frozenset[str] = frozenset()


class _Asked:
    """A vocabulary that records which words were looked up."""

    def __init__(self, words: Container[str]) -> None:
        self._words = words
        self.words: set[str] = set()

    def __contains__(self, word: object) -> bool:
        self.words.add(str(word))
        return word in self._words


class Stemmer:
    """Decides stems; `vocabulary` in its methods holds the site's forms, folded."""

    @cached_property
    def _roots(self) -> frozenset[str]:
        # Most builds meet no new form, and the two libraries take long to import.
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # noqa: PLC0415

        # A compound in one word is always one with affixes, and has them around it.
        return frozenset(StemmerFactory().get_words()).union(joined for joined, _ in compounds())

    @cached_property
    def _snowball(self) -> snowballstemmer.stemmer:
        import snowballstemmer  # noqa: PLC0415 - as above

        return snowballstemmer.stemmer("indonesian")

    @cached_property
    def _exceptions(self) -> dict[str, str]:
        text = files("kim_plugins.search").joinpath("exceptions.txt").read_text("utf-8")
        pairs = (line.split() for line in text.splitlines() if line and line[0] != "#")
        return {pair[0]: pair[-1] for pair in pairs}

    def stem(self, form: str, vocabulary: Container[str], *, is_name: bool = False) -> Stem:
        """The stem of a folded form; `is_name` if the site writes it capitalised only."""
        if len(form) <= _SHORT or not form.isalpha() or not form.isascii():
            return Stem(form)
        if known := self._known(form):
            return Stem(known)
        if not AFFIXED.search(form):
            return Stem(form)
        asked = _Asked(vocabulary)
        found = [one for one in analyses(form) if _is_plain(one) or not is_name]
        text = self._by_roots(found, asked) or self._by_vocabulary(found, asked)
        if text is None:
            text = form if is_name else self._by_snowball(form, asked)
        return Stem(text, frozenset(asked.words))

    def _known(self, word: str) -> str | None:
        """The stem by exceptions or roots, for the whole word."""
        if word in self._exceptions:
            return self._exceptions[word]
        return word if word in self._roots else None

    def _by_roots(self, found: Sequence[Analysis], vocabulary: _Asked) -> str | None:
        """The known root that leaves the least of the word to affixes."""
        rated: dict[int, list[tuple[bool, int, str]]] = {}
        for one in found:
            root = self._known(one.root)
            # `airi` is from air where the site writes of air; Bali isn't from bal.
            if root is None or (_is_doubtful(one) and one.root not in vocabulary):
                continue
            affixes = len(one.prefixes) + bool(one.suffix)
            rated.setdefault(_kept(one), []).append((one.swallowed, affixes, root))
        if not rated:
            return None
        best = sorted(rated[max(rated)])
        if len({root for *_, root in best}) > 1:
            best.sort(key=lambda one: 2 * one[0] - _relatives(one[2], vocabulary))
        return best[0][2]

    def _by_vocabulary(self, found: Sequence[Analysis], vocabulary: _Asked) -> str | None:
        """The longest word of the site that is a root of this one."""
        roots = [
            (-_kept(one), one.swallowed, one.root)
            for one in found
            if len(one.root) >= _TRUSTED and one.root in vocabulary
        ]
        return min(roots)[2] if roots else None

    def _by_snowball(self, form: str, vocabulary: _Asked) -> str:
        """Snowball's stem, if the site's words support it."""
        snowball = str(self._snowball.stemWord(form))
        if snowball == form or len(snowball) < _TRUSTED:
            return form
        related = [f"{prefix}{snowball}" for prefix in ("di", "ber", "ter")]
        verbal = form.startswith(_VERBAL) and any(word in vocabulary for word in related)
        return snowball if verbal or snowball in vocabulary else form


def _kept(analysis: Analysis) -> int:
    """How many letters of the word the root explains, known swallowed ones included."""
    kept = analysis.kept + 3 * (analysis.swallowed and analysis.root in _SWALLOWING)
    # A bare -i is rare: petani is no imperative of petan.
    return kept - 2 * (not analysis.prefixes and analysis.suffix == "i")


def _is_doubtful(analysis: Analysis) -> bool:
    short = len(analysis.root) == _SHORT and analysis.suffix in ("i", "an")
    return short and not analysis.prefixes


def _relatives(root: str, vocabulary: Container[str]) -> int:
    """The number of plain derivations of a root that the site uses."""
    relatives = (f"di{root}", f"di{root}kan", f"di{root}i", f"{root}an", root)
    return sum(relative in vocabulary for relative in relatives)


def _is_plain(analysis: Analysis) -> bool:
    first = analysis.prefixes[0] if analysis.prefixes else ""
    return (first, analysis.suffix) in _PAIRS or (
        first in ("me", "di", "ber", "pe", "ter") and len(analysis.root) > _SHORT
    )
