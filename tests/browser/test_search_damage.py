"""Search of which a part is missing or cut off says so, and searches the rest."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import put_instead
from tests.browser.searching import LINKS, wait
from tests.sites.shared import served

PARTS = "cari/bagian/{}*.js"
DAMAGES = (None, b"", b'kim_cari("p0",{"ai')
"""Gone, empty, cut off."""


@pytest.fixture(scope="module")
def copied(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a folder of its own, where parts may be damaged."""
    return shutil.copytree(site_folder, tmp_path_factory.mktemp("stick") / "site")


@pytest.fixture(scope="module")
def address(copied: Path) -> Iterator[str]:
    with served(copied) as found:
        yield found


@contextmanager
def damaged(folder: Path, pattern: str, data: bytes | None) -> Iterator[None]:
    """Other bytes, or none, in the place of the parts that a pattern names."""
    before = put_instead(folder, pattern, data)
    assert before
    yield
    for path, whole in before.items():
        path.write_bytes(whole)


@contextmanager
def searched(browser: Browser, address: str) -> Iterator[Page]:
    """A page, with a memory of its own, that may tell of errors in its console."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}/cari/?q=pintu%20air&jenis=berita")
    yield wait(page)
    context.close()


@pytest.mark.parametrize("part", ["p", "t", "f", "n-", "s", "k-", "d"])
def test_a_part_that_fails_is_told_and_the_rest_is_searched(
    browser: Browser, address: str, copied: Path, part: str
) -> None:
    for data in DAMAGES:
        with damaged(copied, PARTS.format(part), data), searched(browser, address) as page:
            page.locator("#search-filters summary").click()
            expect(page.get_by_role("alert")).to_contain_text("tidak dapat dimuat")
            wait(page)
            assert bool(page.locator(LINKS).count()) == (part in {"f", "n-", "s"})
            told = page.inner_text("#search-status") + page.inner_text("#search-notes")
            assert not re.search("Tidak ada|Tidak ketemu", told), told


def test_a_missing_index_is_told_and_tried_again(
    browser: Browser, address: str, copied: Path
) -> None:
    with damaged(copied, "cari/indeks.js", None):
        page = browser.new_page(service_workers="block")
        page.goto(f"{address}/cari/?q=air")
        wait(page)
        expect(page.locator("#search-status")).to_have_text("Pencarian belum dapat dimuat.")
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator(LINKS).first).to_be_visible()
    page.close()
