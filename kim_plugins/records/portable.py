"""File names that Windows reserves (Microsoft: Naming Files, Paths, and Namespaces)."""

from __future__ import annotations

from typing import Final

_RESERVED: Final = frozenset(
    (
        *("con", "prn", "aux", "nul", "conin$", "conout$", "clock$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    )
)


def is_reserved(name: str) -> bool:
    """Whether no file or folder can have this name there, whatever its suffix."""
    return name.partition(".")[0].rstrip(" ").casefold() in _RESERVED
