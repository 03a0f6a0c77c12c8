"""Runs `kim` in copies of a process that has everything imported: imports are most of its time.

The one place where tests fork: one command after another, or several at once.

A copy (fork) is a process like any other: its own folder, environment, umask, output and exit code.
What Python looks at when it starts (PYTHON…, the language, the zone) must be as it was.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, NoReturn

ROOT = Path(__file__).parents[2]
_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")
_PRELOADED = (
    "kim_plugins.cli.commands",
    "kim_plugins.cli.build",
    "kim_plugins.engine.page_outputs",
    "kim_plugins.engine.feed_outputs",
    "kim_plugins.search",
)
_Told = tuple[list[str], str, dict[str, str], int]
"""Arguments, folder, environment and umask."""


class Copy:
    """A command that runs in a copy."""

    def __init__(self, answer: socket.socket, out: IO[bytes], err: IO[bytes]) -> None:
        self._answer, self._out, self._err = answer, out, err

    def result(self, longest: float) -> tuple[int, str, str]:
        """The exit code of `kim`, and what it wrote; it is ended after `longest` seconds."""
        with self._answer, self._out, self._err:
            self._answer.settimeout(longest)
            number = self._answer.recv(4, socket.MSG_WAITALL)
            try:
                code = int.from_bytes(self._answer.recv(4, socket.MSG_WAITALL), signed=True)
            except TimeoutError:
                os.kill(int.from_bytes(number), signal.SIGKILL)
                raise
            return code, _written(self._out), _written(self._err)


class PreparedProcess:
    """A process that waits for commands; `answers` tells which it can run as a new one would."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._started_with = _start_variables(environment)
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.sites.prepared", str(theirs.fileno())]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env={**environment}, pass_fds=[theirs.fileno()]
        )
        theirs.close()
        self._lock = Lock()

    def end(self) -> None:
        """End as the process of the tests does."""
        self._socket.close()
        self._process.wait()

    def answers(self, environment: Mapping[str, str]) -> bool:
        """Whether Python would start in this environment as it has started here."""
        return self._started_with == _start_variables(environment)

    def begin(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Copy:
        """Run `kim` in a folder, beside whatever else runs."""
        told = json.dumps([[*arguments], str(folder), {**environment}, _umask()]).encode()
        out, err = (tempfile.TemporaryFile() for _ in range(2))  # noqa: SIM115 - the copy's
        answer, theirs = socket.socketpair()
        with self._lock, theirs:
            given = [out.fileno(), err.fileno(), theirs.fileno()]
            socket.send_fds(self._socket, [len(told).to_bytes(4)], given)
            self._socket.sendall(told)
        return Copy(answer, out, err)


@cache
def prepared_process() -> PreparedProcess:
    """The one of this process, which ends with it."""
    made = PreparedProcess({**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "error"})
    atexit.register(made.end)
    return made


def _start_variables(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environment.items() if name.startswith(_READ_AT_START)}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


def _wait_for_commands(ours: socket.socket) -> None:
    for name in _PRELOADED:
        __import__(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how one that waits has ended
    while True:
        head, descriptors, _, _ = socket.recv_fds(ours, 4, 3)
        if not head:
            return
        message = ours.recv(int.from_bytes(head), socket.MSG_WAITALL)
        if not os.fork():
            ours.close()
            _run(json.loads(message), descriptors)
        for one in descriptors:
            os.close(one)


def _run(told: _Told, descriptors: Sequence[int]) -> NoReturn:
    """Wait for a copy, so that others may begin meanwhile."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *written, answer = descriptors
    copy = os.fork()
    if not copy:
        os.close(answer)
        _become(told, written)
    with socket.socket(fileno=answer) as asker:
        asker.sendall(copy.to_bytes(4))
        _, status = os.waitpid(copy, 0)
        asker.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))
    os._exit(0)


def _become(told: _Told, descriptors: Sequence[int]) -> NoReturn:
    """Be `python -m kim_plugins.cli` in a folder of its own."""
    from kim_plugins.cli import run  # noqa: PLC0415 - the process of a test needs none of it

    arguments, folder, environment, umask = told
    for number, descriptor in enumerate(descriptors, start=1):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(folder)
    os.umask(umask)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = folder
    sys.argv = ["kim", *arguments]
    try:
        run()
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 1)
    except BaseException as error:  # noqa: BLE001 - as Python does at the end
        sys.excepthook(type(error), error, error.__traceback__)  # told as Python tells it
        os._exit(1)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as mine:
        _wait_for_commands(mine)
