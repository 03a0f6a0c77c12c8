"""CHANGELOG.md by versions."""

from __future__ import annotations

import re
from typing import Final

_HEADING: Final = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """What is said below the heading of each version, in the order of the file."""
    _, *parts = _HEADING.split(text)
    return {version: said.strip() for version, said in zip(parts[::2], parts[1::2], strict=True)}


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that compare: 0.10.2 is newer than 0.9."""
    return tuple(map(int, re.findall(r"\d+", version)))


def between(text: str, old: str, new: str) -> str:
    """The sections after one version up to another, newest first."""
    low, high = as_numbers(old), as_numbers(new)
    wanted = {
        version: said
        for version, said in sections(text).items()
        if version[0].isdigit() and low < as_numbers(version) <= high
    }
    return "\n\n".join(f"{version}\n{said}" for version, said in wanted.items())
