"""The live preview answers nobody else, shows nothing else and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kim_plugins.engine import hosts
from tests.cli.previews import Preview, kim_preview
from tests.ports import free_port
from tests.processes import ended
from tests.sites.folder import LONGEST, NOW, Site


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
    log = tmp_path / "catatan.txt"
    with kim_preview(Site.copied(tmp_path), log) as running:
        port = running.port
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
