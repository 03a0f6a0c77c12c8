"""Words that a file should have had instead: keys and terms that are misspelt or Indonesian."""

from __future__ import annotations

import re
from difflib import get_close_matches

from pydantic.fields import FieldInfo

from kim_plugins.records.located import Fields
from kim_plugins.records.problems import Fault, Mend, Severity, quote
from kim_plugins.records.spelling import alike


def not_a_term(value: str, expected: str) -> Fault:
    """A word that its vocabulary doesn't have, with the one that is probably meant."""
    terms = re.findall("'([^']+)'", expected)
    near = get_close_matches(value.lower(), terms, 1)
    choices = ", ".join(terms)
    hint = f"maksudnya {near[0]}? pilihannya: {choices}" if near else f"pilih salah satu: {choices}"
    # What the message doesn't suggest isn't written either.
    meant = alike(value, terms)
    mend = Mend(value, meant) if near and near[0] in meant else None
    return Fault("K107", f"{quote(value)} bukan pilihan yang dikenal", hint, mend=mend)


def near_key(key: str, fields: dict[str, FieldInfo], words: dict[str, str]) -> str:
    """The key that an unknown one most resembles, or nothing."""
    near = get_close_matches(key.lower(), [*fields, *words], 1, cutoff=0.7)
    return words.get(near[0], near[0]) if near else ""


def misspelt_key(
    written: str,
    suggestion: str,
    fields: dict[str, FieldInfo],
    words: dict[str, str],
    data: Fields,
) -> Mend | None:
    """The key that is meant, unless it is there already."""
    keys = alike(written, [*fields, *words])
    meant = tuple(dict.fromkeys(words.get(key, key) for key in keys))
    if suggestion not in meant or suggestion in {words.get(key, key) for key in data}:
        return None
    return Mend(written, meant)


def unknown(key: str, suggestion: str, fields: dict[str, FieldInfo]) -> Fault:
    """A key that no field has."""
    hint = (
        f"maksudnya `{suggestion}`?"
        if suggestion
        else "hapus baris ini, atau pakai salah satu kunci yang ada: " + ", ".join(sorted(fields))
    )
    return Fault("K102", f"kunci {quote(key)} tidak dikenal", hint)


def indonesian(written: str, key: str) -> Fault:
    """A key that is the plain Indonesian word for one of ours."""
    return Fault(
        "K113",
        f"kunci {quote(written)} dibaca sebagai `{key}`",
        f"ganti menjadi `{key}:` supaya seragam",
        Severity.WARNING,
        Mend(written, (key,)),
    )


def twice(written: str, key: str) -> Fault:
    """Two words for one key."""
    return Fault(
        "K006",
        f"kunci {quote(written)} dan `{key}` berarti sama dan dua-duanya ditulis",
        f"hapus salah satunya, sisakan `{key}:`",
    )
