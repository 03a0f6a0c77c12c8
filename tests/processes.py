"""What is left of a program and of all that it started, as the system tells (Linux)."""

from __future__ import annotations

import time
from pathlib import Path


def living(session: int) -> set[int]:
    """The processes of a session that still run; what waits to be forgotten doesn't."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended just now
                continue
            if int(fields[3]) == session and fields[0] not in "ZX":
                found.add(int(entry.name))
    return found


def ended(session: int, seconds: float) -> bool:
    """Whether nothing of a session runs any more, at the latest after so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not living(session):
            return True
        time.sleep(0.01)
    return not living(session)
