"""Sveltia CMS itself, for the test that opens it, and what its test back end holds.

Its package comes from the npm registry through npm, and is proven by the digest that the program
knows. Where neither is to be had, the test is skipped and says so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page

from kim_plugins.cli.cms import DIGEST, VERSION

VARIABLE: Final = "SVELTIA_CMS"
"""Names a package that is here already."""
_SECONDS: Final = 60
_FOLDER: Final = "sveltia-cms-test"
_SEED: Final = """async ([folder, files]) => {
  const top = await navigator.storage.getDirectory();
  const root = await top.getDirectoryHandle(folder, {create: true});
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/"), name = parts.pop();
    let place = root;
    for (const part of parts) place = await place.getDirectoryHandle(part, {create: true});
    const file = await (await place.getFileHandle(name, {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
_READ: Final = """async (folder) => {
  const found = {};
  const walk = async (place, above) => {
    for await (const [name, one] of place.entries()) {
      if (one.kind === "directory") await walk(one, above + name + "/");
      else found[above + name] = /\\.md$/.test(name) ? await (await one.getFile()).text() : "";
    }
  };
  try {
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(folder), "");
  } catch (error) {
    return null;
  }
  return Object.keys(found).some((path) => path.endsWith(".crswap")) ? null : found;
}"""


def package(folder: Path) -> Path:
    """The package of the release that is known to work; it is brought into `folder`."""
    named = os.environ.get(VARIABLE)
    if named:
        return proven(Path(named))
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"no npm here to bring Sveltia CMS; name its package in {VARIABLE}")
    wanted = f"@sveltia/cms@{VERSION}"
    try:
        done = subprocess.run(
            [npm, "pack", wanted, "--silent", "--ignore-scripts", "--fetch-retries=1"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm didn't bring {wanted} within {_SECONDS} seconds")
    if done.returncode:
        pytest.skip(f"npm can't bring {wanted}: {done.stderr.strip()[-200:]}")
    return proven(folder / done.stdout.split()[-1])


def proven(file: Path) -> Path:
    """The package, if it is the one that the program knows."""
    assert hashlib.sha512(file.read_bytes()).hexdigest() == DIGEST
    return file


class Cms:
    """The program with its test back end, opened on some files."""

    def __init__(self, page: Page, address: str, files: dict[str, str]) -> None:
        self.page, self._address = page, f"{address}/admin/"
        page.goto(f"{self._address}LICENSE.txt")
        page.evaluate(_SEED, [_FOLDER, files])
        page.goto(self._address)
        page.get_by_role("button", name="Test Repository").click()
        page.get_by_role("button", name="Create", exact=True).or_(
            page.get_by_role("button", name="New", exact=False)
        ).first.wait_for()

    def open(self, place: str) -> None:
        """`berita/new`, or `berita/entries/2026/panen`."""
        self.page.goto(f"{self._address}#/collections/{place}")
        self.field("title").wait_for()

    def field(self, path: str) -> Locator:
        """A field by its path; fields are drawn when they are scrolled to."""
        found = self.page.locator(f'[data-key-path="{path}"]')
        for _ in range(200):
            if found.count():
                break
            self.page.mouse.move(600, 500)
            self.page.mouse.wheel(0, 600)
            self.page.wait_for_timeout(40)
        else:
            raise AssertionError(f"{path} is nowhere")
        found.first.scroll_into_view_if_needed()
        return found.first

    def fill(self, path: str, text: str) -> None:
        """Type into a field of one text."""
        self.field(path).locator("input, textarea").first.fill(text)

    def save(self) -> dict[str, str]:
        """Save, and return every file that is there; of other files than Markdown the name."""
        before = now = self.files()
        button = self.page.get_by_role("button", name="Save", exact=True)
        for turn in range(100):
            if (
                turn % 20 == 0 and button.is_visible()
            ):  # again: it may have been busy with a picture
                button.click()
            self.page.wait_for_timeout(100)
            last, now = now, self.files()
            if now == last and _texts(now) != _texts(before) and not button.is_visible():
                return now
        raise AssertionError(self.page.locator("body").inner_text())

    def files(self) -> dict[str, str]:
        """What the back end holds; nothing while it is being written."""
        found: dict[str, str] | None = self.page.evaluate(_READ, _FOLDER)
        return found or {}


def _texts(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".md")}
