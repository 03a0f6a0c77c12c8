"""Runs `kim` in copies of a process that has everything imported: imports are most of its time.

A copy (fork) is a process like any other: its own folder, environment, umask, output and exit code.
What Python looks at when it starts (PYTHON…, the language, the zone) must be as it was.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).parents[2]
_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")
_PRELOADED = (
    "kim_plugins.cli.commands",
    "kim_plugins.cli.build",
    "kim_plugins.engine.page_outputs",
    "kim_plugins.engine.feed_outputs",
    "kim_plugins.search",
)


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

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], longest: float
    ) -> tuple[int, str, str]:
        """The exit code of `kim`, and what it wrote; `longest` is in seconds."""
        told = [[*arguments], str(folder), {**environment}, _umask()]
        with self._lock, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            message = json.dumps(told).encode()
            self._socket.settimeout(longest)
            socket.send_fds(self._socket, [len(message).to_bytes(4)], [out.fileno(), err.fileno()])
            self._socket.sendall(message)
            try:
                code = int.from_bytes(self._socket.recv(4), signed=True)
            except TimeoutError:
                self._process.kill()
                raise
            written = []
            for file in (out, err):
                file.seek(0)
                written.append(file.read().decode().replace("\r\n", "\n"))
            return code, written[0], written[1]


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


def _wait_for_commands(ours: socket.socket) -> None:
    for name in _PRELOADED:
        __import__(name)
    while True:
        head, descriptors, _, _ = socket.recv_fds(ours, 4, 2)
        if not head:
            return
        message = ours.recv(int.from_bytes(head), socket.MSG_WAITALL)
        copy = os.fork()
        if not copy:
            ours.close()
            _become(json.loads(message), descriptors)
        for one in descriptors:
            os.close(one)
        _, status = os.waitpid(copy, 0)
        ours.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))


def _become(told: tuple[list[str], str, dict[str, str], int], descriptors: Sequence[int]) -> None:
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
