"""Writes small PDF files: objects in compressed streams (ISO 32000-1, 7.5.7 and 7.5.8).

pypdf writes each object as plain text, which makes seven megabytes of one that Word exported.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from pypdf.generic import PdfObject, StreamObject

_TOGETHER: Final = 100
"""Objects in one stream: a program that shows a page unpacks few that it doesn't need."""

_FREE, _PLAIN, _PACKED = 0, 1, 2
_LAST: Final = 0xFFFF

Entry = tuple[int, int, int]
"""What the table of a file says of an object: how it is kept, where, and with which number."""


def pack_objects(objects: Sequence[PdfObject | None], root: PdfObject) -> bytes:
    """A file of these objects, numbered from 1; `root` is its catalogue."""
    made = io.BytesIO()
    made.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    entries: list[Entry] = [(_FREE, 0, _LAST)] + [(_FREE, 0, 0)] * len(objects)
    plain: list[int] = []
    for number, one in enumerate(objects, 1):
        if isinstance(one, StreamObject):
            entries[number] = _written(made, number, _bytes(one))
        elif one is not None:
            plain.append(number)
    for start in range(0, len(plain), _TOGETHER):
        numbers = plain[start : start + _TOGETHER]
        entries.append(_written(made, len(entries), _bundle(objects, numbers)))
        for index, number in enumerate(numbers):
            entries[number] = (_PACKED, len(entries) - 1, index)
    entries.append((_PLAIN, made.tell(), 0))
    first = next(number for number, one in enumerate(objects, 1) if one is root)
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + rest.to_bytes(2, "big")
        for kind, place, rest in entries
    )
    head = {
        "/Type": "/XRef",
        "/Size": len(entries),
        "/W": "[1 4 2]",
        "/Root": f"{first} 0 R",
    }
    _, place, _ = _written(made, len(entries) - 1, _stream(head, table))
    made.write(b"startxref\n%d\n%%%%EOF\n" % place)
    return made.getvalue()


def _bundle(objects: Sequence[PdfObject | None], numbers: Sequence[int]) -> bytes:
    """An object stream of some objects."""
    parts = [_bytes(one) for number in numbers if (one := objects[number - 1]) is not None]
    places, length = [], 0
    for number, part in zip(numbers, parts, strict=True):
        places.append(f"{number} {length}")
        length += len(part) + 1
    first = " ".join(places).encode() + b"\n"
    head = {"/Type": "/ObjStm", "/N": len(numbers), "/First": len(first)}
    return _stream(head, first + b"\n".join(parts))


def _stream(head: Mapping[str, object], content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    entries = {**head, "/Filter": "/FlateDecode", "/Length": len(data)}
    written = " ".join(f"{key} {value}" for key, value in entries.items())
    return b"<< %s >>\nstream\n%s\nendstream" % (written.encode(), data)


def _written(made: io.BytesIO, number: int, content: bytes) -> Entry:
    place = made.tell()
    made.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    return _PLAIN, place, 0


def _bytes(one: PdfObject) -> bytes:
    written = io.BytesIO()
    one.write_to_stream(written)
    return written.getvalue()
