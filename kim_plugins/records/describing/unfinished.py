"""Finds what nobody replaced in a skeleton: allowed in a draft, an error anywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kim_plugins.records.describing.fields import describe
from kim_plugins.records.describing.placeholders import (
    Placeholders,
    group_text,
    normalised_value,
    placeholders_of,
)
from kim_plugins.records.describing.skeleton import BODY_OF
from kim_plugins.records.models.base import Model
from kim_plugins.records.problems import Fault, quote
from kim_plugins.records.reading.context import last_key
from kim_plugins.records.reading.document import Document
from kim_plugins.records.reading.located import Fields, Items, Mark, Value, join, mark_at

Finding = tuple[Mark, str, Fault]

# Quotes and brackets, as the mark may have come into the value.
_MARK: Final = re.compile(r"(#[ \t]*ganti)(?:[ \t]*:.*|[\s\"'\])}.,]*)$")
_SIGN: Final = re.compile(r"\([ \t]*contoh[ \t]*\)[ \t.]*$", re.IGNORECASE)
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
# Without what the sentence says after it, which is what an editor changes first.
_BODY: Final = re.compile(
    "|".join(
        r"\W+".join(re.findall(r"\w+", re.split("[:.,]", body)[0])) for body in BODY_OF.values()
    ),
    re.IGNORECASE,
)
_OR_WAIT: Final = "; bila belum siap terbit, tulis: draft: true"


def unfinished(document: Document, model: type[Model], text: str) -> Iterator[Finding]:
    """The placeholder values, marks and sentences that are left in a file.

    `text` is that of the whole file in small letters; the model has put our keys in the place of
    others.
    """
    required = {field.key for field in describe(model) if field.required}
    places: dict[int, str] = {}
    told: set[int] = set()
    for mark, path, fault in _values(document.fields, "", placeholders_of(model), required, places):
        told.add(mark.line)
        yield mark, path, fault
    in_code = False
    for number, line in enumerate(text.split("\n"), 1):
        if number >= document.body_line and _FENCE.match(line):
            in_code = not in_code
        found = None if in_code or number in told else _MARK.search(line)
        if found:
            path = places.get(number, "")
            yield Mark(number, found.start() + 1), path, _marked(found[1], last_key(path))
    if found := _BODY.search(document.body):
        yield mark_at(document.body, found.start(), document.body_line), "", _body(found[0])


def _values(
    value: Value, path: str, known: Placeholders, required: set[str], places: dict[int, str]
) -> Iterator[Finding]:
    """The values that are placeholders; `places` receives the line of each other value."""
    if isinstance(value, Fields):
        if path in known.together and group_text(value) in known.together[path]:
            yield value.mark, value.path, _given(path, quote(_shown(value)), required)
            return
        for key, part in value.items():
            yield from _values(part, join(path, key), known, required, places)
    elif isinstance(value, Items):
        for item in value:
            yield from _values(item, path, known, required, places)
    elif path in known.alone and normalised_value(value) in known.alone[path]:
        yield value.mark, value.path, _given(path, quote(value), required)
    else:
        places.setdefault(value.mark.line, value.path)
        if path != "title" and (sign := _SIGN.search(value)):
            yield value.mark, value.path, _marked(sign[0], last_key(path))


def _shown(value: Fields) -> str:
    return ", ".join(f"{key}: {one}" for key, one in value.items())


def _given(path: str, what: str, required: set[str]) -> Fault:
    or_not = (
        ""
        if path.split(".", maxsplit=1)[0] in required
        else ", atau hapus isian ini bila tidak perlu"
    )
    return Fault(
        "K130",
        f"{last_key(path)} masih contoh dari kerangka: {what}",
        f"ganti dengan yang sebenarnya{or_not}{_OR_WAIT}",
    )


def _marked(mark: str, key: str) -> Fault:
    of = f" {key}" if key else ""
    return Fault(
        "K131",
        f"tanda {quote(mark.strip())} masih ada, jadi isian{of} belum selesai",
        f"pastikan isinya sudah benar, lalu hapus tandanya{_OR_WAIT}",
    )


def _body(sentence: str) -> Fault:
    return Fault(
        "K132",
        f"isinya masih petunjuk dari kerangka: {quote(sentence)}",
        f"ganti kalimat itu dengan tulisan Anda{_OR_WAIT}",
    )
