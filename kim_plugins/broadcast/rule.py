"""One step of turning written text into spoken text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

_FIRST: Final = 0xF0000
_ROOM: Final = 0xFFFD

FIGURE: Final = re.compile(r"\d")

MARK: Final = f"{chr(_FIRST)}-{chr(_FIRST + _ROOM - 1)}"
"""The range of marks, for a class of characters."""

_MARKS: Final = re.compile(f"[{MARK}]+")

CHUNK: Final = 20_000
"""Characters that are read at once: never more matches than there are marks."""


class Rule:
    """A pattern, and what is said for a match; None leaves the match to later rules.

    `needs` is what a text must have for any match: most have no figure and no sign at all, and
    nearly all rules are done with one look. `signs` are pieces of which one must be there as well:
    a text with a figure has seldom a percent sign.
    """

    def __init__(
        self,
        name: str,
        pattern: str | re.Pattern[str],
        say: Callable[[re.Match[str]], str | None],
        needs: re.Pattern[str] | None = None,
        *,
        signs: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.signs = signs
        self.say = say
        self.pattern = re.compile(pattern)
        self.needs = needs or (FIGURE if r"\d" in self.pattern.pattern else None)


def before(match: re.Match[str], width: int = 40) -> str:
    """What stands before a match, at most `width` characters: a rule never looks further."""
    return match.string[max(0, match.start() - width) : match.start()]


def after(match: re.Match[str], width: int = 40) -> str:
    """What follows a match, at most `width` characters."""
    return match.string[match.end() : match.end() + width]


Runs = tuple[tuple[re.Pattern[str] | None, tuple[Rule, ...]], ...]
"""Rules in their order, neighbours that need the same together."""


def in_runs(*rules: Rule) -> Runs:
    """Group neighbouring rules with the same `needs`, so that one look can skip them all."""
    return tuple((needs, tuple(run)) for needs, run in groupby(rules, lambda rule: rule.needs))


class SpokenParts:
    """The words that rules have produced, each behind a private-use character in the text."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._has: dict[re.Pattern[str], bool] = {}

    def apply_all(self, needs: re.Pattern[str] | None, rules: Iterable[Rule], text: str) -> str:
        """Apply rules of the same `needs` to a text; returns at once where it has none of that."""
        if needs and not self._finds(needs, text):
            return text
        for rule in rules:
            text = self.apply(rule, text)
        return text

    def apply(self, rule: Rule, text: str) -> str:
        """Apply one rule to all its matches in a text."""

        def mark(match: re.Match[str]) -> str:
            said = rule.say(match)
            if said is None:
                return match[0]
            self._said.append(said)
            return chr(_FIRST + len(self._said) - 1)

        if rule.signs and not any(map(text.__contains__, rule.signs)):
            return text
        if rule.needs and not self._finds(rule.needs, text):
            return text
        text, count = rule.pattern.subn(mark, text)
        if count:
            self._has.clear()
        return text

    def _finds(self, needs: re.Pattern[str], text: str) -> bool:
        if needs not in self._has:
            self._has[needs] = needs.search(text) is not None
        return self._has[needs]

    def reveal(self, text: str) -> str:
        """Put the words in place of their characters, with blanks where they touch a letter."""
        return _MARKS.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        said = " ".join(self._said[ord(one) - _FIRST] for one in match[0])
        before, after = match.start(), match.end()
        left = " " if before and match.string[before - 1].isalnum() else ""
        right = " " if after < len(match.string) and match.string[after].isalnum() else ""
        return f"{left}{said}{right}"
