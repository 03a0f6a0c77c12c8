"""Finds the kind of a file by its fields, and the folder where such a file belongs.

A folder says what a file is, unless its fields say otherwise: only where a file has fields that its
kind doesn't have, it is asked which kind they are of. Its model then reads the file, so that one
message names the place and no field is called unknown; without this, who takes away each field that
an ordinary page doesn't have gets a page that no listing and no feed holds. `kim move` and `--fix`
bring the file there without identifier or old address, as it was never published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from pydantic_core import PydanticCustomError

from kim_plugins.records.fields.day_reading import read_moment
from kim_plugins.records.fields.faults import keys_of
from kim_plugins.records.foreign.foreign_keys import our_key
from kim_plugins.records.kinds import FOLDER_OF, FOLDERS, MISPLACED, MODELS, YEARLY, Kind, kind_of
from kim_plugins.records.models.common import Bulletin, Page
from kim_plugins.records.portable import plain_name
from kim_plugins.records.problems import Fault, quote
from kim_plugins.records.reading.located import Fields, Text

_KINDS: Final = tuple(FOLDERS.values())
_NAMES: Final = {
    Kind.NEWS: "berita",
    Kind.LESSON: "pelajaran literasi",
    Kind.DECISION: "keputusan musyawarah",
    Kind.GROUP: "profil kelompok",
}
_MEANT: Final = {
    Kind.LESSON: {"literasi", "pelajaran", "lesson", "lessons", "edukasi", "hoaks", "cek-fakta"},
    Kind.DECISION: {"keputusan", "musyawarah", "rapat", "decisions", "notulen", "notula"},
    Kind.GROUP: {"kelompok", "profil", "groups"},
}
"""What folders are called elsewhere; any other holds news."""
_PAGES: Final = re.compile(
    r"(?:index|readme|tentang|about|kontak|contact|hubungi|pedoman|privasi|privacy|sejarah|"
    r"visi|misi|struktur|pengurus|galeri|unduhan|faq|bantuan)\b",
    re.IGNORECASE,
)
"""Pages that stand for themselves, also where another program gave them a date."""
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_ENOUGH: Final = 2
"""Fields that only one kind has make a file one of that kind; one may be a slip."""


def kind_by_fields(path: str, fields: Iterable[str]) -> Kind:
    """The kind of a file by its fields; that of its folder where they don't tell."""
    folder, keys = kind_of(path), list(fields)
    own = Counter(_owner()[key] for key in keys if key in _owner())
    best = max(_KINDS, key=lambda kind: own[kind])
    if folder is Kind.PAGE:
        return _outside(path, keys, best, own[best])
    if best is folder or own[folder] or not own[best]:
        is_group = folder is Kind.GROUP and not own[folder] and _is_dated(keys)
        return Kind.NEWS if is_group else folder
    # Decisions and profiles must have many fields of their own, and here there is none of them.
    is_sure = own[best] >= _ENOUGH or folder in (Kind.DECISION, Kind.GROUP)
    return best if is_sure else folder


def _outside(path: str, keys: list[str], best: Kind, count: int) -> Kind:
    is_dated = _is_dated(keys)
    if count >= _ENOUGH or (count and is_dated):
        return best
    if PurePosixPath(path).stem.lower() == "index" or _PAGES.match(PurePosixPath(path).stem):
        return Kind.PAGE
    if not is_dated and len(_of_bulletins().intersection(keys)) < _ENOUGH:
        return Kind.PAGE
    names = {part.lower().strip("_") for part in PurePosixPath(path).parts[:-1]}
    return next((kind for kind, meant in _MEANT.items() if names & meant), Kind.NEWS)


def path_for(path: str, kind: Kind, date: str) -> str | None:
    """The path for a file of a kind; None where its year is unknown.

    `date` is what the file says of its day.
    """
    if kind is Kind.PAGE:
        return str(PurePosixPath(path).with_suffix(".md"))
    stem = PurePosixPath(path).stem
    if kind is Kind.GROUP:
        stem = plain_name(stem) or FOLDER_OF[kind]
    if kind not in YEARLY:
        return f"{FOLDER_OF[kind]}/{stem}.md"
    year = _year(date) or next(iter(_YEAR.findall(path)), None)
    return f"{FOLDER_OF[kind]}/{year}/{stem}.md" if year else None


def date_in(fields: Fields) -> str:
    """The date in front matter, under whichever key."""
    for key, value in fields.items():
        if isinstance(value, Text) and _is_date(key):
            return value
    return ""


def misplaced(path: str, kind: Kind, fields: Fields) -> Fault:
    """The fault of a file in another kind's folder, with the command that moves it."""
    folder = FOLDER_OF[kind]
    place = path_for(path, kind, date_in(fields))
    way = (
        f"pindahkan dengan: {move_command(path, place)}, atau: kim check --fix"
        if place
        else (f"tulis date, lalu pindahkan ke folder {folder}/, misalnya: {folder}/2026/nama.md")
    )
    keys = sorted(key for key in fields if key in _owner() or key in _of_bulletins())
    is_clear = "/" in path or any(key in _owner() for key in fields)
    page = "" if is_clear else "; bila memang halaman biasa, cukup title dan description di atasnya"
    return Fault(
        MISPLACED,
        f"berkas ini berisi {_NAMES[kind]} ({', '.join(keys[:3]) or 'bertanggal'}), tetapi tidak "
        f"di folder {folder}/; di {quote(path)} ia tidak masuk daftar, umpan dan arsip",
        f"{way}{page}",
    )


def move_command(old: str, new: str) -> str:
    """The command that moves a file."""
    return "kim move " + " ".join(
        name if re.fullmatch(r"[\w./-]+", name) else f'"{name}"' for name in (old, new)
    )


@cache
def _owner() -> dict[str, Kind]:
    """The keys, and Indonesian words for them, that only one kind has."""
    found: dict[str, Kind] = {}
    words = {kind: keys_of(MODELS[kind]) for kind in _KINDS}
    for kind, own in words.items():
        others = set().union(*(words[other] for other in _KINDS if other is not kind))
        found.update(dict.fromkeys(own - others - keys_of(Bulletin), kind))
    return found


@cache
def _of_bulletins() -> frozenset[str]:
    return keys_of(Bulletin) - keys_of(Page)


def _is_dated(keys: Iterable[str]) -> bool:
    return any(map(_is_date, keys))


def _is_date(key: str) -> bool:
    return key in ("date", "tanggal", "tgl") or our_key(key) == "date"


def _year(date: str) -> int | None:
    try:
        return read_moment(date.strip(), UTC).year
    except PydanticCustomError:
        return None
