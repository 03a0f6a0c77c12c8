"""The form in which every source gives its content: items and bodies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from html import unescape
from typing import Final, Protocol

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")


class NotImported(Exception):  # noqa: N818 - a sentence for the user
    """Raised for a source that can't be imported; the message is a sentence for the user."""


class Broken(NotImported):
    """Raised where a source is cut off or damaged; the items before that were whole."""


class State(StrEnum):
    """The state of an item at the old site, in the words of the report."""

    PUBLISHED = "terbit"
    DRAFT = "konsep"
    PRIVATE = "pribadi"
    WAITING = "terjadwal"
    BINNED = "di tempat sampah"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, by its address at the old site or beside its file, and what is said of it."""

    src: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A post or a page of another program.

    `key` tells it from the others of its source, `guid` is what feeds called it (empty where nobody
    knows), `url` its old address, whole or from the root on. `body` is as its source has it.
    `lost` are sentences on what couldn't be taken of it, `more_urls` addresses that led to it
    before, `place` is where it lies in its source.
    """

    key: str
    guid: str
    url: str
    title: str
    body: str
    date: datetime | None
    state: State = State.PUBLISHED
    is_page: bool = False
    slug: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    summary: str = ""
    updated: datetime | None = None
    picture: Picture | None = None
    lost: tuple[str, ...] = ()
    place: str = ""
    more_urls: tuple[str, ...] = ()


@dataclass(slots=True)
class Body:
    """A body on its way into Markdown, and sentences on what it loses and what was changed."""

    text: str
    is_markdown: bool = False
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def plain_title(written: str) -> str:
    """A title, which programs keep as HTML, as a reader sees it."""
    return " ".join(unescape(_TAG.sub("", written)).split())


class Source(Protocol):
    """An export, a feed or a folder of another program."""

    program: str
    """What it is called in the report: `WordPress`."""

    def items(self) -> Iterator[Item]:
        """Every item, each time anew; raises `NotImported` where the source can't be read on."""

    def body(self, item: Item) -> Body:
        """An item's body as HTML or Markdown, after all items were gone through once."""

    def picture(self, item: Item) -> Picture | None:
        """An item's own picture, likewise."""

    def hosts(self) -> Collection[str]:
        """The hosts of the old site and of its files, in small letters."""

    def notes(self) -> Sequence[str]:
        """Sentences on the whole source, after all items were read once."""
