"""What is read of a catalogue is recorded while something is made of it (C9).

A *read* is a question to the catalogue: the name of a query and its arguments. Queries note
themselves while reads are recorded, and so does a record whose words are read. The answer to a
query says which records it names and the facts of these (`Catalogue.facts`), never their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cached_property, wraps
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Final,
    NamedTuple,
    ParamSpec,
    Protocol,
    TypeVar,
    cast,
)

Read = tuple[Any, ...]
"""The name of a query and its arguments, each of them plain."""

RECORD: Final = "record"
"""Names the read of all that a file says; its argument is the path. A field may follow: of groups,
which many pages name, each field is read by itself."""


class Answering(Protocol):
    """What queries are asked of, the catalogue: it keeps each answer by the read that asked."""

    @property
    def answers(self) -> dict[Read, Any]:
        """The answers that were given so far."""


C = TypeVar("C", bound=Answering)
P = ParamSpec("P")
T = TypeVar("T")


class Clock(Enum):
    """How often the answer to a query changes by itself."""

    NEVER = "never"
    DAILY = "daily"
    ALWAYS = "always"


class Query(NamedTuple):
    """A question that can be asked once more in another build."""

    ask: Callable[..., Any]
    clock: Clock
    of_list: bool


queries: Final[dict[str, Query]] = {}
"""Every query by its name."""


class _Recorder:
    """Holds the set that reads are recorded in at present; None most of the time."""

    __slots__ = ("reads",)

    def __init__(self) -> None:
        self.reads: set[Read] | None = None


recorder: Final = _Recorder()


@contextmanager
def recording() -> Iterator[set[Read]]:
    """Record reads until the end of the block, in the set that is yielded."""
    before = recorder.reads
    found: set[Read] = set()
    recorder.reads = found
    try:
        yield found
    finally:
        recorder.reads = before


@contextmanager
def unrecorded() -> Iterator[None]:
    """Record nothing until the end of the block: the caller notes one read for all of it."""
    before, recorder.reads = recorder.reads, None
    try:
        yield
    finally:
        recorder.reads = before


if TYPE_CHECKING:
    unrecorded_property = cached_property
else:

    class unrecorded_property(cached_property):  # noqa: N801 - as cached_property
        """A cached property of whose making nothing is noted: what it holds, queries answer for."""

        def __get__(self, instance, owner=None):  # noqa: ANN001, ANN204 - as cached_property
            """The value, made at the first call."""
            with unrecorded():
                return super().__get__(instance, owner)


def note(read: Read) -> None:
    """Record a read, where reads are recorded."""
    if recorder.reads is not None:
        recorder.reads.add(read)


def query(
    clock: Clock = Clock.NEVER, *, of_list: bool = False
) -> Callable[[Callable[Concatenate[C, P], T]], Callable[Concatenate[C, P], T]]:
    """Make a function of a catalogue a query: it is asked once, and notes itself at each call.

    Its arguments are plain and given by their places. `clock` tells when the same content may give
    another answer; `of_list` that nothing but the list that its first argument names decides it.
    """

    def decorated(
        function: Callable[Concatenate[C, P], T],
    ) -> Callable[Concatenate[C, P], T]:
        name = function.__name__
        if name in queries:
            raise ValueError(f"two queries are called {name}")
        queries[name] = Query(function, clock, of_list)

        @wraps(function)
        def asked(catalogue: C, *args: P.args, **kwargs: P.kwargs) -> T:
            read = (name, *args)
            answers = catalogue.answers
            try:
                found: T = answers[read]
            except KeyError:
                with unrecorded():
                    found = answers[read] = function(catalogue, *args, **kwargs)
            if recorder.reads is not None:
                recorder.reads.add(read)
            return found

        return cast(Any, asked)  # type: ignore[no-any-return]

    return decorated


class Memo(dict[Any, tuple[Any, frozenset[Read]]]):
    """Values that several targets use; each use records what was read to make the value."""

    def get_or_make(self, key: object, make: Callable[[], T]) -> T:
        """The value under a key, made at the first call."""
        found = self.get(key)
        if found is None:
            with recording() as reads:
                value = make()
            found = self[key] = value, frozenset(reads)
        if recorder.reads is not None:
            recorder.reads |= found[1]
        made: T = found[0]
        return made


def note_all(reads: Iterable[Read]) -> None:
    """Record several reads, where reads are recorded."""
    if recorder.reads is not None:
        recorder.reads.update(reads)
