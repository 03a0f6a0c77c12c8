"""What other sites gave, besides the records: how each of them is, and headlines of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source gives, and how it is asked; the words are those in mkdocs.yml."""

    GIT = "git"
    ZIP = "zip"
    FOLDER = "folder"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the last `kim collect` left it.

    `url` is where readers find it, `feed` what subscribes to it, both empty where nobody knows.
    `changed` is the day on which its copy last changed, None where there is no copy; `failing` the
    day since which it can't be had, and `reason` why. `notes` are sentences about what is odd in
    it; `groups` those that it has profiles of.
    """

    id: str
    kind: SourceKind
    name: str
    url: str = ""
    feed: str = ""
    license_name: str = ""
    license_url: str = ""
    changed: date | None = None
    failing: date | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    headlines: int = 0
    of_groups: tuple[str, ...] = ()
    """The groups whose profiles name this feed as a partner's, where mkdocs.yml doesn't."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What somebody else published: `at` is never later than when it was first seen here."""

    title: str
    url: str
    at: datetime
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class FeedCopy:
    """What was found last in a feed that profiles may name; the same words as of a Source.

    `source` in its headlines is its id here, `name` how it calls itself.
    """

    name: str = ""
    url: str = ""
    changed: date | None = None
    failing: date | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    headlines: tuple[Headline, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything of it, in order: sources as mkdocs.yml has them, headlines the newest first.

    `feeds` are copies of partners' feeds by their id, whether or not a profile still names them.
    """

    sources: tuple[Source, ...] = ()
    headlines: tuple[Headline, ...] = ()
    feeds: Mapping[str, FeedCopy] = field(default_factory=dict)


NOTHING = Collected()
