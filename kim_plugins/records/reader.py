"""One file → one checked record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import StrEnum
from typing import Final

from kim_plugins.records.common import Page
from kim_plugins.records.decision import Decision
from kim_plugins.records.document import Document, decode, read_document
from kim_plugins.records.group import Group
from kim_plugins.records.lesson import Lesson
from kim_plugins.records.news import News
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Problem
from kim_plugins.records.reading import Reading


class Kind(StrEnum):
    """What a file is; its folder says so."""

    NEWS = "news"
    LESSON = "lesson"
    DECISION = "decision"
    GROUP = "group"
    PAGE = "page"


FOLDERS: Final = {
    "berita": Kind.NEWS,
    "literasi": Kind.LESSON,
    "keputusan": Kind.DECISION,
    "kelompok": Kind.GROUP,
}
MODELS: Final[dict[Kind, type[Page]]] = {
    Kind.NEWS: News,
    Kind.LESSON: Lesson,
    Kind.DECISION: Decision,
    Kind.GROUP: Group,
    Kind.PAGE: Page,
}
_OF_A_SKELETON: Final = deferred(
    r"#[ \t]*ganti|\([ \t]*contoh|(?:nya|ini|musyawarah)\W+di\W+sini|"
    r"999|209[89]|00\W?00|\b29\b|example\.org/contoh"
)
"""Where this isn't, there is nothing that a skeleton gives (test_unfinished.py)."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read without an error; `body_line` is where its body begins."""

    path: str
    kind: Kind
    record: Page
    body: str
    body_line: int


def kind_of(path: str) -> Kind:
    """The kind of a file, from its path below the content folder."""
    folder, slash, _ = path.partition("/")
    return FOLDERS.get(folder, Kind.PAGE) if slash else Kind.PAGE


def read_file(path: str, data: bytes, zone: tzinfo) -> tuple[ReadFile | None, list[Problem]]:
    """Read and check one file.

    `path` is relative to the content folder, with forward slashes; `zone` holds for times that
    name none. The record is None when it can't be read; warnings leave it standing, and so does
    what a skeleton gave and nobody replaced, so that everything else is told in the same round.
    """
    document, problems = read_document(path, data)
    if document is None:
        return None, problems
    kind = kind_of(path)
    reading = Reading(path, zone, problems)
    record = MODELS[kind].model_validate(document.fields, context=reading)
    is_readable = not any(problem.is_error for problem in reading.problems)
    if not record.draft and _OF_A_SKELETON.search(text := decode(data).lower()):
        # Few files hold any of it, and what skeletons give takes a while to come.
        from kim_plugins.records.unfinished import unfinished  # noqa: PLC0415

        for found in unfinished(document, MODELS[kind], text):
            reading.report(*found)
    if not is_readable:
        return None, reading.problems
    return ReadFile(path, kind, record, document.body, document.body_line), reading.problems


def is_draft(path: str, data: bytes) -> bool:
    """Whether a file says that it is a draft; one that can't be read says nothing."""
    document = read_document(path, data)[0]
    if document is None:
        return False
    kind = kind_of(path)
    return MODELS[kind].model_validate(document.fields, context=Reading(path, UTC)).draft or False


def locate(data: bytes, path: str, field: str) -> tuple[int, int]:
    """Line and column of a field's value; only a problem needs them, so nobody keeps them."""
    document: Document | None = read_document(path, data)[0]
    if document is None:
        return 1, 1
    # The model renames Indonesian keys, so that a value is found however its key was written.
    MODELS[kind_of(path)].model_validate(document.fields, context=Reading(path, UTC))
    mark = document.fields.find(field).mark
    return mark.line, mark.column
