"""What a command costs: seconds, and the peak memory of it and everything it starts."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

import psutil

_EVERY: Final = 0.1
"""Seconds between two looks at the memory, at least."""
_SHARE: Final = 30
"""The looking itself takes at most this part of the time, as it costs what it measures."""


class Failed(Exception):  # noqa: N818 - the message says which command, and what it printed
    """A command that is measured must not fail."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock seconds of some commands in turn, and the most bytes of memory at one time.

    `work` are the seconds that all their processors worked: where others use the machine too, it
    says more than the clock on the wall.
    """

    seconds: float
    work: float
    peak: int


@dataclass(frozen=True, slots=True)
class Size:
    """What lies in a folder."""

    bytes: int
    files: int


def measured(commands: Sequence[Sequence[str]], folder: Path, variables: Mapping[str, str]) -> Cost:
    """Run commands one after the other in a folder; raises Failed if one doesn't end well."""
    worked = _worked()
    runs = [_run(command, folder, variables) for command in commands]
    peak = max(peak for _, peak in runs)
    return Cost(sum(seconds for seconds, _ in runs), _worked() - worked, peak)


def _worked() -> float:
    """Seconds that processes worked which this one started, and which are over."""
    times = os.times()
    return times.children_user + times.children_system


def _run(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> tuple[float, int]:
    with tempfile.TemporaryFile() as said:
        environment = {**os.environ, **variables}
        # Some containers forbid it; whoever installs a program has its modules compiled.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        over, started = Event(), time.perf_counter()
        with (
            ThreadPoolExecutor(1) as beside,
            subprocess.Popen(
                command, cwd=folder, env=environment, stdout=said, stderr=said
            ) as process,
        ):
            looking = beside.submit(_watch, process.pid, over)
            try:
                # With a time limit, Python would ask only now and then whether it has ended.
                process.wait()
                seconds = time.perf_counter() - started
            finally:
                over.set()
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")[-4000:]
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    return seconds, looking.result()


def _watch(pid: int, over: Event) -> int:
    """The peak until the process ends."""
    try:
        root = psutil.Process(pid)
    except psutil.NoSuchProcess:  # it was over at once
        return 0
    peak = 0
    pause = 0.01  # the first look comes early, for commands that are over at once
    while True:
        looked = time.perf_counter()
        peak = max(peak, memory_of(root))
        pause = max(pause, _SHARE * (time.perf_counter() - looked))
        if over.wait(pause):
            return peak
        pause = _EVERY


def memory_of(root: psutil.Process) -> int:
    """Bytes that a process and its descendants hold now.

    On Linux the proportional set size: pages that several of them share count once.
    """
    try:
        tree = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(_memory(process) for process in tree)


def _memory(process: psutil.Process) -> int:
    try:
        info = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied):  # it has just ended
        return 0
    return int(getattr(info, "pss", 0) or info.uss)


def size_of(folder: Path) -> Size:
    """The bytes and number of the files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Size(sum(sizes), len(sizes))
