"""The protocol by which readers ask whether a word is a key of front matter."""

from __future__ import annotations

from typing import Protocol


class IsKey(Protocol):
    """Whether a word is a key that some file may have, in our words or another program's.

    At the margin of front matter, or `inside` of a group too.
    """

    def __call__(self, word: str, *, inside: bool = False) -> bool:
        """Answer for one word."""
