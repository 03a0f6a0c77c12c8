"""Check everything: lint, types and tests, from a fresh machine to a verdict.

python3 scripts/test.py                      ruff, mypy and pytest; exit 0 only if all passed
python3 scripts/test.py PYTEST-ARGUMENTS     pytest alone; paths count from the project's folder

Kept in syntax that Python 3.6 can read; see interpreter.py.
"""

import os
import sys
from typing import List

import interpreter


def run(arguments: List[str]) -> int:
    """Prepare .venv and a browser, then run the checks."""
    interpreter.require(__file__, arguments)
    import bootstrap
    import browser
    import checks

    bootstrap.prepare(interpreter.ROOT, "dev")
    environment = bootstrap.environment(os.environ)
    environment["CHROMIUM"] = browser.provide(interpreter.ROOT, environment)
    return checks.run(interpreter.ROOT, arguments, environment)


if __name__ == "__main__":
    sys.exit(interpreter.guarded(run))
