"""Processes that work for this one: they end with it, however it ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from types import ModuleType
from typing import Final

_PR_SET_PDEATHSIG: Final = 1

_copies: set[int] = set()
"""Forks that multiprocessing knows nothing of."""

_groups: set[int] = set()
"""Process groups of programs of the system, each named by its first process."""

_ending = threading.Event()
"""Set by `kill_all`: a thread that is just starting something learns of it too late."""


def follow(parent: int) -> None:
    """In a child: end when its parent ends; what the terminal says is for the parent alone."""
    for name in ("SIGINT", "SIGHUP", "SIGBREAK"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        _ask_for_a_signal()
        if os.getppid() != parent:  # it ended before it could be asked
            os._exit(1)
    elif known := _multiprocessing().parent_process():
        threading.Thread(target=_wait_for, args=(known.sentinel,), daemon=True).start()


def add(copy: int) -> None:
    """Note a fork, to be ended with the others."""
    _copies.add(copy)


def end(copy: int) -> None:
    """Let the system forget a fork, which is done or about to be."""
    _copies.discard(copy)
    with suppress(ChildProcessError):
        os.waitpid(copy, 0)


def kill(copy: int) -> None:
    """End a fork whatever it does."""
    with suppress(ProcessLookupError):
        os.kill(copy, signal.SIGKILL)
    end(copy)


def add_group(leader: int) -> None:
    """Note the process group of a program, to be ended with the others."""
    _groups.add(leader)
    if _ending.is_set():
        kill_group(leader)


def end_group(leader: int) -> None:
    """End all that is left of a process group, and forget it; its owner waits for the leader."""
    kill_group(leader)
    _groups.discard(leader)


def kill_group(leader: int) -> None:
    """End a process group; Windows knows the leader only."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            os.kill(leader, signal.SIGTERM)
        else:
            os.killpg(leader, signal.SIGKILL)


def kill_all() -> None:
    """End all that works for this process, for good; their owners notice it and clear them away."""
    _ending.set()
    if "multiprocessing" in sys.modules:
        for child in _multiprocessing().active_children():
            child.kill()
    for copy in _copies:
        with suppress(ProcessLookupError):
            os.kill(copy, signal.SIGKILL)
    for leader in tuple(_groups):
        kill_group(leader)


def _ask_for_a_signal() -> None:
    """Be killed by the system when the parent ends (prctl, Linux 2.1.57)."""
    import ctypes  # noqa: PLC0415 - only a child on Linux needs it

    with suppress(AttributeError):  # a C library without it
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _wait_for(sentinel: int) -> None:
    from multiprocessing.connection import wait  # noqa: PLC0415 - as above

    wait([sentinel])
    os._exit(1)


def _multiprocessing() -> ModuleType:
    import multiprocessing  # noqa: PLC0415 - most commands have nothing to share out

    return multiprocessing
