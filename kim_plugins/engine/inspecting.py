"""New pictures, sounds and documents are looked at where that can do no harm.

What is small, or read by code of ours, is looked at here. A large picture or a document goes to a
process of its own, which may take so much memory and time and no more; it is ended with its file.
"""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.connection import Connection
from typing import Final

from kim_plugins.catalogue import Media
from kim_plugins.engine.workers import can_fork
from kim_plugins.records.problems import Fault, quote

MOST_MEMORY: Final = 1_500_000_000
"""Bytes that a file may take, besides what a process takes anyway, where the system has limits."""

MOST_SECONDS: Final = 60

_LIGHT_PIXELS: Final = 24_000_000
_LIGHT_DRAWING: Final = 1_000_000
_READ_BY_US: Final = (".mp3", ".m4a", ".ogg", ".oga", ".opus")


def inspect_safely(path: str, data: bytes) -> Media | Fault:
    """What a file is, or why it can't be published, within bounds of memory and time."""
    # Few commands meet a new file, and four libraries take their time to come.
    from kim_plugins.catalogue.media.inspection import inspect  # noqa: PLC0415

    if _is_light(path, data):
        return inspect(path, data)
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(  # type: ignore[attr-defined]
        target=_inspect_in_bounds, args=(theirs, path, data), daemon=True
    )
    child.start()
    theirs.close()
    try:
        found = ours.recv() if ours.poll(MOST_SECONDS) else None
    except EOFError:  # it was ended for what it took
        found = None
    finally:
        child.kill()
        child.join()
        ours.close()
    return found or _too_heavy(path)


def _is_light(path: str, data: bytes) -> bool:
    from kim_plugins.catalogue.media.pixels import pixels_of  # noqa: PLC0415 - as above

    name = path.lower()
    if name.endswith(_READ_BY_US):
        return True
    if name.endswith(".pdf"):
        return False
    if name.endswith(".svg"):
        return len(data) <= _LIGHT_DRAWING
    return pixels_of(data) <= _LIGHT_PIXELS


def _inspect_in_bounds(answer: Connection, path: str, data: bytes) -> None:
    from kim_plugins.catalogue.media.inspection import inspect  # noqa: PLC0415 - as above

    _bound()
    try:
        found = inspect(path, data)
    except MemoryError:
        found = _too_heavy(path)
    answer.send(found)
    answer.close()


def _bound() -> None:
    """Let the system end this process when it takes too much, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    for kind, most in (
        (resource.RLIMIT_DATA, MOST_MEMORY + 200_000_000),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, hard))


def _too_heavy(path: str) -> Fault:
    return Fault(
        "K306",
        f"berkas {quote(path)} terlalu berat untuk dibuka (memori atau waktunya melewati batas)",
        "simpan ulang dalam ukuran yang lebih kecil, misalnya sebagai JPEG selebar 4000 piksel",
    )
