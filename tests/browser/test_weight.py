"""What a reader's telephone fetches (contract C7); the same measure as benchmarks/weight.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from weight import weigh

# Far below what is promised (80 KB and 12 KB), so that a slip shows.
FIRST_VISIT = 26 * 1024
NEXT_PAGE = 9 * 1024
NEXT = ["/kelompok/sumber-rejeki/", "/berita/", "/keputusan/2025/tanggap-banjir/", "/arsip/"]


def test_a_first_visit_and_a_next_page_are_light(
    browser: Browser, site_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = weigh(browser, site_folder, NEXT)
    with capsys.disabled():
        sys.stdout.write(f"\nfirst visit {weights.first} bytes; next {weights.following}\n")
    assert 1000 < weights.first <= FIRST_VISIT
    assert 1000 < max(weights.following.values()) <= NEXT_PAGE


def test_the_script_is_small(site_folder: Path) -> None:
    (script,) = (site_folder / "assets/kim").glob("script.*.js")
    assert script.stat().st_size <= 6 * 1024
