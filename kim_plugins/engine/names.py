"""What our plugins are called in mkdocs.yml, where another module than theirs asks for them."""

from __future__ import annotations

from typing import Final

PAGES: Final = "kim/pages"
