"""Background tasks: what a copy of this process does meanwhile, where the system can make one.

After an edit most of a build is looking at what hasn't changed: search is looked at beside the
pages, and files and the standby beside the store. A copy writes the few files that changed, and
sends back their keys. Where there is none, where it fails or has too much to make, this process
does the work itself, and meets the same errors; so the keys of what is offered may not depend on
who offers it.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from functools import partial
from typing import Final, Generic, TypeVar

from kim_plugins.builder import children
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.workers import can_fork, processes

T = TypeVar("T")

_MOST_FILES: Final = 500
"""More than these are made by all processes together, after everything is offered."""


class ForkedCall(Generic[T]):
    """A function called in a copy of this process, where there can be one."""

    def __init__(self, work: Callable[[], T], workers: int | None = None) -> None:
        self._child: int | None = None
        if processes(workers) == 1 or not can_fork():
            return
        reading, writing = os.pipe()
        parent = os.getpid()
        try:
            self._child = os.fork()
        except OSError:  # no memory for it, or too many processes: the work is done here
            os.close(reading)
            os.close(writing)
            return
        if self._child:
            children.add(self._child)
            os.close(writing)
            self._pipe = os.fdopen(reading, "rb")
            return
        try:
            # Or it would wait for itself to read, once nobody else does.
            os.close(reading)
            children.follow(parent)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        finally:
            # Nothing of what the process was about to do is the copy's business.
            os._exit(0)

    def result(self) -> T | None:
        """What the function returned; None without a copy or where it failed. Call it once."""
        if self._child is None:
            return None
        with self._pipe:
            data = self._pipe.read()
        try:
            # Our own copy wrote it; where it was stopped there is nothing whole.
            found: T = pickle.loads(data)  # noqa: S301
        except (EOFError, pickle.UnpicklingError):
            return None
        return found

    def end(self) -> None:
        """Reap the process, after killing it where nobody read its result. It takes a while."""
        if self._child is not None:
            if not self._pipe.closed:  # nobody asked for what it does
                self._pipe.close()
                children.kill(self._child)
            else:
                children.end(self._child)
            self._child = None


class BackgroundOffers:
    """What one plugin offers, made beside what all others do."""

    def __init__(self, outputs: Outputs, workers: int | None) -> None:
        self._outputs, self._workers = outputs, workers
        self._offer: Callable[[], None] = lambda: None
        self._copy: ForkedCall[dict[str, str] | None] | None = None

    def start(self, offer: Callable[[], None]) -> None:
        """Begin in a copy of the process; at `join`, where everything has to be made."""
        self._offer = offer
        if not self._outputs.is_first:
            put = partial(self._outputs.put_offered, offer, _MOST_FILES)
            self._copy = ForkedCall(put, self._workers)

    def join(self) -> None:
        """Take what the copy offered, or offer it now."""
        keys = self._copy.result() if self._copy else None
        if keys is not None:
            self._outputs.add_put(keys)
            return
        if self._copy:
            self._outputs.expect_leftovers()
        self._offer()

    def end(self) -> None:
        """End the copy, whether or not `join` was called."""
        if self._copy:
            self._copy.end()
