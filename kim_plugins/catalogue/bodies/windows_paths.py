r"""Paths of Windows, whose backslashes escape nothing: `C:\data\(baru)`, `\\server\bersama`."""

from __future__ import annotations

from typing import Final

from kim_plugins.records.patterns import deferred

SERVER: Final = deferred(r"(?<!\S)\\\\\w[\w.-]*(?:\\[\w$.-]+)+")
_DRIVE: Final = deferred(r"(?<![A-Za-z])[A-Za-z]:(?:\\\S*)?\Z")
_FARTHEST: Final = 100
"""Characters of a path that are looked at."""


def is_within(text: str, place: int) -> bool:
    """Whether the backslash at a place stands in a path that begins with a drive."""
    return _DRIVE.search(text[max(place - _FARTHEST, 0) : place]) is not None
