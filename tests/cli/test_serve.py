"""The live preview, as an editor has it open beside the text."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.site_folder import NOW, Site

PATIENCE = 30.0
"""Seconds: how fast the preview is, benchmarks tell; a test only waits until it is there."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Preview:
    """A running preview, asked as a browser would."""

    def __init__(self, port: int, mounted: str) -> None:
        self._root = f"http://127.0.0.1:{port}{mounted}"

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self._root + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return str(error.read().decode())

    def wait(self, path: str, text: str) -> str:
        """The page as soon as it shows the text."""
        until = time.monotonic() + PATIENCE
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
def preview(site: Site, *command: str, port: int) -> Iterator[Preview]:
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=site.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield Preview(port, "/desa/")
        finally:
            process.terminate()


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[tuple[Site, Preview]]:
    site = Site.copied(tmp_path)
    port = free_port()
    arguments = ("serve", "--now", NOW, "--port", str(port))
    with preview(site, "kim_plugins.cli", *arguments, port=port) as running:
        running.wait("", "Selamat datang")
        yield site, running


def test_pages_pictures_and_feeds_are_there(shown: tuple[Site, Preview]) -> None:
    _, running = shown
    assert "Panen raya: 40 hektare" in running.get("berita/2026/panen/")
    assert "<rss" in running.get("feed.xml")
    assert "Halaman tidak ditemukan" in running.get("tidak/ada/")


def test_drafts_and_what_is_not_due_are_shown_with_a_mark(shown: tuple[Site, Preview]) -> None:
    _, running = shown
    assert "masih konsep dan belum terbit" in running.get("berita/2026/rencana/")
    assert "baru terbit 1 Desember 2026" in running.get("berita/2026/embargo/")
    assert "Konsep" in running.get("berita/")


def test_change_is_shown(shown: tuple[Site, Preview]) -> None:
    site, running = shown
    running.get("berita/2026/sumur/")
    site.edit("content/berita/2026/sumur.md", "Warga melapor", "Banyak warga melapor")
    running.wait("berita/2026/sumur/", "Banyak warga melapor")


def test_faulty_file_shows_its_problems_and_the_rest_stays(shown: tuple[Site, Preview]) -> None:
    """On top of every page, in place of its own, and gone as soon as it is mended."""
    site, running = shown
    site.edit("content/berita/2026/sumur.md", "date: 2026-09-01", "date: <kemarin>")

    page = running.wait("berita/2026/sumur/", "Tulisan ini masih salah")
    assert "content/berita/2026/sumur.md:4:7" in page
    assert "&#39;&lt;kemarin&gt;&#39; bukan tanggal" in page
    assert "Yang perlu dibetulkan" in running.get("berita/2026/panen/")
    assert "Panen raya" in running.get("berita/2026/panen/")

    site.edit("content/berita/2026/sumur.md", "date: <kemarin>", "date: 2026-09-02")
    page = running.wait("berita/2026/sumur/", "2 September 2026")
    assert "Yang perlu dibetulkan" not in page


def test_mkdocs_serve_serves_it_too(tmp_path: Path) -> None:
    site = Site.copied(tmp_path)
    port = free_port()
    command = ("mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}")
    with preview(site, *command, port=port) as running:
        running.wait("kelompok/tani/", "KIM Tani Contoh")


def test_taken_port_is_a_sentence(tmp_path: Path) -> None:
    site = Site.copied(tmp_path)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]

        ran = site.kim("serve", "--port", str(port))

    assert ran.code == 2
    assert f"coba --port {port + 1}" in ran.err
