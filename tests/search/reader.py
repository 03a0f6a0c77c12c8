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
        return self._lexicon(word).get(word, [])

    def postings(self, stem: str) -> list[Posting]:
        """Where a stem stands."""
        version = self.manifest["own"].get(stem)
        key, name = f"b:{stem}", f"b-{version}"
        if version is None:
            versions = self.manifest["postings"]
            place = word_hash(stem) & (len(versions) // 4 - 1)
            key, name = f"p{place}", f"p{place}-{versions[place * 4 : place * 4 + 4]}"
        columns = self._part(f"/cari/bagian/{name}.js", key).get(stem)
        return [*_postings(columns)] if columns else []

    def beside(self, first: str, second: str) -> set[int]:
        """The documents in which two words may stand beside one another."""
        pair = (word_hash(first) * 0x9E3779B1 + word_hash(second)) & MASK
        versions = self.manifest["pairs"]
        place = pair & (len(versions) // 4 - 1)
        version = versions[place * 4 : place * 4 + 4]
        lists = self._part(f"/cari/bagian/s{place}-{version}.js", f"s{place}").split(" ")
        return set(_rising(lists[pair >> 24]))

    def texts(self) -> dict[int, list[Any]]:
        """What every document shows, by number."""
        found = {}
        for year, (version, _) in self.manifest["years"].items():
            gaps, endings = self._part(f"/cari/bagian/t{year}-{version}.js", f"t{year}")
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
        rest, _, tail = entry.partition(".")
        form = form[: DIGITS.index(rest[0])] + rest[1:]
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


def _postings(columns: list[Any]) -> Iterator[Posting]:
    names = columns[0].split(" ")
    sets = columns[4] if len(columns) > 4 else [_all(len(names))]
    which = [*_numbers(columns[5])] if len(columns) > 4 else [0] * len(columns[2])
    for place, number in enumerate(_rising(columns[1])):
        mask, amount = DIGITS.index(columns[2][place]), DIGITS.index(columns[3][place])
        yield Posting(
            number,
            tuple(name for bit, name in enumerate(FIELDS) if mask >> bit & 1),
            amount % 12 + 1,
            amount // 12,
            tuple(names[form] for form in _numbers(sets[which[place]])),
        )


def _all(count: int) -> str:
    return "".join(DIGITS[place] for place in range(count))


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
    """FNV-1a and MurmurHash3's last mixing."""
    value = 0x811C9DC5
    for byte in word.encode():
        value = (value ^ byte) * 0x01000193 & MASK
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        value = (value ^ value >> shift) * factor & MASK
    return value ^ value >> 16


def _base36(value: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(value // 36) if value >= 36 else "") + digits[value % 36]
