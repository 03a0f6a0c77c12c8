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

from kim_plugins.builder.kept import Damaged
from kim_plugins.builder.kept_table import KeptTable
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.answers import Answers, by_list, clock_of
from kim_plugins.catalogue.tracing import RECORD, Clock, Read

_FEW: Final = 20
"""So many numbers are looked for by one pattern; more by asking each target for its own."""
_BUCKETS: Final = 256
_STATE: Final = b"keadaan"
_WORDS: Final = b"isi"
_HEADS: Final = b"daftar"
_CLOCKS: Final = {clock: f"jawaban/{clock.value}".encode() for clock in Clock}
_TARGETS: Final = b"hasil/"
_MOST_CAUSES: Final = 5

Dated = tuple[str, str]


class Made(NamedTuple):
    """A target as it was made last.

    `files` are the digest of each file's bytes by its place; `dates` what sitemaps say of its
    pages; `reads` the numbers of what it read; `why` some of the reads that had another answer,
    none for what is new; `given` a digest of what else it was made from.
    """

    files: dict[str, str]
    dates: list[Dated]
    reads: bytes
    why: tuple[Read, ...] = ()
    given: bytes = b""


class Traces:
    """The traces of one site in a table that is sealed with what everything is made with.

    A table that is damaged costs time and nothing else.
    """

    def __init__(self, table: KeptTable, catalogue: Catalogue) -> None:
        self._table, self._catalogue = table, catalogue
        self._answers = Answers(catalogue)
        self._day = str(catalogue.instant.astimezone(catalogue.options.zone).date())
        self._rows: dict[bytes, bytes | None] = {}
        self.targets: dict[str, Made] = {}
        self._known: dict[bytes, dict[Any, bytes]] = {}
        self._changed: dict[int, Read] = {}
        try:
            self._load()
        except Damaged:
            table.begin_anew()
            self._before: tuple[bytes, str] | None = None
            self.targets, self._known = {}, {}

    # -- what has changed ------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether nothing is known of any target."""
        return self._before is None

    @property
    def has_same_structure(self) -> bool:
        """Whether the same targets can be made as before: no record has other facts."""
        return self._before is not None and self._before[0] == self._catalogue.structure

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
        if self._before is None:
            return
        words, before = self._catalogue.words, self._of(_WORDS)
        changed = [path for path, digest in words.items() if before.get(path) != digest]
        yield from ((RECORD, path) for path in (*changed, *(before.keys() - words.keys())))
        yield from self._others_in(_CLOCKS[Clock.ALWAYS])
        if self._before != (self._catalogue.structure, self._day):
            yield from self._others_in(_CLOCKS[Clock.DAILY])
        if not self.has_same_structure:
            yield from self._others_in(_CLOCKS[Clock.NEVER])
            heads = self._of(_HEADS)
            for name, head in list(heads.items()):
                if (now := self._answers.of_list(name)) != head:
                    heads[name] = now
                    self._touch(_HEADS)
                    yield from self._others_in(_list_row(name))

    def _others_in(self, row: bytes) -> Iterator[Read]:
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

    def _note(self, row: bytes, read: Read) -> None:
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
        now = (self._catalogue.structure, self._day)
        if self._of(_WORDS) != self._catalogue.words:
            self._known[_WORDS] = dict(self._catalogue.words)
            self._touch(_WORDS)
        if now != self._before:
            self._known[_STATE] = {"": marshal.dumps(now)}
            self._touch(_STATE)
        buckets = self._by_bucket([row for row in self._rows if row.startswith(_TARGETS)])
        rows: dict[bytes, bytes | None] = {
            row: marshal.dumps(buckets[row] if row in buckets else self._known[row])
            for row in self._rows
        }
        if rows:
            self._table.write(rows)
        self._rows.clear()

    def _by_bucket(self, rows: list[bytes]) -> dict[bytes, dict[str, Any]]:
        found: dict[bytes, dict[str, Any]] = {row: {} for row in rows}
        if found:
            for name, made in self.targets.items():
                if (row := _bucket(name)) in found:
                    found[row][name] = tuple(made)
        return found

    # -- the table -------------------------------------------------------------------------

    def _load(self) -> None:
        self._before = None
        state = self._read(_STATE)
        if state is None:
            return
        for _, data in self._table.below(_TARGETS):
            # It was sealed, so these are bytes that we wrote ourselves.
            found: dict[str, Any] = marshal.loads(data)  # noqa: S302
            self.targets.update({name: Made._make(made) for name, made in found.items()})
        structure, day = marshal.loads(state[""])  # noqa: S302 - as above
        self._before = structure, day

    def _of(self, row: bytes) -> dict[Any, bytes]:
        if row not in self._known:
            self._known[row] = self._read(row) or {}
        return self._known[row]

    def _read(self, row: bytes) -> dict[Any, bytes] | None:
        data = self._table.read(row)
        # As above.
        return None if data is None else marshal.loads(data)  # noqa: S302

    def _touch(self, row: bytes) -> None:
        self._rows[row] = None


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


def _list_row(name: str) -> bytes:
    return f"daftar/{name}".encode("utf-8", "surrogatepass")


def _bucket(name: str) -> bytes:
    return _TARGETS + b"%d" % (zlib.crc32(name.encode("utf-8", "surrogatepass")) % _BUCKETS)
