"""Our overrides of Material, and which files of a theme a site gets."""

from __future__ import annotations

from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parent.parent / "theme"
ASSETS: Final = THEME / "assets"
_BUNDLED: Final = ("kim.css", "kim.js")


def is_superfluous(path: Path) -> bool:
    """Whether a file of a theme is left out: Material's assets, and what goes into bundles."""
    return not path.is_relative_to(THEME) or path in [ASSETS / name for name in _BUNDLED]
