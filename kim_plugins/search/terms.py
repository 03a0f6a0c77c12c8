"""The terms of one document, kept between builds."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser
from itertools import chain, repeat
from typing import Final, NamedTuple
from zlib import crc32

from kim_plugins.catalogue.bodies import Body
from kim_plugins.search.documents import Findable
from kim_plugins.search.postings import LENGTHS, entries
from kim_plugins.search.words import capitals, shortened, words

TITLE, TAGS, DESCRIPTION, HEADINGS, FIELDS, BODY = (1 << bit for bit in range(6))
"""Where a word stands; a document's word may stand in several of them."""

KEPT: Final = "="
"""Before a word of a passage in another language: it is its own stem."""

_HEADING: Final = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
_PICTURED: Final = re.compile(r" alt=\"([^\"]*)\"")
_TAG: Final = re.compile(r"<[^>]*>")
_VOID: Final = frozenset({"br", "hr", "img", "source"})


class Terms(NamedTuple):
    """The terms of a document; forms are joined by blanks.

    `entries` holds what `postings` keeps of each form; `capitalised` are the forms that are
    never written small here, `named` those with a capital inside a sentence. `pairs` are the
    32-bit hashes of words beside one another, in the machine's order of bytes.
    """

    forms: str
    entries: bytes
    capitalised: str
    named: str
    pairs: bytes


def terms_of(document: Findable, body: Body) -> Terms:
    """The terms of a document with its body."""
    native, foreign = (body.text, "") if document.lang else _split_by_language(body)
    texts: list[tuple[int, list[str]]] = [
        (BODY, words(native)),
        (TITLE, words(document.title)),
        (TAGS, words(" ".join(document.tags))),
        (DESCRIPTION, words(document.description)),
        (HEADINGS, words(_headings(body.html)) if "<h" in body.html else []),
        (
            BODY,
            words(unescape("\n".join(_PICTURED.findall(body.html)))) if "<img" in body.html else [],
        ),
        (FIELDS, words("\n".join(dict.fromkeys((*document.fields, *document.details))))),
    ]
    strange, beside = words(foreign) if foreign else [], words(document.hidden_text)
    if document.lang:
        texts = [(field, [KEPT + word for word in found]) for field, found in texts]
        strange = []
    masks = _masks([*texts, (BODY, beside)], strange, shortens=not document.lang)
    prose = (found for field, found in texts if field in (BODY, DESCRIPTION, FIELDS))
    counted = Counter(chain.from_iterable(prose))
    inside, every = capitals("\n".join((document.description, *document.fields, native)))
    capitalised = {word for word, count in every.items() if count >= counted[word]} & masks.keys()
    capitalised |= masks.keys() - counted.keys()
    counted.update(beside)
    counted.update(KEPT + word for word in strange)
    total = counted.total()
    return Terms(
        " ".join(masks),
        entries(
            masks.values(),
            map(counted.get, masks, repeat(1)),
            sum(total >= limit for limit in LENGTHS),
        ),
        " ".join(sorted(capitalised)),
        " ".join(sorted(inside & masks.keys())),
        _pairs([*(found for _, found in texts), beside, words(body.text) if strange else []]),
    )


def _masks(
    texts: Iterable[tuple[int, list[str]]], strange: Iterable[str], *, shortens: bool
) -> dict[str, int]:
    """The fields of each form, in the order in which forms appear."""
    masks: dict[str, int] = {}
    for field, found in texts:
        long_forms = shortened(found) if shortens else ()
        if not masks:
            masks = dict.fromkeys(chain(found, long_forms), field)
            continue
        for word in chain(found, long_forms):
            masks[word] = masks.get(word, 0) | field
    for word in strange:
        masks[KEPT + word] = masks.get(KEPT + word, 0) | BODY
    return masks


def _pairs(texts: Iterable[list[str]]) -> bytes:
    found: set[int] = set()
    for text in texts:
        some = " ".join(text).replace(KEPT, "").encode().split()
        # The hash of two words is that of the second, begun with that of the first.
        found.update(map(crc32, some[1:], map(crc32, some)))
    return array("I", sorted(found)).tobytes()


def _headings(html: str) -> str:
    return unescape(_TAG.sub(" ", "\n".join(_HEADING.findall(html))))


def _split_by_language(body: Body) -> tuple[str, str]:
    """The text of a body, and its text in other languages."""
    if ' lang="' not in body.html:
        return body.text, ""
    reader = _Languages()
    reader.feed(body.html)
    return "".join(reader.native), "".join(reader.foreign)


class _Languages(HTMLParser):
    """Splits the text of sanitised HTML by `lang` attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.native: list[str] = []
        self.foreign: list[str] = []
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Push the element's language, by default its parent's."""
        if tag not in _VOID:
            self._open.append(dict(attrs).get("lang") or (self._open[-1] if self._open else None))

    def handle_endtag(self, tag: str) -> None:
        """Pop the element's language; sanitised HTML closes every element."""
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text to that of its language."""
        lang = self._open[-1] if self._open else None
        target = self.native if lang is None or lang.partition("-")[0] == "id" else self.foreign
        target.append(f" {data} ")
