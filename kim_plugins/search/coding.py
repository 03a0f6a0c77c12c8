"""The encoding of numbers in the index, and the names of its parts.

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
    """Encoded numbers; frequent ones are encoded once."""

    def __missing__(self, value: int) -> str:
        text = number(value)
        if value < _OFTEN:
            self[value] = text
        return text


_OFTEN: Final = BASE**3
_written: Final = _Written()


def numbers(values: Iterable[int]) -> str:
    """Encoded numbers joined."""
    return "".join(map(_written.__getitem__, values))


def read_numbers(text: str) -> Iterator[int]:
    """Decode what `numbers` encoded."""
    value = 0
    for digit in text:
        place = _VALUES[digit]
        value = value * BASE + place % BASE
        if place < BASE:
            yield value
            value = 0


def gaps(ids: Iterable[int]) -> str:
    """Encode rising numbers by their differences; the first one by itself."""
    some = [*ids]
    return numbers(map(sub, some, (0, *some)))


def read_gaps(text: str) -> Iterator[int]:
    """Decode what `gaps` encoded."""
    total = 0
    for distance in read_numbers(text):
        total += distance
        yield total


def word_hash(word: str) -> int:
    """The CRC-32 of a word in UTF-8; that of a pair of words combines both."""
    return crc32(word.encode())


def part_text(key: str, data: object) -> str:
    """A part of the index as a script that passes its data on under a key."""
    return f"kim_cari({_json(key)},{_json(data)});\n"


def read_part(text: str) -> tuple[str, object]:
    """The data in such a script; raises ValueError for anything else, such as a cut-off file."""
    if not (text.startswith("kim_cari(") and text.endswith(");\n")):
        raise ValueError("no whole part of a search index")
    key, data = json.loads(f"[{text[9:-3]}]")
    return key, data


def version(text: str) -> str:
    """80 bits of a content's digest in letters and digits; part names end with some of it."""
    digest = hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=10).digest()
    return base64.b32encode(digest).decode().lower()


def ending(key: str, whole: str) -> str:
    """The piece of a version in a part's name; longer where nothing else tells parts apart.

    15 bits tell one text from the next of the same document, 20 one part from its next version.
    """
    if key[0] == "d":
        return whole[:3]
    return whole[:4] if key[0] in "ps" else whole[:6]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
