"""What each target read when it was made, and what it was answered: so a build knows what to make.

After "Build Systems à la Carte" (Mokhov, Mitchell, Peyton Jones 2018) these are verifying traces.
Reads are shared by many targets, so each is asked once more and compared by its digest; a target
holds the numbers of its reads. An answer that stays the same stops the change there.
"""

from __future__ import annotations

import marshal
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from kim_plugins.builder.groups import Group
from kim_plugins.builder.sealed_files import Damaged
from kim_plugins.builder.store import Store
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.answers import Answers, by_list, clock_of
from kim_plugins.catalogue.tracing import RECORD, Clock, Read

_FEW: Final = 20
"""So many numbers are looked for by one pattern; more by asking each target for its own."""
_BUCKETS: Final = 256
_GROUP: Final = "jejak"
_STATE: Final = "keadaan"
_WORDS: Final = "isi"
_HEADS: Final = "daftar"
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
        self._before: State | None = None
        self._touched: set[str] = set()
        self.targets: dict[str, Made] = {}
        self._known: dict[str, dict[Any, bytes]] = {}
        self._changed: dict[int, Read] = {}
        self._store = store
        self._rows = Group(store, _GROUP)
        self._load()

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
        try:
            self._changed = {number_of(read): read for read in self._other_answers()}
        except Damaged:
            self._forget_all()
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
        if self._before is None:
            return
        words, before = self._catalogue.words, self._of(_WORDS)
        changed = [path for path, digest in words.items() if before.get(path) != digest]
        yield from ((RECORD, path) for path in (*changed, *(before.keys() - words.keys())))
        yield from self._others_in(_CLOCKS[Clock.ALWAYS])
        if self._before != self._now:
            yield from self._others_in(_CLOCKS[Clock.DAILY])
        if self._before.structure != self._now.structure:
            yield from self._others_in(_CLOCKS[Clock.NEVER])
            heads = self._of(_HEADS)
            for name, head in list(heads.items()):
                if (now := self._answers.of_list(name)) != head:
                    heads[name] = now
                    self._touch(_HEADS)
                    yield from self._others_in(_list_row(name))

    def _others_in(self, row: str) -> Iterator[Read]:
        answers = self._of(row)
        for read, digest in list(answers.items()):
            now = self._answers.of(read)
            if now != digest:
                answers[read] = now
                self._touch(row)
                yield read

    # -- what was made ---------------------------------------------------------------------

    def note_reads(self, reads: Iterable[Read]) -> None:
        """Know the answers of this catalogue to reads that some target asked."""
        others, lists = by_list(reads)
        for read in others:
            if read[0] != RECORD:
                self._note(_CLOCKS[clock_of(read)], read)
        for name, own in lists.items():
            heads = self._of(_HEADS)
            if name not in heads:
                heads[name] = self._answers.of_list(name)
                self._touch(_HEADS)
            for read in own:
                self._note(_list_row(name), read)

    def _note(self, row: str, read: Read) -> None:
        answers = self._of(row)
        if read not in answers:
            answers[read] = self._answers.of(read)
            self._touch(row)

    def note(self, name: str, made: Made) -> None:
        """Remember a target that was made."""
        self.targets[name] = made
        self._touch(_bucket(name))

    def forget(self, names: Iterable[str]) -> None:
        """Forget targets that nobody makes any more."""
        for name in names:
            del self.targets[name]
            self._touch(_bucket(name))

    def save(self) -> None:
        """Write down what is known by now; where that can't be done the next build makes it all."""
        if self._of(_WORDS) != self._catalogue.words:
            self._known[_WORDS] = dict(self._catalogue.words)
            self._touch(_WORDS)
        if self._now != self._before:
            self._rows[_STATE] = marshal.dumps(tuple(self._now))
        buckets: dict[str, dict[str, Any]] = {
            row: {} for row in self._touched if row.startswith(_TARGETS)
        }
        for name, made in self.targets.items() if buckets else ():
            if (row := _bucket(name)) in buckets:
                buckets[row][name] = tuple(made)
        for row in self._touched:
            self._rows[row] = marshal.dumps(buckets[row] if row in buckets else self._known[row])
        self._rows.save()
        self._touched.clear()

    # -- what is kept ----------------------------------------------------------------------

    def _load(self) -> None:
        try:
            state = self._read(_STATE)
            self._before = State(*state) if state else None
            for row in [*self._rows]:
                if self._before is None or self._before.settings != self._now.settings:
                    del self._rows[row]
                elif row.startswith(_TARGETS):
                    targets = self._read(row)
                    self.targets.update({name: Made._make(made) for name, made in targets.items()})
        except Damaged:
            self._forget_all()
        if not self.targets:
            self._before = None

    def _forget_all(self) -> None:
        """Begin anew, as the store has."""
        self._rows, self._before = Group(self._store, _GROUP), None
        self.targets, self._known, self._changed = {}, {}, {}

    def _of(self, row: str) -> dict[Any, bytes]:
        if row not in self._known:
            self._known[row] = self._read(row) or {}
        return self._known[row]

    def _read(self, row: str) -> Any:  # noqa: ANN401 - what was written
        data = self._rows.get(row)
        # What was sealed are bytes that we wrote ourselves.
        return None if data is None else marshal.loads(data)  # noqa: S302

    def _touch(self, row: str) -> None:
        self._touched.add(row)


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


def _list_row(name: str) -> str:
    return f"daftar/{name}"


def _bucket(name: str) -> str:
    return f"{_TARGETS}{zlib.crc32(name.encode('utf-8', 'surrogatepass')) % _BUCKETS}"
