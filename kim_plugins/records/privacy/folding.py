"""Text as readers see it, without markup, with places in the source.

Folded text has one blank for any run of blanks and single line breaks, and a line break where a
paragraph, an item or a cell ends. Addresses are taken out and kept beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import unquote

from kim_plugins.records.patterns import deferred

_INVISIBLE: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_UNSEEN: Final = deferred(f"[{_INVISIBLE}]*")
# Each alternative begins with one of a few signs, which is what makes a search quick.
_BLANKS: Final = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SIGNS: Final = f":\\]<&|*~`\\[\\\\{_BLANKS}{_INVISIBLE}"
_MARKER: Final = r"(?:[-*+•][ \t]|[0-9]{1,3}[.)][ \t]|\s*\n|\||#)[ \t]*"
_REST: Final = (
    r"(?:(?<=:)(?:(?<=http:)|(?<=https:))(?P<address>//[^\s<>\"'`\])]{1,2000})"
    r"|(?<=\])\((?P<target>[^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000})?)\)"
    r"|(?<=<)(?:!--|/?[a-zA-Z][a-zA-Z0-9-]{0,30}(?P<attributes>(?:\s[^<>]{0,2000})?)/?>)"
    r"|(?<=&)(?P<entity>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    rf"|(?:(?<=\n)|(?<=\s)\s*\n)[ \t>]*(?P<end>{_MARKER})"
    r"|(?<=[|])(?P<cell>)"
    r"|(?<=\s)(?P<blank>\s*(?:(?<=\n)(?:>[ \t]*)+)?)"
    rf"|(?<=[{_INVISIBLE}*~`\[\]])"
    r"|(?<=\\)(?=[^\w\s]))"
)
_SPECIAL: Final = deferred(f"[{_SIGNS}]{_REST}")
_WITH_BLANKS: Final = deferred(f"[ {_SIGNS}](?:(?<! )|(?=\\s)){_REST}")
_TWO_BLANKS: Final = deferred("  (?<=[^ \n\t]  )| \n| \t")
_DIGITS: Final = {
    first + number: str(number) for first in (0x660, 0x6F0, 0x966, 0xFF10) for number in range(10)
}
_ONE_FOR_ONE: Final = {
    **_DIGITS,
    **{0x1D7CE + number: str(number % 10) for number in range(50)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "’‘ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "／⁄∕"), "/"),
    ord("．"): ".",
    ord("＋"): "+",
}


@dataclass(frozen=True, slots=True)
class Address:
    """The target of a link or an attribute, and its place in the source."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Folded:
    """The visible text, the addresses in it, and the mapping to the source."""

    text: str
    addresses: tuple[Address, ...]
    _places: list[int]
    _sources: list[int]

    def source(self, place: int) -> int:
        """The place in the source of a character of the folded text."""
        index = bisect_right(self._places, place) - 1
        return self._sources[index] + place - self._places[index]

    def place(self, source: int) -> int:
        """The first visible character that comes from `source` or from behind it."""
        index = bisect_right(self._sources, source) - 1
        end = self._places[index + 1] if index + 1 < len(self._places) else len(self.text)
        return min(self._places[index] + source - self._sources[index], end)


def fold(source: str) -> Folded:
    """The visible text of a Markdown source."""
    parts: list[str] = []
    places, sources = [0], [0]
    addresses: list[Address] = []
    length = end = 0
    # Nearly all blanks stand alone.
    special = _WITH_BLANKS if _TWO_BLANKS.search(source) else _SPECIAL
    for match in special.finditer(source):
        seen = _seen(match, addresses)
        plain = source[end : match.start()]
        parts += (plain, seen)
        length += len(plain)
        if seen:
            places.append(length)
            sources.append(match.start())
            length += len(seen)
        end = match.end()
        places.append(length)
        sources.append(end)
    parts.append(source[end:])
    text = "".join(parts).translate(_ONE_FOR_ONE)
    return Folded(text, tuple(addresses), places, sources)


def _seen(match: re.Match[str], addresses: list[Address]) -> str:
    """The visible remainder of a match."""
    kind = match.lastgroup
    if kind == "entity":
        found = unescape(match[0])
        return (
            "" if re.fullmatch(f"[{_INVISIBLE}]*", found) else " " if found.isspace() else found[0]
        )
    if kind in ("end", "cell"):
        return "\n"
    if kind == "blank":
        return " " if match[0].count("\n") < 2 else "\n"  # noqa: PLR2004 - an empty line
    if kind in ("address", "target", "attributes") and match[kind]:
        written = match[kind]
        decoded = unquote(unescape(written)) if "%" in written or "&" in written else written
        addresses.append(Address(decoded, match.start(kind)))
        # An address in the text stands between words; a mark around words doesn't.
        return "\n" if kind == "address" else ""
    return ""
