"""A lock on an open file, which the system takes away when the process ends, however it ends."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def lock(file: BinaryIO) -> None:
        """Wait until nobody else has it; far behind its end, as locked bytes can't be read."""
        file.seek(1 << 30)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        file.seek(0)

else:
    import fcntl

    def lock(file: BinaryIO) -> None:
        """Wait until nobody else has it."""
        with suppress(OSError):  # not every network disk has locks
            fcntl.flock(file, fcntl.LOCK_EX)
