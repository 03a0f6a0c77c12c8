"""How numbers become text in the parts of the index, and what parts are called.

docs/search-index.md describes all of it for other readers.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from operator import sub
from typing import Final
from zlib import crc32

DIGITS: Final = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""92 characters that need no escape in a string of JavaScript."""
BASE: Final = len(DIGITS) // 2
_VALUES: Final = {digit: value for value, digit in enumerate(DIGITS)}


def number(value: int) -> str:
    """A number ≥ 0 in base 46, most significant first; all digits but the last are raised."""
    text = DIGITS[value % BASE]
    while value := value // BASE:
        text = DIGITS[BASE + value % BASE] + text
    return text


class _Written(dict[int, str]):
    """Numbers as text; those that occur often are made once."""

    def __missing__(self, value: int) -> str:
        text = number(value)
        if value < _OFTEN:
            self[value] = text
        return text


_OFTEN: Final = BASE**3
_written: Final = _Written()


def numbers(values: Iterable[int]) -> str:
    """Numbers one after the other."""
    return "".join(map(_written.__getitem__, values))


def read_numbers(text: str) -> Iterator[int]:
    """What `numbers` wrote."""
    value = 0
    for digit in text:
        place = _VALUES[digit]
        value = value * BASE + place % BASE
        if place < BASE:
            yield value
            value = 0


def gaps(ids: Iterable[int]) -> str:
    """Rising numbers by their distances; the first by its distance from 0."""
    some = [*ids]
    return numbers(map(sub, some, (0, *some)))


def read_gaps(text: str) -> Iterator[int]:
    """What `gaps` wrote."""
    total = 0
    for distance in read_numbers(text):
        total += distance
        yield total


def word_hash(word: str) -> int:
    """32 bits of a word: CRC-32 over UTF-8; that of two words beside one another is of both."""
    return crc32(word.encode())


def part_text(key: str, data: object) -> str:
    """A part as a script: it hands its data to the page under a key."""
    return f"kim_cari({_json(key)},{_json(data)});\n"


def read_part(text: str) -> tuple[str, object]:
    """What `part_text` wrote; ValueError for anything else, such as a part that is cut off."""
    if not (text.startswith("kim_cari(") and text.endswith(");\n")):
        raise ValueError("no whole part of a search index")
    key, data = json.loads(f"[{text[9:-3]}]")
    return key, data


def version(text: str) -> str:
    """80 bits of a content in letters and digits; names of parts end in the first of them."""
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=10).digest()
    return base64.b32encode(digest).decode().lower()


def ending(key: str, whole: str) -> str:
    """What of a version stands in the name of a part: more where nothing else tells parts apart.

    15 bits tell one text from the next of the same document, 20 one part from its next version.
    """
    if key[0] == "d":
        return whole[:3]
    return whole[:4] if key[0] in "ps" else whole[:6]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
