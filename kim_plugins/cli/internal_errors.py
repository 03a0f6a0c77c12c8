"""Messages where the program itself fails: a missing library, too little memory, a bug."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

FAILED: Final = 2
"""Exit code of a program that could not do what it was asked for (contract C1)."""

_STAMP: Final = "kim-stamp.json"
"""As scripts/bootstrap.py calls it; without it the next start makes .venv anew."""
_MEMORY: Final = re.compile("allocate memory|map segment")
"""What the system's linker says when there is too little of it."""


def report_missing_library(error: ImportError) -> int:
    """Name the missing library, and have the next start install it again."""
    if _MEMORY.search(str(error)):  # it is there, and finds no room
        return report_out_of_memory()
    stamp = Path(sys.prefix, _STAMP)
    name = error.name or str(error)
    if stamp.is_file():
        with suppress(OSError):
            stamp.unlink()
        remedy = "jalankan lagi perintah ini, ruang kerjanya dibuat ulang sendiri"
    else:
        remedy = "pasang ulang program ini beserta pustakanya"
    _tell(f"KESALAHAN: ruang kerja (.venv) tidak lengkap: pustaka '{name}' hilang atau rusak.")
    _tell(f"  → {remedy}")
    return FAILED


def is_library(error: ImportError) -> bool:
    """Whether an import error concerns a library rather than our own modules."""
    return bool(error.name) and not str(error.name).startswith("kim_plugins")


def report_out_of_memory() -> int:
    """Say that there is too little memory."""
    _tell(
        "KESALAHAN: memori komputer ini tidak cukup; situs yang sudah terbit tidak berubah.\n"
        "  → tutup program lain, atau jalankan lagi dengan --workers 1"
    )
    return FAILED


def report_crash() -> int:
    """Save the traceback in a private file, and say where it is."""
    _tell(
        "KESALAHAN: program ini sendiri yang salah, bukan tulisan Anda; "
        "situs yang sudah terbit tidak berubah."
    )
    try:
        report = _report()
    except OSError as error:
        from kim_plugins.records.system_errors import why_unwritable  # noqa: PLC0415 - loads the models

        why = why_unwritable(error)
        _tell(f"  → catatannya tidak dapat disimpan ({why}); beri tahu pengelola program")
    else:
        _tell(f"  → kirimkan berkas {report} kepada pengelola program")
    return FAILED


def _report() -> str:
    import platform  # noqa: PLC0415 - hardly any command needs these
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    # A name that nobody can guess, of a new file: no link that another user left is followed.
    handle, name = tempfile.mkstemp(prefix="kim-kesalahan-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"Python {platform.python_version()}, {platform.platform()}\n")
        file.write(traceback.format_exc())
    return name


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
