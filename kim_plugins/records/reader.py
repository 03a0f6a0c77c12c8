"""Reads one file into one checked record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cache
from typing import Final, NamedTuple

from kim_plugins.records.fields.faults import keys_of
from kim_plugins.records.foreign.foreign_keys import our_key
from kim_plugins.records.kinds import MODELS, Kind, kind_of
from kim_plugins.records.models.common import Page
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Problem
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.document import Document, decode, read_document, read_leniently
from kim_plugins.records.reading.located import START, Fields, Mark

_OF_A_SKELETON: Final = deferred(
    r"#[ \t]*ganti|\([ \t]*contoh|(?:nya|ini|musyawarah)\W+di\W+sini|"
    r"999|209[89]|00\W?00|\b29\b|example\.org/contoh"
)
"""Where this isn't, there is nothing that a skeleton gives (test_unfinished.py)."""
_IN_A_SKELETON: Final = ("ganti", "contoh", "sini", "999", "209", "29")
"""One of these stands in it, or two pairs of zeros; to see that takes a tenth of the time."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read without an error; `body_line` is where its body begins."""

    path: str
    kind: Kind
    record: Page
    body: str
    body_line: int


def kind_in(path: str, fields: Fields) -> Kind:
    """The kind of a file by its folder, or by its fields where they are of another kind."""
    kind = kind_of(path)
    if fields.keys() <= keys_of(MODELS[kind]):
        return kind
    from kim_plugins.records.placing import kind_by_fields  # noqa: PLC0415 - few files have other fields

    return kind_by_fields(path, fields)


def read_file(path: str, data: bytes, zone: tzinfo) -> tuple[ReadFile | None, list[Problem]]:
    """Read and check one file.

    `path` is relative to the content folder, with forward slashes; `zone` holds for times that
    name none. The record is None when it can't be read; warnings leave it standing, and so does
    what a skeleton gave and nobody replaced, so that everything else is told in the same round.
    """
    looked = read_partially(path, data, zone)
    return looked.file if looked.is_readable else None, looked.problems


class PartialRead(NamedTuple):
    """What could be read of a file, with faulty fields as None; `is_readable` says that none is."""

    file: ReadFile | None
    problems: list[Problem]
    is_readable: bool


def read_partially(path: str, data: bytes, zone: tzinfo) -> PartialRead:
    """As `read_file`, with the readable part of a file that has errors."""
    attempt = read_leniently(path, data, is_key)
    document = attempt.document
    if document is None:
        return PartialRead(None, attempt.problems, is_readable=False)
    kind = kind_in(path, document.fields)
    reading = Reading(path, zone, attempt.problems, body=document.body, is_whole=attempt.is_whole)
    if kind is not kind_of(path):
        from kim_plugins.records.placing import misplaced  # noqa: PLC0415 - as few files are

        reading.report(START, "", misplaced(path, kind, document.fields))
    record = MODELS[kind].model_validate(document.fields, context=reading)
    report_repeated_title(document, record, reading)
    is_readable = not any(problem.is_error for problem in reading.problems)
    if not record.draft and _may_be_of_a_skeleton(text := decode(data).lower()):
        # Few files hold any of it, and what skeletons give takes a while to come.
        from kim_plugins.records.describing.unfinished import unfinished  # noqa: PLC0415

        for found in unfinished(document, MODELS[kind], text):
            reading.report(*found)
    problems = attempt.placed(reading.problems, data)
    file = ReadFile(path, kind, record, document.body, document.body_line)
    return PartialRead(file, problems, is_readable)


def _may_be_of_a_skeleton(text: str) -> bool:
    is_possible = any(map(text.__contains__, _IN_A_SKELETON)) or text.count("00") > 1
    return is_possible and _OF_A_SKELETON.search(text) is not None


def report_repeated_title(document: Document, record: Page, reading: Reading) -> None:
    """Report a heading of a body that repeats the title."""
    start = document.body.lstrip()
    if record.title and start.startswith("#"):
        # Bodies rarely begin with a heading.
        from kim_plugins.records.foreign.inferred import repeated_title_line  # noqa: PLC0415

        if found := repeated_title_line(record.title, document.body):
            reading.report(Mark(document.body_line + found[0], 1), "", found[1])


@cache
def _keys(*, inside: bool) -> frozenset[str]:
    # Only a file that YAML can't read asks.
    from kim_plugins.records.describing.fields import models_of  # noqa: PLC0415

    models = {part for model in MODELS.values() for part in models_of(model)}
    return frozenset[str]().union(*map(keys_of, models if inside else MODELS.values()))


def is_key(word: str, *, inside: bool = False) -> bool:
    """Whether a word is a key of some kind of file: at the top level, or nested too."""
    return word.lower() in _keys(inside=inside) or bool(our_key(word))


def is_draft(path: str, data: bytes) -> bool:
    """Whether a file says that it is a draft; False for one that can't be read."""
    document = read_document(path, data)[0]
    if document is None:
        return False
    model = MODELS[kind_in(path, document.fields)]
    return model.model_validate(document.fields, context=Reading(path, UTC)).draft or False


def locate(data: bytes, path: str, field: str) -> Mark:
    """The place of a field's value, found by reading the file again."""
    document = read_leniently(path, data, is_key).document
    if document is None:
        return START
    # The model renames Indonesian keys, so that a value is found however its key was written.
    model = MODELS[kind_in(path, document.fields)]
    model.model_validate(document.fields, context=Reading(path, UTC))
    return document.fields.find(field).mark
