"""Spoken text in phrases of one breath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kim_plugins.records.fields.date_words import MONTHS, WEEKDAYS

SHORT_PAUSE: Final = "/"
FULL_STOP: Final = "//"
ENDS: Final = ".!?…"
CLOSING: Final = "\"”’'"

_FEWEST_WORDS: Final = 3
"""Words between two short pauses; a comma after fewer is no breath."""
NAMES: Final = frozenset((*WEEKDAYS, *MONTHS))
"""Words that keep their capital inside a sentence."""
_SPELT: Final = re.compile(r"\b[A-Z](?:-[A-Z])+\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in one breath, the pause that follows, and their language where it is another.

    `opens` and `closes` tell where a passage in that language begins and ends.
    """

    text: str
    pause: str = ""
    lang: str | None = None
    opens: bool = False
    closes: bool = False

    @property
    def ends(self) -> bool:
        """Whether a sentence ends with it."""
        return self.text.rstrip(CLOSING).endswith(tuple(ENDS))

    @property
    def language(self) -> str:
        """The name of its language in Indonesian; empty for the bulletin's own."""
        if not self.lang:
            return ""
        # Few bulletins have words of another language, and a command waits for what it imports.
        from babel import Locale  # noqa: PLC0415

        name: str = Locale("id").languages.get(self.lang.split("-")[0], self.lang)
        return name

    @property
    def shown(self) -> str:
        """Its text for a page, where nothing that is spelt breaks at the end of a line."""
        return _SPELT.sub(lambda match: match[0].replace("-", "\N{NON-BREAKING HYPHEN}"), self.text)


def phrases(spoken: str, *, is_first: bool = True) -> Iterator[Phrase]:
    """Part a spoken text: `/` after a comma where one can breathe, `//` at the end of a sentence.

    `is_first` tells that a sentence begins with it, which has a capital.
    """
    words: list[str] = []
    for word in spoken.split():
        words.append(_capital(word) if is_first else word)
        bare = word.rstrip(CLOSING)
        is_first = bare.endswith(tuple(ENDS))
        breathes = bare.endswith((",", ";", ":")) or bare in {"–", "—"}
        if is_first or (breathes and len(words) >= _FEWEST_WORDS):
            yield Phrase(" ".join(words), FULL_STOP if is_first else SHORT_PAUSE)
            words = []
    if words:
        yield Phrase(" ".join(words))


def lowered(text: str) -> str:
    """A text without its capital, unless its first word may be a name or an abbreviation.

    A name is seldom followed by a small letter: `Pintu diganti` loses its capital, `Pak Karso`
    keeps it.
    """
    first, *others = text.split(" ", 2)
    is_word = first[:1].isupper() and first[1:].islower() and bool(others)
    is_word = is_word and first.rstrip(",.;:") not in NAMES
    return text[0].lower() + text[1:] if is_word and others[0][:1].islower() else text


def ended(text: str, lang: str | None = None) -> str:
    """A text with a mark at its end, unless its words are in another language."""
    bare = text.rstrip(CLOSING)
    return text if lang or bare.endswith((*ENDS, ":")) else f"{text.rstrip(',;')}."


def _capital(word: str) -> str:
    start = len(word) - len(word.lstrip("\"“‘'"))
    return word[:start] + word[start : start + 1].upper() + word[start + 1 :]
