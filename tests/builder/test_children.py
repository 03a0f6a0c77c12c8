"""Processes that work for a command end with it; what the system refuses or ends is done by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import cast

import pytest

from kim_plugins.builder import children, programs, stopping
from kim_plugins.builder.pool import Pool, _Answer
from tests.builder.test_workers import large_site
from tests.processes import ended, living
from tests.sites.folder import LONGEST, NOW, Site

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asked of /proc")

# A test's process has threads, beside which nothing is copied: so each of these is a program.
START = """
import os, sys, time
from pathlib import Path
from kim_plugins.builder import background, inspecting, workers
from kim_plugins.builder.outputs import Outputs

def sleep(*_):
    Path(sys.argv[1], f"anak-{os.getpid()}").touch()
    time.sleep(600)

def wait():
    while not list(Path(sys.argv[1]).glob("anak-*")):
        time.sleep(0.01)
    print("mulai", flush=True)
    time.sleep(600)
"""
COPY = "copy = background.ForkedCall(sleep, 2)\nwait()"
COPY_WITH_MUCH_TO_SAY = """
def speak():
    Path(sys.argv[1], "anak-0").touch()
    return b"x" * 10_000_000
copy = background.ForkedCall(speak, 2)
wait()
"""
POOL = """
def main():
    pool = workers.Pool(2, "fork")
    pool.submit(sleep)
    wait()
if __name__ == "__main__":
    main()
"""


def ends_together(program: str, folder: Path) -> bool:
    """Whether a program that is killed takes along what it started."""
    with subprocess.Popen(
        [sys.executable, "-c", START + program, str(folder)],
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as process:
        assert process.stdout
        started = process.stdout.readline() == "mulai\n" and len(living(process.pid)) > 1
        process.kill()
        return started and ended(process.pid, LONGEST)


@pytest.mark.parametrize("program", [COPY, COPY_WITH_MUCH_TO_SAY, POOL])
def test_they_end_with_a_command_that_is_killed(tmp_path: Path, program: str) -> None:
    assert ends_together(program, tmp_path)


def test_a_file_that_is_looked_at_is_left_with_its_command(tmp_path: Path) -> None:
    program = """
import threading
from kim_plugins.catalogue.media import inspection
inspection.inspect = sleep
threading.Thread(target=wait, daemon=True).start()
inspecting.can_fork = lambda: True
inspecting.inspect_safely("surat.pdf", b"%PDF")
"""
    assert ends_together(program, tmp_path)


def test_a_copy_that_nobody_asks_ends(tmp_path: Path) -> None:
    """An error between its start and its end: it would wait for ever for its pipe to be read."""
    program = START + COPY_WITH_MUCH_TO_SAY.replace("wait()", "") + "print(1 / 0)"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert process.wait() == 1
        assert ended(process.pid, LONGEST)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = large_site(tmp_path_factory.mktemp("situs"))
    assert site.build("--clean", "--workers", "1").code == 0
    return site


PATCHED = """
import errno, os, signal, sys, threading
from kim_plugins.catalogue import preparing
from kim_plugins.builder import outputs
from kim_plugins.cli import main
here = os.getpid()
{}
sys.exit(main(sys.argv[1:]))
"""
KILLED_WHILE_IT_READS = """
prepare = preparing.prepare
def killed(*arguments):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return prepare(*arguments)
killed.__module__, killed.__qualname__ = "kim_plugins.catalogue.preparing", "prepare"
preparing.prepare = killed
"""
KILLED_WHILE_IT_WRITES = """
put = outputs.Outputs._put
def killed(self, place, make):
    found = put(self, place, make)
    if os.getpid() != here and hash(place) % 50 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return found
outputs.Outputs._put = killed
"""
OUT_OF_MEMORY = """
prepare = preparing.prepare
def greedy(*arguments):
    if os.getpid() != here:
        raise MemoryError
    return prepare(*arguments)
greedy.__module__, greedy.__qualname__ = "kim_plugins.catalogue.preparing", "prepare"
preparing.prepare = greedy
"""
NO_FORK = """
fork, left = os.fork, [{}]
def refused():
    left[0] -= 1
    if left[0] < 0:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
    return fork()
os.fork = refused
"""
NO_THREAD = """
start, left = threading.Thread.start, [{}]
def refused(thread):
    left[0] -= 1
    if left[0] < 0:
        raise RuntimeError("can't start new thread")
    start(thread)
threading.Thread.start = refused
"""
FAULTS = {
    "killed while it reads": KILLED_WHILE_IT_READS,
    "killed while it writes": KILLED_WHILE_IT_WRITES,
    "out of memory": OUT_OF_MEMORY,
    "no fork": NO_FORK.format(0),
    "one fork": NO_FORK.format(1),
    "no thread": NO_THREAD.format(0),
    "one thread": NO_THREAD.format(1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_work_goes_on_in_one_process(alone: Site, tmp_path: Path, fault: str) -> None:
    before = alone.published()
    command = (
        "build",
        "--now",
        NOW,
        "--clean",
        "--workers",
        "2",
        "--site-dir",
        str(tmp_path / "s"),
    )
    ran = alone.run(sys.executable, "-c", PATCHED.format(FAULTS[fault]), *command)

    assert ran.code == 0, ran.err
    assert (
        "pekerjaan diteruskan oleh satu proses. Bila sering terjadi, pakai --workers 1" in ran.err
    )
    assert alone.published(str(tmp_path / "s")) == before


def test_a_machine_with_too_little_memory_is_a_sentence(alone: Site) -> None:
    before = alone.published()
    program = PATCHED.format(OUT_OF_MEMORY.replace("!= here", "== here"))
    ran = alone.run(
        sys.executable, "-c", program, "build", "--now", NOW, "--clean", "--workers", "1"
    )

    assert ran.code == 2
    assert "memori komputer ini tidak cukup" in ran.err
    assert "--workers 1" in ran.err
    assert alone.published() == before


def test_a_library_that_finds_no_room_is_not_gone(alone: Site) -> None:
    """The linker's words for it come as an ImportError; the .venv is as good as before."""
    program = """
import sys
class Full:
    def find_spec(self, name, path, target=None):
        if name == "mkdocs.config":
            raise ImportError("x.so: failed to map segment from shared object", name="x")
sys.meta_path.insert(0, Full())
from kim_plugins.cli import run
run()
"""
    ran = alone.run(sys.executable, "-c", program, "check")
    assert ran.code == 2
    assert "memori komputer ini tidak cukup" in ran.err


def test_processes_that_ended_because_the_command_shall_end_are_no_lack_of_memory(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(stopping._State, "asked", 15)
    monkeypatch.setattr(stopping._State, "deferred", 0)
    pool = Pool(2, "fork")
    with pytest.raises(stopping.Stopped):
        pool.give_up()
    pool.shutdown()
    assert not caplog.messages


def test_a_pool_that_is_killed_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever maps over tasks cancels the rest when an exception ends the loop."""
    said: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", said.append)
    before = set(threading.enumerate())
    with Pool(2, "fork") as pool:
        answers = [cast("_Answer[None]", pool.submit(time.sleep, LONGEST)) for _ in range(8)]
        while not (answers[2]._begun and answers[2]._begun.running()):  # its queue is full
            time.sleep(0.01)
        for answer in answers:
            answer.cancel()
        for process in pool._living():
            process.kill()
        for thread in set(threading.enumerate()) - before:
            thread.join(LONGEST)
    assert not said


def test_a_program_that_starts_while_all_are_killed_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A thread may be between starting it and noting it."""
    monkeypatch.setattr(children, "_ending", threading.Event())
    children._ending.set()
    sleeping = [sys.executable, "-c", f"import time; time.sleep({LONGEST})"]
    ran = programs.run(sleeping, dict(os.environ), time.monotonic() + LONGEST)
    assert ran.code == -signal.SIGKILL
