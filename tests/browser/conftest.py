"""One browser and one built site for all tests of a worker, served on loopback."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.desk_site import build, small_site
from tests.browser.kept_pages import KeptPages, Scheme, new_page
from tests.browser.page_types import SHEETS, page_types
from tests.browser.searching import Search, wait
from tests.browser.wide import WIDE_FILES
from tests.sites.shared import ROOT, built, served, shared

OpenPage = Callable[..., Page]
"""Opens an empty page: width, scheme and whether scripts run."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")

ARGUMENTS = (
    "--no-sandbox",  # without which root, in a container, can't start it
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # it reaches nobody else
)


expect.set_options(timeout=30_000)  # other tests may have the processor for more than 5 seconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        pytest.fail("CHROMIUM does not name a browser; scripts/test.py finds or installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site; beside it lies `situs.zip`, its copy for a disk."""

    def fill(folder: Path) -> None:
        built(folder / "site", "--offline", str(folder / "situs.zip"))

    return shared(tmp_path_factory, "site", fill) / "site"


@pytest.fixture(scope="session")
def types(site_folder: Path) -> list[str]:
    """Addresses of few pages that together hold all that occurs on any, and of sheets."""
    found = page_types(site_folder)
    assert len(found) >= 10
    return sorted({*found, *SHEETS})


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def wide_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a group and bulletins that are too wide, and with sheets of all days."""

    def fill(folder: Path) -> None:
        content = shutil.copytree(ROOT / "content", folder / "content")
        for path, text in WIDE_FILES.items():
            (content / path).write_text(text, encoding="utf-8")
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        assert "sheets_days: 90 " in config
        file = folder / "mkdocs.yml"
        file.write_text(config.replace("sheets_days: 90", "sheets_days: 3650"), encoding="utf-8")
        built(folder / "site", "--config", str(file), "--content", str(content))

    return shared(tmp_path_factory, "wide", fill) / "site"


@pytest.fixture(scope="session")
def wide_site(wide_folder: Path) -> Iterator[str]:
    with served(wide_folder) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens new pages, and holds them to two promises: no error in the console, no other host."""
    pages = []
    faults: list[str] = []

    def opened(width: int = 360, scheme: Scheme = "light", *, scripts: bool = True) -> Page:
        pages.append(new_page(browser, width, scheme, faults, scripts=scripts))
        return pages[-1]

    yield opened
    for page in pages:
        page.context.close()
    assert not faults


@pytest.fixture(scope="session")
def kept_pages(browser: Browser) -> KeptPages:
    return KeptPages(browser)


@pytest.fixture
def kept_page(kept_pages: KeptPages) -> Iterator[OpenPage]:
    """Opens pages as `open_page` does, at a sixth of the cost: those of earlier tests."""
    taken = []

    def opened(width: int = 360, scheme: Scheme = "light", *, scripts: bool = True) -> Page:
        taken.append(kept_pages.take(width, scheme, scripts=scripts))
        return taken[-1].page

    yield opened
    for kept in taken:
        kept_pages.give_back(kept)
    assert not [fault for kept in taken for fault in kept.faults]


def put_instead(folder: Path, pattern: str, data: bytes | None) -> dict[Path, bytes]:
    """Replace the files that a pattern names, or take them away; returns what they held."""
    before = {path: path.read_bytes() for path in folder.glob(pattern)}
    for path in before:
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
    return before


@pytest.fixture(scope="session")
def stick(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline") / "stik usb"
    with zipfile.ZipFile(site_folder.parent / "situs.zip") as copy:
        copy.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def fill_folder(folder: Path) -> None:
        small_site(folder)
        build(folder)

    return shared(tmp_path_factory, "desk", fill_folder)


@pytest.fixture(scope="session")
def desk(desk_folder: Path) -> Iterator[str]:
    with served(desk_folder / "site") as address:
        yield address


@pytest.fixture
def search(kept_page: OpenPage, site: str) -> Search:
    """Opens the search page with a query and more of the address."""

    def opened(query: str, more: str = "", width: int = 360) -> Page:
        page = kept_page(width)
        page.goto(f"{site}/cari/?q={quote(query)}{more}")
        return wait(page)

    return opened
