"""Renew the pinned and hashed requirements.

python3 scripts/lock.py              pins that still satisfy pyproject.toml stay
python3 scripts/lock.py --upgrade    everything at its newest

It also renews docs/sbom.cdx.json and the table in docs/lisensi.md; see inventory.py.

Run it after a change of the dependencies in pyproject.toml. Before raising the upper bound of
requires-python, see that every compiled package has a binary for that Python.

Kept in syntax that Python 3.6 can read; see interpreter.py.
"""

import subprocess
import sys
from typing import List

import interpreter


def run(arguments: List[str]) -> int:
    """Prepare .venv, whose uv does the work, and renew the files."""
    interpreter.require(__file__, arguments)
    if arguments not in ([], ["--upgrade"]):
        raise interpreter.SetupError("Usage: python3 scripts/lock.py [--upgrade]")
    import bootstrap
    import pins

    bootstrap.prepare(interpreter.ROOT, "dev")
    pins.renew(interpreter.ROOT, upgrade=bool(arguments))
    bootstrap.prepare(interpreter.ROOT, "dev")  # the inventory says what is installed
    python = str(interpreter.venv_program(interpreter.ROOT, "python"))
    inventory = str(interpreter.ROOT / "scripts" / "inventory.py")
    subprocess.run([python, inventory], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(interpreter.guarded(run))
