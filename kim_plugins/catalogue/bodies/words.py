"""Checks that every word of a body is seen by a reader.

A word is a run of letters and digits. What a reader sees of a body: its text, what pictures show
(`alt`), addresses and titles of links, and the numbers of lists.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from kim_plugins.catalogue.bodies.html_syntax import ENTITY
from kim_plugins.catalogue.bodies.lists import MARKER
from kim_plugins.records.problems import Fault, Severity, quote

_WORD: Final = re.compile(r"[^\W_]+")
_BLANKS: Final = {code: " " for code in range(0x80) if not chr(code).isalnum()}
_LEAD: Final = re.compile(r"^(?:[> \t:]|\[\^[^\]]*\]:)*")
_TAG: Final = re.compile(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_VALUE: Final = re.compile(r"\b(?:alt|href|src|title|id|lang|start|value)=\"([^\"]*)\"")


def lost_words(
    source: str, clean: str, spent: Sequence[str], told: Iterable[str]
) -> Iterator[tuple[int, str]]:
    """The words of a source that its sanitised HTML lacks, with their places.

    `spent` is syntax that nobody is meant to see, `told` what is named in other problems, both as
    they were written.
    """
    text = html.unescape(_TAG.sub(" ", clean))
    wanted, shown = _words(_decoded(source)), _words(text)
    if wanted == shown:  # so it is with most bodies, and counting takes three times as long
        return
    missing = Counter(wanted) - Counter(shown)
    if not missing:
        return
    # `<a href="` in a text is no attribute, whose value would take the next element's.
    tags = "".join(_TAG.findall(clean))
    seen = Counter(_WORD.findall(html.unescape(" ".join(_VALUE.findall(tags)))))
    for written in spent:
        seen.update(_WORD.findall(_decoded(written)))
    missing -= seen
    if missing:
        missing -= Counter(_WORD.findall(" ".join(_markers(source))))
    if missing:
        for written in told:
            for word in _WORD.findall(written):
                missing.pop(word, None)
    if missing:
        yield from _places(source, text, missing)


def _words(text: str) -> list[str]:
    # Most bodies are ASCII, and a table of blanks takes a quarter of the time.
    return text.translate(_BLANKS).split() if text.isascii() else _WORD.findall(text)


def _decoded(source: str) -> str:
    if "&" not in source:
        return source
    return ENTITY.sub(lambda found: html.unescape(found[0]), source)


def _markers(source: str) -> Iterator[str]:
    """The numbers and letters that begin lines; whether they show is the list's business."""
    for line in source.split("\n"):
        rest = _LEAD.sub("", line)
        while match := MARKER.match(rest):
            if match["number"]:
                yield match["number"]
            rest = match["rest"].lstrip("> \t")


def _places(source: str, text: str, missing: Counter[str]) -> Iterator[tuple[int, str]]:
    """Where missing words stand, told by missing neighbours on both sides."""
    seen = _WORD.findall(text)
    pairs = set(pairwise(seen))
    words = list(_WORD.finditer(source))
    found: dict[str, list[tuple[bool, int]]] = {}
    for number, match in enumerate(words):
        word = match[0]
        if word in missing:
            after = words[number + 1][0] if number + 1 < len(words) else ""
            is_seen = (word, after) in pairs
            found.setdefault(word, []).append((is_seen, match.start()))
    for word, count in missing.items():
        for _, place in sorted(found.get(word, ()))[:count]:
            yield place, word


def lost(word: str) -> Fault:
    """The fault that a word isn't shown."""
    return Fault(
        "K330",
        f"kata {quote(word)} di isi tidak akan terlihat pembaca",
        "hapus tanda-tanda di sekitarnya, misalnya { } < > atau [ ], lalu periksa lagi",
        Severity.WARNING,
    )
