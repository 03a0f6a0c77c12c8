"""Our overrides of Material, and which files of a theme a site gets."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parent.parent / "theme"
ASSETS: Final = THEME / "assets"
SCRIPTS: Final = {
    "script": ("kim.js",),
    "search": ("cari.js",),
    "finder": ("cari-temu.js", "cari-hasil.js"),
}
"""What is published as one script: that of every page, of search fields, of the search page."""
_BUNDLED: Final = ("kim.css", *chain.from_iterable(SCRIPTS.values()))


def is_superfluous(path: Path) -> bool:
    """Whether a file of a theme is left out: Material's assets, and what goes into bundles."""
    return not path.is_relative_to(THEME) or path in [ASSETS / name for name in _BUNDLED]
