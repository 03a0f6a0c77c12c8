"""Suggestions for misspelt or Indonesian keys and terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic.fields import FieldInfo

from kim_plugins.records.fields.spelling import best_match, close_matches
from kim_plugins.records.problems import Fault, Recast, Severity, SuggestedFix, quote
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.located import Fields, Value, is_empty


def not_a_term(value: str, expected: str) -> Fault:
    """The fault of a word that isn't in its vocabulary, with the probable one."""
    terms = re.findall("'([^']+)'", expected)
    near = best_match(value.lower(), terms)
    choices = ", ".join(terms)
    hint = f"maksudnya {near}? pilihannya: {choices}" if near else f"pilih salah satu: {choices}"
    # What the message doesn't suggest isn't written either.
    meant = close_matches(value, terms)
    fix = SuggestedFix(value, meant) if near and near in meant else None
    return Fault("K107", f"{quote(value)} bukan pilihan yang dikenal", hint, fix=fix)


class Keys(NamedTuple):
    """The keys of a group of fields: the fields, Indonesian words for them, and what was written.

    `known` are the values by our keys; `data` is the group as it stands in the file.
    """

    fields: Mapping[str, FieldInfo]
    words: Mapping[str, str]
    data: Fields
    known: dict[str, Value]
    reading: Reading


def near_key(key: str, keys: Keys) -> str:
    """The key that an unknown one resembles most; empty if none does."""
    near = best_match(key.lower(), [*keys.fields, *keys.words], 0.7)
    return keys.words.get(near, near)


def misspelt_key(written: str, suggestion: str, keys: Keys) -> SuggestedFix | None:
    """The known key that is meant, unless it is there already."""
    words = keys.words
    found = close_matches(written, [*keys.fields, *words])
    meant = tuple(dict.fromkeys(words.get(key, key) for key in found))
    if suggestion not in meant or suggestion in {words.get(key, key) for key in keys.data}:
        return None
    return SuggestedFix(written, meant)


def unknown(key: str, suggestion: str, value: Value, keys: Keys) -> Fault:
    """The fault of an unknown key; the known ones are listed once a file."""
    what = f"kunci {quote(key)} tidak dikenal"
    if suggestion:
        return Fault("K102", what, f"maksudnya `{suggestion}`?")
    if is_empty(value):
        recast = Recast(((value.key_mark, ()),))
        hint = "hapus baris ini" if value.path == key else f"hapus `{key}`"
        return Fault("K102", f"{what} dan tidak berisi apa-apa", hint, fix=recast)
    place = re.sub(r"\[\d+\]", "", value.path).rpartition(".")[0]
    hint = "pindahkan isinya ke tulisan di bawah garis `---` yang kedua"
    if place not in keys.reading.listed:
        keys.reading.listed.add(place)
        hint += f", atau pakai kunci yang ada: {', '.join(sorted(keys.fields))}"
    return Fault("K102", what, hint)


def indonesian(written: str, key: str) -> Fault:
    """The warning that a key is the Indonesian word for one of ours."""
    return Fault(
        "K113",
        f"kunci {quote(written)} dibaca sebagai `{key}`",
        f"ganti menjadi `{key}:` supaya seragam",
        Severity.WARNING,
        SuggestedFix(written, (key,)),
    )
