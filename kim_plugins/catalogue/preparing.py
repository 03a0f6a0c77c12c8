"""Prepares the files that are new, and takes the others from a memory.

It depends on nothing but the file's path and bytes and the site's options, so it is kept between
builds and known again by its digest, never by a time stamp. Whatever isn't kept yet is prepared in
chunks, by any `concurrent.futures.Executor`.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Final

from kim_plugins.catalogue.bodies import Body
from kim_plugins.catalogue.content import Unreadable
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import Memory, PreparedFile, key_of
from kim_plugins.catalogue.one_file import Made, prepare
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.records import Problem
from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.problems import Fault

CHUNK: Final = 64
"""Files that a worker is handed at once: enough that handing over costs nothing to speak of."""

_AHEAD: Final = 8
"""Chunks on their way at any time, so that a large site doesn't stand in memory as a whole."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Functions that run tasks in parallel, and the callback for progress: (done, total).

    `inspect` looks at a picture, sound or document; the same verdict as `media.inspection` has.
    """

    executor: Executor | None = None
    progress: Callable[[int, int], None] | None = None
    inspect: Callable[[str, bytes], Media | Fault] | None = None


class Preparer:
    """Prepares files, or finds them in a memory."""

    def __init__(
        self,
        options: SiteOptions,
        memory: Memory,
        read: Callable[[str], bytes],
        workers: Workers,
    ) -> None:
        self._recipe = pickle.dumps(
            (
                options.zone,
                tuple(options.markdown_extensions),
                dict(options.markdown_configs),
                options.line_breaks,
            )
        )
        self._memory = memory
        self._read = read
        self._workers = workers

    def documents(self, keys: Mapping[str, bytes]) -> dict[str, PreparedFile]:
        """Every Markdown file, in the order of `keys`, which holds the key of each."""
        found: dict[str, PreparedFile | None] = {}
        for path, key in keys.items():
            known = self._memory.files.get(path)
            found[path] = known if known and known.key == key else None
        new = [path for path, known in found.items() if known is None]
        made: dict[str, PreparedFile] = {}
        for path, one, body in self._prepare(new):
            made[path] = self._keep(path, one, body)
            if self._workers.progress:
                self._workers.progress(len(made), len(new))
        return {path: known or made[path] for path, known in found.items()}

    def body(self, path: str, prepared: PreparedFile) -> Body:
        """The body of a prepared file; rendered again if the store lost it."""
        body = self._memory.bodies.get(prepared.key)
        if body is None:
            ((_, _, body),) = prepare(self._recipe, [(path, self._read(path))])
        if body is None:
            raise ValueError(f"{path} changed while it was read")
        return body

    def media(self, paths: Iterable[str]) -> dict[str, Media | Fault]:
        """Every picture, sound and document."""
        return {path: self._inspected(path) for path in paths}

    def _inspected(self, path: str) -> Media | Fault:
        try:
            data = self._read(path)
        except Unreadable as error:
            return error.fault
        key = key_of(path, data)
        known = self._memory.media.get(path)
        if known is None or known[0] != key:
            # Few builds meet a new picture or sound, and four libraries take their time to come.
            from kim_plugins.catalogue.media.inspection import inspect  # noqa: PLC0415

            known = (key, (self._workers.inspect or inspect)(path, data))
            self._memory.media[path] = known
            self._memory.changed.add(path)
        return known[1]

    def _keep(self, path: str, prepared: PreparedFile, body: Body | None) -> PreparedFile:
        if body:
            self._memory.bodies[prepared.key] = body
        return self._memory.keep(path, prepared)

    def _prepare(self, paths: Sequence[str]) -> Iterator[Made]:
        chunks = (
            [(path, self._read(path)) for path in paths[start : start + CHUNK]]
            for start in range(0, len(paths), CHUNK)
        )
        executor = self._workers.executor
        if executor is None or len(paths) <= CHUNK:
            for chunk in chunks:
                yield from prepare(self._recipe, chunk)
            return
        waiting: deque[Future[list[Made]]] = deque()
        for chunk in chunks:
            waiting.append(executor.submit(prepare, self._recipe, chunk))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def problems_of(prepared: Iterable[PreparedFile], contacts: Iterable[str]) -> Iterator[Problem]:
    """The problems that files have by themselves; a group's own contact is none (contract C3)."""
    public = {dialled(contact) for contact in contacts}
    for one in prepared:
        yield from one.problems
        yield from (problem for number, problem in one.phones if number not in public)
