r"""Parses the styles of a drawing as a browser does, and writes what is allowed.

Escapes, comments and odd spellings are gone once the text is tokens: `\75rl(` is `url(`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from kim_plugins.catalogue.media.vectors import allowed
from kim_plugins.catalogue.media.vectors.embedded import is_font
from kim_plugins.catalogue.media.vectors.losses import Losses, LossKind
from kim_plugins.catalogue.media.vectors.parsing import SvgError

MOST_STYLE: Final = 3_000_000
"""Characters of styles that are read of one drawing, embedded fonts included."""

_DEEPEST: Final = 24
_CALLS: Final = re.compile(r"[(\\]")
_DISGUISED: Final = re.compile(r"\\|/\*")
_ANYWHERE: Final = re.compile(r"//|:")
_OPEN: Final = ("() block", "[] block", "{} block")
_BROKEN: Final = ("error", "at-keyword")
_ADDRESSES: Final = ("url", "src")


class Styles:
    """Filters the styles of one drawing; what is removed goes to `losses`.

    Raises DrawingError where they are too long.
    """

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._known: dict[str, str] = {}
        self._read = 0

    def value(self, written: str) -> str | None:
        """The value of an attribute; None if it isn't allowed."""
        if not _CALLS.search(written):
            return written
        self._count(written)
        tokens = tinycss2.parse_component_value_list(written, skip_comments=True)
        if not self._is_allowed(tokens):
            return None
        # SVG's own syntax, as in `matrix(1 0 0-1 0 5)`, has no comments between numbers.
        return tinycss2.serialize(tokens) if _DISGUISED.search(written) else written

    def declarations(self, written: str) -> str:
        """The allowed declarations of a style attribute."""
        known = self._known.get(written)
        if known is None:
            self._count(written)
            found = tinycss2.parse_blocks_contents(
                written, skip_comments=True, skip_whitespace=True
            )
            known = self._known[written] = "; ".join(self._declared(found))
        return known

    def sheet(self, written: str) -> str:
        """The allowed rules of a style sheet."""
        self._count(written)
        rules = tinycss2.parse_stylesheet(written, skip_comments=True, skip_whitespace=True)
        return "\n".join(self._rules(rules, 0))

    def _count(self, written: str) -> None:
        self._read += len(written)
        if self._read > MOST_STYLE:
            raise SvgError("berisi aturan gaya (style) yang terlalu panjang")

    def _rules(self, rules: Sequence[Node], depth: int) -> Iterator[str]:
        for rule in rules:
            if isinstance(rule, QualifiedRule):
                if self._is_selector(rule.prelude):
                    yield from self._rule(tinycss2.serialize(rule.prelude), rule.content)
            elif isinstance(rule, AtRule):
                yield from self._at_rule(rule, depth)

    def _rule(self, head: str, content: Sequence[Node]) -> Iterator[str]:
        inside = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        if kept := "; ".join(self._declared(inside)):
            yield f"{head.strip()} {{ {kept} }}"

    def _at_rule(self, rule: AtRule, depth: int) -> Iterator[str]:
        name, content = rule.lower_at_keyword, rule.content
        if name == "import":
            self._lose(rule.prelude)
        elif name.endswith("keyframes"):
            self._losses.add(LossKind.MOTION, f"@{rule.at_keyword}")
        elif name == "font-face" and content is not None:
            yield from self._font(content)
        elif name in allowed.WITH_RULES and content is not None and depth < _DEEPEST:
            if self._is_allowed(rule.prelude):
                inside = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
                kept = "\n".join(self._rules(inside, depth + 1))
                yield f"@{name} {tinycss2.serialize(rule.prelude).strip()} {{\n{kept}\n}}"
        else:
            self._is_allowed([*rule.prelude, *(content or ())])

    def _declared(self, found: Sequence[Node]) -> Iterator[str]:
        for one in found:
            if not isinstance(one, Declaration):
                continue
            if one.lower_name.startswith(("animation", "-webkit-animation")):
                self._losses.add(LossKind.MOTION, one.name)
            is_known = one.lower_name in allowed.PROPERTIES or one.name.startswith("--")
            # What is left out anyway may still say where it would fetch from.
            if self._is_allowed(one.value) and is_known:
                mark = " !important" if one.important else ""
                yield f"{one.name}: {tinycss2.serialize(one.value).strip()}{mark}"

    def _font(self, content: Sequence[Node]) -> Iterator[str]:
        inside = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        kept, sources = [], []
        for one in inside:
            if not isinstance(one, Declaration):
                continue
            if one.lower_name == "src":
                sources += [source for source in _by_comma(one.value) if self._is_font(source)]
            elif one.lower_name in allowed.OF_FONTS and self._is_allowed(one.value):
                kept.append(f"{one.name}: {tinycss2.serialize(one.value).strip()}")
        if sources:
            shown = ", ".join(tinycss2.serialize(source).strip() for source in sources)
            yield f"@font-face {{ {'; '.join([*kept, f'src: {shown}'])} }}"

    def _is_font(self, source: Sequence[Node]) -> bool:
        """Whether a font lies in the drawing itself, or on the reader's device."""
        for token in source:
            address = _address(token)
            if address is not None and not is_font(address):
                if not address.startswith("#"):  # fonts of SVG 1.1, which no browser knows
                    self._losses.add(LossKind.FONT, address)
                return False
            if token.type == "function" and address is None:
                if token.lower_name not in ("format", "local", "tech"):
                    return False
            elif token.type in (*_BROKEN, *_OPEN):
                return False
        return True

    def _is_selector(self, tokens: Sequence[Node], depth: int = 0) -> bool:
        for token in tokens:
            if token.type == "function":
                is_known = token.lower_name in allowed.SELECTOR_FUNCTIONS and depth < _DEEPEST
                if not is_known or not self._is_selector(token.arguments, depth + 1):
                    return False
            elif token.type == "[] block":
                if not self._is_selector(token.content, depth + 1):
                    return False
            elif token.type in ("url", "() block", "{} block", *_BROKEN):
                return False
        return True

    def _is_allowed(self, tokens: Sequence[Node], depth: int = 0) -> bool:
        """Whether a value fetches nothing."""
        if depth > _DEEPEST:
            return False
        # All are looked at, as each may say where it would fetch from.
        verdicts = [self._is_harmless(token, depth) for token in tokens]
        return all(verdicts)

    def _is_harmless(self, token: Node, depth: int) -> bool:
        if (address := _address(token)) is not None:
            is_inside = address.startswith("#")
            if not is_inside:
                self._losses.lose_address(address)
            return is_inside
        if token.type == "function":
            if token.lower_name in allowed.FUNCTIONS:
                return self._is_allowed(token.arguments, depth + 1)
            self._lose_call(token.arguments, depth)
            return False
        if token.type in _OPEN:
            return self._is_allowed(token.content, depth + 1)
        return token.type not in _BROKEN

    def _lose_call(self, arguments: Sequence[Node], depth: int) -> None:
        """Add a loss where an unknown function would fetch something."""
        if depth > _DEEPEST or not self._is_allowed(arguments, depth + 1):
            return
        written = tinycss2.serialize(arguments)
        if _ANYWHERE.search(written) or any(token.type == "string" for token in arguments):
            self._losses.add(LossKind.OUTSIDE, written)

    def _lose(self, prelude: Sequence[Node]) -> None:
        """Add the loss of an imported style sheet."""
        found = [_address(token) or getattr(token, "value", "") for token in prelude]
        written = "".join(part for part in found if isinstance(part, str)).strip()
        kind = LossKind.FONT if "font" in written.lower() else LossKind.OUTSIDE
        self._losses.add(kind, written or "@import")


def _address(token: Node) -> str | None:
    """The address in a token, if it has one."""
    if token.type == "url":
        return str(token.value).strip()
    if token.type == "function" and token.lower_name in _ADDRESSES:
        return next((t.value.strip() for t in token.arguments if t.type == "string"), "")
    return None


def _by_comma(tokens: Sequence[Node]) -> Iterator[list[Node]]:
    part: list[Node] = []
    for node in tokens:
        if node == ",":
            yield part
            part = []
        else:
            part.append(node)
    yield part
