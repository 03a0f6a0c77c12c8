"""Lists of records that note which part of them is read: a page of a listing, not the listing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar, overload

from kim_plugins.catalogue.entries import Entry
from kim_plugins.catalogue.tracing import note, recorder

E = TypeVar("E", bound=Entry[Any])

LIST: Final = "list"
"""Names the read of a part of a list; its arguments are the list's name, the part, its place."""
ALL: Final = "all"
"""The part of a list that is all of it."""
KEYS: Final = "keys"
"""Names the read of which lists a grouping has."""


class EntryList(Sequence[E]):
    """Records in order, the newest first; `name` tells the list from all others of a catalogue."""

    __slots__ = ("_places", "entries", "name")

    def __init__(self, name: str, entries: tuple[E, ...] = ()) -> None:
        self.name, self.entries = name, entries
        self._places: dict[str, int] | None = None

    def _note(self, part: str, *place: object) -> None:
        if recorder.reads is not None:
            recorder.reads.add((LIST, self.name, part, *place))

    def __len__(self) -> int:
        """How many there are."""
        self._note("len")
        return len(self.entries)

    def __bool__(self) -> bool:
        """Whether there is any."""
        self._note("any")
        return bool(self.entries)

    def __iter__(self) -> Iterator[E]:
        """All of them."""
        self._note(ALL)
        return iter(self.entries)

    @overload
    def __getitem__(self, place: int) -> E: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[E, ...]: ...
    def __getitem__(self, place: int | slice) -> E | tuple[E, ...]:
        """One or some of them, counted from the newest."""
        if isinstance(place, slice) and place.stop is not None and place.stop >= 0:
            self._note("newest", max(0, place.start or 0), place.stop)
        else:
            self._note(ALL)
        return self.entries[place]

    def oldest(self, start: int, stop: int) -> tuple[E, ...]:
        """Some of them counted from the oldest, whose places never change; still newest first."""
        self._note("oldest", start, stop)
        return self._oldest(start, stop)

    def _oldest(self, start: int, stop: int) -> tuple[E, ...]:
        total = len(self.entries)
        return self.entries[max(0, total - stop) : max(0, total - start)]

    def near(self, entry: E, count: int) -> tuple[E, ...]:
        """Those up to `count` places from a record, or from where it would stand; itself too."""
        self._note("near", entry.path, count)
        return self._near(entry, count)

    def _near(self, entry: E, count: int) -> tuple[E, ...]:
        if self._places is None:
            self._places = {one.path: place for place, one in enumerate(self.entries)}
        place = self._places.get(entry.path)
        if place is None:
            place = bisect_left(self.entries, newest_first(entry), key=newest_first)
        return self.entries[max(0, place - count) : place + count + 1]

    def answer(self, entries: Mapping[str, E], part: str, *place: Any) -> object:  # noqa: ANN401 - as reads have it
        """What is read by the name of a part; `entries` are all records by path."""
        match part:
            case "len":
                return len(self.entries)
            case "any":
                return bool(self.entries)
            case "newest":
                return self.entries[place[0] : place[1]]
            case "oldest":
                return self._oldest(*place)
            case "near":
                entry = entries.get(place[0])
                return self._near(entry, place[1]) if entry else ()
            case _:
                return self.entries


class Grouping(Mapping[Any, EntryList[E]]):
    """Lists by what their records have in common; where there are none the list is empty.

    Keys are texts, or several plain values together.
    """

    def __init__(self, name: str, lists: Mapping[Any, tuple[E, ...]]) -> None:
        self.name = name
        self._lists = {key: EntryList(self._named(key), some) for key, some in lists.items()}

    def _named(self, key: object) -> str:
        return f"{self.name}/{'/'.join(map(str, key)) if isinstance(key, tuple) else key}"

    def __getitem__(self, key: object) -> EntryList[E]:
        """The list of a key."""
        found = self._lists.get(key)
        return EntryList(self._named(key)) if found is None else found

    def get(self, key: object, default: object = None) -> EntryList[E]:  # noqa: ARG002 - there is always a list
        """The list of a key."""
        return self[key]

    def __contains__(self, key: object) -> bool:
        """Whether the key has any record."""
        return bool(self[key])

    def __iter__(self) -> Iterator[Any]:
        """All keys that have a record, in no order."""
        note((KEYS, self.name))
        return iter(self._lists)

    def __len__(self) -> int:
        """How many keys there are."""
        note((KEYS, self.name))
        return len(self._lists)

    @property
    def lists(self) -> Mapping[str, EntryList[E]]:
        """Every list by its name."""
        return {found.name: found for found in self._lists.values()}


def newest_first(entry: Entry[Any]) -> tuple[float, str]:
    """Sort key: publication time, newest first; the identifier breaks ties."""
    return (-entry.published, entry.identifier)
