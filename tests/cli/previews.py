"""Previews that run, asked as a browser would."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port
from tests.sites.folder import LONGEST, NOW, Site


class Preview:
    """A running preview, asked as a browser would."""

    def __init__(self, port: int, mounted: str) -> None:
        self.port = port
        self._root = f"http://127.0.0.1:{port}{mounted}"

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self._root + path, timeout=LONGEST) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return str(error.read().decode())

    def has(self, path: str) -> bool:
        """Whether there is something at an address."""
        try:
            with urllib.request.urlopen(self._root + path, timeout=LONGEST):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return False

    def wait(self, path: str, text: str) -> str:
        """The page as soon as it shows the text."""
        until = time.monotonic() + LONGEST
        page = ""
        while time.monotonic() < until:
            try:
                page = self.get(path)
            except urllib.error.URLError:
                page = ""
            if text in page:
                return page
            time.sleep(0.05)
        raise AssertionError(f"{path} never showed {text!r}:\n{page[-2000:]}")


@contextmanager
def preview(
    site: Site, *command: str, port: int, log: Path = Path(os.devnull)
) -> Iterator[Preview]:
    """A command that shows the site at a port; `log` gets what it says."""
    with (
        log.open("wb") as said,
        subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=site.folder,
            stdout=subprocess.DEVNULL,
            stderr=said,
        ) as process,
    ):
        try:
            yield Preview(port, "/desa/")
        finally:
            process.terminate()


@contextmanager
def kim_preview(site: Site, log: Path = Path(os.devnull)) -> Iterator[Preview]:
    """`kim serve` at the sample's own time."""
    port = free_port()
    command = ("kim_plugins.cli", "serve", "--now", NOW, "--port", str(port))
    with preview(site, *command, port=port, log=log) as running:
        yield running
