"""Abbreviations and units, and how each is said; a site adds its own to ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Final

import yaml

_VOWELS: Final = frozenset("AIUEO")
_SHORT: Final = 3
_SETS: Final = ("as_word", "spelt", "bare_units", "before_roman", "no_names", "no_places")
_MAPS: Final = ("in_full", "always", "closing", "units", "before_number", "titles", "degrees")


@dataclass(frozen=True)
class Lexicon:
    """Abbreviations and units with what is said for them; lexicon.yaml explains its groups."""

    as_word: frozenset[str] = frozenset()
    spelt: frozenset[str] = frozenset()
    in_full: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, str] = field(default_factory=dict)
    closing: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    bare_units: frozenset[str] = frozenset()
    before_number: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    degrees: Mapping[str, str] = field(default_factory=dict)
    before_roman: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    no_places: frozenset[str] = frozenset()

    def extended(
        self,
        as_word: Iterable[str] = (),
        spelt: Iterable[str] = (),
        in_full: Mapping[str, str] | None = None,
        always: Mapping[str, str] | None = None,
    ) -> Lexicon:
        """A lexicon with a site's own words, which win over ours."""
        words, letters, long, written = set(as_word), set(spelt), in_full or {}, always or {}
        own = words | letters | long.keys() | written.keys()
        bare = {key.rstrip(".") for key in own}

        def others(known: Mapping[str, str]) -> dict[str, str]:
            return {key: said for key, said in known.items() if key.rstrip(".") not in bare}

        return replace(
            self,
            titles=others(self.titles),
            degrees=others(self.degrees),
            before_number=others(self.before_number),
            as_word=(self.as_word - own) | words,
            spelt=(self.spelt - own) | letters,
            in_full={k: v for k, v in self.in_full.items() if k not in own} | dict(long),
            always={k: v for k, v in self.always.items() if k not in own} | dict(written),
        )

    def short(self, word: str) -> str:
        """How an abbreviation is said once it was said in full: `KIM`, `U-M-K-M`.

        One that nobody has listed is spelt when it can't be pronounced: short, or without a vowel.
        """
        if word in self.as_word:
            return word
        if word in self.spelt or not is_pronounceable(word):
            return spelt(word)
        return word

    @cached_property
    def written(self) -> re.Pattern[str]:
        """Pattern of all `always`, `closing` and `bare_units`, the longest first."""
        known = [*self.always, *self.bare_units]
        ends = _any_of(self.closing)
        return re.compile(
            rf"(?<![\w.])(?:(?P<closing>{ends})(?P<dot>\.)?"
            rf"|(?P<short>{_any_of(known, _whole)}))(?!\w)"
        )

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """Pattern of what is short only before a number: `hal. 5`, but not `satu hal.`."""
        return re.compile(rf"(?<![\w.])({_any_of(self.before_number)})\s?(?=\d)")

    @cached_property
    def title(self) -> str:
        """Pattern of a title, with or without its full stop."""
        return _any_of({key.rstrip(".") for key in self.titles})

    @cached_property
    def degree(self) -> re.Pattern[str]:
        """Pattern of a degree after a name, with or without its last full stop."""
        return re.compile(
            rf"(?<![\w.])(?P<degree>{_any_of(self.degrees)})(?:\.(?![A-Za-z])|(?![\w.]))"
        )

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Pattern of all that is said as a word, by letters, or in full the first time."""
        known = _any_of({*self.as_word, *self.spelt, *self.in_full})
        return re.compile(rf"(?<!\w){known}(?!\w)")

    @cached_property
    def unit(self) -> str:
        """A pattern that matches a unit."""
        return rf"{_any_of(self.units)}(?!\w)"


def _any_of(keys: Iterable[str], pattern: Callable[[str], str] = re.escape) -> str:
    """A pattern of one of the keys, the longest first; by first letters, to spare most tries."""
    ordered = sorted(_longest_first(keys), key=lambda key: key[0])
    letters = (
        f"{re.escape(first)}(?:{'|'.join(pattern(key)[len(re.escape(first)) :] for key in group)})"
        for first, group in groupby(ordered, lambda key: key[0])
    )
    return f"(?:{'|'.join(letters)})"


def _whole(key: str) -> str:
    return re.escape(key) if key.endswith(".") else rf"{re.escape(key)}(?!\w)"


def _longest_first(keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: (-len(key), key))


def is_pronounceable(word: str) -> bool:
    """Whether an unknown abbreviation is likely read as a word: `BASARNAS` is, `BRI` isn't."""
    vowels = [letter in _VOWELS for letter in word]
    if len(word) < _SHORT or not any(vowels):
        return False
    if len(word) == _SHORT:
        return vowels == [False, True, False]
    # Indonesian syllables: `PUPR` and `BPUM` can't be said.
    return any(vowels[:2]) and any(vowels[-2:])


def spelt(word: str) -> str:
    """`UMKM` → `U-M-K-M`."""
    return "-".join(letter for letter in word if letter.isalnum())


@lru_cache(maxsize=1)
def own_lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    text = (files("kim_plugins.broadcast") / "lexicon.yaml").read_text(encoding="utf-8")
    # Libyaml's is 10 times faster, and every build needs the lexicon.
    data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    sets: dict[str, Any] = {name: frozenset(data[name]) for name in _SETS}
    maps: dict[str, Any] = {name: data[name] for name in _MAPS}
    return Lexicon(**maps, **sets)
