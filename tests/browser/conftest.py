"""One browser and one built site for all tests of a worker, served on loopback."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.desk_site import build, small_site
from tests.browser.searching import Search, wait
from tests.browser.wide import WIDE_FILES
from tests.sites.shared import ROOT, built, served, shared

OpenPage = Callable[..., Page]
"""Opens an empty page: width, scheme and whether scripts run."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

ARGUMENTS = (
    "--no-sandbox",  # without which root, in a container, can't start it
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # it reaches nobody else
)
NO_WORKER = "Service Worker registration blocked by Playwright"


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
    """Opens pages, and holds them to two promises: no error in the console, no other host.

    Without what keeps pages for later, which costs a visit half as much again: see test_pwa.py.
    """
    contexts = []
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.text != NO_WORKER:
            faults.append(message.text)

    def opened(
        width: int = 360, scheme: Literal["light", "dark"] = "light", *, scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
            service_workers="block",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", hear)
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith("http://127.0.0.1:") else faults.append(request.url)
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


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
def search(open_page: OpenPage, site: str) -> Search:
    """Opens the search page with a query and more of the address."""

    def opened(query: str, more: str = "", width: int = 360) -> Page:
        page = open_page(width)
        page.goto(f"{site}/cari/?q={quote(query)}{more}")
        return wait(page)

    return opened
