"""A benchmark runs from a fresh clone: what it needs is brought first, as for the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import interpreter


def bring(name: str) -> None:
    """Give way to .venv with all that tests and benchmarks use, if `name` is that of a program."""
    if name == "__main__" and not _is_ready():
        sys.exit(interpreter.guarded(_hand_over))


def _is_ready() -> bool:
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        return False
    import bootstrap  # noqa: PLC0415 - an old Python can't read it

    return bootstrap.lack_of(ROOT, "dev") is None


def _hand_over(arguments: list[str]) -> int:
    script = str(Path(sys.argv[0]).resolve())
    interpreter.require(script, arguments)
    import bootstrap  # noqa: PLC0415 - as above

    bootstrap.prepare(ROOT, "dev")
    command = [str(interpreter.venv_program(ROOT, "python")), script, *arguments]
    return interpreter.hand_over(command, bootstrap.environment(os.environ))
