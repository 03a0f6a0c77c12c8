"""The live preview, as an editor has it open beside the text."""

from __future__ import annotations

import os
import re
import signal
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

from kim_plugins.engine import hosts
from tests.processes import ended
from tests.sites.folder import LONGEST, NOW, SAMPLE, Site


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
    site: Site, *command: str, port: int, said: int = subprocess.DEVNULL
) -> Iterator[Preview]:
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=site.folder,
        stdout=subprocess.DEVNULL,
        stderr=said,
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
    assert ran.err == (
        f"KESALAHAN: pintu (port) {port} sudah dipakai, mungkin oleh pratinjau lain; "
        f"coba --port {port + 1}\n"
    )


def asked(port: int, request: str) -> bytes:
    """What the preview answers to a request as it stands, and nothing of a client's own."""
    with socket.create_connection(("127.0.0.1", port), LONGEST) as one:
        one.sendall(request.encode("latin-1"))
        answer = b""
        while part := one.recv(65536):
            answer += part
    return answer


HOSTS = {
    "localhost": 200,
    "LOCALHOST:{port}": 200,
    "127.0.0.1:{port}": 200,
    "[::1]:{port}": 200,
    "localhost:9999": 200,
    "jahat.example": 421,
    "jahat.example:{port}": 421,
    "localhost.jahat.example": 421,
    "127.0.0.1.jahat.example": 421,
    "jahat@localhost.example": 421,
    "192.0.2.1": 421,
    "[": 421,
    "": 421,
}
NOWHERE = (
    *("/%00", "/desa/%00", "/desa/berita/%00/", "/%2e%2e/", "/desa/%2e%2e/%2e%2e/etc/passwd"),
    *("/desa/../mkdocs.yml", "/desa/..%2fmkdocs.yml", "/desa/..%5cmkdocs.yml", "/desa/./"),
    *("/desa//berita/", "/desa/%zz/", "/desa/%", "/desa/%ff/", "/desa/%c3%28/", "/desa/%ed%a0%80/"),
    *("/desa/c:/windows/", "/desa/%0d%0aX:%20y/", "/desa/%1b[31m/", "/desa/%e2%80%ae/"),
    *(
        "/desa/" + "a" * 5_000 + "/",
        "/desa/" + "a/" * 900,
        "//jahat.example/",
        "http://jahat.example/",
    ),
)


def test_only_this_machine_is_answered_and_nothing_outside_the_site(tmp_path: Path) -> None:
    """No name of another site leads to drafts; no address leads out, or to a traceback."""
    site, port = Site.copied(tmp_path), free_port()
    log = tmp_path / "catatan.txt"
    with (
        log.open("wb") as said,
        preview(
            site,
            *("kim_plugins.cli", "serve", "--now", NOW, "--port", str(port)),
            port=port,
            said=said.fileno(),
        ) as running,
    ):
        running.wait("", "Selamat datang")
        for host, code in HOSTS.items():
            answer = asked(port, f"GET /desa/ HTTP/1.1\r\nHost: {host.format(port=port)}\r\n\r\n")
            assert answer.startswith(f"HTTP/1.0 {code} ".encode()), (host, answer[:200])
            assert (b"Selamat datang" in answer) == (code == 200)
        assert b" 200 " in asked(port, "GET /desa/ HTTP/1.0\r\n\r\n")
        for path in NOWHERE:
            answer = asked(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert answer.startswith(b"HTTP/1.0 404 "), (path, answer[:200])
        for request in ("omong\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\r\n\r\n", "\r\n"):
            asked(port, request)
        assert "Panen raya" in running.get("berita/2026/panen/")
    heard = log.read_bytes()
    assert b"Traceback" not in heard
    assert b"\x1b" not in heard


def test_a_preview_for_a_network_is_asked_by_number() -> None:
    """No page of another site can pretend to be a number."""
    app = hosts.restrict_hosts(lambda *_: [b"halaman"], "0.0.0.0")  # noqa: S104 - that is the case
    for host, is_answered in {"192.0.2.7:8000": True, "jahat.example": False}.items():
        answer = app({"HTTP_HOST": host, "PATH_INFO": "/"}, lambda *_: None)
        assert (list(answer) == [b"halaman"]) == is_answered


@contextmanager
def serving(site: Site, port: int, temporary: Path) -> Iterator[subprocess.Popen[str]]:
    """A preview with a folder for temporary files of its own, which others could read."""
    temporary.mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "kim_plugins.cli", "serve", "--now", NOW, "--port", str(port)],
        cwd=site.folder,
        env={**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as process:
        try:
            Preview(port, "/desa/").wait("", "Selamat datang")
            yield process
        except BaseException:
            process.kill()  # or a test that fails waits for it for ever
            raise


@pytest.mark.skipif(sys.platform != "linux", reason="what is left is asked of /proc")
@pytest.mark.parametrize("name, code", [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 0)])
def test_nothing_of_it_is_left(tmp_path: Path, name: str, code: int) -> None:
    site, port, temporary = Site.copied(tmp_path), free_port(), tmp_path / "sementara"
    with serving(site, port, temporary) as process:
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        process.send_signal(getattr(signal, name))
        said = process.communicate(timeout=LONGEST)[1]
        assert ended(process.pid, LONGEST)
    assert process.returncode == code
    assert said.endswith(
        "Pratinjau ditutup.\n"
        if code == 0
        else "Dihentikan; situs yang sudah terbit tidak berubah.\n"
    )
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="as above")
def test_what_a_killed_one_leaves_goes_at_the_next_start(tmp_path: Path) -> None:
    """Another one that still runs keeps its own, on the same project."""
    site, temporary = Site.copied(tmp_path), tmp_path / "sementara"
    with (
        serving(site, free_port(), temporary) as killed,
        serving(site, free_port(), temporary) as other,
    ):
        assert len(list(temporary.iterdir())) == 2
        killed.kill()
        killed.wait()
        assert ended(killed.pid, LONGEST)
        port = free_port()
        with serving(site, port, temporary) as third:
            assert len(list(temporary.iterdir())) == 2
            third.terminate()
        other.terminate()
    assert list(temporary.iterdir()) == []


def test_a_setting_that_goes_wrong_is_a_sentence(tmp_path: Path) -> None:
    """And drafts are still shown when it is right again."""
    site, port = Site.copied(tmp_path), free_port()
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    log = tmp_path / "catatan.txt"
    with (
        log.open("wb") as said,
        preview(
            site,
            *("kim_plugins.cli", "serve", "--now", NOW, "--port", str(port)),
            port=port,
            said=said.fileno(),
        ) as running,
    ):
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
    port = free_port()
    command = ("kim_plugins.cli", "serve", "--now", NOW, "--port", str(port))
    with preview(Site.copied(tmp_path), *command, port=port) as shown:
        shown.wait("", "</html>")
        missing = [path for path in addresses if not shown.has(path)]
    assert missing == []
