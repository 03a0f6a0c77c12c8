"""What each target read when it was made, and what it was answered: so a build knows what to make.

After "Build Systems à la Carte" (Mokhov, Mitchell, Peyton Jones 2018) these are verifying traces.
Reads are shared by many targets, so each is asked once more and compared by its digest; a target
holds the numbers of its reads. An answer that stays the same stops the change there.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from kim_plugins.builder.groups import Group
from kim_plugins.builder.store import Store
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.answers import Answers, clock_of, list_of
from kim_plugins.catalogue.buckets import bucket_of, to_change
from kim_plugins.catalogue.entry_lists import ALL, LIST
from kim_plugins.catalogue.tracing import RECORD, Clock, Read

_FEW: Final = 20
"""So many numbers are looked for by one pattern; more by asking each target for its own."""
_BUCKETS: Final = 256
_GROUP: Final = "jejak"
_STATE: Final = "keadaan"
_WORDS: Final = "isi"
_LISTS: Final = "daftar"
_FIELDS: Final = "bidang"
_CLOCKS: Final = {clock: f"jawaban/{clock.value}" for clock in Clock}
_TARGETS: Final = "hasil/"
_MOST_CAUSES: Final = 5

Dated = tuple[str, str]


class Made(NamedTuple):
    """A target as it was made last.

    `files` are the digest of each file's bytes by its place; `dates` what sitemaps say of its
    pages; `reads` the numbers of what it read; `why` some of the reads that had another answer,
    none for what is new; `given` a digest of what else it was made from; `shared` the digests of
    files that other targets may need, too.
    """

    files: dict[str, str]
    dates: list[Dated]
    reads: bytes
    why: tuple[Read, ...] = ()
    given: bytes = b""
    shared: dict[str, str] | None = None


class State(NamedTuple):
    """What all targets read: the digest of all facts, the day, and the digest of the settings."""

    structure: bytes
    day: str
    settings: bytes


class Traces:
    """The traces of one site in a store; `settings` is a digest of those that all targets read.

    Where they were others, nothing is known of any target.
    """

    def __init__(self, store: Store, catalogue: Catalogue, settings: bytes) -> None:
        self._catalogue = catalogue
        self._answers = Answers(catalogue)
        day = str(catalogue.instant.astimezone(catalogue.options.zone).date())
        self._now = State(catalogue.structure, day, settings)
        self._changed: dict[int, Read] = {}
        self._rows = Group(store, _GROUP)
        self._rows.load()
        before = State(*self._rows.get(_STATE, (b"", "", b"")))
        if before.settings != settings:
            self._rows.clear()
        self.targets: dict[str, Made] = {}
        for row in self._rows:
            if row.startswith(_TARGETS):
                made = self._rows[row].items()
                self.targets.update({name: Made._make(fields) for name, fields in made})
        self._before = before if self.targets else None

    # -- what has changed ------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether nothing is known of any target."""
        return self._before is None

    @property
    def has_same_targets(self) -> bool:
        """Whether the same targets can be made: no record has other facts, and it is the same day.

        Of some things a day alone decides whether they are there, as of scripts and month sheets.
        """
        return self._before == self._now

    def stale(self) -> dict[str, tuple[Read, ...]]:
        """The targets that read what has another answer by now, each with some of these reads."""
        self._changed = {number_of(read): read for read in self._other_answers()}
        if not self._changed:
            return {}
        if len(self._changed) <= _FEW:
            pattern = b"|".join(re.escape(number.to_bytes(4, "little")) for number in self._changed)
            shows = re.compile(pattern, re.DOTALL).search
            found = [name for name, made in self.targets.items() if shows(made.reads)]
        else:
            apart = self._changed.keys().isdisjoint
            found = [n for n, made in self.targets.items() if not apart(_numbers(made.reads))]
        return {name: self.why(name) for name in found}

    def why(self, name: str) -> tuple[Read, ...]:
        """Some of the reads of a target that have another answer, records first."""
        own = self._changed.keys() & set(_numbers(self.targets[name].reads))
        reads = sorted((self._changed[number] for number in own), key=_importance)
        return tuple(reads[:_MOST_CAUSES])

    @property
    def changed(self) -> Iterable[Read]:
        """Every read that has another answer."""
        return self._changed.values()

    def _other_answers(self) -> Iterator[Read]:
        """The reads that have another answer; those are asked whose answer may be another."""
        before, now = self._before, self._now
        if before is None:
            return
        words, old = self._catalogue.words, self._table(_WORDS)
        changed = [path for path, digest in words.items() if old.get(path) != digest]
        for path in (*changed, *(old.keys() - words.keys())):
            yield RECORD, path
            yield from self._others_in(f"{_FIELDS}/{path}")
        yield from self._others_in(_CLOCKS[Clock.ALWAYS])
        lists: set[str | None] = {None}
        if before.structure != now.structure:
            yield from self._others_in(_CLOCKS[Clock.NEVER])
            for whole in self._others_in(_LISTS):
                lists.add(list_of(whole))
                yield from self._others_in(_row_of(whole))
        if before != now:
            daily = [*self._table(_CLOCKS[Clock.DAILY])]
            if before.day == now.day:
                daily = [read for read in daily if list_of(read) in lists]
            yield from self._others_in(_CLOCKS[Clock.DAILY], daily)

    def _others_in(self, row: str, reads: Iterable[Read] | None = None) -> Iterator[Read]:
        answers = self._table(row)
        for read in [*answers] if reads is None else reads:
            if (now := self._answers.of(read)) != answers[read]:
                to_change(self._rows, row)[read] = now
                yield read

    # -- what was made ---------------------------------------------------------------------

    def note_reads(self, reads: Iterable[Read]) -> None:
        """Record the answers of this catalogue to the reads of a target."""
        for read in reads:
            if name := list_of(read):
                self._note(_LISTS, (LIST, name, ALL))
            if read[0] != RECORD or read[2:]:
                self._note(_row_of(read), read)

    def _note(self, row: str, read: Read) -> None:
        if read not in self._table(row):
            to_change(self._rows, row)[read] = self._answers.of(read)

    def note(self, name: str, made: Made) -> None:
        """Record a target that was made."""
        self.targets[name] = made
        to_change(self._rows, _target_row(name))[name] = tuple(made)

    def forget(self, names: Iterable[str]) -> None:
        """Drop targets that don't exist any more."""
        for name in names:
            del self.targets[name], to_change(self._rows, _target_row(name))[name]

    def save(self) -> None:
        """Store what was recorded; where that fails, the next build makes all targets."""
        if (words := self._catalogue.words) != self._table(_WORDS):
            self._rows[_WORDS] = dict(words)
        if self._now != self._before:
            self._rows[_STATE] = tuple(self._now)
        self._rows.save()

    def _table(self, row: str) -> dict[Any, Any]:
        found: dict[Any, Any] = self._rows.get(row, {})
        return found


def number_of(read: Read) -> int:
    """What stands for a read in traces. Two reads may have one number: then more is made."""
    return zlib.crc32(repr(read).encode("utf-8", "surrogatepass"))


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as traces have them."""
    return array("I", sorted(numbers)).tobytes()


def _numbers(reads: bytes) -> array[int]:
    return array("I", reads)


def _importance(read: Read) -> tuple[int, str]:
    return (0 if read[0] == RECORD else 1, repr(read))


def _row_of(read: Read) -> str:
    """Where the answer to a read stands: with those that may change with it."""
    if read[0] == RECORD:
        return f"{_FIELDS}/{read[1]}"
    clock = clock_of(read)
    name = list_of(read) if clock is Clock.NEVER else None
    return f"{_LISTS}/{name}" if name else _CLOCKS[clock]


def _target_row(name: str) -> str:
    return f"{_TARGETS}{bucket_of(name, _BUCKETS)}"
