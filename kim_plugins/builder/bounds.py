"""Work on one file in a process of its own, which may take so much memory and time and no more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from kim_plugins.builder.children import follow
from kim_plugins.builder.failure import BuildFailed
from kim_plugins.records.system_errors import why_unreadable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

_OWN: Final = 200_000_000
"""Bytes that a process takes by itself."""


class NoProcess(BuildFailed):
    """The system has no process to spare; the message says so."""


class Bounds(NamedTuple):
    """How much memory in bytes, where the system has limits, and how many seconds."""

    memory: int
    seconds: int


def in_bounds(bounds: Bounds, task: Callable[..., T], *arguments: object, fork: bool) -> T | None:
    """What a task gives, never None; None where it failed, or was ended for what it took.

    `fork` tells whether this process may be copied; elsewhere a new one takes half a second.
    """
    import multiprocessing  # noqa: PLC0415 - few commands meet such a file

    context = multiprocessing.get_context("fork" if fork else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(  # type: ignore[attr-defined]
        target=_run, args=(os.getpid(), theirs, bounds, task, arguments), daemon=True
    )
    try:
        child.start()
    except OSError as error:
        raise NoProcess(
            "sistem tidak memberi proses untuk membuka gambar atau dokumen yang berat "
            f"({why_unreadable(error)}); tutup program lain supaya memorinya cukup, lalu ulangi"
        ) from None
    finally:
        theirs.close()
    try:
        found: T | None = ours.recv() if ours.poll(bounds.seconds) else None
    except (EOFError, OSError):  # it was ended for what it took
        found = None
    finally:
        child.kill()
        child.join()
        ours.close()
    return found


def _run(
    parent: int,
    answer: Connection,
    bounds: Bounds,
    task: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> None:
    follow(parent)
    _bound(bounds)
    try:
        found = task(*arguments)
    except Exception:  # noqa: BLE001 - libraries call a lack of memory by many names
        found = None
    answer.send(found)
    answer.close()


def _bound(bounds: Bounds) -> None:
    """Let the system end this process when it takes too much, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    for kind, most in (
        (resource.RLIMIT_DATA, bounds.memory + _OWN),
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))
