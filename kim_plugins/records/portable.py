"""File names that every system takes: in plain letters, and none that Windows reserves.

Source: Microsoft, "Naming Files, Paths, and Namespaces".
"""

from __future__ import annotations

import re
import unicodedata
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


def folded(path: str) -> str:
    """A path without what Windows and macOS ignore when comparing names."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def plain_name(text: str) -> str:
    """A text in small letters, figures and hyphens; empty if it has none of these."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain.replace("'", "")))
