"""The names of our plugins in mkdocs.yml."""

from __future__ import annotations

from typing import Final

PAGES: Final = "kim/pages"
