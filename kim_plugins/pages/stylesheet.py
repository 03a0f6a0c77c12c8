"""Merges the theme's stylesheet with ours, keeping only rules that some page can use.

A rule stays when every name in its selector (element, class, identifier, attribute) is a word of
the templates, the scripts, the rendered frame or the allow-list for bodies; a custom property,
while something reads it. So what a template begins to use is included without a list to maintain.
Of Material's 137 KB, 24 stay. Joined with `kim.css` it is the one stylesheet, named by its content.

Of Material, pages use `base.html` with its blocks, the Indonesian labels, the icons and these
rules. Its script, search worker and settings are not published: they are 100 KB compressed, and
need a policy that allows inline scripts. `theme/assets/kim.js` (4 KB) takes their place, and every
page works without it. Parts of `base.html` that only Material's script would make work are removed
from the rendered frame (`engine/frame.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_PIECE: Final = re.compile(
    r"""/\*.*?\*/ | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | url\([^"')][^)]*\)
    | \s+ | [{};] | [^\s{};"'/u]+ | .""",
    re.DOTALL | re.VERBOSE,
)
_GROUPING: Final = ("@media", "@supports")
_NEGATED: Final = re.compile(r":not\([^()]*\)")
_CHOICE: Final = re.compile(r":(?:is|where)\(([^()]*)\)")
_PSEUDO: Final = re.compile(r"::?[\w-]+(?:\([^()]*\))?")
_VALUE: Final = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\]\s]+)")
_NAME: Final = re.compile(r"[A-Za-z_][\w-]*")
_READ: Final = re.compile(r"var\(\s*(--[\w-]+)")
_WORD: Final = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A CSS rule with its content, or a declaration (`children` is None)."""

    text: str
    children: tuple[Rule, ...] | None = None

    def __str__(self) -> str:
        """The rule without anything that could be left out."""
        if self.children is None:
            return self.text
        inside = [str(child) for child in self.children]
        ends = [";" if child.children is None else "" for child in self.children[:-1]]
        return f"{self.text}{{{''.join(a + b for a, b in zip(inside, [*ends, ''], strict=True))}}}"


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word in `texts` that could be a name in a selector."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


def merged(theme: str, own: str, words: Collection[str], extra: Iterable[str] = ()) -> str:
    """The rules of `theme` that `words` can use, then all of `own`, without comments.

    What stylesheets that come after it, `extra`, read of it stays.
    """
    read = set(_READ.findall("".join(extra)))
    kept = [*_used(_parse(theme), frozenset(words)), *_parse(own)]
    return "".join(
        str(rule) + (";" if rule.children is None else "") for rule in _without_unread(kept, read)
    )


def _parse(css: str) -> tuple[Rule, ...]:
    pieces = (match[0] for match in _PIECE.finditer(css))
    return tuple(_rules(piece for piece in pieces if not piece.startswith("/*")))


def _rules(pieces: Iterator[str]) -> Iterator[Rule]:
    text = ""
    for piece in pieces:
        if piece == "{":
            yield Rule(_tight(text), tuple(_rules(pieces)))
            text = ""
        elif piece in (";", "}"):
            if text.strip():
                yield Rule(_tight(text))
            text = ""
            if piece == "}":
                return
        else:
            text += " " if piece.isspace() else piece
    if text.strip():
        yield Rule(_tight(text))


def _tight(text: str) -> str:
    return text.strip().replace(", ", ",")


def _used(rules: Iterable[Rule], words: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.text.startswith(_GROUPING) and rule.children:
            inside = tuple(_used(rule.children, words))
            if inside:
                yield Rule(rule.text, inside)
        elif rule.text.startswith("@"):
            # @keyframes, @font-face and @charset: nothing here uses them.
            continue
        else:
            selectors = [_selector(one, words) for one in _alternatives(rule.text)]
            wanted = ",".join(selector for selector in selectors if selector)
            if wanted and rule.children:
                yield Rule(wanted, rule.children)


def _alternatives(selectors: str) -> Iterator[str]:
    """The selectors of a list, split at commas outside brackets."""
    depth, start = 0, 0
    for place, character in enumerate(selectors):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            yield selectors[start:place].strip()
            start = place + 1
    yield selectors[start:].strip()


def _selector(selector: str, words: frozenset[str]) -> str | None:
    """The alternatives of a selector that can match; None if none can."""

    def possible(choice: re.Match[str]) -> str:
        found = [one for one in choice[1].split(",") if _matches(one, words)]
        return choice[0].replace(choice[1], ",".join(found)) if found else "[impossible]"

    narrowed = _CHOICE.sub(possible, selector)
    return narrowed if _matches(_CHOICE.sub(" ", narrowed), words) else None


def _matches(selector: str, words: frozenset[str]) -> bool:
    if "::-webkit" in selector or "::-moz" in selector:
        return False
    plain = _PSEUDO.sub("", _NEGATED.sub("", _VALUE.sub("", selector)))
    return all(name in words for name in _NAME.findall(plain))


def _without_unread(rules: list[Rule], by_others: Collection[str]) -> list[Rule]:
    """Drop custom properties that nothing reads, repeatedly."""
    while True:
        read = {*by_others, *_READ.findall("".join(map(str, rules)))}
        kept = [pruned for rule in rules if (pruned := _pruned(rule, read))]
        if kept == rules:
            return kept
        rules = kept


def _pruned(rule: Rule, read: Collection[str]) -> Rule | None:
    if rule.children is None:
        name = rule.text.partition(":")[0]
        return None if name.startswith("--") and name not in read else rule
    children = tuple(kept for child in rule.children if (kept := _pruned(child, read)))
    return Rule(rule.text, children) if children else None
