"""Analyses of Indonesian words into affixes and a root.

After Moeliono et al., Tata Bahasa Baku Bahasa Indonesia (nasal prefixes, confixes) and the order
of clitics that Sastrawi's stemmer uses (Asian, 2007): particle, possessive, suffix, prefixes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_VOWELS: Final = "aiueo"
_PARTICLES: Final = ("lah", "kah", "tah", "pun")
_POSSESSIVES: Final = ("nya", "ku", "mu")
_SUFFIXES: Final = ("kan", "an", "i")
_LEAST: Final = 3
"""Letters of a root; shorter ones are prefixes in disguise."""
_LAYERS: Final = 3

_NASAL: Final = {
    "m": ("b", "f", "v", "p"),
    "n": ("c", "d", "j", "z", "t", "s"),
    "ng": ("g", "h", "k"),
}
_SWALLOWED: Final = {"m": "p", "n": "t", "ng": "k", "ny": "s"}
_AFTER_P: Final = ((), ("r", "l"))
"""What may follow a swallowed p besides a vowel: pemrosesan."""
_WRITTEN: Final = (
    *((prefix, prefix) for prefix in ("pe", "ber", "ter", "per", "di", "ke", "se", "ku")),
    ("kau", "ku"),
    ("ketidak", "ke"),
)
"""Prefixes that are always written alike, and what they count as."""
_PLAIN: Final = ("l", "r", "w", "y", "m", "n")
"""Sounds before which me- and pe- stay as they are."""

_IMPOSSIBLE: Final = frozenset(
    {
        ("ber", "i"),
        ("di", "an"),
        ("ke", "kan"),
        ("ke", "i"),
        ("me", "an"),
        ("pe", "kan"),
        ("pe", "i"),
        ("se", "i"),
        ("se", "kan"),
        ("ter", "an"),
        ("ku", "an"),
    }
)
"""A first prefix and a suffix that no word has together."""

_BEFORE: Final = {
    "": frozenset({"me", "pe", "di", "ber", "ter", "per", "ke", "se", "ku"}),
    "me": frozenset({"ber", "per", "ter", "ke", "se"}),
    "pe": frozenset({"ber", "per", "ke"}),
    "di": frozenset({"ber", "per", "ke", "se"}),
    "ke": frozenset({"ber", "ter", "pe", "se", "me"}),
    "ber": frozenset({"ke", "pe", "per", "se"}),
    "ter": frozenset({"ke", "pe", "per", "ber"}),
    "per": frozenset({"ber", "ke", "se"}),
    "se": frozenset({"pe", "ke", "ber", "per", "me"}),
    "ku": frozenset({"per", "ber", "pe"}),
}
"""Which prefixes may follow a prefix."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A root and the affixes around it; `kept` counts the letters of the word that it explains.

    `swallowed` tells that the root's first consonant had gone into the prefix's nasal.
    """

    root: str
    prefixes: tuple[str, ...]
    suffix: str
    kept: int
    swallowed: bool


def analyses(word: str) -> Iterator[Analysis]:
    """Every analysis of a word in small letters, without the word itself."""
    for stem, suffix in _without_suffixes(word):
        yield from _without_prefixes(stem, suffix, (), swallowed=False, whole=word)


def _without_suffixes(word: str) -> Iterator[tuple[str, str]]:
    """Yield the word without clitics and suffix, with the removed suffix."""
    bare = [word]
    for clitics in (_PARTICLES, _POSSESSIVES):
        bare += [
            stem[: -len(clitic)]
            for stem in bare
            for clitic in clitics
            if stem.endswith(clitic) and len(stem) - len(clitic) >= _LEAST
        ]
    for stem in bare:
        yield stem, ""
        for suffix in _SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= _LEAST:
                yield stem[: -len(suffix)], suffix


def _without_prefixes(
    stem: str, suffix: str, taken: tuple[str, ...], *, swallowed: bool, whole: str
) -> Iterator[Analysis]:
    if stem != whole:
        yield Analysis(stem, taken, suffix, len(stem) - swallowed, swallowed)
    if len(taken) == _LAYERS:
        return
    for prefix, rest, hidden in _prefixes(stem):
        if len(rest) < _LEAST or prefix not in _BEFORE[taken[-1] if taken else ""]:
            continue
        if not taken and (prefix, suffix) in _IMPOSSIBLE:
            continue
        yield from _without_prefixes(rest, suffix, (*taken, prefix), swallowed=hidden, whole=whole)


def _prefixes(stem: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each possible prefix, the rest, and whether a swallowed consonant was restored."""
    for written, prefix in _WRITTEN:
        if stem.startswith(written):
            yield prefix, stem[len(written) :], False
    start = stem[:2]
    if start in ("me", "pe"):
        yield from ((start, rest, hidden) for rest, hidden in _after_nasal(stem[2:]))
    if stem.startswith(("belajar", "pelajar")):
        yield f"{start}r", stem[3:], False
    # Before r, and before a first syllable that ends in er, the r of ber- falls: bekerja.
    if start in ("be", "te", "pe") and (stem[2:3] == "r" or stem[3:5] == "er"):
        yield f"{start}r", stem[2:], False


def _after_nasal(rest: str) -> Iterator[tuple[str, bool]]:
    """The possible beginnings of a root after me- or pe- with its nasal."""
    if rest.startswith(_PLAIN):
        yield rest, False
    for nasal, sounds in _NASAL.items():
        if rest.startswith(nasal):
            root = rest[len(nasal) :]
            if root.startswith(sounds) or (nasal == "ng" and root[:1] in _VOWELS):
                yield root, False
    for nasal, sound in _SWALLOWED.items():
        root = rest[len(nasal) :]
        if rest.startswith(nasal) and root.startswith((*_VOWELS, *_AFTER_P[nasal == "m"])):
            yield sound + root, True
    if rest.startswith("nge") and sum(letter in _VOWELS for letter in rest[3:]) in (1, 2):
        yield rest[3:], False
