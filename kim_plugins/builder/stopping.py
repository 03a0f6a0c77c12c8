"""Signals: what happens when somebody or the system asks a command to end.

Whatever works for it is ended at once; then an exception goes up through the command, which throws
away what isn't finished on its way. What must not be cut in two holds the question back.

Who is asked to end, ends in order. TERM, HUP and Ctrl-C kill what works for the command, then raise
an exception that no library catches (`builder/stopping.py`): hooks and `finally` throw away what
isn't published, for a second at most, and the rest is cleared away by the next build. The swap and
a move hold the question back. Callbacks out of C libraries can't pass an exception on; it is raised
again then. Workers, copies and inspections end with their parent, however it ends
(`builder/children.py`): the kernel kills them on Linux, elsewhere a thread waits for the parent.
What the system refuses or ends (`builder/pool.py`: a fork, a thread, a worker that took the last
memory) the command does itself, alone from then on, so tasks must bear to be begun twice.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from kim_plugins.builder.children import kill_all

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_AGAIN: Final = 0.02
"""Seconds after which the question is asked again where something swallowed it."""


class Stopped(BaseException):
    """The command shall end; `code` is what the shell is told, 128 and the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.code = 128 + number


class _State:
    """What was asked of this process, `owner`; its copies inherit it and are no owners."""

    owner = 0
    asked = 0
    deferred = 0


def listen() -> None:
    """End in order from now on; a signal that whoever started the process ignores stays ignored."""
    _State.owner = os.getpid()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _ask_again


@contextmanager
def deferred_signals() -> Iterator[None]:
    """Let what is begun be completed before the process ends."""
    _State.deferred += 1
    try:
        yield
    finally:
        _State.deferred -= 1
        if _State.asked and not _State.deferred:
            kill_all()
            raise Stopped(_State.asked)


def too_late() -> None:
    """Ignore requests to end from here on: the command is about to end by itself."""
    _State.deferred += 1


def heed() -> None:
    """Raise Stopped where a library made another exception of it; call it where one is caught."""
    if _State.asked and not _State.deferred:
        _State.deferred += 1  # once is enough
        raise Stopped(_State.asked)


def _stop(number: int, _: FrameType | None) -> None:
    if os.getpid() != _State.owner:
        os._exit(128 + number)
    if _State.asked:
        if number == signal.SIGINT:  # for the second time, from somebody who doesn't want to wait
            kill_all()
            os._exit(128 + number)
        return
    _State.asked = number
    if not _State.deferred:
        kill_all()
        raise Stopped(number)


def _ask_again(unraisable: Any) -> None:  # noqa: ANN401 - sys.UnraisableHookArgs can't be named at runtime
    """A library that calls us back can't pass it on."""
    if isinstance(unraisable.exc_value, Stopped):
        threading.Timer(_AGAIN, _raise_again, (unraisable.exc_value.number,)).start()
    elif not _State.asked:  # what the question cut in two, such as an import, is of no interest
        sys.__unraisablehook__(unraisable)


def _raise_again(number: int) -> None:
    _State.asked = 0
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, number)
