"""A pool of processes that answers every task: what they fail to do, this process does.

The system may refuse a process or a thread, or end one when memory runs out. Such a pool is given
up, and everything that it hasn't answered is done here, so tasks must bear to be begun twice.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kim_plugins.builder.children import follow
from kim_plugins.builder.stopping import heed

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

T = TypeVar("T")

_LOOK: Final = 0.5
"""Seconds after which one looks whether the processes still live."""
_GIVEN_UP: Final = (
    "sistem menghentikan atau menolak proses pembantu, biasanya karena memori habis; pekerjaan "
    "diteruskan oleh satu proses. Bila sering terjadi, pakai --workers 1"
)

# What the system refused once it would refuse again; and one warning is enough.
_refused = False

log = logging.getLogger("mkdocs.plugins.kim")  # where MkDocs hears it


def is_refused() -> bool:
    """Whether a process was given up, so that what it had begun may be there already."""
    return _refused


class Pool(Executor):
    """`count` processes that end with this one; they start when there is something to do.

    `method` is how they start, as multiprocessing names it.
    """

    def __init__(self, count: int, method: str) -> None:
        self._count, self._method = count, method
        self._others: set[BaseProcess] = set()
        self._mine: set[BaseProcess] = set()
        self._pool: Executor | None = None
        self.is_given_up = _refused
        self._has_lost_a_thread = False
        # The pool's own threads would say with a traceback that they can't start another.
        self._hook, threading.excepthook = threading.excepthook, self._lose_a_thread

    def submit(self, function: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:  # noqa: ANN401 - Executor's signature
        """Have something done; here, when its result is asked for, if nobody else can."""
        task = partial(function, *args, **named)
        if not self.is_given_up:
            try:
                self._pool = self._pool or self._started()
                begun = self._pool.submit(function, *args, **named)
                self._mine |= self._living()
                return _Answer(task, self, begun)
            except (OSError, ImportError, RuntimeError):  # a broken pool's is a RuntimeError
                self.give_up()
        return _Answer(task, self)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - Executor's signature
        """End the processes."""
        if self._pool and not self.is_given_up:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
        threading.excepthook = self._hook

    def look(self) -> None:
        """Give up where a process or a thread is gone on which answers depend."""
        if self._has_lost_a_thread or not all(process.is_alive() for process in self._mine):
            self.give_up()

    def give_up(self) -> None:
        """Go on without the processes."""
        if self.is_given_up:
            return
        heed()  # the processes are gone because the command shall end
        self.is_given_up = True
        global _refused  # noqa: PLW0603 - as it is said above
        if not _refused:
            _refused = True
            log.warning(_GIVEN_UP)
        for process in self._living():
            process.kill()
        if self._pool:
            with suppress(RuntimeError):  # its thread couldn't start
                self._pool.shutdown(wait=False, cancel_futures=True)

    def _started(self) -> Executor:
        # A command that meets nothing new doesn't need them, and they take a while to come.
        import multiprocessing  # noqa: PLC0415
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        self._others = set(multiprocessing.active_children())
        context = multiprocessing.get_context(self._method)
        return ProcessPoolExecutor(
            self._count, mp_context=context, initializer=follow, initargs=(os.getpid(),)
        )

    def _living(self) -> set[BaseProcess]:
        import multiprocessing  # noqa: PLC0415 - as above

        return set(multiprocessing.active_children()) - self._others

    def _lose_a_thread(self, lost: threading.ExceptHookArgs) -> None:
        if issubclass(lost.exc_type, (RuntimeError, MemoryError, OSError)):
            self._has_lost_a_thread = True
        else:
            self._hook(lost)


class _Answer(Future[T]):
    """What a process answers, or else this one."""

    def __init__(self, task: Callable[[], T], pool: Pool, begun: Future[T] | None = None) -> None:
        super().__init__()
        self._task, self._pool, self._begun = task, pool, begun

    def result(self, timeout: float | None = None) -> T:  # noqa: ARG002 - nobody waits for less
        """The answer; what the task raises, it raises."""
        begun = self._begun
        while begun and not begun.done() and not self._pool.is_given_up:
            wait([begun], _LOOK)
            if not begun.done():
                self._pool.look()
        if begun and begun.done():
            try:
                return begun.result()
            except (BrokenExecutor, CancelledError, MemoryError):
                self._pool.give_up()
        return self._task()

    def cancel(self) -> bool:
        """Refuse: `shutdown` does it, safely.

        The thread of a pool that breaks ends in a traceback at a task that somebody else cancelled
        (CPython up to 3.11, gh-107219).
        """
        return False
