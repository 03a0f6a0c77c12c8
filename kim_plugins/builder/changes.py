"""`kim build --changed FILE`: what a build made of the published site another, for uploading."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path
from typing import Final

from kim_plugins.builder.asked import asked_for

_ORDER: Final = "AMD"
"""New files first and deleted ones last, so that an upload in this order is whole at each moment:
what names a part of the search index comes after the part, and goes before it."""


@contextmanager
def list_of_changes(
    old: Path, before: Mapping[str, str] | None, new: Path, now: Mapping[str, str], target: Path
) -> Iterator[None]:
    """Write what differs between two folders; it takes its name when the block has ended well.

    `before` and `now` are the keys of what the folders hold; None where nobody knows, and the
    folder is looked through.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        text = "".join(f"{status}\t{place}\n" for status, place in _changes(old, before, new, now))
        with asked_for(target):
            beside.write_text(text, encoding="utf-8", errors="surrogateescape", newline="\n")
        yield
        with asked_for(target):
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _changes(
    old: Path, before: Mapping[str, str] | None, new: Path, now: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Pairs of a status (A new, M changed, D deleted) and a path, by bytes and not by keys."""
    were = _files_of(old, now) if before is None else before
    found = [("D", place) for place in were.keys() - now.keys()]
    found += [("A", place) for place in now.keys() - were.keys()]
    for place, key in now.items():
        if place not in were or (key and were[place] == key):
            continue
        is_same = False
        with suppress(FileNotFoundError):  # somebody took it away: it has to be uploaded again
            is_same = cmp(old / place, new / place, shallow=False)
        if not is_same:
            found.append(("M", place))
    return sorted(found, key=lambda one: (_ORDER.index(one[0]), one[1]))


def _files_of(folder: Path, ours: Mapping[str, str]) -> dict[str, str]:
    """Every file of a folder; what hides in it and isn't ours, such as `.git`, moves along."""
    hidden = {place.partition("/")[0] for place in ours}
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {
        place: ""
        for place in found
        if not place.startswith(".") or place.partition("/")[0] in hidden
    }
