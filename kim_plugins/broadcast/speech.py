"""Written Indonesian → what an announcer says: a pipeline of rules over one text.

Speech is a pipeline of rules. A rule (`broadcast/rule.py`) is a pattern and what is said for a
match. What one has said hides behind a private-use character, so no later rule reads it again; the
order is stated once, in `broadcast/speech.py`: addresses, places, Roman numerals, titles,
references, scores, hours, days, telephones, people, money, measures, ordinals, plain numbers,
abbreviations, signs; last, what the writer says twice is said once (`repetition.py`). A rule looks
at most 60 characters around its match, so that no text takes more than its length. What no rule
knows is dropped or spelt at the end, so that no figure and no markup is ever left, except in
passages of another language, which are kept. Neighbouring rules that need the same (a figure, a
sign) cost one look where it isn't there. The cases are in `tests/cases/broadcast/kata/`, a file for
each family.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kim_plugins.broadcast.address_rules import address_rules
from kim_plugins.broadcast.as_typed import without_typed_signs
from kim_plugins.broadcast.code_rules import telephone_rules
from kim_plugins.broadcast.day_rules import full_date_rules, month_rules, short_date_rules
from kim_plugins.broadcast.hour_rules import hour_rules, zone_rules
from kim_plugins.broadcast.lexicon import Lexicon
from kim_plugins.broadcast.measure_rules import measure_rules, unit_rules
from kim_plugins.broadcast.money_rules import money_rules
from kim_plugins.broadcast.number_rules import (
    enumeration_rules,
    ordinal_rules,
    plain_rules,
    score_rules,
)
from kim_plugins.broadcast.numbers import digits
from kim_plugins.broadcast.people_rules import address_forms, age_rules, count_rules, sex_rules
from kim_plugins.broadcast.reference_rules import (
    file_rules,
    neighbourhood_rules,
    reference_rules,
)
from kim_plugins.broadcast.repetition import said_once
from kim_plugins.broadcast.roman_rules import roman_rules
from kim_plugins.broadcast.rule import CHUNK, Runs, SpokenParts, in_runs
from kim_plugins.broadcast.title_rules import title_rules
from kim_plugins.broadcast.word_rules import (
    abbreviation_rules,
    doubling_rules,
    name_rules,
    numbered_rules,
    sign_rules,
)
from kim_plugins.catalogue.options import ClockStyle

_VULGAR: Final = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_PUNCTUATION: Final = frozenset(".,;:!?…\"'“”‘’-–—")
_ODD: Final = re.compile(r"[^A-Za-z .,;:!?'\"-]")
"""What isn't plain Indonesian; most characters are, and need no look."""
_ENGLISH_DECIMAL: Final = re.compile(
    r"(?<![\d.,/-])(\d{1,3})\.(\d{1,2})(?=\s?(?:[%‰°]|(?:rb|jt|ribu|juta|miliar|milyar|triliun|[MT]|persen|permil|"
    r"derajat|kg|gr?|ons|kw|ton|mm|cm|k?m[23]?|ha|m?l|cc|inci|meter|kilometer|hektare?|liter|gram|kilogram|kuintal)\b))"
)
"""`1.5 juta` says what `1,5 juta` does; what is counted has no hour before it."""
_BLANKS: Final = re.compile(r"\s+")
_TIDYING: Final = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\s+([.,;:!?…])", r"\1"),
        (r"(?<![,;:])[,;:]+(?=[.!?…])", ""),
        (r",(?:\s*,)+", ","),
        (r"\.(?:\s*\.)+", "."),
        (r",\s*[–—-]\s", ", "),
        (r"([;:])\s*,", r"\1"),
        (r",\s*([;:])", r"\1"),
        (r"([.!?…])\s*,", r"\1"),
        (r"([“‘])\s+", r"\1"),
        (r",\s*$", ""),
        (r"^[\s,.;:!?…–—-]+", ""),
    )
)


@dataclass(frozen=True)
class SpeechRules:
    """The rules of a site, made once from its lexicon and its style of hours."""

    lexicon: Lexicon
    clock: ClockStyle = ClockStyle.SPOKEN

    @cached_property
    def before_names(self) -> Runs:
        """The rules that run before those for names, in their order."""
        return in_runs(
            *address_rules(),
            *address_forms(),
            *neighbourhood_rules(),
            *roman_rules(self.lexicon),
            *title_rules(self.lexicon),
            *month_rules(),
            *sex_rules(),
            # From here to the plain numbers only figures count: most texts have none.
            *doubling_rules(),
            *reference_rules(self.lexicon),
            *enumeration_rules(),
            *score_rules(),
            *hour_rules(self.clock),
            *full_date_rules(),
            *telephone_rules(self.lexicon),
            *short_date_rules(),
            *numbered_rules(self.lexicon),
            *file_rules(self.lexicon),
            *count_rules(),
            *age_rules(self.lexicon),
            *money_rules(self.lexicon),
            *measure_rules(self.lexicon),
            *ordinal_rules(),
            *plain_rules(),
            *unit_rules(self.lexicon),
            *zone_rules(),
            *abbreviation_rules(self.lexicon),
        )

    @cached_property
    def after_names(self) -> Runs:
        """The rules that run last."""
        return in_runs(*sign_rules())


class Speaker:
    """Turns the texts of one script into speech; abbreviations are said in full the first time."""

    def __init__(self, voice: SpeechRules) -> None:
        met: set[str] = set()
        names = in_runs(*name_rules(voice.lexicon, met))
        self._runs = (*voice.before_names, *names, *voice.after_names)

    def say(self, text: str) -> str:
        """Read a paragraph: the result has no figures, signs or markup."""
        # NFKC writes m², ½ and full-width figures in the signs that the rules know.
        plain = unicodedata.normalize("NFKC", _VULGAR.sub(" ", without_typed_signs(text))).replace(
            "⁄", "/"
        )
        plain = _ODD.sub(_known, plain).replace("...", "…")
        plain = _ENGLISH_DECIMAL.sub(r"\1,\2", plain)
        plain = _BLANKS.sub(" ", plain).strip()
        return _tidied(" ".join(self._read(chunk) for chunk in _chunks(plain)))

    def _read(self, text: str) -> str:
        marks = SpokenParts()
        for needs, rules in self._runs:
            text = marks.apply_all(needs, rules, text)
        return _ODD.sub(_sayable, said_once(marks.reveal(text)))


def _known(match: re.Match[str]) -> str:
    """Drop characters that are invisible, control or private: the last ones are our own marks."""
    character = match[0]
    kind = unicodedata.category(character)
    return "" if kind == "Cf" else " " if kind in {"Co", "Cc", "Cs", "Cn"} else character


def _chunks(text: str) -> list[str]:
    """Split a text into pieces of at most CHUNK characters, at blanks where there are any."""
    pieces = []
    while len(text) > CHUNK:
        cut = text.rfind(" ", 1, CHUNK)
        cut = CHUNK if cut < 0 else cut
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def _sayable(match: re.Match[str]) -> str:
    character = match[0]
    if character.isdigit():
        return f" {digits(character)} "
    if character in "()[]":
        return ", "
    kind = unicodedata.category(character)
    if kind[0] in "LM" or character in _PUNCTUATION:
        return character
    return " "


def _tidied(text: str) -> str:
    text = _BLANKS.sub(" ", text)
    for pattern, by in _TIDYING:
        text = pattern.sub(by, text)
    return _BLANKS.sub(" ", text).strip()
