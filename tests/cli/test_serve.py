"""The live preview, as an editor has it open beside the text."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.previews import Preview, kim_preview, preview
from tests.ports import free_port
from tests.sites.folder import LONGEST, SAMPLE, Site


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[tuple[Site, Preview]]:
    site = Site.copied(tmp_path)
    with kim_preview(site) as running:
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
    assert ran.err == (
        f"KESALAHAN: pintu (port) {port} sudah dipakai, mungkin oleh pratinjau lain; "
        f"coba --port {port + 1}\n"
    )


def test_a_setting_that_goes_wrong_is_a_sentence(tmp_path: Path) -> None:
    """And drafts are still shown when it is right again."""
    site = Site.copied(tmp_path)
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    log = tmp_path / "catatan.txt"
    with kim_preview(site, log) as running:
        running.wait("", "Selamat datang")
        site.write("mkdocs.yml", settings + "\nplugins: [tidak-ada]\n")
        until = time.monotonic() + LONGEST
        while "KESALAHAN: " not in log.read_text("utf-8") and time.monotonic() < until:
            time.sleep(0.05)
        site.write("mkdocs.yml", settings)
        site.edit("content/berita/2026/sumur.md", "Warga melapor", "Banyak warga melapor")
        running.wait("berita/2026/sumur/", "Banyak warga melapor")
        assert "masih konsep" in running.get("berita/2026/rencana/")
    heard = log.read_text("utf-8")
    assert "KESALAHAN: " in heard
    assert "mkdocs.yml" in heard
    assert "Traceback" not in heard


# Nothing stands between an editor and what was just written; folders lead on, which is for readers.
NOT_SHOWN = re.compile(r"manifest\.json|luring\.(?:js|json)|(?:media|s|warta)/index\.html")


def test_every_address_of_the_site_is_shown(tmp_path: Path) -> None:
    """Whatever target makes it: a file is made when it is asked for."""
    listed = (SAMPLE / "addresses.txt").read_text(encoding="utf-8").split("\n")[:-1]
    addresses = [path for path in listed if not NOT_SHOWN.fullmatch(path)]
    with kim_preview(Site.copied(tmp_path)) as shown:
        shown.wait("", "</html>")
        missing = [path for path in addresses if not shown.has(path)]
    assert missing == []
