"""What a body is once it is rendered, and what it links to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class LinkKind(Enum):
    """What a link of a body leads to."""

    INTERNAL = auto()
    PICTURE = auto()
    SOUND = auto()
    FOREIGN_MEDIA = auto()
    ESCAPE = auto()
    EMBED = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written, and its target: a path below the content folder, or an address."""

    kind: LinkKind
    written: str
    target: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered body: marked HTML, plain text, what it links to, and what it lost, as written."""

    html: str
    text: str
    links: tuple[Link, ...]
    dropped: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.text.split())
