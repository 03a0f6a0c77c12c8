"""Runs tasks in parallel: in processes of this machine, or in any executor that is named."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any, Final, TypeVar

from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.pool import Pool

T = TypeVar("T")

CHUNK: Final = 32
"""Tasks that a forked process is handed at once, unless told otherwise."""

FEW: Final = 4
"""What would be handed over so many times is done sooner than a process is copied."""

_MOST_CHUNKS: Final = 500
"""After so many, processes begin anew: each gets a copy of what it touches, and keeps that."""

# What forked processes shall run: they see it because they are copies of this process.
_tasks: Sequence[Callable[[], Any]] = ()


class NoExecutor(BuildFailed):
    """What was named can't be used; the message says why."""


@contextmanager
def executor(workers: int | None, factory: str | None = None) -> Iterator[Executor | None]:
    """An executor for a while; None where one process does it all.

    `workers` None means as many as there are processors. `factory` is `module:function`, the
    function returns a `concurrent.futures.Executor`; it is shut down afterwards.
    """
    if factory:
        with _made_by(factory) as made:
            yield made
        return
    count = processes(workers)
    if count == 1:
        yield None
        return
    with Pool(count, "fork" if can_fork() else "spawn") as pool:
        yield pool


def run_all(
    tasks: Sequence[Callable[[], T]], workers: int | None, *, at_once: int = CHUNK
) -> Iterator[T]:
    """Run tasks and yield what each gives, in their order.

    They run in copies of this process where the system can make any, and so may use everything that
    it knows; elsewhere one after the other. A task whose copy dies is run again here.
    """
    count = processes(workers)
    if count == 1 or len(tasks) <= FEW * at_once or not can_fork():
        yield from (task() for task in tasks)
        return
    global _tasks  # noqa: PLW0603 - a fork inherits what modules hold
    _tasks = tasks
    # Nothing that exists by now is garbage; not looking at it keeps it shared between the copies.
    gc.freeze()
    starts = range(0, len(tasks), at_once)
    try:
        for first in range(0, len(starts), _MOST_CHUNKS):
            with Pool(count, "fork") as pool:
                for some in pool.map(partial(_run, at_once), starts[first : first + _MOST_CHUNKS]):
                    yield from some
    finally:
        _tasks = ()
        gc.unfreeze()


def _run(count: int, start: int) -> list[Any]:
    return [task() for task in _tasks[start : start + count]]


def _made_by(factory: str) -> Executor:
    module, _, name = factory.partition(":")
    try:
        made = getattr(import_module(module), name)()
    except (ImportError, AttributeError) as error:
        raise NoExecutor(f"'{factory}' tidak dapat dipakai: {error}") from None
    if not isinstance(made, Executor):
        raise NoExecutor(f"'{factory}' tidak menghasilkan concurrent.futures.Executor")
    return made


def processes(workers: int | None) -> int:
    """How many processes work: `workers`, or None for as many as there are processors."""
    if workers:
        return workers
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether this process can be copied: a fork beside other threads may hang for ever.

    Forking spares each worker its imports.
    """
    return sys.platform == "linux" and threading.active_count() == 1
