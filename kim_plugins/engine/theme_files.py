"""Where our part of the theme lies."""

from __future__ import annotations

from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parent.parent / "theme"
ASSETS: Final = THEME / "assets"
OWN_COVER: Final = "kim-siniar.png"
"""The picture of the podcast of a site without colours or a logo of its own."""
