"""Makes the targets whose traces hold something that has changed, and no others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from kim_plugins.builder.outputs import KEY_SIZE, Outputs, place_of
from kim_plugins.builder.store import Store
from kim_plugins.builder.traces import Dated, Made, Traces, number_of, packed
from kim_plugins.builder.workers import run_all
from kim_plugins.catalogue import Catalogue, Read, recording

_AT_ONCE: Final = 8
"""Targets that a worker is handed together: an archive of a hundred bulletins is one."""


class File(NamedTuple):
    """A file of a target: its address, its bytes, and what a sitemap says of it, if anything.

    `shared` are files by place that it needs, and others may need, too.
    """

    address: str
    data: bytes
    date: Dated | None = None
    shared: Mapping[str, bytes] = MappingProxyType({})


class Target(NamedTuple):
    """Files that are made together; `make` depends on queries of the catalogue alone.

    They are made in order of `rank`: those of similar rank share what is kept in memory.
    """

    name: str
    make: Callable[[], Iterable[File]]
    rank: float = 0.0


OTHERS: Final[Read] = ("others",)
"""Why a target is made whose given digest is another one."""

Find = Callable[[], Iterable[Target]]
"""Gives all targets of one kind; nothing of them is planned or made yet."""


class _Result(NamedTuple):
    """A target that was made, the files that others may need too, and reads not told of before."""

    made: Made
    shared: dict[str, bytes]
    new: list[Read]


class Making:
    """The targets of one build; each plugin adds a function that finds its own."""

    def __init__(self, outputs: Outputs, workers: int | None, settings: bytes) -> None:
        self._outputs, self._workers = outputs, workers
        self._finds: list[Find] = []
        self._settings = settings
        self._known: dict[str, Target] = {}
        self._numbers: dict[Read, int] = {}
        self.dates: list[Dated] = []
        self.gone: Mapping[str, frozenset[str]] = {}
        """The files of targets that were made before and exist no more, by their names."""
        self.given: dict[str, bytes] = {}
        """What targets are made from that the catalogue doesn't know: a digest, by their names."""
        self.is_anew = False
        """Whether nothing was known of any target, as of another program or other settings."""

    def add(self, find: Find, settings: str = "") -> None:
        """Add targets; `settings` is what they depend on besides the catalogue and the program."""
        self._finds.append(find)
        self._settings += settings.encode()

    @property
    def settings(self) -> bytes:
        """A digest of what all targets depend on besides the catalogue and the program."""
        return hashlib.blake2b(self._settings, digest_size=KEY_SIZE).digest()

    def key(self, *made_from: str) -> str:
        """The key of a file that is made from these words and nothing of the catalogue."""
        written = "\0".join(made_from).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(written, key=self.settings, digest_size=KEY_SIZE).hexdigest()

    @property
    def targets(self) -> Mapping[str, Target]:
        """All targets by name; found at the first use, as many builds need none."""
        self._find(None)
        return self._known

    def _target(self, name: str) -> Target | None:
        """A target by name; those that come after it needn't be found."""
        self._find({name})
        return self._known.get(name)

    def _find(self, names: Iterable[str] | None) -> None:
        """Find targets until these are known, if they exist; all of them for None."""
        wanted = None if names is None else set(names) - self._known.keys()
        try:
            while wanted != set() and (target := next(self._finding, None)):
                self._known[target.name] = target
                if wanted:
                    wanted.discard(target.name)
        except BaseException:
            del self._finding  # whoever asks next meets the same error, and no part of them
            raise

    @cached_property
    def _finding(self) -> Iterator[Target]:
        return (target for find in self._finds for target in find())

    def run(self, store: Store, catalogue: Catalogue) -> Iterator[tuple[int, int]]:
        """Make all stale targets; yield (number done, number of all)."""
        traces = Traces(store, catalogue, self.settings)
        stale = self.stale(traces)
        self.is_anew = traces.is_new
        self._keep_others(traces, stale)
        self._find(stale)
        targets = [one for name, one in self._known.items() if name in stale]
        targets.sort(key=attrgetter("rank"))
        tasks = [partial(self._made, target) for target in targets]
        results = run_all(tasks, self._workers, at_once=_AT_ONCE)
        for done, (target, result) in enumerate(zip(targets, results, strict=True), 1):
            self._outputs.add_put(result.made.files)
            for place, data in result.shared.items():
                if place not in self._outputs.keys:
                    self._outputs.write(place, data)
            traces.note_reads(result.new)
            traces.note(target.name, result.made._replace(why=stale.get(target.name, ())))
            yield done, len(tasks)
        traces.save()
        self.dates = [date for made in traces.targets.values() for date in made.dates]

    def stale(self, traces: Traces) -> dict[str, tuple[Read, ...]]:
        """The names of the targets to make, with the reads that caused it; none for new ones."""
        stale = traces.stale()
        for name, made in traces.targets.items():
            if made.given != self.given.get(name, b""):
                stale.setdefault(name, (OTHERS,))
        if not traces.has_same_targets:
            names = self.targets.keys()
            stale.update(dict.fromkeys(names - traces.targets.keys(), ()))
            gone = traces.targets.keys() - names
            self.gone = {name: frozenset(_all_of(traces.targets[name])) for name in gone}
            traces.forget(gone)
            stale = {name: why for name, why in stale.items() if name in names}
        return stale

    def _keep_others(self, traces: Traces, stale: dict[str, tuple[Read, ...]]) -> None:
        """Offer the files of all other targets; one whose files are missing becomes stale."""
        kept = {name: made for name, made in traces.targets.items() if name not in stale}
        files = {place: key for made in kept.values() for place, key in _all_of(made).items()}
        if missing := self._outputs.missing(files):
            gone = [name for name, made in kept.items() if not missing.isdisjoint(_all_of(made))]
            stale.update(dict.fromkeys(gone, ()))
            rest = (_all_of(made) for name, made in kept.items() if name not in stale)
            files = {place: key for own in rest for place, key in own.items()}
        self._outputs.offer_all(files, partial(self._again, traces))

    def at(self, place: str) -> bytes | None:
        """The bytes of one file, made now for the preview; None where no target has it."""
        for name in _makers(f"/{place.removesuffix('index.html')}"):
            if (data := self._file(name, place)) is not None:
                return data
        return None

    def target_of(self, places: Sequence[str], traces: Traces) -> str | None:
        """The name of the target that makes one of these places, if one does."""
        makers = {place: name for name, made in traces.targets.items() for place in made.files}
        for place in places:
            if name := makers.get(place):
                return name
            for name in _makers(f"/{place.removesuffix('index.html')}"):
                if traces.is_new and self._file(name, place) is not None:
                    return name
                if place_of(name) == place and self._target(name):
                    return name
        return None

    def _file(self, name: str, place: str) -> bytes | None:
        """A file of a target, if it has one at this place."""
        target = self._target(name)
        for file in target.make() if target else ():
            if place_of(file.address) == place:
                return file.data
            if place in file.shared:
                return file.shared[place]
        return None

    def _made(self, target: Target) -> _Result:
        files: dict[str, str] = {}
        dates: list[Dated] = []
        shared: dict[str, bytes] = {}
        with recording() as reads:
            for file in target.make():
                place = place_of(file.address)
                if place in files:
                    raise FileExistsError(f"{place} is written twice")
                files[place] = _key_of(file.data)
                self._outputs.put(place, files[place], file.data)
                shared.update(file.shared)
                if file.date:
                    dates.append(file.date)
        known, new = self._numbers, [read for read in reads if read not in self._numbers]
        known.update((read, number_of(read)) for read in new)
        keys = {place: _key_of(data) for place, data in shared.items()}
        numbers = packed(known[read] for read in reads)
        given = self.given.get(target.name, b"")
        return _Result(Made(files, dates, numbers, (), given, keys or None), shared, new)

    def _again(self, traces: Traces, place: str) -> bytes:
        """Make a file again that disappeared after it was offered."""
        name = next(name for name, made in traces.targets.items() if place in _all_of(made))
        data = self._file(name, place)
        assert data is not None  # noqa: S101 - it isn't stale, so it is made as before
        return data


def _key_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=KEY_SIZE).hexdigest()


def _all_of(made: Made) -> dict[str, str]:
    """The keys of all files that a target needs, by place."""
    return made.files | made.shared if made.shared else made.files


def _makers(address: str) -> Iterator[str]:
    """The names of the targets that may make an address: its own, those beside and above it."""
    yield address
    folder, _, name = address.rpartition("/")
    if name:
        kind, dash, number = name.partition(".")[0].partition("-")
        if kind in ("feed", "atom", "json"):
            yield f"{folder}/feed{dash}{number}.xml"
    while folder:
        yield f"{folder}/"
        folder = folder.rpartition("/")[0]
