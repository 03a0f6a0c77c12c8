"""A program of the system, within bounds: how long it may take, how much it may write.

It runs in a process group of its own, which ends as a whole: what it started in turn (git starts
a helper for each protocol) would go on without it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from kim_plugins.builder.children import add_group, end_group, kill_group

_LOOK: Final = 0.1
"""Seconds between two looks at what it wrote."""
_MOST_SAID: Final = 64 << 20
"""Bytes of its output."""


class TooLong(Exception):  # noqa: N818 - what became of it
    """It didn't end in time."""


class TooMuch(Exception):  # noqa: N818 - as above
    """It wrote more than it may."""


class Ended(NamedTuple):
    """How a program ended: its exit code, its output and its errors."""

    code: int
    out: bytes
    errors: str


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    until: float,
    *,
    folder: Path | None = None,
    most: int = 0,
) -> Ended:
    """Run a program to its end; `until` is a time of `time.monotonic`.

    `folder` may hold `most` bytes while it runs. Raises TooLong, TooMuch and OSError.
    """

    def look() -> None:
        if os.fstat(out.fileno()).st_size > _MOST_SAID or (folder and _size_of(folder) > most):
            raise TooMuch

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        with _started(
            arguments, environment, stdin=subprocess.DEVNULL, stdout=out, stderr=errors
        ) as program:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    code = program.wait(_LOOK)
                    break
                if time.monotonic() > until:
                    raise TooLong
                look()
        look()
        out.seek(0)
        errors.seek(0)
        return Ended(code, out.read(), errors.read(1 << 16).decode("utf-8", "replace"))


@contextmanager
def spoken_with(
    arguments: Sequence[str], environment: Mapping[str, str], until: float
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that is written to and read from; at `until` it just ends."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with _started(arguments, environment, **pipes) as program:
        alarm = threading.Timer(max(0.0, until - time.monotonic()), kill_group, (program.pid,))
        alarm.daemon = True
        alarm.start()
        try:
            yield program
        finally:
            alarm.cancel()
            alarm.join()  # it must not meet whoever has this number next


@contextmanager
def _started(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    **streams: Any,  # noqa: ANN401 - those of Popen
) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(  # noqa: S603 - the arguments are the caller's
        arguments, env=environment, start_new_session=True, **streams
    ) as program:
        add_group(program.pid)
        try:
            yield program
        finally:
            end_group(program.pid)


def _size_of(folder: Path) -> int:
    """The bytes of all files below a folder; what goes away meanwhile counts for nothing."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(place, name).lstat().st_size
    return total
