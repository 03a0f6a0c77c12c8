"""The kinds of files: their folders and their models."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from kim_plugins.records.collected import path_at_home
from kim_plugins.records.models.common import Page
from kim_plugins.records.models.decision import Decision
from kim_plugins.records.models.group import Group
from kim_plugins.records.models.lesson import Lesson
from kim_plugins.records.models.news import News


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
FOLDER_OF: Final = {kind: folder for folder, kind in FOLDERS.items()}
YEARLY: Final = (Kind.NEWS, Kind.DECISION)
"""The kinds whose files lie in a folder for each year."""
MODELS: Final[dict[Kind, type[Page]]] = {
    Kind.NEWS: News,
    Kind.LESSON: Lesson,
    Kind.DECISION: Decision,
    Kind.GROUP: Group,
    Kind.PAGE: Page,
}
MISPLACED: Final = "K133"
"""The code of a file whose fields are those of another kind than its folder's (placing.py)."""


def kind_of(path: str) -> Kind:
    """The kind of a file, from its path below the content folder."""
    folder, slash, _ = path_at_home(path).partition("/")
    return FOLDERS.get(folder, Kind.PAGE) if slash else Kind.PAGE
