"""Sections of CHANGELOG.md by version."""

from __future__ import annotations

import re
from typing import Final

_HEADING: Final = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)

_FOR_EDITORS: Final = re.compile(r"^### Untuk editor\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)


def sections(text: str) -> dict[str, str]:
    """The section of each version, in the order of the file."""
    _, *parts = _HEADING.split(text)
    return {version: said.strip() for version, said in zip(parts[::2], parts[1::2], strict=True)}


def for_editors(said: str) -> str:
    """The part of a section for users, in Indonesian."""
    found = _FOR_EDITORS.search(said)
    return found[1].strip() if found else ""


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as a tuple that compares: 0.10.2 is newer than 0.9."""
    return tuple(map(int, re.findall(r"\d+", version)))


def between(text: str, old: str, new: str) -> str:
    """The sections for users after one version up to another, newest first.

    A version without a word for them is told as a whole.
    """
    low, high = as_numbers(old), as_numbers(new)
    wanted = {
        version: said
        for version, said in sections(text).items()
        if version[0].isdigit() and low < as_numbers(version) <= high
    }
    return "\n\n".join(
        f"{version}\n{for_editors(said) or said}" for version, said in wanted.items()
    )
