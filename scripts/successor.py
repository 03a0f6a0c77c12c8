"""Build the sample site with ProperDocs, MkDocs' continuation, and hold it against MkDocs' bytes.

python3 scripts/successor.py      exit 0 only if both sites are the same

ProperDocs stands in a .venv of its own, pinned and hashed, in which MkDocs isn't installed at all.

Kept in syntax that Python 3.6 can read; see interpreter.py.
"""

import sys
from typing import List

import interpreter


def run(arguments: List[str]) -> int:
    """Prepare .venv, whose uv makes the other one, and compare."""
    interpreter.require(__file__, arguments)
    if arguments:
        raise interpreter.SetupError("Usage: python3 scripts/successor.py")
    import bootstrap
    import succession

    bootstrap.prepare(interpreter.ROOT, "dev")
    return succession.verdict(interpreter.ROOT)


if __name__ == "__main__":
    sys.exit(interpreter.guarded(run))
