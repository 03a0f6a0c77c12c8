"""Run the project's checks in .venv and give the verdict."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from interpreter import say, venv_program

# Runs a tool of .venv, given as a Python module and its arguments; returns its exit code.
Tool = Callable[[list[str]], int]

# Almost half of their time tests wait, for browsers, disks, children and clocks, so that more of
# them than there are processors run side by side.
WORKERS = (os.cpu_count() or 1) + 2

# Runs no test, but keeps what pytest compiles of them: once, while the other checks leave a
# processor idle, and not in each worker.
COMPILE = ["pytest", "--collect-only", "-q"]

# pytest comes last: its closing line is the last of standard output. Who has no test left takes
# some of those that another worker was given, as the long ones stand in a few folders.
STEPS = (
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["pytest", "-n", str(WORKERS), "--dist", "worksteal"],
)


def run(root: Path, arguments: list[str], variables: Mapping[str, str]) -> int:
    """Run every check, or pytest alone with the given arguments; return the exit code."""
    python = [str(venv_program(root, "python")), "-m"]
    # Many containers set it; each process of the tests would compile them again.
    environment = {**variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def tool(command: list[str]) -> int:
        return subprocess.run(
            [*python, *command], cwd=root, env=environment, check=False
        ).returncode

    if arguments:
        return tool(["pytest", *arguments])
    say(
        "A quarter of an hour on two processors; `python3 scripts/test.py tests/feeds` runs a part."
    )
    with subprocess.Popen(
        [*python, *COMPILE], cwd=root, env=environment, stdout=subprocess.DEVNULL
    ) as compiling:

        def when_compiled(command: list[str]) -> int:
            if command[0] == "pytest":
                compiling.wait()
            return tool(command)

        return verdict(when_compiled)


def verdict(tool: Tool) -> int:
    """Run all steps even if one fails; 0 only if all passed."""
    failed = []
    for step in STEPS:
        say(f"── {' '.join(step)}")
        if tool(step):  # pytest's 5, no tests at all, is a failure like any other
            failed.append(" ".join(step))
    for step_name in failed:
        say(f"FAILED: {step_name}")
    return 1 if failed else 0
