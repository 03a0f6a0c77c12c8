"""Run the `kim` command; make its .venv first where that is missing or out of date.

python3 scripts/kim.py build      everything from a fresh machine to site/

Kept in syntax that Python 3.6 can read; see interpreter.py.
"""

import os
import sys
from typing import List

import interpreter


def run(arguments: List[str]) -> int:
    """Prepare .venv and give way to `kim`; folder and arguments stay as they are."""
    interpreter.require(__file__, arguments)
    import bootstrap

    bootstrap.prepare(interpreter.ROOT, "runtime")
    command = [str(interpreter.venv_program(interpreter.ROOT, "kim"))] + arguments
    return interpreter.hand_over(command, bootstrap.environment(os.environ))


if __name__ == "__main__":
    sys.exit(interpreter.guarded(run))
