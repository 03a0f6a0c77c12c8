"""One document → its terms: what is kept of it between builds, without looking at any other."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final, NamedTuple

from kim_plugins.catalogue.bodies import Body
from kim_plugins.search.coding import pair_hash, word_hash
from kim_plugins.search.documents import SearchDocument
from kim_plugins.search.words import capitals, shortened, words

TITLE, TAGS, DESCRIPTION, HEADINGS, FIELDS, BODY = (1 << bit for bit in range(6))
"""Where a word stands; a document's word may stand in several of them."""

LENGTHS: Final = (75, 150, 300, 600, 1200)
"""Words of a text below which it belongs to a class of lengths; longer ones to the last."""
MOST: Final = 12
"""A word counts as often as it stands in a text, up to this."""

KEPT: Final = "="
"""Before a word of a passage in another language: it is its own stem."""

LOWER, CAPITAL = 1, 2

_HEADING: Final = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_VOID: Final = frozenset({"br", "hr", "img", "source"})


class Terms(NamedTuple):
    """The terms of a document: parallel columns, a byte an entry, and its pairs of words.

    `forms` are joined by blanks; `pairs` are 32-bit hashes in the machine's order of bytes.
    """

    forms: str
    fields: bytes
    counts: bytes
    cases: bytes
    pairs: bytes
    length: int


def terms_of(document: SearchDocument) -> Terms:
    """The terms of one document."""
    body = document.body()
    native, foreign = (body.text, "") if document.lang else _split_by_language(body)
    texts: list[tuple[int, list[str]]] = [
        (TITLE, words(document.title)),
        (TAGS, words(" ".join(document.tags))),
        (DESCRIPTION, words(document.description)),
        (HEADINGS, words(_headings(body.html)) if "<h" in body.html else []),
        (FIELDS, words("\n".join(document.fields))),
        (BODY, words(native)),
    ]
    strange = words(foreign) if foreign else []
    if document.lang:
        texts, strange = [(field, [KEPT + word for word in found]) for field, found in texts], []
    elif document.published:
        texts.append((BODY, words(document.day)))
    masks: dict[str, int] = {}
    for field, found in texts:
        long_forms = [] if document.lang else [*shortened(found)]
        for word in {*found, *long_forms}:
            masks[word] = masks.get(word, 0) | field
    for word in set(strange):
        masks[KEPT + word] = masks.get(KEPT + word, 0) | BODY
    counted = Counter(
        word for field, found in texts if field in (DESCRIPTION, FIELDS, BODY) for word in found
    )
    counted.update(KEPT + word for word in strange)
    length = sum(counted.values())
    return Terms(
        " ".join(masks),
        bytes(masks.values()),
        bytes(min(MOST, counted[word] or 1) for word in masks),
        _cases(masks, native, document),
        _pairs([*(found for _, found in texts), words(body.text) if strange else []]),
        sum(length >= limit for limit in LENGTHS),
    )


def _cases(masks: Iterable[str], native: str, document: SearchDocument) -> bytes:
    """How the sentences of the document write each form."""
    inside, small = capitals("\n".join((document.description, *document.fields, native)))
    return bytes(LOWER * (word in small) | CAPITAL * (word in inside) for word in masks)


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    return word_hash(word.removeprefix(KEPT))


def _pairs(texts: Iterable[list[str]]) -> bytes:
    found: set[int] = set()
    for text in texts:
        hashes = [_hash(word) for word in text]
        found.update(pair_hash(first, second) for first, second in pairwise(hashes))
    return array("I", sorted(found)).tobytes()


def _headings(html: str) -> str:
    return unescape(_TAG.sub(" ", "\n".join(_HEADING.findall(html))))


def _split_by_language(body: Body) -> tuple[str, str]:
    """The body's text, and what of it is in another language."""
    if ' lang="' not in body.html:
        return body.text, ""
    reader = _Languages()
    reader.feed(body.html)
    return "".join(reader.native), "".join(reader.foreign)


class _Languages(HTMLParser):
    """Parts the text of sanitised HTML by its `lang` attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.native: list[str] = []
        self.foreign: list[str] = []
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without a language has that of its parent."""
        if tag not in _VOID:
            self._open.append(dict(attrs).get("lang") or (self._open[-1] if self._open else None))

    def handle_endtag(self, tag: str) -> None:
        """The sanitiser closes every element."""
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text of the innermost element."""
        lang = self._open[-1] if self._open else None
        target = self.native if lang is None or lang.partition("-")[0] == "id" else self.foreign
        target.append(f" {data} ")
