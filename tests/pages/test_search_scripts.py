"""Scripts and parts of search have names that change only with their content."""

from __future__ import annotations

import re
from pathlib import Path


def scripts(site: Path, page: str) -> list[str]:
    text = (site / page).read_text("utf-8")
    return re.findall(r'<script src="(?:\.\.?/)*assets/kim/(\w+)\.[0-9a-f]{10}\.js" defer>', text)


def test_every_page_has_the_script_of_search_fields(sample_folder: Path) -> None:
    assert scripts(sample_folder, "index.html") == ["script", "search"]
    assert scripts(sample_folder, "berita/index.html") == ["script", "search", "place"]


def test_the_search_page_finds_as_well(sample_folder: Path) -> None:
    assert scripts(sample_folder, "cari/index.html") == ["script", "search", "place", "finder"]


def test_hosts_let_browsers_keep_what_is_named_by_its_content(sample_folder: Path) -> None:
    lines = (sample_folder / "_headers").read_text("utf-8").splitlines()
    for folder in ("assets/kim/", "cari/bagian/"):
        place = next(n for n, line in enumerate(lines) if line.endswith(f"{folder}*"))
        assert lines[place + 2].endswith("immutable")
