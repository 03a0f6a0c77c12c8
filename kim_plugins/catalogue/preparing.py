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
from datetime import tzinfo
from typing import Final

from kim_plugins.catalogue.bodies import Body
from kim_plugins.catalogue.content import Content, Unreadable
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import Memory, PreparedFile, key_of
from kim_plugins.catalogue.one_file import Made, prepare
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.records import Problem
from kim_plugins.records.collected import source_of
from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.problems import Fault

CHUNK: Final = 64
"""Files that a worker is handed at once: enough that handing over costs nothing to speak of."""

_AHEAD: Final = 8
"""Chunks on their way at any time, so that a large site doesn't stand in memory as a whole."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Functions that run tasks in parallel, and the callback for progress: (done, total).

    `inspect` looks at a picture, sound or document, with the verdict of `media/inspection.py`.
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
        content: Content,
        workers: Workers,
    ) -> None:
        self._options = options
        self._settings = self._reading_settings(options.zone, line_breaks=options.line_breaks)
        self._settings_by_source = {
            name: self._reading_settings(origin.zone, line_breaks=origin.line_breaks)
            for name, origin in content.origins.items()
        }
        self._memory = memory
        self._content = content
        self._read = content.read
        self._workers = workers

    def _reading_settings(self, zone: tzinfo, *, line_breaks: bool) -> bytes:
        extensions, configs = self._options.markdown_extensions, self._options.markdown_configs
        return pickle.dumps((zone, tuple(extensions), dict(configs), line_breaks))

    def _settings_of(self, path: str) -> bytes:
        if not self._settings_by_source:
            return self._settings
        return self._settings_by_source.get(source_of(path), self._settings)

    def documents(self, keys: Mapping[str, bytes]) -> dict[str, PreparedFile]:
        """What is known of each Markdown file, in the order of `keys` by path."""
        found: dict[str, PreparedFile | None] = {}
        for path, key in keys.items():
            known = self._memory.files.get(path)
            found[path] = known if known and known.key == key else None
        new = [path for path, known in found.items() if known is None]
        made: dict[str, PreparedFile] = {}
        for path, one, body in self._prepare(new):
            # Copies of other sites are changed by nobody while they are read.
            is_own = not source_of(path)
            made[path] = self._keep(path, one if is_own else one._replace(key=keys[path]), body)
            if self._workers.progress:
                self._workers.progress(len(made), len(new))
        return {path: known or made[path] for path, known in found.items()}

    def body(self, path: str, prepared: PreparedFile) -> Body:
        """The body of a prepared file; rendered again if the store lost it."""
        body = self._memory.bodies.get(prepared.key)
        if body is None:
            ((_, _, body),) = prepare(self._settings_of(path), [(path, self._read(path))])
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
        return known[1]

    def _keep(self, path: str, prepared: PreparedFile, body: Body | None) -> PreparedFile:
        if body:
            self._memory.bodies[prepared.key] = body
        return self._memory.keep(path, prepared)

    def _prepare(self, paths: Sequence[str]) -> Iterator[Made]:
        chunks = (
            (settings, [(path, self._read(path)) for path in some[start : start + CHUNK]])
            for settings, some in self._by_settings(paths)
            for start in range(0, len(some), CHUNK)
        )
        executor = self._workers.executor
        if executor is None or len(paths) <= CHUNK:
            for settings, chunk in chunks:
                yield from prepare(settings, chunk)
            return
        waiting: deque[Future[list[Made]]] = deque()
        for settings, chunk in chunks:
            waiting.append(executor.submit(prepare, settings, chunk))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _by_settings(self, paths: Sequence[str]) -> Iterator[tuple[bytes, list[str]]]:
        """Paths in their order, those together that are read alike."""
        found: dict[bytes, list[str]] = {}
        for path in paths:
            found.setdefault(self._settings_of(path), []).append(path)
        yield from found.items()


def problems_of(prepared: Iterable[PreparedFile], contacts: Iterable[str]) -> Iterator[Problem]:
    """The problems that files have by themselves; a group's own contact is none (contract C3)."""
    public = {dialled(contact) for contact in contacts}
    for one in prepared:
        yield from one.problems
        yield from (problem for number, problem in one.phones if number not in public)
