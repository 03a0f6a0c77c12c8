"""A lock on an open file, which the system takes away when the process ends, however it ends."""

from __future__ import annotations

import sys
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def lock(file: BinaryIO, *, wait: bool = True, shared: bool = False) -> bool:
        """Have it alone; far behind its end, as locked bytes can't be read by others.

        Windows shares none this way, so the first of several who would share it has it.
        """
        file.seek(1 << 30)
        wait = wait and not shared
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def lock(file: BinaryIO, *, wait: bool = True, shared: bool = False) -> bool:
        """Have it alone, or with others who share it; False where it can't be had."""
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, how if wait else how | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
