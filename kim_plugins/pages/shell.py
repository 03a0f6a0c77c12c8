"""The frame around pages: rendered once per depth and section, then filled by joining strings.

The theme's frame is rendered with slots in it; nothing of header, menu and footer is rendered again
for each page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_OPEN: Final = "\ue002"
_CLOSE: Final = "\ue003"
_SLOT = re.compile(f"{_OPEN}(\\w+){_CLOSE}")

SLOTS: Final = ("title", "head", "content")
"""The slots of the theme's frame: the text of `<title>`, elements of the head, the main content."""
_REQUIRED: Final = "content"
"""A site's own template may leave out the other slots; without this one a page has no text."""
FOLLOW: Final = "follow"
"""An optional slot at the foot of a page: the ways to follow the site."""


def slot(name: str) -> str:
    """The mark that the theme prints where `name` is to be filled in."""
    return f"{_OPEN}{name}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered frame: literal parts at even places, names of slots at odd ones."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, markup: str) -> Shell:
        """Parse the theme's output; every slot must be in it."""
        parts = tuple(_SLOT.split(markup))
        if _REQUIRED not in parts[1::2]:
            raise ValueError(f"the theme leaves no room for {_REQUIRED}")
        return cls(parts)

    @property
    def key(self) -> str:
        """A digest of the frame."""
        return hashlib.blake2b("\0".join(self.parts).encode(), digest_size=16).hexdigest()

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with its slots filled."""
        return "".join(part if n % 2 == 0 else values[part] for n, part in enumerate(self.parts))


def base_of(address: str) -> str:
    """The relative path from a page to the root: `../../` for `/berita/2026/`, empty for `/`."""
    return "../" * (address.count("/") - 1)


def relative(address: str, base: str) -> str:
    """An address of the site relative to a page, or absolute if `base` is."""
    return base + address.removeprefix("/") or "./"
