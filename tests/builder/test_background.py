"""A copy of the process finds what this process would have, whatever becomes of the copy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# A test's process has threads, beside which nothing is copied: so each of these is a program.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from kim_plugins.builder.background import BackgroundOffers
from kim_plugins.builder.manifests import Manifest
from kim_plugins.builder.outputs import Outputs

here = os.getpid()
outputs = Outputs(Path(sys.argv[1]), STANDING)
works = BackgroundOffers(outputs, int(sys.argv[2]))
worked_here = []

def offer(name, act=lambda: None):
    def work():
        if os.getpid() != here:
            act()
        worked_here.append(True)
        outputs.offer("lama.txt", "1", lambda: b"lama")
        for number in range(int(sys.argv[3])):
            outputs.offer(f"{name}-{number}.txt", "2", lambda number=number: made(number))
    return work

def made(number):
    if os.getpid() != here and number == 2:
        (LATER)()
    return f"umpan {number}".encode()

works.start(offer("umpan", ACT))
outputs.offer("laman.txt", "3", lambda: b"laman")
works.join()
list(outputs.finish())
works.end()
print(bool(worked_here), len(outputs.keys))
"""


STANDING = '{"lama.txt": "1"}'


def run(folder: Path, *, workers: int = 2, files: int = 3, **parts: str) -> str:
    """Whether the work was done in the process itself, and how many files were offered."""
    folder.mkdir()
    if parts.get("STANDING", STANDING) == STANDING:
        (folder / "lama.txt").write_text("lama")
    program, nothing = PROGRAM, "lambda: None"
    for name, code in {"ACT": nothing, "LATER": nothing, "STANDING": STANDING, **parts}.items():
        program = program.replace(name, code)
    arguments = [sys.executable, "-c", program, str(folder), str(workers), str(files)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert (folder / "umpan-2.txt").read_text() == "umpan 2"
    assert (folder / "laman.txt").read_text() == "laman"
    assert (folder / "lama.txt").read_text() == "lama"
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is copied")
def test_a_copy_finds_what_this_process_publishes(tmp_path: Path) -> None:
    assert run(tmp_path / "situs") == "False 5"


def test_one_worker_does_it_all(tmp_path: Path) -> None:
    assert run(tmp_path / "situs", workers=1) == "True 5"


def test_much_is_left_to_all_processes(tmp_path: Path) -> None:
    assert run(tmp_path / "situs", files=600) == "True 602"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is copied")
@pytest.mark.parametrize("standing", [STANDING, '{}, None, Manifest({"x": "1"})'])
def test_what_a_copy_wrote_before_it_died_is_written_again(tmp_path: Path, standing: str) -> None:
    killed = "lambda: os.kill(os.getpid(), signal.SIGKILL)"
    assert run(tmp_path / "situs", LATER=killed, STANDING=standing) == "True 5"


@pytest.mark.parametrize(
    "act",
    ["lambda: 1 / 0", "lambda: os._exit(1)", "lambda: os.kill(os.getpid(), signal.SIGKILL)"],
)
def test_a_copy_that_fails_or_dies_costs_time_and_nothing_else(tmp_path: Path, act: str) -> None:
    assert run(tmp_path / "situs", ACT=act) == "True 5"
