"""Who shares out the work on files: processes of this machine, or any executor that is named."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module

from mkdocs.exceptions import PluginError


class NoExecutor(PluginError):  # noqa: N818 - a sentence for the user
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
    count = workers or _processors()
    if count == 1:
        yield None
        return
    # Processes start when there is something to do, not before.
    with ProcessPoolExecutor(count, mp_context=_context()) as pool:
        yield pool


def _made_by(factory: str) -> Executor:
    module, _, name = factory.partition(":")
    try:
        made = getattr(import_module(module), name)()
    except (ImportError, AttributeError) as error:
        raise NoExecutor(f"'{factory}' tidak dapat dipakai: {error}") from None
    if not isinstance(made, Executor):
        raise NoExecutor(f"'{factory}' tidak menghasilkan concurrent.futures.Executor")
    return made


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """Forking spares each worker its imports, but must not happen beside other threads."""
    alone = threading.active_count() == 1 and sys.platform == "linux"
    return multiprocessing.get_context("fork" if alone else "spawn")
