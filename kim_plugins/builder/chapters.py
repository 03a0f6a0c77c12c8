"""Chapters of the site that show the same as in the last build aren't planned again."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Collection, Container, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from kim_plugins.builder.kept import Damaged
from kim_plugins.builder.kept_table import KeptTable
from kim_plugins.builder.outputs import Outputs
from kim_plugins.catalogue import EVERYTHING, Sight
from kim_plugins.catalogue.fingerprints import mark_of

T = TypeVar("T")

_MOST_PARTS: Final = 50
"""After so many edits they are joined."""


class Kept(NamedTuple):
    """A chapter as it was planned: its digest, the key of each of its files, and their dates.

    `dates` are pairs of address and date, as sitemaps need them; `marks` those of the records that
    it shows (`Fingerprints.marks`).
    """

    key: str
    files: dict[str, str]
    dates: list[tuple[str, str]]
    marks: bytes


Again = Callable[[str, str], bytes]
"""Makes a file of a chapter once more: by the name of the chapter, and the file's place."""


class ChapterCache:
    """What is known of the chapters of one site, in one file: a part for each build.

    `made_with` names the program and its settings: what another one wrote isn't read; `sight` is
    what this build sees of the content. A file that is missing, damaged or can't be written costs
    time and nothing else: keys say what a chapter was made from, and each of its files is known
    again by its own key.
    """

    def __init__(self, file: Path, outputs: Outputs, made_with: bytes, sight: Sight) -> None:
        self._table, self._outputs = KeptTable(file, made_with), outputs
        self._parts = 0
        self._before: dict[str, Kept] = {}
        self._seen: Sight | None = None
        self._load()
        self._now: dict[str, Kept] = {}
        self._sight = sight

    def keep_unchanged(self, again: Again, always: Collection[str] = ()) -> Container[str]:
        """Offer what shows no record with other words than before; return what is left to look at.

        `always` has to be looked at in every build; `again` is asked for a file that went away.
        """
        changed = self._sight.changes(self._seen)
        if changed is None:
            return EVERYTHING
        marks = b"|".join(re.escape(mark_of(path)) for path in changed)
        shows = re.compile(marks or rb"(?!)").search
        left = {name for name, kept in self._before.items() if shows(kept.marks)}
        left.update(always)
        others = {name: kept for name, kept in self._before.items() if name not in left}
        files: dict[str, str] = {}
        for kept in others.values():
            files |= kept.files

        def make(place: str) -> bytes:
            name = next(name for name, kept in others.items() if place in kept.files)
            return again(name, place)

        if not self._outputs.keep(files, make):
            return EVERYTHING
        # Each of those that are left is kept or noted yet, in its place.
        self._now = dict(self._before)
        return left

    def keep(self, name: str, key: str, make: Callable[[str], bytes]) -> bool:
        """Offer a chapter's files as they are; False where it has to be planned.

        `make` is asked for a file that went away, by its place.
        """
        known = self._before.get(name)
        if known is None or known.key != key or not self._outputs.keep(known.files, make):
            return False
        self._now[name] = known
        return True

    def note(self, name: str, kept: Kept) -> None:
        """Remember a chapter that was planned."""
        self._now[name] = kept

    @property
    def dates(self) -> list[tuple[str, str]]:
        """The dates of all that was kept or noted."""
        return [date for kept in self._now.values() for date in kept.dates]

    def save(self) -> None:
        """Write down what was kept or noted, for the next build: most often a few lines."""
        is_anew = not 0 < self._parts < _MOST_PARTS
        before: Mapping[str, Kept] = {} if is_anew else self._before
        seen = {} if is_anew or self._seen is None else self._seen.keys
        chapters, keys = _differences(before, self._now), _differences(seen, self._sight.keys)
        is_same = self._seen is not None and self._seen.outlook == self._sight.outlook
        if not is_anew and is_same and not chapters and not keys:
            return
        plain: Any = {name: kept and tuple(kept) for name, kept in chapters.items()}
        part = marshal.dumps((plain, self._sight.outlook, dict(keys)))
        parts: dict[bytes, bytes | None] = {}
        if is_anew:
            parts.update({_name(number): None for number in range(self._parts)})
            self._parts = 0
        self._table.write({**parts, _name(self._parts): part})
        self._table.close()

    def _load(self) -> None:
        """All parts one after the other; a later one knows better."""
        chapters: dict[str, Any] = {}
        keys: dict[str, Any] = {}
        outlook = b""
        try:
            parts = dict(self._table.below(b""))
        except Damaged:
            parts = {}
            self._table.begin_anew()
        # Of a part that is missing, the later ones don't make up for.
        while (part := parts.get(_name(self._parts))) is not None:
            # It was sealed, so these are bytes that we wrote ourselves.
            some, outlook, some_keys = marshal.loads(part)  # noqa: S302
            chapters |= some
            keys |= some_keys
            self._parts += 1
        if self._parts:
            self._before = {name: Kept._make(kept) for name, kept in chapters.items() if kept}
            self._seen = Sight(outlook, {path: key for path, key in keys.items() if key})


def _name(part: int) -> bytes:
    return b"%03d" % part


def _differences(before: Mapping[str, T], now: Mapping[str, T]) -> dict[str, T | None]:
    """What has to be added to what was there; None stands for what is gone."""
    changed: dict[str, T | None] = {
        name: value for name, value in now.items() if before.get(name) != value
    }
    return changed | dict.fromkeys(before.keys() - now.keys())
