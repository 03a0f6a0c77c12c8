"""Expected output that is committed: held against what is made, or written anew.

`--regenerate` (or KIM_REGENERATE=1) writes; read the diff before it is committed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def is_renewed() -> bool:
    """Whether this run writes what is expected instead of comparing with it."""
    return "KIM_REGENERATE" in os.environ


def golden(path: Path, actual: str | bytes) -> None:
    """Hold a text, or bytes, against a committed file."""
    data = actual.encode() if isinstance(actual, str) else actual
    if is_renewed():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    expected = path.read_bytes()
    # As lines first: a difference then shows where it is.
    with suppress(UnicodeDecodeError):
        assert data.decode().splitlines() == expected.decode().splitlines(), path
    assert data == expected, path
