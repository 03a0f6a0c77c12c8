"""Where our part of the theme lies."""

from __future__ import annotations

from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parent.parent / "theme"
ASSETS: Final = THEME / "assets"
