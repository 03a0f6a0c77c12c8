"""A reader of the published index, written from docs/search-index.md alone, in Python.

It shares no code with the builder or the page; the tests compare what all three say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DIGITS = [chr(code) for code in range(33, 127) if chr(code) not in '"\\']
FIELDS = ("title", "tags", "description", "headings", "fields", "body")
MASK = 0xFFFFFFFF


_NO_NEWEST: Any = ["", "", "", {}, [], [{}, {}]]


@dataclass(frozen=True)
class Posting:
    """A stem in a document."""

    number: int
    fields: tuple[str, ...]
    times: int
    length: int
    forms: tuple[str, ...]


class Reader:
    """The index in files by address, such as `/cari/indeks.js`."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.manifest: dict[str, Any] = self._part("/cari/indeks.js", "indeks")

    def stems(self, word: str) -> list[str]:
        """The stems of a folded word; none where the site doesn't use it."""
        found = [
            *self._lexicon(word).get(word, []),
            *dict(_entries(self._newest()[2])).get(word, []),
        ]
        return [*dict.fromkeys(found)]

    def _newest(self) -> Any:  # noqa: ANN401 - JSON
        """Words, postings and pairs of the documents that stand by themselves."""
        version = self.manifest["newest"]
        return self._part(f"/cari/bagian/q-{version}.js", "q") if version else _NO_NEWEST

    def postings(self, stem: str) -> list[Posting]:
        """Where a stem stands."""
        version = self.manifest["own"].get(stem)
        key, name = f"b:{stem}", f"b-{version}"
        if version is None:
            versions = self.manifest["postings"]
            place = word_hash(stem) & (len(versions) // 4 - 1)
            key, name = f"p{place}", f"p{place}-{versions[place * 4 : place * 4 + 4]}"
        text = self._part(f"/cari/bagian/{name}.js", key).get(stem)
        texts = [text, self._newest()[3].get(stem)]
        return [posting for text in texts if text for posting in _postings(text)]

    def beside(self, first: str, second: str) -> set[int]:
        """The documents in which two words may stand beside one another."""
        versions = self.manifest["pairs"]
        bits = (len(versions) // 4 * 256).bit_length() - 1
        part, bucket = divmod(word_hash(first + second) >> (32 - bits), 256)
        version = versions[part * 4 : part * 4 + 4]
        lists = self._part(f"/cari/bagian/s{part}-{version}.js", f"s{part}").split(" ")
        found = set(_rising(lists[bucket]))
        places, _, _, _, pairs, _ = self._newest()
        hashed = word_hash(first + second) >> 16
        for number, text in zip(_rising(places), pairs, strict=True):
            if hashed in _rising(text):
                found.add(number)
        return found

    def texts(self) -> dict[int, list[Any]]:
        """What every document shows, by number."""
        found = {}
        years = self.manifest["years"].items()
        parts = [self._part(f"/cari/bagian/t{y}-{v}.js", f"t{y}") for y, (v, _) in years]
        for gaps, endings in (*parts, self._newest()[:2]):
            for place, number in enumerate(_rising(gaps)):
                name = f"d{_base36(number)}-{endings[place * 3 : place * 3 + 3]}"
                found[number] = self._part(f"/cari/bagian/{name}.js", f"d{number}")
        return found

    def facets(self, year: str) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """The documents of a year by group and by topic."""
        version = self.manifest["years"][year][1]
        groups, topics = self._part(f"/cari/bagian/f{year}-{version}.js", f"f{year}")
        return tuple(  # type: ignore[return-value]
            {value: set(_rising(gaps)) for value, gaps in some.items()} for some in (groups, topics)
        )

    def _lexicon(self, word: str) -> dict[str, list[str]]:
        prefixes = self.manifest["lexicon"]
        shorter = [word[:count] for count in range(len(word), -1, -1)]
        prefix = next((one for one in (f"{word} ", *shorter) if one in prefixes), None)
        if prefix is None:
            return {}
        text = self._part(f"/cari/bagian/k-{prefixes[prefix]}.js", f"k:{prefix}")
        return dict(_entries(text))

    def _part(self, address: str, key: str) -> Any:  # noqa: ANN401 - JSON
        text = self.files[address].decode()
        assert text.startswith("kim_cari(")
        assert text.endswith(");\n")
        found, data = json.loads(f"[{text[9:-3]}]")
        assert found == key
        return data


def _entries(text: str) -> Iterator[tuple[str, list[str]]]:
    form = ""
    for entry in text.split(" ") if text else ():
        rest, _, tail = entry[1:].partition(".")
        form = form[: DIGITS.index(entry[0])] + rest
        codes, stems = tail[1:], []
        while codes:
            if codes[0] == "-":
                start, length = DIGITS.index(codes[1]), DIGITS.index(codes[2])
                stems.append(form[start : start + length])
                codes = codes[3:]
            else:
                ends = [codes.find(mark, 1) for mark in "-:" if codes.find(mark, 1) > 0]
                end = min(ends, default=len(codes))
                stems.append(codes[1:end])
                codes = codes[end:]
        yield form, stems or [form]


def _postings(text: str) -> Iterator[Posting]:
    pieces = text.split(" ")
    found: dict[int, Posting] = {}
    for place in range(0, len(pieces), 4):
        form, gaps, fields, amounts = pieces[place : place + 4]
        for number, field, digit in zip(_rising(gaps), fields, amounts, strict=True):
            mask, amount = DIGITS.index(field), DIGITS.index(digit)
            names = {name for bit, name in enumerate(FIELDS) if mask >> bit & 1}
            old = found.get(number, Posting(number, (), 0, amount // 12, ()))
            found[number] = Posting(
                number,
                tuple(name for name in FIELDS if name in {*old.fields, *names}),
                min(12, old.times + amount % 12 + 1),
                amount // 12,
                (*old.forms, form.removeprefix("=")),
            )
    yield from found.values()


def _numbers(text: str) -> Iterator[int]:
    total = 0
    for digit in text:
        value = DIGITS.index(digit)
        total = total * 46 + value % 46
        if value < 46:
            yield total
            total = 0


def _rising(text: str) -> Iterator[int]:
    total = 0
    for gap in _numbers(text):
        total += gap
        yield total


def word_hash(word: str) -> int:
    """CRC-32, bit by bit."""
    value = MASK
    for byte in word.encode():
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
    return value ^ MASK


def _base36(value: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(value // 36) if value >= 36 else "") + digits[value % 36]
