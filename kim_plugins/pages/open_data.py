"""`/data/`: the catalogue as open data, a record a line, its schema, and a page that explains it.

A file for each kind and year, and one for the groups, are made by themselves, so that an edit makes
the lines of a year again and not those of all; `/data/catalogue.ndjson` is these files one after
the other (`engine/open_data.py`). A line holds what the front matter says in public fields, and the
permanent identifier; no words of the body, which the JSON Feed has, page by page back to the
oldest: with them the file would be three times as large, and change with every mended letter.
Nothing in it depends on the clock but whether a record is published: what has expired says until
when it held. What was withdrawn is gone, as is what isn't published yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from kim_plugins.catalogue import (
    BULLETIN_KINDS,
    BulletinEntry,
    Catalogue,
    Entry,
    GroupEntry,
    group_id,
    last_change,
    query,
)
from kim_plugins.catalogue.addresses import (
    DATA,
    DATA_CATALOGUE,
    DATA_FILE,
    DATA_SCHEMA,
    GROUPS,
    KIND_TITLES,
    LISTINGS,
    SUBSCRIPTIONS,
)
from kim_plugins.catalogue.bodies import target_of
from kim_plugins.catalogue.guids import guid_of
from kim_plugins.pages.data_portals import dcat_catalogue
from kim_plugins.pages.sources import entry_at_home
from kim_plugins.pages.spec import FileSpec, MenuItem, PageSpec, Planned, Target
from kim_plugins.records import Kind, Page
from kim_plugins.records.describing.open_data import line_schema, public_fields

TITLE: Final = "Data terbuka"
_FOLDER: Final = DATA.removeprefix("/")
_SUFFIX: Final = ".ndjson"
_MIDNIGHT_EXAMPLE: Final = "2026-02-28T00:00:00+07:00"
_LINE_ENDS: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"})
"""What some readers take for the end of a line, as JSON may write it as well."""

_TEXT: Final = {"type": "string"}
_LINK: Final = {"type": "string", "format": "uri"}
_INSTANT: Final = {"type": "string", "format": "date-time", "examples": [_MIDNIGHT_EXAMPLE]}
_OF_ALL: Final[dict[str, dict[str, Any]]] = {
    "url": {
        "title": "Alamat",
        "description": "Halamannya, di situs yang menulisnya.",
        **_LINK,
        "required": True,
    },
    "license": {
        "title": "Lisensi",
        "description": "Alamat lisensinya, atau namanya. Tanpa ini: tanyakan kepada penerbitnya.",
        **_TEXT,
    },
    "publisher": {
        "title": "Situs asal",
        "description": "Hanya untuk yang dikumpulkan dari situs lain.",
        "type": "object",
        "additionalProperties": False,
        "properties": {"name": _TEXT, "url": _LINK},
        "required": ["name"],
    },
}
_OF_BULLETINS: Final[dict[str, dict[str, Any]]] = {
    "guid": {
        "title": "Pengenal",
        "description": "Tidak pernah berubah; sama dengan di langganan (RSS, Atom, JSON Feed).",
        **_TEXT,
        "required": True,
    },
    "published": {
        "title": "Terbit",
        "description": "Kapan terbit; tanpa jam berarti mulai hari itu.",
        **_INSTANT,
        "required": True,
    },
    "modified": {
        "title": "Diubah",
        "description": "Kapan terakhir diperbarui atau diralat.",
        **_INSTANT,
        "required": True,
    },
    "group": {
        "title": "Kelompok",
        "description": "Pengenal (id) kelompok yang menerbitkan.",
        "type": "array",
        "items": _TEXT,
        "required": True,
    },
}
_OF_GROUPS: Final[dict[str, dict[str, Any]]] = {
    "id": {
        "title": "Pengenal",
        "description": "Nama pendek kelompok, seperti pada group tiap tulisan.",
        **_TEXT,
        "required": True,
    },
}
AROUND: Final = {
    **{kind: {**_OF_BULLETINS, **_OF_ALL} for kind in BULLETIN_KINDS},
    Kind.GROUP: {**_OF_GROUPS, **_OF_ALL},
}
"""What a line says besides the fields of its record, by kind."""


def data_page(catalogue: Catalogue) -> Iterator[Planned]:
    """The page, the schema of a line, and what portals of data read."""
    options = catalogue.options
    schema = line_schema(
        options.absolute(DATA_SCHEMA), f"Satu baris data terbuka {options.name}", AROUND
    )
    yield PageSpec(
        DATA,
        "data.html",
        TITLE,
        "Semua tulisan dan kelompok situs ini sebagai data, untuk peneliti, portal data dan "
        "program lain.",
        SUBSCRIPTIONS,
        modified=catalogue.last_change,
        values={
            "file": DATA_FILE,
            "schema": DATA_SCHEMA,
            "dcat": DATA_CATALOGUE,
            "parts": [
                MenuItem(address, _title(kind, year)) for address, kind, year in _parts(catalogue)
            ],
            "kinds": _kinds_described(schema),
        },
    )
    yield FileSpec(DATA_SCHEMA, lambda: _document(schema))
    yield FileSpec(DATA_CATALOGUE, lambda: _document(dcat_catalogue(catalogue)))


def data_targets(catalogue: Catalogue) -> Iterator[Target]:
    """The lines of each kind and year, and of the groups."""
    for address, kind, year in _parts(catalogue):
        yield Target(address, partial(_part, catalogue, address, kind, year))


def _parts(catalogue: Catalogue) -> Iterator[tuple[str, Kind, int]]:
    """The address, kind and year of each file that the whole is made of."""
    yield f"{DATA}{GROUPS.strip('/')}{_SUFFIX}", Kind.GROUP, 0
    for name, year in years_with_data(catalogue):
        kind = Kind(name)
        yield f"{DATA}{LISTINGS[kind].strip('/')}-{year}{_SUFFIX}", kind, year


def is_data_part(place: str) -> bool:
    """Whether what stands at a place of the site is one of them."""
    return place.startswith(_FOLDER) and place.endswith(_SUFFIX) and f"/{place}" != DATA_FILE


@query()
def years_with_data(catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    """The kinds and years of which something is published."""
    lists = catalogue.syndication.by_kind_and_year
    found = (key for key in lists if any(entry.shows_body for entry in lists[key].entries))
    latest_first = sorted(found, key=lambda key: (BULLETIN_KINDS.index(key[0]), -key[1]))
    return tuple((kind.value, year) for kind, year in latest_first)


def _part(catalogue: Catalogue, address: str, kind: Kind, year: int) -> Iterator[FileSpec]:
    entries: list[Entry[Any]] = (
        list(catalogue.groups)
        if kind is Kind.GROUP
        else [e for e in catalogue.syndication.by_kind_and_year[kind, year] if e.shows_body]
    )
    entries.sort(key=lambda entry: (entry.published, entry.identifier))
    yield FileSpec(address, lambda: "".join(_line(catalogue, e) for e in entries).encode())


def _line(catalogue: Catalogue, entry: Entry[Any]) -> str:
    text = json.dumps(line_of(catalogue, entry), ensure_ascii=False, separators=(",", ":"))
    return f"{text if text.isascii() else text.translate(_LINE_ENDS)}\n"


def line_of(catalogue: Catalogue, entry: BulletinEntry | GroupEntry) -> dict[str, Any]:
    """What open data says of a published bulletin or group."""
    options, origin = catalogue.options, entry.origin
    own: dict[str, Any] = {"kind": entry.kind.value}
    if entry.kind is Kind.GROUP:
        own["id"] = group_id(entry)  # type: ignore[arg-type]
    else:
        own["guid"] = guid_of(catalogue, entry)  # type: ignore[arg-type]
        own["published"] = entry.record.publication.at.isoformat()  # type: ignore[union-attr]
        own["modified"] = last_change(entry).isoformat()  # type: ignore[arg-type]
        own["group"] = list(entry.groups)
    own["url"] = entry_at_home(entry) or options.absolute(entry.address)
    of = origin or options
    if rights := of.license_url or of.license_name:
        own["license"] = rights
    if origin:
        own["publisher"] = {"name": origin.name, **({"url": origin.url} if origin.url else {})}
    return own | public_fields(entry.record, partial(_published_at, catalogue, entry))


def _published_at(catalogue: Catalogue, entry: Entry[Page], path: str) -> str | None:
    """The full address of a decision, a picture or a sound that a record names."""
    if path.endswith(".md"):
        other = catalogue.entry_at(path)
        if other is None or not other.shows_body:
            return None
        return entry_at_home(other) or catalogue.options.absolute(other.address)
    found = catalogue.find(target_of(entry.path, path) or "")
    return catalogue.options.absolute(found.address) if found else None


def _title(kind: Kind, year: int) -> str:
    return "Kelompok" if kind is Kind.GROUP else f"{KIND_TITLES[kind]} {year}"


def _kinds_described(schema: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Each kind of line with its title and its fields: key, title and description."""
    found = []
    for kind in AROUND:
        part = schema["$defs"][kind.value]
        rows = [
            (key, said["title"], said["description"])
            for key, said in part["properties"].items()
            if key != "kind"
        ]
        found.append((kind.value, part["title"], rows))
    return found


def _document(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
